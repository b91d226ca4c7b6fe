"""How far has the assessment come, and what does it say? (A-1, A-13)

One row an assessment, folded from assessment's own events; and beside it what intake says of the
case: who reported it and what it is called. The two are joined when read, so that it does not
matter which is heard first. The title stays sealed in the row.
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
    Row,
    Select,
    String,
    Table,
    Text,
    Uuid,
    and_,
    false,
    or_,
    select,
    update,
)

from services.assessment.decisions import Open, Recorded, evolve
from services.assessment.readmodels.keeping import kept, taken_out
from services.assessment.readmodels.reported import (
    reported,
    reporters_table,
    reports_table,
    who_reported,
)
from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentOpened,
    AssessmentReopened,
)
from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered, ReportsJoined
from shared.contracts.record import Sealed, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assessment as filled in so far, and as concluded; the case's title is still sealed.

    `concluded` is None while it is open, also when it has been taken up again: then `earlier` is
    what was concluded last (A-15). `closed` is why what was not realistic goes no further (A-9).
    `reporter` and `title` are None until intake has told of the case; `people` are all who have
    reported it (I-0).
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    opened_at: datetime
    changed_at: datetime
    being: Open
    concluded: AssessmentConcluded | None
    earlier: AssessmentConcluded | None
    closed: str | None
    reporter: UUID | None
    title: Sealed | None
    urgent: bool
    people: frozenset[UUID] = frozenset()

    @property
    def resource(self) -> Resource:
        """What access to it depends on: what is concluded is locked (P-4)."""
        return Resource(
            "diagnosis",
            helsefellesskap=self.helsefellesskap,
            person=self.reporter,
            people=self.people,
            parties=frozenset(self.being.affected),
            case=self.case_id,
            locked=self.concluded is not None,
            lifted=True,
        )

    @property
    def case(self) -> Resource:
        """What access to the case itself depends on: it has left intake."""
        return Resource(
            "case",
            helsefellesskap=self.helsefellesskap,
            person=self.reporter,
            people=self.people,
            parties=frozenset(self.being.affected),
            case=self.case_id,
            lifted=True,
        )


@dataclass(frozen=True, slots=True)
class Tables:
    sheets: Table
    reports: Table
    reporters: Table


class Assessments(ReadModel[Tables]):
    """The read model `assessments`."""

    name = "assessments"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment", "intake"})

    def tables(self, new: NewTable) -> Tables:
        return Tables(
            sheets=new(
                "sheets",
                Column("case_id", Uuid, primary_key=True),
                Column("number", String, nullable=False),
                Column("helsefellesskap", Uuid, nullable=False, index=True),
                Column("opened_at", UtcDateTime, nullable=False),
                Column("changed_at", UtcDateTime, nullable=False),
                Column("concluded_at", UtcDateTime),
                Column("recorded", JSON, nullable=False),
                Column("concluded", JSON),
                Column("closed", Text),
            ),
            reports=reports_table(new),
            reporters=reporters_table(new),
        )

    def apply(self, connection: Connection, tables: Tables, heard: Heard) -> None:
        at = heard.envelope.recordedtime
        match heard.event:
            case ReportRegistered() | CaseStarted() | CaseSplitOff() | ReportsJoined() as told:
                reported(connection, tables.reports, tables.reporters, told)
            case AssessmentOpened() as opened:
                put(connection, tables.sheets, **_row(opened, at))
            case AssessmentConcluded() as concluded:
                said = {"concluded": concluded.model_dump(mode="json"), "concluded_at": at}
                _change(connection, tables.sheets, concluded.case_id, at, **said)
            case AssessmentClosed() as closed:
                reason = {"closed": closed.reason}
                _change(connection, tables.sheets, closed.case_id, at, **reason)
            case said_of if isinstance(said_of, Recorded | AssessmentReopened):
                _fold(connection, tables.sheets, said_of, at)
            case _:
                """Triage ends with what this service's own reaction says of it."""


ASSESSMENTS = Assessments()


def _row(opened: AssessmentOpened, at: datetime) -> dict[str, Any]:
    return {
        "case_id": opened.case_id,
        "number": opened.number,
        "helsefellesskap": opened.helsefellesskap,
        "opened_at": at,
        "changed_at": at,
        "recorded": kept(Open(opened.helsefellesskap, opened.number, opened.parties)),
    }


