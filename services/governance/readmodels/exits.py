"""Which ways out has partnerskapsmøtet taken, and how far have they come? (G-10, G-16 to G-18)

A row keeps the events of its stream, each with its time and who acted: what is shown is their
fold, by the same functions that decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, reduce
from typing import Any, ClassVar, Literal, TypeAlias
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Row,
    String,
    Table,
    Uuid,
    select,
    update,
)

from services.governance.decisions.exits import clarification, dispute, trial
from shared.contracts.governance import GovernanceEvent
from shared.contracts.record import Event, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Kind as AccessKind
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope

Kind: TypeAlias = Literal["clarification", "trial", "dispute"]
State: TypeAlias = clarification.Clarification | trial.Trial | dispute.Dispute

STATES: dict[type[Any], str] = {
    clarification.Drafting: "drafting",
    clarification.Sent: "sent",
    clarification.Answered: "answered",
    trial.Drafted: "drafted",
    trial.Applied: "applied",
    trial.Granted: "granted",
    trial.Turned: "refused",
    trial.Running: "running",
    trial.Ended: "ended",
    dispute.Prepared: "prepared",
    dispute.Sent: "sent",
    dispute.Stated: "stated",
}
OPEN_TO_OTHERS = frozenset(
    {"sent", "answered", "granted", "running", "evaluated", "ended", "stated"}
)
"""States in which it is no longer the body's own draft (P-4: Helsedirektoratet reads what is
locked)."""

_EVENTS: TypeAdapter[Any] = TypeAdapter(GovernanceEvent)


@dataclass(frozen=True, slots=True)
class Told:
    """One step, when it was recorded, and by whom."""

    event: Event
    at: datetime
    by: UUID


@dataclass(frozen=True)
class Exit:
    """A way out as it stands. `body` is the one that asks."""

    exit_id: UUID
    kind: Kind
    case_id: UUID
    case_number: str
    helsefellesskap: UUID
    body: UUID
    state: str
    since: datetime
    story: tuple[Told, ...]

    @cached_property
    def as_it_is(self) -> Any:
        """The fold of its events."""
        return folded(self.kind, [told.event for told in self.story])

    @property
    def locked(self) -> bool:
        return self.state in OPEN_TO_OTHERS

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            access_kind(self.kind),
            helsefellesskap=self.helsefellesskap,
            body=self.body,
            case=self.case_id,
            lifted=True,
            locked=self.locked,
        )


def access_kind(kind: Kind) -> AccessKind:
    return "clarification" if kind == "clarification" else "decision"


def folded(kind: Kind, events: Sequence[Any]) -> State:
    match kind:
        case "clarification":
            start: clarification.Clarification = clarification.Unknown()
            return reduce(clarification.evolve, events, start)
        case "trial":
            none: trial.Trial = trial.Unknown()
            return reduce(trial.evolve, events, none)
        case "dispute":
            nothing: dispute.Dispute = dispute.Unknown()
            return reduce(dispute.evolve, events, nothing)


def state_of(state: State) -> str:
    """The state in one word; a trial that runs and is evaluated is called so (G-17)."""
    if isinstance(state, trial.Running) and state.evaluated is not None:
        return "evaluated"
    return STATES[type(state)]


class Exits(ReadModel[Table]):
    """The read model `exits`."""

    name = "exits"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "exits",
            Column("exit_id", Uuid, primary_key=True),
            Column("kind", String, nullable=False),
            Column("access", String, nullable=False),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("case_number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("body", Uuid, nullable=False),
            Column("state", String, nullable=False),
            Column("locked", Boolean, nullable=False),
            Column("since", UtcDateTime, nullable=False),
            Column("story", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event, envelope = heard.event, heard.envelope
        named = _named(event)
        if named is None:
            return
        kind, exit_id = named
        told = {
            "event": event.model_dump(mode="json"),  # type: ignore[union-attr]
            "at": envelope.recordedtime.isoformat(),
            "by": str(envelope.actor),
        }
        row = connection.execute(select(tables).where(tables.c.exit_id == exit_id)).one_or_none()
        story = [*(row.story if row else []), told]
        state = state_of(folded(kind, [_EVENTS.validate_python(each["event"]) for each in story]))
        stands = {
            "state": state,
            "locked": state in OPEN_TO_OTHERS,
            "since": envelope.recordedtime,
            "story": story,
        }
        if row is None:
            begun: Any = event
            put(
                connection,
                tables,
                exit_id=exit_id,
                kind=kind,
                access=access_kind(kind),
                case_id=begun.case_id,
                case_number=begun.case_number,
                helsefellesskap=begun.helsefellesskap,
                body=begun.body_id,
                **stands,
            )
        else:
            connection.execute(update(tables).where(tables.c.exit_id == exit_id).values(stands))


EXITS = Exits()


def _named(event: object) -> tuple[Kind, UUID] | None:
    kinds: tuple[Kind, ...] = ("clarification", "trial", "dispute")
    for kind in kinds:
        exit_id = getattr(event, f"{kind}_id", None)
        if exit_id is not None:
            return kind, exit_id
    return None


def _from_row(row: Row[Any]) -> Exit:
    return Exit(
        exit_id=row.exit_id,
        kind=row.kind,
        case_id=row.case_id,
        case_number=row.case_number,
        helsefellesskap=row.helsefellesskap,
        body=row.body,
        state=row.state,
        since=row.since,
        story=tuple(
            Told(
                _EVENTS.validate_python(each["event"]),
                datetime.fromisoformat(each["at"]),
                UUID(each["by"]),
            )
            for each in row.story
        ),
    )


def one(views: Views, exit_id: UUID, kind: Kind) -> Exit | None:
    with views.read(EXITS) as (connection, table):
        row = connection.execute(
            select(table).where(table.c.exit_id == exit_id, table.c.kind == kind)
        ).one_or_none()
    return None if row is None else _from_row(row)


def listed(
    views: Views,
    actor: Actor,
    *,
    kind: Kind | None = None,
    case_id: UUID | None = None,
    state: str | None = None,
    limit: int = 200,
) -> list[Exit]:
    """Those the actor may read, the latest change first."""
    with views.read(EXITS) as (connection, table):
        columns = Columns(
            table.c.access,
            helsefellesskap=table.c.helsefellesskap,
            body=table.c.body,
            case=table.c.case_id,
            lifted=True,
            locked=table.c.locked,
        )
        asked: list[ColumnElement[bool]] = [
            where(scope(actor, "governance.read-decision"), columns)
        ]
        for column, value in (
            (table.c.kind, kind),
            (table.c.case_id, case_id),
            (table.c.state, state),
        ):
            if value is not None:
                asked.append(column == value)
        rows = connection.execute(
            select(table).where(*asked).order_by(table.c.since.desc(), table.c.exit_id).limit(limit)
        )
        return [_from_row(row) for row in rows]
