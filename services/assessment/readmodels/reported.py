"""What intake says of a case that is assessed: what it is called, and who has reported it."""

from typing import TypeAlias

from sqlalchemy import JSON, Boolean, Column, Connection, Table, Uuid, update

from shared.contracts.intake import CaseSplitOff, CaseStarted, ReportRegistered, ReportsJoined
from shared.eventlog.projections import NewTable, put

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


def reported(connection: Connection, reports: Table, reporters: Table, event: Reported) -> None:
    """What intake says of a case: what it is called, whether it is urgent (I-12), and who has
    reported it, also those who have joined (I-0)."""
    match event:
        case CaseStarted():
            people = [event.started_by]
        case ReportRegistered():
            people = [event.reporter]
        case CaseSplitOff() | ReportsJoined():
            people = [each.reporter for each in event.reports]
    for person in people:
        put(connection, reporters, case_id=event.case_id, person=person)
    if isinstance(event, ReportsJoined) or (isinstance(event, ReportRegistered) and event.joined):
        if event.urgent:
            this = reports.c.case_id == event.case_id
            connection.execute(update(reports).where(this).values(urgent=True))
        return
    put(
        connection,
        reports,
        case_id=event.case_id,
        reporter=people[0],
        title=event.title.model_dump(mode="json"),
        urgent=event.urgent,
    )
