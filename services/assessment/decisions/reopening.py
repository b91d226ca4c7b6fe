"""How a concluded assessment is taken up again, or closed (A-9, A-15)."""

from uuid import UUID

from services.assessment.commands import (
    AssessmentFacts,
    CloseAssessment,
    DecidePriority,
    ReopenAssessment,
)
from services.assessment.decisions.states import (
    Assessment,
    Closed,
    Concluded,
    Open,
    Unknown,
    opened,
)
from services.assessment.rules.capacity import priority_is_the_owners
from services.assessment.rules.open_text import is_open_text, is_written
from shared.contracts.assessment import (
    AssessmentClosed,
    AssessmentEvent,
    AssessmentReopened,
    PriorityDecided,
    Reopening,
)
from shared.values.refusal import Refused


def reopen(command: ReopenAssessment, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A-15: what SSU sends back is assessed anew on the question asked. A-9: what was not
    realistic is looked at again, when it is to demand less."""
    match command.because:
        case "returned":
            return _sent_back(command, assessment)
        case "lower-demand" | "priority":
            being = _not_realistic(assessment)
            is_written("A-9", "question", command.question)
            is_open_text("A-9", (("question", command.question),))
            return (_reopened(command.case_id, being, command.because, command.question),)


def _sent_back(command: ReopenAssessment, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A question that is asked while the last one is still looked at is asked in its place."""
    match assessment:
        case Unknown():
            return ()
        case Open(question=question) if question == command.question:
            return ()
        case Open():
            return (
                AssessmentReopened(
                    case_id=command.case_id,
                    revision=assessment.revision,
                    because="returned",
                    question=command.question,
                ),
            )
        case Concluded() | Closed():
            return (_reopened(command.case_id, assessment.being, "returned", command.question),)


def decide_priority(
    command: DecidePriority, facts: AssessmentFacts, assessment: Assessment
) -> tuple[AssessmentEvent, ...]:
    """A-9: what gives way, said by the owner; what was not realistic for lack of it is taken up
    again with that."""
    ended = isinstance(assessment, Concluded) and assessment.conclusion == "not-realistic"
    being = _not_realistic(assessment) if ended else opened(assessment)
    priority = command.priority
    priority_is_the_owners(priority, being.capacity.values(), facts.by)
    decided = PriorityDecided(case_id=command.case_id, priority=priority)
    if ended:
        return (_reopened(command.case_id, being, "priority", priority.gives_way), decided)
    return () if being.priorities.get(priority.party) == priority else (decided,)


def close(command: CloseAssessment, assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """A-9: what was not realistic, and is neither made less nor put first, goes no further."""
    if isinstance(assessment, Closed):
        return ()
    being = _not_realistic(assessment)
    is_written("A-9", "reason", command.reason)
    is_open_text("A-9", (("reason", command.reason),))
    return (
        AssessmentClosed(
            case_id=command.case_id,
            helsefellesskap=being.helsefellesskap,
            number=being.number,
            reason=command.reason.strip(),
        ),
    )


def _not_realistic(assessment: Assessment) -> Open:
    """What was concluded so. Raises Refused of anything else."""
    match assessment:
        case Unknown():
            raise Refused("A-1", "assessment.case-unknown")
        case Closed():
            raise Refused("A-9", "assessment.closed")
        case Concluded(conclusion="not-realistic"):
            return assessment.being
        case Open() | Concluded():
            raise Refused("A-9", "assessment.not-unrealistic")


def _reopened(case_id: UUID, being: Open, because: Reopening, question: str) -> AssessmentReopened:
    return AssessmentReopened(
        case_id=case_id,
        revision=being.revision + 1,
        because=because,
        question=question.strip(),
    )
