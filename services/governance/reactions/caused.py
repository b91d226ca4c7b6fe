"""What governance has heard leads to commands of its own: an assessed case comes to its first
body, an item's outcome takes effect on its case, a way out is waited for (A-14, G-10, G-12)."""

from collections.abc import Sequence
from typing import TypeAlias

from services.governance.commands.cases import (
    NoteDeadline,
    ReceiveCase,
    RecordOutcome,
    ResumeCase,
    SucceedParty,
    TakeExit,
    TransferCase,
)
from services.governance.commands.structure import SucceedBodyParty, SucceedSeatParty
from shared.contracts.assessment import AssessmentConcluded
from shared.contracts.governance import (
    BodyDissolved,
    ItemClosed,
    MeetingClosed,
    SuccessionCarriedOut,
)
from shared.contracts.governance.exits import (
    ClarificationAnswered,
    ClarificationSent,
    DisputeSent,
    DisputeStatementRegistered,
)
from shared.contracts.governance.trials import TrialApplied, TrialEnded, TrialRefused
from shared.eventlog.heard import Heard

Caused: TypeAlias = (
    ReceiveCase
    | RecordOutcome
    | NoteDeadline
    | TransferCase
    | TakeExit
    | ResumeCase
    | SucceedBodyParty
    | SucceedSeatParty
    | SucceedParty
)


def react(heard: Heard) -> Sequence[Caused]:
    """Pure: which body a case comes to is looked up with the facts of the decision."""
    match heard.event:
        case AssessmentConcluded() as concluded:
            return _receive(concluded)
        case ItemClosed() as closed:
            return (
                RecordOutcome(
                    case_id=closed.case_id,
                    proposal_id=closed.proposal_id,
                    body_id=closed.body_id,
                    meeting_id=closed.meeting_id,
                    item_id=closed.item_id,
                    outcome=closed.outcome,
                    objections=closed.objections,
                    wording=closed.wording,
                    within_limits=closed.within_limits,
                    new_question=closed.new_question,
                    alternative=closed.alternative,
                ),
            )
        case SuccessionCarriedOut() as succession:
            return _succeed(succession)
        case BodyDissolved() as dissolved:
            return tuple(
                TransferCase(each.case_id, dissolved.body_id, each.body_id, dissolved.reason)
                for each in dissolved.receivers
            )
        case MeetingClosed() as over:
            return tuple(NoteDeadline(case_id, None, over.body_id) for case_id in over.passed_over)
        case event:
            return _of_exits(event)


def _of_exits(event: object) -> Sequence[Caused]:  # noqa: PLR0911 - one way out per event
    """G-10: what partnerskapsmøtet has asked elsewhere is waited for, and comes back."""
    match event:
        case ClarificationSent(case_id=case, body_id=body, clarification_id=exit_id):
            return (TakeExit(case, body, "clarification", exit_id, event.question),)
        case TrialApplied(case_id=case, body_id=body, trial_id=exit_id):
            return (TakeExit(case, body, "trial", exit_id, event.measure),)
        case DisputeSent(case_id=case, body_id=body, dispute_id=exit_id):
            return (TakeExit(case, body, "dispute-board", exit_id, event.question),)
        case ClarificationAnswered(case_id=case, clarification_id=exit_id):
            return (ResumeCase(case, "clarification", exit_id, event.answer),)
        case (
            TrialRefused(case_id=case, trial_id=exit_id)
            | TrialEnded(case_id=case, trial_id=exit_id)
        ):
            return (ResumeCase(case, "trial", exit_id, event.reason),)
        case DisputeStatementRegistered(case_id=case, dispute_id=exit_id):
            return (ResumeCase(case, "dispute-board", exit_id, event.statement),)
        case _:
            return ()


def _succeed(told: SuccessionCarriedOut) -> Sequence[Caused]:
    """P-6: the successor takes the old party's place in all that the succession names."""
    old, new, on = told.organisation_id, told.successor, told.on
    return (
        *(SucceedBodyParty(body, old, new, on) for body in told.bodies),
        *(SucceedSeatParty(seat, old, new, on) for seat in told.seats),
        *(SucceedParty(case, old, new, on) for case in told.cases),
    )


def _receive(concluded: AssessmentConcluded) -> Sequence[Caused]:
    """A-14: only what is to go on, to a body of ours or to another arena with a way back. That
    what has come already is not realistic after all, is told where it lies (A-9, A-15)."""
    realistic = concluded.conclusion == "proceed"
    if not realistic and concluded.revision == 1:
        return ()
    prioritised = {each.party for each in concluded.priorities}
    over = [each.party for each in concluded.capacity if each.standing == "over"]
    return (
        ReceiveCase(
            case_id=concluded.case_id,
            helsefellesskap=concluded.helsefellesskap,
            number=concluded.number,
            kind=concluded.route,
            parties=concluded.parties,
            main_obstacle=concluded.diagnosis.main_obstacle,
            assessment_revision=concluded.revision,
            reference=concluded.known_answer,
            over_capacity=(
                () if realistic else tuple(each for each in over if each not in prioritised)
            ),
        ),
    )
