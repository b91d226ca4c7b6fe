"""What is known already, that triage can refer to? (I-5) All versions, each as it was worded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    Row,
    String,
    Table,
    Text,
    Uuid,
    func,
    or_,
    select,
    update,
)

from shared.contracts.intake import KnownRuleCorrected, KnownRuleRegistered
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class KnownRule:
    """One version of a known rule or answer; `helsefellesskap` None is for the whole country."""

    rule_id: UUID
    version: int
    latest: bool
    helsefellesskap: UUID | None
    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None
    reason: str | None
    recorded_at: datetime

    @property
    def resource(self) -> Resource:
        """What access to it depends on; what holds in the whole country is open to all."""
        return Resource("structure", helsefellesskap=self.helsefellesskap)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class KnownRules(ReadModel[Table]):
    """The read model `known-rules`: a row a version."""

    name = "known-rules"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "known_rules",
            Column("rule_id", Uuid, primary_key=True),
            Column("version", Integer, primary_key=True),
            Column("latest", Boolean, nullable=False),
            Column("helsefellesskap", Uuid, index=True),
            Column("title", String, nullable=False),
            Column("text", Text, nullable=False),
            Column("source", Text, nullable=False),
            Column("searched", Text, nullable=False),
            Column("valid_from", Date, nullable=False),
            Column("valid_to", Date),
            Column("reason", Text),
            Column("recorded_at", UtcDateTime, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        at = heard.envelope.recordedtime
        match heard.event:
            case KnownRuleRegistered() as event:
                home = event.helsefellesskap
                put(connection, tables, **_row(event, at), version=1, helsefellesskap=home)
            case KnownRuleCorrected() as event:
                _correct(connection, tables, event, at)
            case _:
                """Cases refer to rules; they change none."""


def _row(event: KnownRuleRegistered | KnownRuleCorrected, at: datetime) -> dict[str, Any]:
    return {
        "rule_id": event.rule_id,
        "latest": True,
        "title": event.title,
        "text": event.text,
        "source": event.source,
        "searched": f"{event.title} {event.text} {event.source}".casefold(),
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "recorded_at": at,
    }


def _correct(connection: Connection, table: Table, event: KnownRuleCorrected, at: datetime) -> None:
    same = table.c.rule_id == event.rule_id
    home = connection.scalar(select(table.c.helsefellesskap).where(same, table.c.version == 1))
    connection.execute(update(table).where(same).values(latest=False))
    put(
        connection,
        table,
        **_row(event, at),
        version=event.version,
        helsefellesskap=home,
        reason=event.reason,
    )


KNOWN_RULES = KnownRules()


def one(views: Views, rule_id: UUID) -> KnownRule | None:
    """The rule as it reads now; the caller asks the policy."""
    return next(iter(versions(views, rule_id)), None)


def versions(views: Views, rule_id: UUID) -> list[KnownRule]:
    """All versions, the newest first."""
    with views.read(KNOWN_RULES) as (connection, table):
        rows = connection.execute(
            select(table).where(table.c.rule_id == rule_id).order_by(table.c.version.desc())
        )
        return [_rule(row) for row in rows]


def listed(
    views: Views,
    actor: Actor,
    *,
    words: str = "",
    on: date | None = None,
    limit: int = 100,
) -> list[KnownRule]:
    """What this actor may see (P-3), as it reads now, by title: those that have all the words,
    and where a day is given those that hold on it."""
    with views.read(KNOWN_RULES) as (connection, table):
        query = select(table).where(table.c.latest.is_(True), readable_rules(actor, table))
        for word in words.casefold().split():
            query = query.where(table.c.searched.contains(word, autoescape=True))
        if on is not None:
            holds = or_(table.c.valid_to.is_(None), table.c.valid_to >= on)
            query = query.where(table.c.valid_from <= on, holds)
        query = query.order_by(func.lower(table.c.title), table.c.rule_id).limit(limit)
        return [_rule(row) for row in connection.execute(query)]


def readable_rules(actor: Actor, table: Table) -> ColumnElement[bool]:
    """What holds in the whole country is open to everybody who is known."""
    own = Columns(kind="structure", helsefellesskap=table.c.helsefellesskap)
    return or_(table.c.helsefellesskap.is_(None), where(scope(actor, "intake.read-rules"), own))


def _rule(row: Row[Any]) -> KnownRule:
    values = dict(row._mapping)
    del values["searched"]
    return KnownRule(**values)
