"""What intake says of a case that is assessed: what it is called, and who has reported it."""

from typing import TypeAlias
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Table,
    Uuid,
    exists,
    select,
    update,
)

from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered, ReportsJoined
from shared.eventlog.projections import NewTable, put
from shared.identity.listing import Membership

Reported: TypeAlias = ReportRegistered | CaseStarted | CaseSplitOff | ReportsJoined


def reports_table(new: NewTable) -> Table:
    return new(
        "reports",
        Column("case_id", Uuid, primary_key=True),
        Column("reporter", Uuid, nullable=False),
        Column("title", JSON, nullable=False),
        Column("urgent", Boolean, nullable=False),
    )


def reporters_table(new: NewTable) -> Table:
    return new(
        "reporters",
        Column("case_id", Uuid, primary_key=True),
        Column("person", Uuid, primary_key=True),
    )


def keep_reporters(connection: Connection, reporters: Table, event: Reported) -> None:
    """Who has reported the case or started it, also those who have joined (I-0, I-13)."""
    for person in _people(event):
        put(connection, reporters, case_id=event.case_id, person=person)


def who_reported(reporters: Table, case_id: ColumnElement[UUID]) -> Membership:
    """Tells in a list whether somebody is one of those who have reported the row's case."""
    kept = reporters.c
    return lambda person: exists(select(1).where(kept.case_id == case_id, kept.person == person))


def reported(connection: Connection, reports: Table, reporters: Table, event: Reported) -> None:
    """What intake says of a case: what it is called, whether it is urgent (I-12), and who has
    reported it."""
    keep_reporters(connection, reporters, event)
    if isinstance(event, ReportsJoined) or (isinstance(event, ReportRegistered) and event.joined):
        if event.urgent:
            this = reports.c.case_id == event.case_id
            connection.execute(update(reports).where(this).values(urgent=True))
        return
    put(
        connection,
        reports,
        case_id=event.case_id,
        reporter=_people(event)[0],
        title=event.title.model_dump(mode="json"),
        urgent=event.urgent,
    )


def _people(event: Reported) -> list[UUID]:
    match event:
        case CaseStarted():
            return [event.started_by]
        case ReportRegistered():
            return [event.reporter]
        case CaseSplitOff() | ReportsJoined():
            return [each.reporter for each in event.reports]
