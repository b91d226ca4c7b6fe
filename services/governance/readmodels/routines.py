"""Which routines are in force, whom do they bind, and with which reservations? (G-21)

The fold of the cases' proposals, answers and decisions. A later decision that replaces an earlier
one carries its chain on: `version` counts it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
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
    and_,
    select,
    update,
)

from shared.contracts.governance import (
    Alternative,
    CaseReceived,
    CaseUnplaced,
    ConsensusReached,
    ProposalSubmitted,
)
from shared.contracts.governance.own_lines import (
    CasePartySucceeded,
    DecisionInForce,
    RatificationRegistered,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Routine:
    """A measure that has been adopted; `reservations` are by party, `tasks` who does what.

    `replaced_by` is the later case that has taken its place: it is then no longer in force.
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    version: int
    what: str
    reasons: str
    tasks: tuple[tuple[UUID, str], ...]
    bound: tuple[UUID, ...]
    reservations: Mapping[UUID, str]
    decided_by: UUID | None
    since: datetime
    review_on: date | None
    replaces: UUID | None
    replaced_by: UUID | None

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "routine",
            helsefellesskap=self.helsefellesskap,
            case=self.case_id,
            lifted=True,
            locked=True,
        )


class Routines(ReadModel[Table]):
    """The read model `routines`: a row for each case, shown once its decision is in force."""

    name = "routines"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "routines",
            Column("case_id", Uuid, primary_key=True),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("proposed", JSON),
            Column("agreed_in", Uuid),
            Column("alternative", Integer),
            Column("reserved", JSON, nullable=False),
            Column("in_force", Boolean, nullable=False),
            Column("version", Integer, nullable=False),
            Column("what", Text, nullable=False),
            Column("reasons", Text, nullable=False),
            Column("searched", Text, nullable=False),
            Column("tasks", JSON, nullable=False),
            Column("bound", JSON, nullable=False),
            Column("reservations", JSON, nullable=False),
            Column("decided_by", Uuid),
            Column("since", UtcDateTime),
            Column("review_on", Date),
            Column("replaces", Uuid),
            Column("replaced_by", Uuid),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event = heard.event
        if isinstance(event, CaseReceived | CaseUnplaced):
            _begin(connection, tables, event)
            return
        case_id = getattr(event, "case_id", None)
        if case_id is None:
            return
        row = connection.execute(select(tables).where(tables.c.case_id == case_id)).one_or_none()
        changes = None if row is None else _changes(connection, tables, row, heard)
        if changes:
            connection.execute(update(tables).where(tables.c.case_id == case_id).values(changes))


ROUTINES = Routines()


def _begin(connection: Connection, table: Table, event: CaseReceived | CaseUnplaced) -> None:
    known = connection.scalar(select(table.c.case_id).where(table.c.case_id == event.case_id))
    if known is not None:
        return
    put(
        connection,
        table,
        case_id=event.case_id,
        number=event.number,
        helsefellesskap=event.helsefellesskap,
        reserved={},
        in_force=False,
        version=0,
        what="",
        reasons="",
        searched="",
        tasks=[],
        bound=[],
        reservations={},
    )


def _changes(
    connection: Connection, table: Table, row: Row[Any], heard: Heard
) -> dict[str, Any] | None:
    event = heard.event
    match event:
        case ProposalSubmitted():
            return {"proposed": event.model_dump(mode="json")}
        case ConsensusReached():
            agreed = {"agreed_in": event.body_id, "alternative": event.alternative}
            return {**agreed, "reserved": {}}
        case RatificationRegistered(reservation=str() as text, clause=clause):
            told = f"{clause}: {text}" if clause else text
            return {"reserved": {**row.reserved, str(event.party): told}}
        case CasePartySucceeded(old=old, new=new):
            return _succeeded(row, str(old), str(new))
        case DecisionInForce():
            return _in_force(connection, table, row, event, heard.envelope.recordedtime)
        case _:
            return None


