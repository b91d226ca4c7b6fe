"""From when is there any gain of a case's measure, and which party holds it? (A-8, G-15)

What assessment concluded, kept here because it is shown beside what the parties carry out.
"""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Table, Uuid, select

from shared.contracts.assessment import AssessmentConcluded, Readiness
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, Views, put


class ReadinessOfCases(ReadModel[Table]):
    """The read model `readiness`: a new revision of the assessment takes the earlier's place."""

    name = "readiness"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "readiness",
            Column("case_id", Uuid, primary_key=True),
            Column("readiness", JSON, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        event = heard.event
        if isinstance(event, AssessmentConcluded):
            told = event.readiness.model_dump(mode="json")
            put(connection, tables, case_id=event.case_id, readiness=told)


READINESS = ReadinessOfCases()


def of_case(views: Views, case_id: UUID) -> Readiness:
    """As last concluded; nothing where nothing that is needed has been recorded."""
    with views.read(READINESS) as (connection, table):
        found = connection.scalar(select(table.c.readiness).where(table.c.case_id == case_id))
    return Readiness.model_validate(found) if found else Readiness()
