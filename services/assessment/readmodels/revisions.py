"""What has been found of the case, and when, by whom? Every revision stays visible (A-1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, String, Table, Text, Uuid, select

from shared.contracts.assessment import (
    AssessmentConcluded,
    AssessmentOpened,
    CapacityRecorded,
    FindingRecorded,
    GoalStated,
)
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put


@dataclass(frozen=True, slots=True)
class Revision:
    """One thing recorded: `about` is a component where it is a finding, `said` its status, a
    standing or the main obstacle."""

    position: int
    at: datetime
    by: UUID
    kind: str
    about: str | None
    party: UUID | None
    said: str | None
    reason: str | None


class Revisions(ReadModel[Table]):
    """The read model `revisions`."""

    name = "revisions"
    version = 1
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "revisions",
            Column("position", BigInteger, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("at", UtcDateTime, nullable=False),
            Column("by", Uuid, nullable=False),
            Column("kind", String, nullable=False),
            Column("about", String),
            Column("party", Uuid),
            Column("said", String),
            Column("reason", Text),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        told = _told(heard.event)
        if told is not None:
            put(
                connection,
                tables,
                position=heard.position,
                at=heard.envelope.recordedtime,
                by=heard.envelope.actor,
                **told,
            )


def _told(event: object) -> dict[str, Any] | None:
    match event:
        case AssessmentOpened():
            return {"case_id": event.case_id, "kind": "opened"}
        case GoalStated():
            return {"case_id": event.case_id, "kind": "goal", "reason": event.problem}
        case FindingRecorded():
            return {
                "case_id": event.case_id,
                "kind": "finding",
                "about": event.component,
                "party": event.party,
                "said": event.status,
                "reason": event.reason,
            }
        case CapacityRecorded():
            return {
                "case_id": event.case_id,
                "kind": "capacity",
                "party": event.party,
                "said": event.standing,
                "reason": event.reason,
            }
        case AssessmentConcluded():
            return {
                "case_id": event.case_id,
                "kind": "concluded",
                "said": event.diagnosis.main_obstacle,
                "reason": event.route_reason,
            }
        case _:
            return None


REVISIONS = Revisions()


def of_case(views: Views, case_id: UUID) -> list[Revision]:
    """All that has been recorded of the case, newest first."""
    with views.read(REVISIONS) as (connection, table):
        rows = connection.execute(
            select(table).where(table.c.case_id == case_id).order_by(table.c.position.desc())
        ).all()
    return [
        Revision(row.position, row.at, row.by, row.kind, row.about, row.party, row.said, row.reason)
        for row in rows
    ]
