"""Which reports has a case, and for whom do they count? (I-0, I-4, I-7, I-9)

One row a report, with the case that it lies in now. What was written stays sealed in the row.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Row,
    String,
    Table,
    Text,
    Uuid,
    select,
    update,
)

from services.intake.readmodels.case_changes import kept
from shared.contracts.intake import (
    CaseSplitOff,
    PartyNamed,
    ReportRegistered,
    ReportsJoined,
    ReportWithdrawn,
)
from shared.contracts.record import Sealed, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put
from shared.identity.actions import Action
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.listing import Columns, where
from shared.identity.policy import scope


@dataclass(frozen=True, slots=True)
class Report:
    """What one reporter has sent; the texts are still sealed.

    `case_id` is the case that it lies in now, `opened` the one it was sent to. `joined`: the
    problem was known when it was sent, or was found to be (I-7). `organisation` is what the
    reporter acted for.
    """

    report_id: UUID
    case_id: UUID
    opened: UUID
    number: str
    helsefellesskap: UUID
    reporter: UUID
    organisation: UUID | None
    reported_on: date
    registered_at: datetime
    title: Sealed
    what_happens: Sealed
    workaround: Sealed | None
    workaround_risk: Sealed | None
    parties: tuple[PartyNamed, ...]
    urgent: bool
    language: str
    sender_reference: str | None
    joined: bool
    withdrawn: bool

    @property
    def resource(self) -> Resource:
        """What access to it depends on."""
        return Resource(
            "report",
            helsefellesskap=self.helsefellesskap,
            party=self.organisation,
            person=self.reporter,
            case=self.case_id,
        )

    @property
    def organisations(self) -> tuple[UUID, ...]:
        """Those it counts for: the reporter's own, and the parties that the register knows."""
        named = (party.organisation_id for party in self.parties)
        return tuple(
            dict.fromkeys(each for each in (self.organisation, *named) if each is not None)
        )


class Reports(ReadModel[Table]):
    """The read model `reports`."""

    name = "reports"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"intake"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "reports",
            Column("report_id", Uuid, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("opened", Uuid, nullable=False),
            Column("number", String, nullable=False),
            Column("helsefellesskap", Uuid, nullable=False, index=True),
            Column("reporter", Uuid, nullable=False, index=True),
            Column("organisation", Uuid),
            Column("reported_on", Date, nullable=False),
            Column("registered_at", UtcDateTime, nullable=False),
            Column("title", JSON, nullable=False),
            Column("what_happens", JSON, nullable=False),
            Column("workaround", JSON),
            Column("workaround_risk", JSON),
            Column("parties", JSON, nullable=False),
            Column("urgent", Boolean, nullable=False),
            Column("language", String, nullable=False),
            Column("sender_reference", Text),
            Column("joined", Boolean, nullable=False),
            Column("withdrawn", Boolean, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case ReportRegistered() as event:
                put(connection, tables, **_row(event, heard.envelope.recordedtime))
            case ReportsJoined() as event:
                moved = [each.report_id for each in event.reports]
                connection.execute(
                    update(tables)
                    .where(tables.c.report_id.in_(moved))
                    .values(case_id=event.case_id, joined=True)
                )
            case CaseSplitOff() as event:
                _split_off(connection, tables, event)
            case ReportWithdrawn(report_id=report_id):
                connection.execute(
                    update(tables).where(tables.c.report_id == report_id).values(withdrawn=True)
                )
            case _:
                """Triage changes no report."""


def _split_off(connection: Connection, table: Table, event: CaseSplitOff) -> None:
    """The first of those that go is the one that the new case begins with; the others join it."""
    first, *rest = (each.report_id for each in event.reports)
    for report_id in (first, *rest):
        connection.execute(
            update(table)
            .where(table.c.report_id == report_id)
            .values(case_id=event.case_id, joined=report_id != first)
        )


def _row(event: ReportRegistered, registered: datetime) -> dict[str, Any]:
    return {
        "report_id": event.report_id,
        "case_id": event.case_id,
        "opened": event.case_id,
        "number": event.number,
        "helsefellesskap": event.helsefellesskap,
        "reporter": event.reporter,
        "organisation": event.organisation,
        "reported_on": event.reported_on,
        "registered_at": registered,
        "title": kept(event.title),
        "what_happens": kept(event.what_happens),
        "workaround": kept(event.workaround) if event.workaround else None,
        "workaround_risk": kept(event.workaround_risk) if event.workaround_risk else None,
        "parties": [party.model_dump(mode="json") for party in event.parties],
        "urgent": event.urgent,
        "language": event.language,
        "sender_reference": event.sender_reference,
        "joined": event.joined,
        "withdrawn": False,
    }


REPORTS = Reports()


def of_case(views: Views, case_id: UUID, *, withdrawn: bool = False) -> list[Report]:
    """The case's reports, the first one first; those taken back only where asked for."""
    with views.read(REPORTS) as (connection, table):
        query = select(table).where(table.c.case_id == case_id)
        if not withdrawn:
            query = query.where(table.c.withdrawn.is_(False))
        query = query.order_by(table.c.registered_at, table.c.report_id)
        return [_report(row) for row in connection.execute(query)]


def one(views: Views, report_id: UUID) -> Report | None:
    """One report; the caller asks the policy."""
    with views.read(REPORTS) as (connection, table):
        row = connection.execute(select(table).where(table.c.report_id == report_id)).one_or_none()
    return _report(row) if row else None


def listed(
    views: Views, actor: Actor, action: Action, *, helsefellesskap: UUID | None = None
) -> list[Report]:
    """The reports that stand and that this actor may see (P-3), the first one first."""
    with views.read(REPORTS) as (connection, table):
        query = select(table).where(
            where(scope(actor, action), columns(table)), table.c.withdrawn.is_(False)
        )
        if helsefellesskap is not None:
            query = query.where(table.c.helsefellesskap == helsefellesskap)
        query = query.order_by(table.c.registered_at, table.c.report_id)
        return [_report(row) for row in connection.execute(query)]


def columns(table: Table) -> Columns:
    """Where the list keeps what access depends on."""
    return Columns(
        kind="report",
        helsefellesskap=table.c.helsefellesskap,
        party=table.c.organisation,
        person=table.c.reporter,
        case=table.c.case_id,
    )


def _report(row: Row[Any]) -> Report:
    values = dict(row._mapping)
    for name in ("title", "what_happens", "workaround", "workaround_risk"):
        values[name] = Sealed.model_validate(values[name]) if values[name] else None
    values["parties"] = tuple(PartyNamed.model_validate(each) for each in values["parties"])
    return Report(**values)
