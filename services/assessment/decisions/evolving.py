"""What an assessment has become by what was said of it."""

from dataclasses import replace
from typing import TypeAlias, assert_never

from services.assessment.decisions.states import Assessment, Closed, Concluded, Open, Unknown
from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentConcluded,
    AssessmentEvent,
    AssessmentOpened,
    AssessmentReopened,
    CapacityRecorded,
    DetailRecorded,
    Finding,
    FindingRecorded,
    Goal,
    GoalStated,
    PartyStanding,
    PhaseRecorded,
    PriorityDecided,
    StandardisationStated,
)

Recorded: TypeAlias = (
    GoalStated
    | FindingRecorded
    | DetailRecorded
    | CapacityRecorded
    | PriorityDecided
    | StandardisationStated
    | PhaseRecorded
)
"""What is said while it is open; all of it can be revised (A-1)."""


def evolve(assessment: Assessment, event: AssessmentEvent) -> Assessment:
    match event:
        case AssessmentOpened():
            return Open(event.helsefellesskap, event.number, event.parties)
        case AssessmentConcluded():
            assert isinstance(assessment, Open), "what is concluded was open"
            return Concluded(assessment, event.conclusion)
        case AssessmentReopened():
            being = _being(assessment)
            return replace(being, revision=event.revision, question=event.question)
        case AssessmentClosed():
            return Closed(_being(assessment))
        case (
            GoalStated()
            | FindingRecorded()
            | DetailRecorded()
            | CapacityRecorded()
            | PriorityDecided()
            | StandardisationStated()
            | PhaseRecorded()
        ):
            assert isinstance(assessment, Open), "nothing is recorded but in an open assessment"
            return recorded(assessment, event)
        case _:
            assert_never(event)


def recorded(being: Open, event: Recorded) -> Open:  # noqa: PLR0911 - a line each
    """The later of the same takes the place of the earlier (A-1)."""
    match event:
        case GoalStated():
            return replace(being, goal=goal_of(event))
        case FindingRecorded():
            key = (event.component, event.party)
            return replace(being, findings={**being.findings, key: finding_of(event)})
        case DetailRecorded(detail=detail):
            return replace(being, details={**being.details, detail.component: detail})
        case CapacityRecorded():
            return replace(being, capacity={**being.capacity, event.party: standing_of(event)})
        case PriorityDecided(priority=priority):
            return replace(being, priorities={**being.priorities, priority.party: priority})
        case StandardisationStated():
            return replace(being, standardised=event.standardised)
        case PhaseRecorded(phase=phase):
            return replace(being, phases={**being.phases, phase.phase: phase})
        case _:
            assert_never(event)


def goal_of(event: GoalStated) -> Goal:
    return Goal.model_validate(event.model_dump(exclude={"type", "case_id"}))


def finding_of(event: FindingRecorded) -> Finding:
    return Finding.model_validate(event.model_dump(exclude={"type", "case_id"}))


def standing_of(event: CapacityRecorded) -> PartyStanding:
    return PartyStanding.model_validate(event.model_dump(exclude={"type", "case_id"}))


def _being(assessment: Assessment) -> Open:
    match assessment:
        case Open():
            return assessment
        case Concluded() | Closed():
            return assessment.being
        case Unknown():
            raise AssertionError("what is taken up again was opened once")
        case _:
            assert_never(assessment)