def _fold(
    connection: Connection, table: Table, said: Recorded | AssessmentReopened, at: datetime
) -> None:
    """The later of the same replaces the earlier (A-1); what is taken up again is open (A-15)."""
    row = connection.execute(select(table).where(table.c.case_id == said.case_id)).one()
    after = evolve(taken_out(row.helsefellesskap, row.number, row.recorded), said)
    assert isinstance(after, Open), "what is recorded or taken up again is open"
    reopened = isinstance(said, AssessmentReopened)
    values: dict[str, Any] = {"concluded_at": None, "closed": None} if reopened else {}
    _change(connection, table, said.case_id, at, recorded=kept(after), **values)


def _change(
    connection: Connection, table: Table, case_id: UUID, at: datetime, **values: Any
) -> None:
    connection.execute(
        update(table).where(table.c.case_id == case_id).values(changed_at=at, **values)
    )


def _sheet(row: Row[Any], people: frozenset[UUID] = frozenset()) -> Sheet:
    last = AssessmentConcluded.model_validate(row.concluded) if row.concluded else None
    stands = row.concluded_at is not None
    return Sheet(
        case_id=row.case_id,
        number=row.number,
        helsefellesskap=row.helsefellesskap,
        opened_at=row.opened_at,
        changed_at=row.changed_at,
        being=taken_out(row.helsefellesskap, row.number, row.recorded),
        concluded=last if stands else None,
        earlier=None if stands else last,
        closed=row.closed,
        reporter=row.reporter,
        title=Sealed.model_validate(row.title) if row.title else None,
        urgent=bool(row.urgent),
        people=people,
    )


def one(views: Views, case_id: UUID) -> Sheet | None:
    """One assessment; the caller asks the policy."""
    with views.read(ASSESSMENTS) as (connection, tables):
        row = connection.execute(
            _sheets(tables).where(tables.sheets.c.case_id == case_id)
        ).one_or_none()
        reporters = tables.reporters.c
        people = connection.scalars(select(reporters.person).where(reporters.case_id == case_id))
        return _sheet(row, frozenset(people)) if row else None


def listed(
    views: Views,
    actor: Actor,
    action: Action,
    *,
    concluded: bool | None = None,
    after: UUID | None = None,
    limit: int = 50,
) -> list[Sheet]:
    """What this actor may see of the list (P-3), the newest first.

    `concluded` leaves out the others; `after` is the last assessment that was seen already.
    """
    with views.read(ASSESSMENTS) as (connection, tables):
        sheet = tables.sheets.c
        query = _sheets(tables).where(where(scope(actor, action), columns(tables)))
        if concluded is not None:
            ended = sheet.concluded_at.is_not(None)
            query = query.where(ended if concluded else ~ended)
        if after is not None:
            query = query.where(_older(connection, tables.sheets, after))
        query = query.order_by(sheet.opened_at.desc(), sheet.case_id)
        return [_sheet(row) for row in connection.execute(query.limit(limit))]


def _older(connection: Connection, table: Table, than: UUID) -> ColumnElement[bool]:
    """The rows that come after this one in the list; none where it does not exist."""
    opened = connection.scalar(select(table.c.opened_at).where(table.c.case_id == than))
    if opened is None:
        return false()
    return or_(
        table.c.opened_at < opened,
        and_(table.c.opened_at == opened, table.c.case_id > than),
    )


def _sheets(tables: Tables) -> Select[Any]:
    reports = tables.reports.c
    return select(tables.sheets, reports.reporter, reports.title, reports.urgent).outerjoin_from(
        tables.sheets, tables.reports, tables.sheets.c.case_id == reports.case_id
    )


def columns(tables: Tables) -> Columns:
    """Where the list keeps what access depends on."""
    return Columns(
        kind="diagnosis",
        helsefellesskap=tables.sheets.c.helsefellesskap,
        person=tables.reports.c.reporter,
        case=tables.sheets.c.case_id,
        people=who_reported(tables.reporters, tables.sheets.c.case_id),
        locked=tables.sheets.c.concluded_at.is_not(None),
        lifted=True,
    )
