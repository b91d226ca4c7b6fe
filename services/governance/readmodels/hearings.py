"""Whom has a representative asked, what do they answer, and what is the summary? (G-19, P-4)

Answers stay sealed here. What others than the representative and the group see is the summary.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    Row,
    Table,
    Text,
    Uuid,
    exists,
    select,
    update,
)

from shared.contracts.governance.hearings import (
    HearingAnswered,
    HearingOpened,
    HearingReported,
    HearingSummarised,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class HearingTables:
    hearings: Table
    asked: Table


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing as it stands: `answers` are the last of each, `summary` the last one written."""

    opened: HearingOpened
    opened_at: datetime
    answers: dict[UUID, HearingAnswered]
    summary: HearingSummarised | None
    outcome: str | None

    @property
    def state(self) -> str:
        if self.outcome is not None:
            return "reported"
        return "asked" if self.summary is None else "summarised"

    @property
    def resource(self) -> Resource:
        """What access to it depends on (P-4)."""
        return Resource(
            "hearing",
            helsefellesskap=self.opened.helsefellesskap,
            person=self.opened.person_id,
            people=frozenset(self.opened.asked),
            case=self.opened.case_id,
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands with the stance: for all who may read the case."""

    hearing_id: UUID
    body_id: UUID
    seat_id: UUID
    person_id: UUID
    group: str
    question: str
    text: str
    asked: int
    answered: int


class Hearings(ReadModel[HearingTables]):
    """The read model `hearings`."""

    name = "hearings"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> HearingTables:
        return HearingTables(
            hearings=new(
                "hearings",
                Column("hearing_id", Uuid, primary_key=True),
                Column("case_id", Uuid, nullable=False, index=True),
                Column("helsefellesskap", Uuid, nullable=False),
                Column("person", Uuid, nullable=False, index=True),
                Column("answer_by", Date, nullable=False),
                Column("opened_at", UtcDateTime, nullable=False),
                Column("opened", JSON, nullable=False),
                Column("answers", JSON, nullable=False),
                Column("summary", JSON),
                Column("outcome", Text),
            ),
            asked=new(
                "hearings_asked",
                Column("hearing_id", Uuid, primary_key=True),
                Column("person", Uuid, primary_key=True),
            ),
        )

    def apply(self, connection: Connection, tables: HearingTables, heard: Heard) -> None:
        event, table = heard.event, tables.hearings
        match event:
            case HearingOpened():
                put(
                    connection,
                    table,
                    hearing_id=event.hearing_id,
                    case_id=event.case_id,
                    helsefellesskap=event.helsefellesskap,
                    person=event.person_id,
                    answer_by=event.answer_by,
                    opened_at=heard.envelope.recordedtime,
                    opened=event.model_dump(mode="json"),
                    answers={},
                )
                for person in event.asked:
                    put(
                        connection,
                        tables.asked,
                        hearing_id=event.hearing_id,
                        person=person,
                    )
            case HearingAnswered():
                answers = connection.scalar(
                    select(table.c.answers).where(table.c.hearing_id == event.hearing_id)
                )
                told = {**(answers or {}), str(event.person_id): event.model_dump(mode="json")}
                _change(connection, table, event.hearing_id, answers=told)
            case HearingSummarised():
                summary = event.model_dump(mode="json")
                _change(connection, table, event.hearing_id, summary=summary)
            case HearingReported():
                _change(connection, table, event.hearing_id, outcome=event.outcome)
            case _:
                """What else happens is told elsewhere."""


HEARINGS = Hearings()


def _change(connection: Connection, table: Table, hearing_id: UUID, **values: Any) -> None:
    connection.execute(update(table).where(table.c.hearing_id == hearing_id).values(values))


def _from_row(row: Row[Any]) -> Hearing:
    return Hearing(
        opened=HearingOpened.model_validate(row.opened),
        opened_at=row.opened_at,
        answers={
            UUID(person): HearingAnswered.model_validate(told)
            for person, told in row.answers.items()
        },
        summary=HearingSummarised.model_validate(row.summary) if row.summary else None,
        outcome=row.outcome,
    )


def one(views: Views, hearing_id: UUID) -> Hearing | None:
    with views.read(HEARINGS) as (connection, tables):
        table = tables.hearings
        row = connection.execute(
            select(table).where(table.c.hearing_id == hearing_id)
        ).one_or_none()
    return None if row is None else _from_row(row)


def listed(views: Views, actor: Actor, *, limit: int = 200) -> list[Hearing]:
    """Those the actor has asked or is asked in, the first to answer first."""
    with views.read(HEARINGS) as (connection, tables):
        table, asked = tables.hearings, tables.asked

        def among(person: UUID) -> ColumnElement[bool]:
            return exists().where(
                asked.c.hearing_id == table.c.hearing_id, asked.c.person == person
            )

        columns = Columns(
            "hearing",
            helsefellesskap=table.c.helsefellesskap,
            person=table.c.person,
            people=among,
            case=table.c.case_id,
        )
        rows = connection.execute(
            select(table)
            .where(where(scope(actor, "governance.read-hearing"), columns))
            .order_by(table.c.answer_by.desc(), table.c.hearing_id)
            .limit(limit)
        )
        return [_from_row(row) for row in rows]


def summaries(views: Views, case_id: UUID) -> list[Summary]:
    """What those who may read the case see of its hearings, the first asked first."""
    with views.read(HEARINGS) as (connection, tables):
        table = tables.hearings
        rows = connection.execute(
            select(table).where(table.c.case_id == case_id).order_by(table.c.opened_at)
        ).all()
    found = map(_from_row, rows)
    return [
        Summary(
            each.opened.hearing_id,
            each.opened.body_id,
            each.opened.seat_id,
            each.opened.person_id,
            each.opened.group,
            each.opened.question,
            each.summary.summary,
            each.summary.asked,
            each.summary.answered,
        )
        for each in found
        if each.summary is not None
    ]
