"""What has been found of the case, and when, by whom? Every revision stays visible (A-1)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeAlias
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Connection, Row, String, Table, Text, Uuid, select

from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentOpened,
    AssessmentReopened,
    CapacityRecorded,
    Clinician,
    DetailRecorded,
    FindingRecorded,
    GoalStated,
    PhaseRecorded,
    PriorityDecided,
    StandardisationStated,
)
from shared.contracts.record import ServiceName, service_actor
from shared.eventlog.heard import Heard
from shared.eventlog.projections import NewTable, ReadModel, UtcDateTime, Views, put

Role: TypeAlias = Literal["secretariat", "member", "service"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One thing recorded: `about` is a component or a phase where it is of one, `said` a status,
    a standing, the main obstacle, or why it was taken up again.

    Who recorded it did so from `seat` for `for_party`; both are None for the secretariat, and
    for what followed from another service's word. `on_behalf_of` is the one stood in for (P-5).
    `clinicians` are those who took part in a finding or a phase (A-3).
    """

    position: int
    at: datetime
    by: UUID
    seat: UUID | None
    for_party: UUID | None
    on_behalf_of: UUID | None
    kind: str
    about: str | None
    party: UUID | None
    said: str | None
    reason: str | None
    clinicians: tuple[Clinician, ...]

    @property
    def role(self) -> Role:
        """In which role it was recorded (A-1, R-1)."""
        if self.seat is not None:
            return "member"
        return "service" if self.by == service_actor("assessment") else "secretariat"


class Revisions(ReadModel[Table]):
    """The read model `revisions`."""

    name = "revisions"
    version = 2
    hears: ClassVar[frozenset[ServiceName]] = frozenset({"assessment"})

    def tables(self, new: NewTable) -> Table:
        return new(
            "revisions",
            Column("position", BigInteger, primary_key=True),
            Column("case_id", Uuid, nullable=False, index=True),
            Column("at", UtcDateTime, nullable=False),
            Column("by", Uuid, nullable=False),
            Column("seat", Uuid),
            Column("for_party", Uuid),
            Column("on_behalf_of", Uuid),
            Column("kind", String, nullable=False),
            Column("about", String),
            Column("party", Uuid),
            Column("said", String),
            Column("reason", Text),
            Column("clinicians", JSON, nullable=False),
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
                seat=heard.envelope.actorseat,
                for_party=heard.envelope.actorparty,
                on_behalf_of=heard.envelope.onbehalfof,
                clinicians=[each.model_dump(mode="json") for each in _taking_part(heard.event)],
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
        case _:
            return _told_of_more(event)


def _told_of_more(event: object) -> dict[str, Any] | None:  # noqa: PLR0911 - a line each
    """What the long form tells, and how it ends."""
    match event:
        case DetailRecorded():
            return {"case_id": event.case_id, "kind": "detail", "about": event.detail.component}
        case PriorityDecided(priority=priority):
            return {
                "case_id": event.case_id,
                "kind": "priority",
                "party": priority.party,
                "reason": priority.gives_way,
            }
        case StandardisationStated():
            return {"case_id": event.case_id, "kind": "standardisation"}
        case PhaseRecorded():
            return {"case_id": event.case_id, "kind": "phase", "about": event.phase.phase}
        case AssessmentConcluded():
            return {
                "case_id": event.case_id,
                "kind": "concluded",
                "said": event.diagnosis.main_obstacle,
                "reason": event.route_reason,
            }
        case AssessmentReopened():
            return {
                "case_id": event.case_id,
                "kind": "reopened",
                "said": event.because,
                "reason": event.question,
            }
        case AssessmentClosed():
            return {"case_id": event.case_id, "kind": "closed", "reason": event.reason}
        case _:
            return None


def _taking_part(event: object) -> tuple[Clinician, ...]:
    match event:
        case FindingRecorded():
            return event.clinicians
        case PhaseRecorded():
            return event.phase.clinicians
        case _:
            return ()


REVISIONS = Revisions()


def of_case(views: Views, case_id: UUID) -> list[Revision]:
    """All that has been recorded of the case, newest first."""
    with views.read(REVISIONS) as (connection, table):
        rows = connection.execute(
            select(table).where(table.c.case_id == case_id).order_by(table.c.position.desc())
        ).all()
    return [_revision(row) for row in rows]


def _revision(row: Row[Any]) -> Revision:
    values = {name: getattr(row, name) for name in row._fields if name != "case_id"}
    clinicians = tuple(Clinician.model_validate(each) for each in row.clinicians)
    return Revision(**{**values, "clinicians": clinicians})
