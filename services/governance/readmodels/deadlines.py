"""What is due in each case, what is missed, and who has been told? (G-11, G-17, G-19)

One row for the step that each case is at, and one for each notice to each person: of a case's
step, or of a hearing or a trial whose time is over.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Connection,
    String,
    Table,
    Uuid,
    delete,
    select,
    update,
)

from shared.contracts.governance import CaseReceived, CaseReferred, CaseUnplaced
from shared.contracts.governance.hearings import HearingEnded, HearingSummarised
from shared.contracts.governance.own_lines import CaseImplemented
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.trials import TrialEnded, TrialExtended, TrialRanOut
from shared.contracts.governance.unresolved import CaseClosed
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actors import Actor
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Told:
    """A rung that has gone out: to whom, and when."""

    rung: str
    people: tuple[UUID, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A case's step, and by when; `due_at` None is until the body's next meeting."""

    case_id: UUID
    number: str
    body: UUID
    step: str
    since: datetime
    due_at: datetime | None
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to one person about one step that was not done in time; the step of a hearing is
    `hearing`, that of a trial `trial`. `over` once it is done."""

    case_id: UUID
    number: str
    body: UUID
    step: str
    rung: str
    at: datetime
    over: bool


@dataclass(frozen=True, slots=True)
class Tables:
    cases: Table
    notices: Table


class DeadlinesOfCases(ReadModel[Tables]):
    """The read model `deadlines`."""

    name = "deadlines"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"governance"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            cases=new(
                "deadlines_cases",
                Column("case_id", Uuid, primary_key=True),
                Column("number", String, nullable=False),
                Column("helsefellesskap", Uuid, nullable=False, index=True),
                Column("step_id", Uuid),
                Column("step", String),
                Column("body", Uuid),
                Column("since", UtcDateTime),
                Column("due_at", UtcDateTime),
                Column("told", JSON, nullable=False),
            ),
            notices=new(
                "deadlines_notices",
                Column("position", BigInteger, primary_key=True),
                Column("person", Uuid, primary_key=True),
                Column("case_id", Uuid, nullable=False, index=True),
                Column("step_id", Uuid, nullable=False),
                Column("step", String, nullable=False),
                Column("body", Uuid, nullable=False),
                Column("rung", String, nullable=False),
                Column("at", UtcDateTime, nullable=False),
                Column("over", Boolean, nullable=False),
            ),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        cases, at = tables.cases, heard.envelope.recordedtime
        match heard.event:
            case CaseReceived() | CaseReferred() | CaseUnplaced() as known:
                _know(connection, cases, known)
            case StepBegun() as begun:
                _step_is_over(connection, tables, begun.case_id)
                values: dict[str, Any] = {
                    "step_id": begun.step_id,
                    "step": begun.step,
                    "body": begun.body_id,
                    "since": at,
                    "due_at": begun.due_at,
                    "told": [],
                }
                _set(connection, cases, begun.case_id, values)
            case CaseImplemented() | CaseClosed() as over:
                _step_is_over(connection, tables, over.case_id)
                _set(connection, cases, over.case_id, {"step": None, "step_id": None, "told": []})
            case DeadlineMissed() as missed:
                _miss(connection, tables, missed, heard)
            case HearingEnded(hearing_id=of) as ended:
                _notify(connection, tables, ended, heard, step="hearing", of=of, rung="reminder")
            case TrialRanOut(trial_id=of) as ended:
                _notify(connection, tables, ended, heard, step="trial", of=of, rung="chair")
            case HearingSummarised(hearing_id=of):
                _is_over(connection, tables, of)
            case TrialExtended(trial_id=of) | TrialEnded(trial_id=of):
                _is_over(connection, tables, of)
            case _:
                """Other events begin no step and end none."""


DEADLINES = DeadlinesOfCases()


def _know(
    connection: Connection, table: Table, event: CaseReceived | CaseReferred | CaseUnplaced
) -> None:
    about: dict[str, Any] = {
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
    }
    known = connection.execute(select(table.c.case_id).where(table.c.case_id == event.case_id))
    if known.first() is None:
        put(connection, table, case_id=event.case_id, told=[], **about)
    else:
        _set(connection, table, event.case_id, about)


def _set(connection: Connection, table: Table, case_id: UUID, values: dict[str, Any]) -> None:
    connection.execute(update(table).where(table.c.case_id == case_id).values(values))


def _miss(connection: Connection, tables: Tables, missed: DeadlineMissed, heard: Heard) -> None:
    at = heard.envelope.recordedtime
    told = connection.scalar(
        select(tables.cases.c.told).where(tables.cases.c.case_id == missed.case_id)
    )
    notice = {
        "rung": missed.rung,
        "people": [str(person) for person in missed.notified],
        "at": at.isoformat(),
    }
    _set(connection, tables.cases, missed.case_id, {"told": [*(told or ()), notice]})
    _notify(
        connection,
        tables,
        missed,
        heard,
        step=missed.step,
        of=missed.step_id,
        rung=missed.rung,
    )


def _notify(
    connection: Connection,
    tables: Tables,
    told: DeadlineMissed | HearingEnded | TrialRanOut,
    heard: Heard,
    *,
    step: str,
    of: UUID,
    rung: str,
) -> None:
    position = tables.notices.c.position
    connection.execute(delete(tables.notices).where(position == heard.position))
    for person in told.notified:
        put(
            connection,
            tables.notices,
            position=heard.position,
            person=person,
            case_id=told.case_id,
            step_id=of,
            step=step,
            body=told.body_id,
            rung=rung,
            at=heard.envelope.recordedtime,
            over=False,
        )


def _step_is_over(connection: Connection, tables: Tables, case_id: UUID) -> None:
    """Another step begins, or the case has none: what was told of the one before is done."""
    cases = tables.cases
    step_id = connection.scalar(select(cases.c.step_id).where(cases.c.case_id == case_id))
    if step_id is not None:
        _is_over(connection, tables, step_id)


def _is_over(connection: Connection, tables: Tables, of: UUID) -> None:
    notices = tables.notices
    connection.execute(update(notices).where(notices.c.step_id == of).values(over=True))


def due(views: Views, actor: Actor) -> list[Due]:
    """The steps of the cases that the actor may see (P-3): missed ones first, then by their day,
    then those until the next meeting."""
    with views.read(DEADLINES) as (connection, tables):
        table = tables.cases
        columns = Columns(
            "case",
            helsefellesskap=table.c.helsefellesskap,
            body=table.c.body,
            case=table.c.case_id,
        )
        rows: Any = connection.execute(
            select(table)
            .where(table.c.step.is_not(None), where(scope(actor, "governance.read-case"), columns))
            .order_by(table.c.due_at.is_(None), table.c.due_at, table.c.since, table.c.case_id)
        )
        found = [_due(row) for row in rows]
    return sorted(found, key=lambda each: not each.told)


def _due(row: Any) -> Due:
    told = tuple(
        Told(
            each["rung"],
            tuple(map(UUID, each["people"])),
            datetime.fromisoformat(each["at"]),
        )
        for each in row.told
    )
    return Due(row.case_id, row.number, row.body, row.step, row.since, row.due_at, told)


def notices(views: Views, person: UUID, limit: int = 50) -> list[Notice]:
    """A person's own notices, the newest first; `over` where the step has been done since."""
    with views.read(DEADLINES) as (connection, tables):
        told, cases = tables.notices, tables.cases
        rows: Any = connection.execute(
            select(told, cases.c.number)
            .join(cases, cases.c.case_id == told.c.case_id)
            .where(told.c.person == person)
            .order_by(told.c.at.desc(), told.c.position.desc())
            .limit(limit)
        )
        return [
            Notice(
                row.case_id,
                row.number,
                row.body,
                row.step,
                row.rung,
                row.at,
                row.over,
            )
            for row in rows
        ]
