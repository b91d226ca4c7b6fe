"""What assessment says: the six components inside the capacity frame, and the diagnosis
(A-0 to A-17).
"""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.assessment.details import Detail
from shared.contracts.assessment.events import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentOpened,
    AssessmentReopened,
    CapacityRecorded,
    DetailRecorded,
    FindingRecorded,
    GoalStated,
    PhaseRecorded,
    PriorityDecided,
    StandardisationStated,
)
from shared.contracts.assessment.parts import (
    Clinician,
    ComponentStatus,
    Demand,
    Diagnosis,
    Finding,
    Goal,
    Obstacle,
    PartyKind,
    PartyReadiness,
    PartyStanding,
    Phase,
    PhaseCost,
    Priority,
    Readiness,
    Standardised,
)
from shared.contracts.assessment.words import (
    BUILD_ORDER,
    Caution,
    Component,
    Conclusion,
    DiagnosisVersion,
    MainObstacle,
    Part,
    ProjectPhase,
    Reopening,
    RouteKind,
    Standing,
    Status,
)

__all__ = [
    "BUILD_ORDER",
    "AssessmentClosed",
    "AssessmentConcluded",
    "AssessmentEvent",
    "AssessmentOpened",
    "AssessmentReopened",
    "CapacityRecorded",
    "Caution",
    "Clinician",
    "Component",
    "ComponentStatus",
    "Conclusion",
    "Demand",
    "Detail",
    "DetailRecorded",
    "Diagnosis",
    "DiagnosisVersion",
    "Finding",
    "FindingRecorded",
    "Goal",
    "GoalStated",
    "MainObstacle",
    "Obstacle",
    "Part",
    "PartyKind",
    "PartyReadiness",
    "PartyStanding",
    "Phase",
    "PhaseCost",
    "PhaseRecorded",
    "Priority",
    "PriorityDecided",
    "ProjectPhase",
    "Readiness",
    "Reopening",
    "RouteKind",
    "StandardisationStated",
    "Standardised",
    "Standing",
    "Status",
]

AssessmentEvent: TypeAlias = Annotated[
    AssessmentOpened
    | GoalStated
    | FindingRecorded
    | DetailRecorded
    | CapacityRecorded
    | PriorityDecided
    | StandardisationStated
    | PhaseRecorded
    | AssessmentConcluded
    | AssessmentReopened
    | AssessmentClosed,
    Field(discriminator="type"),
]
