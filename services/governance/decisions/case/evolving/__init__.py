"""How a case's events change it (G-5 to G-15)."""

from dataclasses import replace
from typing import assert_never

from services.governance.decisions.case.events import CaseEvent, NotedEvent
from services.governance.decisions.case.evolving.ends import ended
from services.governance.decisions.case.evolving.lines import evolve_lines, succeeded
from services.governance.decisions.case.evolving.places import placed
from services.governance.decisions.case.evolving.treated import treated
from services.governance.decisions.case.states import Case, Unknown
from services.governance.rules.deadlines import Step
from shared.contracts.governance import (
    ArenaAnswered,
    AssessmentRevised,
    CaseReceived,
    CaseReferred,
    CaseTransferred,
    CaseUnplaced,
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    OutcomeWithoutEffect,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
    WordingCorrected,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
    ImplementationPlanned,
    ImplementationReported,
    OwnStepAnswered,
    RatificationChoiceMade,
    RatificationOverdue,
    RatificationRegistered,
)
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.contracts.governance.unresolved import (
    CaseClosed,
    CaseResumed,
    ExitTaken,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)


def evolve(case: Case, event: CaseEvent) -> Case:
    match event:
        case CaseReceived() | CaseReferred() | ArenaAnswered() | CaseUnplaced() | CaseTransferred():
            return placed(case, event)
        case (
            ProposalSubmitted()
            | NoProposal()
            | CouncilHeard()
            | ProposalRecommended()
            | ConsensusReached()
            | ConsensusFailed()
            | ReturnOrLiftChosen()
        ):
            return treated(case, event)
        case (
            ExitTaken()
            | CaseResumed()
            | NotAgreedDeclared()
            | NotAgreedAcknowledged()
            | CaseClosed()
        ):
            return ended(case, event)
        case (
            RatificationRegistered()
            | RatificationOverdue()
            | RatificationChoiceMade()
            | DecisionInForce()
            | ImplementationPlanned()
            | ImplementationReported()
            | OwnStepAnswered()
            | CaseImplemented()
            | FollowUpAsked()
            | FollowUpAnswered()
        ):
            return evolve_lines(case, event)
        case (
            StepBegun()
            | DeadlineMissed()
            | OutcomeWithoutEffect()
            | WordingCorrected()
            | CasePartySucceeded()
            | AssessmentRevised()
        ):
            return _noted(case, event)
        case _:
            assert_never(event)


def _noted(case: Case, event: NotedEvent) -> Case:
    assert not isinstance(case, Unknown)
    match event:
        case StepBegun():
            step = Step(event.step, event.step_id, event.body_id, event.due_at, event.due_at)
            return replace(case, step=step)
        case DeadlineMissed():
            assert case.step is not None
            rungs = (*case.step.rungs, event.rung)
            return replace(case, step=replace(case.step, rungs=rungs, next_at=event.next_at))
        case OutcomeWithoutEffect():
            return case
        case WordingCorrected():
            wordings = {**case.thread.wordings, event.item_id: event.wording}
            return replace(case, thread=replace(case.thread, wordings=wordings))
        case CasePartySucceeded():
            return succeeded(case, event)
        case AssessmentRevised():
            thread = replace(
                case.thread,
                assessment_revision=event.assessment_revision,
                main_obstacle=event.main_obstacle,
                over_capacity=event.over_capacity,
            )
            return replace(case, thread=thread)
        case _:
            assert_never(event)
