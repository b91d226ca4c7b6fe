"""Given a proposal, when the body agrees on it or not (G-6 to G-10, G-14)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.governance.commands.cases import RecordOutcome
from services.governance.commands.facts import CaseFacts
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    ChairChoosing,
    Choosing,
    Proposed,
    Ratifying,
    Unresolved,
)
from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    Delegation,
    ItemOutcome,
    OutcomeWithoutEffect,
    ProposalRecommended,
    Side,
)
from shared.contracts.governance.own_lines import DecisionInForce
from tests.examples.governance.case_events import NO_PROPOSAL, OUTCOME_WITHOUT_EFFECT
from tests.examples.governance.cases import (
    ALTERNATIVE,
    BLOCKING,
    CONSENSUS_FAILED,
    CONSENSUS_REACHED,
    PROPOSAL_SUBMITTED,
    RECORD_OUTCOME,
    WORDING,
)
from tests.examples.governance.register import SIDES
from tests.examples.ids import (
    FS,
    HOSPITAL,
    PARTNERSHIP,
    PORSGRUNN,
    RATIFY_BY,
    SKIEN,
    SSU,
    id_of,
)
from tests.governance.situations import DECIDING, SSU_BODY, after, decided, knowing, refused, says
from tests.governance.stages import AT_WORK, ENDED, IN_FORCE, LIFTED, NO_CASE, PROPOSED, RATIFYING

TO_PARTNERSHIP = replace(RECORD_OUTCOME, body_id=PARTNERSHIP)


def disagreed(
    outcome: ItemOutcome,
    state: case.Case = PROPOSED,
    facts: CaseFacts = DECIDING,
    body: UUID = SSU,
    *,
    new_question: bool = False,
) -> ConsensusFailed:
    command = replace(
        RECORD_OUTCOME,
        outcome=outcome,
        body_id=body,
        objections=(BLOCKING,),
        wording=WORDING,
        new_question=new_question,
    )
    (failed,) = decided(command, facts, state)
    assert isinstance(failed, ConsensusFailed)
    return failed


def test_consensus_opens_ratification_by_each_party_of_the_sides_g_6_g_14() -> None:
    assert decided(RECORD_OUTCOME, DECIDING, PROPOSED) == (CONSENSUS_REACHED,)


def test_an_undecided_item_leaves_the_case_where_it_is_g_6() -> None:
    command = replace(RECORD_OUTCOME, outcome="not-decided")
    assert decided(command, DECIDING, PROPOSED) == ()


def test_only_professional_disagreement_goes_back_to_fs_g_7() -> None:
    failed = disagreed("professional")
    assert (failed.to_body, failed.returns) == (FS, 1)
    state = after(PROPOSED, failed)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.returns) == (FS, 1)


def test_only_other_disagreement_is_worded_and_lifted_to_partnership_g_7() -> None:
    failed = disagreed("other")
    assert failed == CONSENSUS_FAILED
    state = after(PROPOSED, failed)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)


def test_mixed_disagreement_goes_professional_first_with_the_others_following_g_7() -> None:
    failed = disagreed("mixed")
    assert failed.to_body == FS
    assert failed.objections == failed.kept == (BLOCKING,)
    again = after(PROPOSED, failed, PROPOSAL_SUBMITTED)
    assert isinstance(again, Proposed)
    assert again.thread.kept == (BLOCKING,)


def test_mixed_disagreement_is_lifted_where_the_body_says_so_g_7() -> None:
    rules = SSU_BODY.rules.model_copy(update={"mixed_disagreement": "lift"})
    lifting = knowing(DECIDING, replace(SSU_BODY, rules=rules))
    assert disagreed("mixed", facts=lifting).to_body == PARTNERSHIP


@pytest.mark.parametrize("outcome", ["professional", "other", "mixed"])
def test_the_highest_body_has_nowhere_to_lift_to_and_takes_an_exit_g_10(
    outcome: ItemOutcome,
) -> None:
    failed = disagreed(outcome, LIFTED, body=PARTNERSHIP)
    assert (failed.to_body, failed.way_on) == (PARTNERSHIP, "exits")
    state = after(LIFTED, failed)
    assert isinstance(state, Unresolved)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)


def test_what_is_decided_at_the_top_is_answered_by_those_it_was_lifted_from_g_9_g_14() -> None:
    """The parties of the other SSU sit at the top too; it is not carried out in their lines."""
    wider = (Side(name="municipal", parties=(SKIEN, id_of("tinn"))), *SIDES)
    facts = knowing(DECIDING, replace(SSU_BODY, body_id=PARTNERSHIP, parent=None, sides=wider))
    (reached,) = decided(replace(RECORD_OUTCOME, body_id=PARTNERSHIP), facts, LIFTED)
    assert isinstance(reached, ConsensusReached)
    assert (reached.to_body, reached.ratify) == (SSU, SSU_BODY.parties)


def test_a_disagreement_is_recorded_with_its_wording_only_g_7() -> None:
    command = replace(RECORD_OUTCOME, outcome="other", wording="")
    refusal = refused(lambda: decided(command, DECIDING, PROPOSED))
    assert says(refusal) == ("G-7", "governance.text-missing", "wording")


def test_after_two_returns_on_the_same_question_the_chair_chooses_g_8() -> None:
    state: case.Case = AT_WORK
    for returns in (1, 2):
        state = after(state, PROPOSAL_SUBMITTED)
        failed = disagreed("professional", state)
        assert (failed.returns, failed.way_on) == (returns, "returned")
        state = after(state, failed)
    state = after(state, PROPOSAL_SUBMITTED)
    failed = disagreed("professional", state)
    assert (failed.to_body, failed.returns, failed.way_on) == (SSU, 2, "chair-chooses")
    assert isinstance(after(state, failed), ChairChoosing)


def test_another_question_counts_anew_g_8() -> None:
    thread = replace(PROPOSED.thread, returns=2)
    failed = disagreed("professional", replace(PROPOSED, thread=thread), new_question=True)
    assert (failed.to_body, failed.returns, failed.way_on) == (FS, 1, "returned")


def test_what_partnership_agrees_on_is_delivered_back_to_ssu_g_9() -> None:
    (reached,) = decided(TO_PARTNERSHIP, DECIDING, LIFTED)
    assert isinstance(reached, ConsensusReached)
    assert (reached.body_id, reached.to_body) == (PARTNERSHIP, SSU)
    assert reached.ratify == (SKIEN, PORSGRUNN, HOSPITAL)
    assert reached.ratify_by == RATIFY_BY


def test_an_outcome_on_an_unknown_case_is_refused_g_12() -> None:
    refusal = refused(lambda: decided(RECORD_OUTCOME, DECIDING, NO_CASE))
    assert says(refusal) == ("G-12", "governance.case-unknown", "case_id")


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (AT_WORK, "propose"),
        (LIFTED, "treat"),
        (RATIFYING, "ratify"),
        (IN_FORCE, "implement"),
        (ENDED, "closed"),
    ],
)
def test_an_outcome_on_a_case_that_has_moved_on_is_said_and_changes_nothing_g_12(
    state: case.Case, stands: str
) -> None:
    (said,) = decided(RECORD_OUTCOME, DECIDING, state)
    assert said == OUTCOME_WITHOUT_EFFECT.model_copy(update={"stands": stands})
    assert case.evolve(state, said) == state


def test_an_outcome_on_an_earlier_proposal_does_not_count_g_12() -> None:
    command = replace(RECORD_OUTCOME, proposal_id=id_of("earlier"))
    (said,) = decided(command, DECIDING, PROPOSED)
    assert isinstance(said, OutcomeWithoutEffect)


def test_an_outcome_of_a_body_that_is_not_known_is_refused_g_1() -> None:
    facts = replace(DECIDING, bodies=())
    refusal = refused(lambda: decided(RECORD_OUTCOME, facts, PROPOSED))
    assert says(refusal) == ("G-1", "governance.body-unknown", "body_id")


def test_a_body_that_advises_recommends_and_the_one_above_decides_g_1_g_6() -> None:
    advising = knowing(DECIDING, replace(SSU_BODY, power="advise"))
    (recommended,) = decided(RECORD_OUTCOME, advising, PROPOSED)
    assert isinstance(recommended, ProposalRecommended)
    state = after(PROPOSED, recommended)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, None)


def test_the_alternative_that_was_agreed_on_is_the_one_that_is_done_g_5_g_15() -> None:
    other = PROPOSAL_SUBMITTED.model_copy(update={"alternatives": (ALTERNATIVE,)})
    state = after(AT_WORK, other)
    (reached,) = decided(replace(RECORD_OUTCOME, alternative=1), DECIDING, state)
    ratifying = after(state, reached)
    assert isinstance(ratifying, Ratifying)
    assert ratifying.proposal.ways == (ALTERNATIVE.tasks,)
    (said,) = decided(replace(RECORD_OUTCOME, alternative=2), DECIDING, state)
    assert isinstance(said, OutcomeWithoutEffect)


def delegated(*parties: UUID, to: date | None = None) -> CaseFacts:
    given_by = tuple(
        Delegation(
            party=party,
            limits="Rutiner uten kostnad.",
            reference=f"Sak {place}/25",
            valid_from=date(2025, 1, 1),
            valid_to=to,
        )
        for place, party in enumerate(parties, start=1)
    )
    rules = SSU_BODY.rules.model_copy(update={"delegations": given_by})
    return knowing(DECIDING, replace(SSU_BODY, rules=rules))


WITHIN = replace(RECORD_OUTCOME, within_limits=True)


def test_within_delegated_limits_the_consensus_binds_at_once_g_14() -> None:
    (reached,) = decided(WITHIN, delegated(SKIEN), PROPOSED)
    assert isinstance(reached, ConsensusReached)
    assert [(each.party, each.reference) for each in reached.bound_at_once] == [(SKIEN, "Sak 1/25")]
    state = after(PROPOSED, reached)
    assert isinstance(state, Ratifying)
    assert state.table.pending == (PORSGRUNN, HOSPITAL)


def test_where_all_have_delegated_the_decision_is_in_force_at_once_g_14() -> None:
    reached, decision = decided(WITHIN, delegated(SKIEN, PORSGRUNN, HOSPITAL), PROPOSED)
    assert isinstance(reached, ConsensusReached)
    assert isinstance(decision, DecisionInForce)
    assert decision.parties == (SKIEN, PORSGRUNN, HOSPITAL)


@pytest.mark.parametrize(
    ("command", "facts"),
    [
        (RECORD_OUTCOME, delegated(SKIEN)),
        (WITHIN, DECIDING),
        (WITHIN, delegated(SKIEN, to=date(2026, 11, 2))),
    ],
    ids=["the chair has not found it so", "nothing is delegated", "not in force any more"],
)
def test_nobody_is_bound_beyond_what_is_delegated_that_day_g_14(
    command: RecordOutcome, facts: CaseFacts
) -> None:
    (reached,) = decided(command, facts, PROPOSED)
    assert isinstance(reached, ConsensusReached)
    assert reached.bound_at_once == ()


def test_agreement_that_there_is_nothing_to_propose_lets_the_body_choose_g_5_g_9() -> None:
    nothing = after(AT_WORK, NO_PROPOSAL)
    (reached,) = decided(RECORD_OUTCOME, DECIDING, nothing)
    assert isinstance(reached, ConsensusReached)
    assert reached.ratify == ()
    state = after(nothing, reached)
    assert isinstance(state, Choosing)
    assert (state.body_id, state.table) == (SSU, None)
