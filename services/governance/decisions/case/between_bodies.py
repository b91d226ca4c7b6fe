"""The case between bodies: proposed, heard, agreed upon or not (G-5 to G-9)."""

from typing import assert_never
from uuid import uuid5

from services.governance.commands.cases import (
    GiveStatement,
    RecordOutcome,
    SubmitNoProposal,
    SubmitProposal,
)
from services.governance.commands.facts import BodyFact, CaseFacts
from services.governance.decisions.case.deadlines import step_of
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.evolving.treated import treated
from services.governance.decisions.case.in_force import in_force
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    InCouncil,
    Proposed,
    Ratifying,
    Unknown,
)
from services.governance.rules import cases, disagreement, ratification
from services.governance.rules.writing import written
from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    CouncilHeard,
    NoProposal,
    OutcomeWithoutEffect,
    ProposalRecommended,
    ProposalSubmitted,
)
from shared.values.calendar import deadline, local_day
from shared.values.refusal import Refused


def submit(command: SubmitProposal, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5: a member of the body that has the case sends the proposal on.

    What changes the work of GPs is heard in the fastlegeråd first, where there is one.
    """
    at_work = _at_work(command, case)
    cases.within_the_frame(at_work.thread.over_capacity)
    treats = cases.body_proposes(command, facts)
    cases.member_may_propose(facts)
    cases.something_is_to_be_done(command.tasks, command.own_steps)
    parties = cases.lines(facts, treats)
    council = facts.council if command.changes_gp_work else None
    return (
        ProposalSubmitted(
            case_id=command.case_id,
            proposal_id=uuid5(facts.command_id, "proposal"),
            from_body=command.body_id,
            to_body=council.body_id if council else treats.body_id,
            then_to=treats.body_id if council else None,
            what=written("G-5", "what", command.what),
            reasons=written("G-5", "reasons", command.reasons),
            tasks=cases.tasks_stand_in_a_line(command.tasks, parties),
            consequences=cases.consequences_are_told(command.consequences),
            adoption=command.adoption,
            alternatives=cases.alternatives_are_told(command.alternatives, parties),
            changes_gp_work=command.changes_gp_work,
            own_steps=cases.own_steps_are_told(command.own_steps, parties),
            replaces=command.replaces,
            review_on=cases.ahead("review_on", command.review_on, local_day(facts.now)),
        ),
    )


def submit_none(command: SubmitNoProposal, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5: a body that has found no solution says why, and the body above takes it from there."""
    _at_work(command, case)
    above = cases.body_above(facts, cases.body_works_out(facts.known(command.body_id)))
    cases.member_may_propose(facts)
    return (
        NoProposal(
            case_id=command.case_id,
            proposal_id=uuid5(facts.command_id, "proposal"),
            from_body=command.body_id,
            to_body=above.body_id,
            reason=written("G-5", "reason", command.reason),
        ),
    )


def _at_work(command: SubmitProposal | SubmitNoProposal, case: Case) -> AtWork:
    if isinstance(case, Unknown):
        raise Refused("G-5", "governance.case-unknown", field="case_id")
    if not isinstance(case, AtWork):
        raise Refused("G-5", "governance.already-proposed", field="case_id")
    if command.body_id != case.body_id:
        raise Refused("G-5", "governance.case-not-here", field="body_id")
    return case


def state(command: GiveStatement, case: Case) -> tuple[CaseEvent, ...]:
    """G-5: the fastlegeråd says its opinion, and the proposal goes on with it."""
    if isinstance(case, Unknown):
        raise Refused("G-5", "governance.case-unknown", field="case_id")
    if not isinstance(case, InCouncil):
        raise Refused("G-5", "governance.not-with-the-council", field="case_id")
    return (
        CouncilHeard(
            case_id=command.case_id,
            proposal_id=case.proposal.proposal_id,
            body_id=case.body_id,
            statement=written("G-5", "statement", command.statement),
            to_body=case.then_to,
        ),
    )


def record(command: RecordOutcome, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-6, G-7, G-12: the item's outcome takes effect on the case that lies before the body.

    On a case that has moved on meanwhile it has none, and that is said; nor has an agreement on
    what has turned out to exceed somebody's capacity (A-9).
    """
    if isinstance(case, Unknown):
        raise Refused("G-12", "governance.case-unknown", field="case_id")
    if command.outcome == "not-decided":
        return ()
    if not isinstance(case, Proposed) or (case.body_id, case.proposal.proposal_id) != (
        command.body_id,
        command.proposal_id,
    ):
        return (_without_effect(command, case),)
    body = facts.known(command.body_id)
    if body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    match command.outcome:
        case "consensus" if case.thread.over_capacity:
            return (_without_effect(command, case),)
        case "consensus":
            return _agreed(command, facts, body, case)
        case "professional" | "other" | "mixed":
            return (_disagreed(command, command.outcome, body, case),)
        case _:
            assert_never(command.outcome)


def _without_effect(command: RecordOutcome, case: Case) -> OutcomeWithoutEffect:
    return OutcomeWithoutEffect(
        case_id=command.case_id,
        body_id=command.body_id,
        meeting_id=command.meeting_id,
        item_id=command.item_id,
        stands=step_of(case) or "closed",
    )


def _agreed(
    command: RecordOutcome, facts: CaseFacts, body: BodyFact, case: Proposed
) -> tuple[CaseEvent, ...]:
    """G-6, G-9, G-14: agreed, or recommended by a body that advises (G-1).

    What the highest body decides is delivered back to the one that lifted it, and its parties
    answer: those of the highest body that sit in other lines are not asked. What the parties have
    delegated binds at once; where that is all of them, the decision is in force.
    """
    if command.alternative and command.alternative >= max(len(case.proposal.ways), 1):
        return (_without_effect(command, case),)
    if body.power == "advise":
        return (_recommended(command, body, case),)
    nothing = case.proposal.adoption is None
    today = local_day(facts.now)
    to_body = (case.lifted_from if body.parent is None else None) or command.body_id
    seen_through_by = facts.known(to_body) or body
    answering = seen_through_by.parties or body.parties
    at_once = ratification.bound_at_once(body, command.within_limits, today)
    reached = ConsensusReached(
        case_id=command.case_id,
        proposal_id=command.proposal_id,
        body_id=command.body_id,
        meeting_id=command.meeting_id,
        item_id=command.item_id,
        to_body=to_body,
        remarks=command.objections,
        ratify=() if nothing else answering,
        ratify_by=facts.now if nothing else deadline(facts.now, body.rules.deadlines.ratify),
        bound_at_once=(
            () if nothing else tuple(each for each in at_once if each.party in answering)
        ),
        alternative=command.alternative,
    )
    after = treated(case, reached)
    if isinstance(after, Ratifying) and after.table.whole:
        return (reached, in_force(command.case_id, facts, after, after.table.parties))
    return (reached,)


def _recommended(
    command: RecordOutcome, body: BodyFact, case: Proposed
) -> ProposalRecommended | OutcomeWithoutEffect:
    if body.parent is None:
        return _without_effect(command, case)
    return ProposalRecommended(
        case_id=command.case_id,
        proposal_id=command.proposal_id,
        body_id=command.body_id,
        meeting_id=command.meeting_id,
        item_id=command.item_id,
        to_body=body.parent,
        remarks=command.objections,
    )


def _disagreed(
    command: RecordOutcome, kind: disagreement.Disagreement, body: BodyFact, case: Proposed
) -> ConsensusFailed:
    proposed_by, returns = case.proposal.proposed_by, case.thread.returns
    onward = disagreement.onward(kind, body, proposed_by, returns, command.new_question)
    return ConsensusFailed(
        case_id=command.case_id,
        proposal_id=command.proposal_id,
        body_id=command.body_id,
        meeting_id=command.meeting_id,
        item_id=command.item_id,
        disagreement=kind,
        objections=command.objections,
        wording=written("G-7", "wording", command.wording),
        to_body=onward.to_body,
        returns=onward.returns,
        kept=disagreement.following(kind, command.objections, case.thread.kept),
        way_on=onward.way_on,
    )
