"""What a chair or a body chooses, with its reason (G-8, G-14), and what is put right (G-20)."""

from typing import assert_never

from services.governance.commands.cases import ChooseReturnOrLift, CorrectWording
from services.governance.commands.facts import CaseFacts
from services.governance.commands.own_lines import ChooseAfterRatification
from services.governance.decisions.case.events import CaseEvent
from services.governance.decisions.case.in_force import in_force
from services.governance.decisions.case.states import Case, ChairChoosing, Choosing, Unknown
from services.governance.rules import cases, disagreement, ratification
from services.governance.rules.agenda import by_the_chair
from services.governance.rules.writing import written
from shared.contracts.governance import ReturnOrLiftChosen, WordingCorrected
from shared.contracts.governance.own_lines import RatificationChoiceMade
from shared.values.refusal import Refused


def return_or_lift(
    command: ChooseReturnOrLift, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    """G-8: after two returns on the same question the chair chooses between a third and lifting,
    and says why; entered by the secretariat for a chair who is named (P-5)."""
    if isinstance(case, Unknown):
        raise Refused("G-8", "governance.case-unknown", field="case_id")
    if not isinstance(case, ChairChoosing):
        raise Refused("G-8", "governance.nothing-to-choose", field="case_id")
    by_the_chair(facts.seats, facts.now, "G-8", "on_behalf_of")
    back = command.choice == "return"
    return (
        ReturnOrLiftChosen(
            case_id=command.case_id,
            proposal_id=case.proposal.proposal_id,
            body_id=case.body_id,
            choice=command.choice,
            reason=written("G-8", "reason", command.reason),
            to_body=(
                case.proposal.proposed_by if back else disagreement.above(facts.known(case.body_id))
            ),
            returns=case.thread.returns + back,
        ),
    )


def after_ratification(
    command: ChooseAfterRatification, facts: CaseFacts, case: Case
) -> tuple[CaseEvent, ...]:
    """G-14: in force for the rest where the proposal allows it, negotiated again, or lifted.

    Negotiating again counts as a return; the choice itself, with its reason, is the chair's (G-8).
    """
    if isinstance(case, Unknown):
        raise Refused("G-14", "governance.case-unknown", field="case_id")
    if not isinstance(case, Choosing):
        raise Refused("G-14", "governance.nothing-to-choose", field="case_id")
    by_the_chair(facts.seats, facts.now, "G-8", "on_behalf_of")
    reason = written("G-14", "reason", command.reason)
    made = RatificationChoiceMade(
        case_id=command.case_id,
        proposal_id=case.proposal.proposal_id,
        body_id=case.body_id,
        choice=command.choice,
        reason=reason,
        to_body=case.body_id,
        returns=case.thread.returns,
    )
    match command.choice:
        case "in-force-for-the-rest":
            cases.within_the_frame(case.thread.over_capacity)
            table = ratification.may_bind_the_rest(case.proposal.adoption, case.table)
            return (made, in_force(command.case_id, facts, case, table.adopting))
        case "negotiate-again":
            back = {"to_body": case.proposal.proposed_by, "returns": case.thread.returns + 1}
            return (made.model_copy(update=back),)
        case "lift":
            above = disagreement.above(facts.known(case.body_id))
            return (made.model_copy(update={"to_body": above}),)
        case _:
            assert_never(command.choice)


def correct_wording(command: CorrectWording, case: Case) -> tuple[CaseEvent, ...]:
    """G-20: the wording of a disagreement is put right with a reason; the old one stays."""
    if isinstance(case, Unknown):
        raise Refused("G-20", "governance.case-unknown", field="case_id")
    was = case.thread.wordings.get(command.item_id)
    if was is None:
        raise Refused("G-20", "governance.no-such-disagreement", field="item_id")
    wording = written("G-20", "wording", command.wording)
    if wording == was:
        return ()
    return (
        WordingCorrected(
            case_id=command.case_id,
            item_id=command.item_id,
            was=was,
            wording=wording,
            reason=written("G-20", "reason", command.reason),
        ),
    )
