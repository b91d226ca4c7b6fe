"""How a proposal, and what the bodies say of it, change a case (G-5 to G-8)."""

from dataclasses import replace
from typing import assert_never

from services.governance.decisions.case.events import TreatedEvent
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    ChairChoosing,
    Choosing,
    InCouncil,
    Proposal,
    Proposed,
    Ratifying,
    Thread,
    Unresolved,
)
from services.governance.rules.deadlines import Step
from services.governance.rules.ratification import Answer, Ratification
from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    ProposalRecommended,
    ProposalSubmitted,
    ReturnOrLiftChosen,
)


def treated(  # noqa: PLR0911 - one way out per event
    case: Case, event: TreatedEvent
) -> Case:
    match event:
        case ProposalSubmitted():
            assert isinstance(case, AtWork)
            proposal = Proposal(
                event.proposal_id,
                event.from_body,
                event.adoption,
                (event.tasks, *(each.tasks for each in event.alternatives)),
                event.own_steps,
                event.review_on,
            )
            if event.then_to is not None:
                return InCouncil(
                    event.to_body, proposal, event.then_to, thread=case.thread, step=case.step
                )
            return Proposed(event.to_body, proposal, thread=case.thread, step=case.step)
        case NoProposal():
            assert isinstance(case, AtWork)
            nothing = Proposal(event.proposal_id, event.from_body, None)
            return Proposed(event.to_body, nothing, thread=case.thread, step=case.step)
        case CouncilHeard():
            assert isinstance(case, InCouncil)
            return Proposed(event.to_body, case.proposal, thread=case.thread, step=case.step)
        case ProposalRecommended():
            assert isinstance(case, Proposed)
            return replace(case, body_id=event.to_body)
        case ConsensusReached():
            assert isinstance(case, Proposed)
            return _agreed(case, event)
        case ConsensusFailed():
            assert isinstance(case, Proposed)
            return _disagreed(case, event)
        case ReturnOrLiftChosen():
            assert isinstance(case, ChairChoosing)
            thread = replace(case.thread, returns=event.returns)
            if event.choice == "return":
                return AtWork(event.to_body, thread=thread, step=case.step)
            return Proposed(
                event.to_body, case.proposal, event.body_id, thread=thread, step=case.step
            )
        case _:
            assert_never(event)


def _agreed(case: Proposed, event: ConsensusReached) -> Ratifying | Choosing:
    """G-14: those bound at once have adopted it. Nothing proposed is nothing to ratify (G-5)."""
    if case.proposal.adoption is None:
        return Choosing(event.to_body, case.proposal, None, thread=case.thread, step=case.step)
    chosen = case.proposal.ways[event.alternative or 0]
    return Ratifying(
        event.to_body,
        replace(case.proposal, ways=(chosen,)),
        Ratification(
            event.ratify,
            event.ratify_by,
            {each.party: Answer("adopted") for each in event.bound_at_once},
        ),
        thread=case.thread,
        # What was recorded before steps were told had this one deadline.
        step=Step("ratify", event.proposal_id, event.to_body, event.ratify_by, event.ratify_by),
    )


def _disagreed(case: Proposed, event: ConsensusFailed) -> Case:
    """G-7: back to those who proposed, on to another body, or it stays for a choice (G-8, G-10)."""
    thread = replace(
        case.thread,
        returns=event.returns,
        kept=event.kept,
        wordings={**case.thread.wordings, event.item_id: event.wording},
    )
    match event.way_on:
        case "returned":
            return AtWork(event.to_body, thread=thread, step=case.step)
        case "lifted":
            return Proposed(
                event.to_body, case.proposal, event.body_id, thread=thread, step=case.step
            )
        case "chair-chooses":
            return ChairChoosing(
                case.body_id, case.proposal, case.lifted_from, thread=thread, step=case.step
            )
        case "exits":
            return Unresolved(
                case.body_id, case.proposal, case.lifted_from, thread=thread, step=case.step
            )
        case None:
            return _as_before(case, event, thread)
        case _:
            assert_never(event.way_on)


def _as_before(case: Proposed, event: ConsensusFailed, thread: Thread) -> AtWork | Proposed:
    """What was recorded before the way on was told: the body that got it says which it was."""
    if event.to_body == case.proposal.proposed_by:
        return AtWork(event.to_body, thread=thread, step=case.step)
    lifted = event.to_body not in (event.body_id, case.lifted_from)
    return replace(
        case,
        body_id=event.to_body,
        lifted_from=event.body_id if lifted else None,
        thread=thread,
    )
