"""The case between bodies: received, proposed, agreed upon or not (G-5 to G-9)."""

from typing import assert_never
from uuid import UUID, uuid5

from services.governance.commands.cases import ReceiveCase, RecordOutcome, SubmitProposal
from services.governance.commands.facts import BodyFact, CaseFacts
from services.governance.decisions.case.states import (
    AtWork,
    Case,
    CaseEvent,
    Implemented,
    InForce,
    Proposed,
    Ratifying,
    Unknown,
)
from services.governance.rules import cases
from services.governance.rules.writing import written
from shared.contracts.governance import (
    CaseReceived,
    ConsensusFailed,
    ConsensusReached,
    ProposalSubmitted,
)
from shared.values.refusal import Refused


def receive(command: ReceiveCase, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5, A-14: an assessed case comes to the body that works out a proposal.

    A new revision of the assessment (A-15) is taken while that work goes on, and stays with the
    body that has the case; the same revision again is left as it is.
    """
    match case:
        case Unknown():
            if facts.body is None:
                raise Refused("G-5", "governance.no-body-fits", field="parties")
            body = cases.body_works_out(facts.body)
            if body.helsefellesskap != command.helsefellesskap:
                raise Refused("P-4", "governance.body-elsewhere", field="helsefellesskap")
            return (_received(command, body.body_id),)
        case AtWork():
            if command.assessment_revision <= case.assessment_revision:
                return ()
            return (_received(command, case.body_id),)
        case Proposed() | Ratifying() | InForce() | Implemented():
            raise Refused("G-5", "governance.case-already-received", field="case_id")
        case _:
            assert_never(case)


def _received(command: ReceiveCase, body_id: UUID) -> CaseReceived:
    return CaseReceived(
        case_id=command.case_id,
        helsefellesskap=command.helsefellesskap,
        number=command.number,
        body_id=body_id,
        parties=command.parties,
        main_obstacle=command.main_obstacle,
        assessment_revision=command.assessment_revision,
    )


def submit(command: SubmitProposal, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-5: a member of the body that has the case sends the proposal to the body above."""
    match case:
        case Unknown():
            raise Refused("G-5", "governance.case-unknown", field="case_id")
        case Proposed() | Ratifying() | InForce() | Implemented():
            raise Refused("G-5", "governance.already-proposed", field="case_id")
        case AtWork():
            if command.body_id != case.body_id:
                raise Refused("G-5", "governance.case-not-here", field="body_id")
            above = cases.body_proposes(facts.body, facts.parent)
            cases.member_may_propose(facts)
            return (
                ProposalSubmitted(
                    case_id=command.case_id,
                    proposal_id=uuid5(facts.command_id, "proposal"),
                    from_body=command.body_id,
                    to_body=above.body_id,
                    what=written("G-5", "what", command.what),
                    reasons=written("G-5", "reasons", command.reasons),
                    tasks=cases.tasks_stand_in_a_line(command.tasks, above),
                    consequences=cases.consequences_are_told(command.consequences),
                    adoption=command.adoption,
                ),
            )
        case _:
            assert_never(case)


def record(command: RecordOutcome, facts: CaseFacts, case: Case) -> tuple[CaseEvent, ...]:
    """G-6, G-7, G-12: the item's outcome takes effect on the case that lies before the body."""
    match case:
        case Unknown():
            raise Refused("G-12", "governance.case-unknown", field="case_id")
        case AtWork() | Ratifying() | InForce() | Implemented():
            raise Refused("G-12", "governance.case-not-here", field="body_id")
        case Proposed():
            there = (case.body_id, case.proposal.proposal_id)
            if there != (command.body_id, command.proposal_id):
                raise Refused("G-12", "governance.case-not-here", field="body_id")
            if facts.body is None:
                raise Refused("G-1", "governance.body-unknown", field="body_id")
            return _outcome(command, facts, facts.body, case)
        case _:
            assert_never(case)


def _outcome(
    command: RecordOutcome, facts: CaseFacts, body: BodyFact, case: Proposed
) -> tuple[CaseEvent, ...]:
    match command.outcome:
        case "not-decided":
            return ()
        case "consensus":
            assert facts.ratify_by is not None
            return (
                ConsensusReached(
                    case_id=command.case_id,
                    proposal_id=command.proposal_id,
                    body_id=command.body_id,
                    meeting_id=command.meeting_id,
                    item_id=command.item_id,
                    to_body=case.lifted_from or command.body_id,
                    remarks=command.objections,
                    ratify=body.parties,
                    ratify_by=facts.ratify_by,
                ),
            )
        case "professional" | "other" | "mixed":
            proposed_by = case.proposal.proposed_by
            to_body = cases.goes_to(command.outcome, body, proposed_by, case.lifted_from)
            return (
                ConsensusFailed(
                    case_id=command.case_id,
                    proposal_id=command.proposal_id,
                    body_id=command.body_id,
                    meeting_id=command.meeting_id,
                    item_id=command.item_id,
                    disagreement=command.outcome,
                    objections=command.objections,
                    wording=written("G-7", "wording", command.wording),
                    to_body=to_body,
                    returns=case.returns + (to_body == proposed_by),
                ),
            )
        case _:
            assert_never(command.outcome)
