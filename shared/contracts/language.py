"""The whole language of the log: every type of event that can be stored, heard or proved."""

from typing import get_args

from shared.contracts.assessment import AssessmentEvent
from shared.contracts.audit import AuditEvent
from shared.contracts.compensation import CompensationEvent
from shared.contracts.governance import GovernanceEvent
from shared.contracts.intake import IntakeEvent
from shared.contracts.parking import ParkingEvent
from shared.contracts.record import Event


def _classes(union: object) -> tuple[type[Event], ...]:
    """The classes of an `Annotated[A | B, …]`."""
    return get_args(get_args(union)[0])


EVENT_TYPES: tuple[type[Event], ...] = (
    *_classes(IntakeEvent),
    *_classes(AssessmentEvent),
    *_classes(GovernanceEvent),
    *_classes(CompensationEvent),
    *_classes(AuditEvent),
    *_classes(ParkingEvent),
)