def _in_force(
    connection: Connection, table: Table, row: Row[Any], event: DecisionInForce, at: datetime
) -> dict[str, Any]:
    """What was proposed and answered until now is what binds; a routine that it replaces ends."""
    proposed = ProposalSubmitted.model_validate(row.proposed)
    chosen: ProposalSubmitted | Alternative = proposed
    if row.alternative is not None:
        chosen = proposed.alternatives[row.alternative - 1]
    replaces = proposed.replaces
    version = row.version + 1
    if replaces is not None:
        earlier = connection.scalar(select(table.c.version).where(table.c.case_id == replaces))
        version = max(version, (earlier or 0) + 1)
        connection.execute(
            update(table).where(table.c.case_id == replaces).values(replaced_by=event.case_id)
        )
    bound = [str(party) for party in event.parties]
    told = [row.number, chosen.what, proposed.reasons, *(task.what for task in chosen.tasks)]
    return {
        "in_force": True,
        "version": version,
        "what": chosen.what,
        "reasons": proposed.reasons,
        "tasks": [[str(task.party), task.what] for task in chosen.tasks],
        "searched": " ".join(told).casefold(),
        "bound": bound,
        "since": at,
        "decided_by": row.agreed_in,
        "reservations": {party: text for party, text in row.reserved.items() if party in bound},
        "review_on": event.review_on,
        "replaces": replaces,
    }


def _succeeded(row: Row[Any], old: str, new: str) -> dict[str, Any]:
    """P-6: the successor stands where the old party stood; tasks and reservations go along."""

    def now(party: str) -> str:
        return new if party == old else party

    return {
        "bound": list(dict.fromkeys(now(party) for party in row.bound)),
        "tasks": [[now(party), what] for party, what in row.tasks],
        "reservations": {now(party): text for party, text in row.reservations.items()},
        "reserved": {now(party): text for party, text in row.reserved.items()},
    }


def _from_row(row: Row[Any]) -> Routine:
    return Routine(
        case_id=row.case_id,
        number=row.number,
        helsefellesskap=row.helsefellesskap,
        version=row.version,
        what=row.what,
        reasons=row.reasons,
        tasks=tuple((UUID(party), what) for party, what in row.tasks),
        bound=tuple(map(UUID, row.bound)),
        reservations={UUID(party): text for party, text in row.reservations.items()},
        decided_by=row.decided_by,
        since=row.since,
        review_on=row.review_on,
        replaces=row.replaces,
        replaced_by=row.replaced_by,
    )


def one(views: Views, case_id: UUID) -> Routine | None:
    """The routine of a case, also one that a later has replaced; None where none is in force."""
    with views.read(ROUTINES) as (connection, table):
        row = connection.execute(
            select(table).where(table.c.case_id == case_id, table.c.in_force.is_(True))
        ).one_or_none()
    return None if row is None else _from_row(row)


def matching(table: Table, words: Iterable[str]) -> ColumnElement[bool]:
    """The one place that says what a search finds: every word, as a part of a word."""
    return and_(*(table.c.searched.contains(word.casefold(), autoescape=True) for word in words))


def listed(views: Views, actor: Actor, *, words: str = "", limit: int = 200) -> list[Routine]:
    """Those in force that the actor may read, the newest first; with all the words, if any."""
    with views.read(ROUTINES) as (connection, table):
        columns = Columns(
            "routine",
            helsefellesskap=table.c.helsefellesskap,
            case=table.c.case_id,
            lifted=True,
            locked=True,
        )
        asked = [
            where(scope(actor, "governance.read-routine"), columns),
            table.c.in_force.is_(True),
            table.c.replaced_by.is_(None),
        ]
        if words.split():
            asked.append(matching(table, words.split()))
        rows = connection.execute(
            select(table).where(*asked).order_by(table.c.since.desc(), table.c.case_id).limit(limit)
        )
        return [_from_row(row) for row in rows]
