"""What assessment decides, and what a case is to it. Pure: time, ids and facts arrive as data."""

from typing import assert_never

from services.assessment.commands import (
    AssessmentCommand,
    AssessmentFacts,
    CloseAssessment,
    ConcludeAssessment,
    DecidePriority,
    OpenAssessment,
    RecordCapacity,
    RecordComponent,
    RecordDetail,
    RecordFinding,
    RecordPhase,
    ReopenAssessment,
    StateGoal,
    StateStandardisation,
)
from services.assessment.decisions import concluding, recording, reopening
from services.assessment.decisions.evolving import Recorded, evolve
from services.assessment.decisions.states import (
    Assessment,
    Closed,
    Concluded,
    Open,
    Unknown,
    inputs_of,
)
from shared.contracts.assessment import AssessmentEvent, AssessmentOpened

__all__ = [
    "RULES_VERSION",
    "Assessment",
    "Closed",
    "Concluded",
    "Open",
    "Recorded",
    "Unknown",
    "decide",
    "evolve",
    "inputs_of",
]

RULES_VERSION = "2"


def decide(  # noqa: PLR0911, PLR0912 - one way out per command
    command: AssessmentCommand, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    match command:
        case OpenAssessment():
            return begin(command, assessment)
        case StateGoal():
            return recording.state_goal(command, assessment)
        case RecordFinding():
            return recording.record_finding(command, facts, assessment)
        case RecordDetail():
            return recording.record_detail(command, assessment)
        case RecordComponent():
            return recording.record_component(command, facts, assessment)
        case RecordCapacity():
            return recording.record_capacity(command, facts, assessment)
        case DecidePriority():
            return reopening.decide_priority(command, facts, assessment)
        case StateStandardisation():
            return recording.state_standardisation(command, assessment)
        case RecordPhase():
            return recording.record_phase(command, facts, assessment)
        case ConcludeAssessment():
            return concluding.conclude(command, facts, assessment)
        case ReopenAssessment():
            return reopening.reopen(command, assessment)
        case CloseAssessment():
            return reopening.close(command, assessment)
        case _:
            assert_never(command)


def begin(command: OpenAssessment, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """I-5, I-13: whoever started the case, it is assessed once and by the same rules."""
    if not isinstance(assessment, Unknown):
        return ()
    return (
        AssessmentOpened(
            case_id=command.case_id,
            helsefellesskap=command.helsefellesskap,
            number=command.number,
            parties=tuple(dict.fromkeys(command.parties)),
        ),
    )
