"""Given a proposal, when the body agrees on it or not (G-6 to G-9)."""

from dataclasses import replace

import pytest

from services.governance.commands.facts import CaseFacts
from services.governance.decisions import case
from shared.contracts.governance import (
    ConsensusFailed,
    ConsensusReached,
    ItemOutcome,
)
from tests.examples.governance.cases import (
    BLOCKING,
    CONSENSUS_FAILED,
    CONSENSUS_REACHED,
    PROPOSAL_SUBMITTED,
    RECORD_OUTCOME,
    WORDING,
)
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
from tests.governance.situations import (
    DECIDING,
    PARTNERSHIP_BODY,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.stages import (
    AT_WORK,
    IN_FORCE,
    LIFTED,
    NO_CASE,
    PROPOSED,
    RATIFYING,
)

BEFORE_PARTNERSHIP = replace(DECIDING, body=PARTNERSHIP_BODY)
TO_PARTNERSHIP = replace(RECORD_OUTCOME, body_id=PARTNERSHIP)


def disagreed(
    outcome: ItemOutcome, state: case.Case = PROPOSED, facts: CaseFacts = DECIDING
) -> ConsensusFailed:
    assert facts.body is not None
    command = replace(
        RECORD_OUTCOME,
        outcome=outcome,
        body_id=facts.body.body_id,
        objections=(BLOCKING,),
        wording=WORDING,
    )
    (failed,) = case.decide(command, facts, state)
    assert isinstance(failed, ConsensusFailed)
    return failed


def test_consensus_opens_ratification_by_each_party_of_the_sides_g_6_g_14() -> None:
    assert case.decide(RECORD_OUTCOME, DECIDING, PROPOSED) == (CONSENSUS_REACHED,)


def test_an_undecided_item_leaves_the_case_where_it_is_g_6() -> None:
    command = replace(RECORD_OUTCOME, outcome="not-decided")
    assert case.decide(command, DECIDING, PROPOSED) == ()


def test_only_professional_disagreement_goes_back_to_fs_g_7() -> None:
    failed = disagreed("professional")
    assert (failed.to_body, failed.returns) == (FS, 1)
    assert given(PROPOSED, case.evolve, failed) == case.AtWork(FS, 1, returns=1)


def test_only_other_disagreement_is_worded_and_lifted_to_partnership_g_7() -> None:
    failed = disagreed("other")
    assert failed == CONSENSUS_FAILED
    state = given(PROPOSED, case.evolve, failed)
    assert isinstance(state, case.Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)


def test_mixed_disagreement_goes_professional_first_with_the_others_following_g_7() -> None:
    failed = disagreed("mixed")
    assert failed.to_body == FS
    assert failed.objections == (BLOCKING,)


def test_mixed_disagreement_is_lifted_where_the_body_says_so_g_7() -> None:
    lifting = replace(
        DECIDING,
        body=replace(
            SSU_BODY, rules=SSU_BODY.rules.model_copy(update={"mixed_disagreement": "lift"})
        ),
    )
    assert disagreed("mixed", facts=lifting).to_body == PARTNERSHIP


def test_other_disagreement_stays_where_there_is_nothing_above_g_7() -> None:
    alone = replace(DECIDING, body=replace(SSU_BODY, parent=None))
    failed = disagreed("other", facts=alone)
    assert (failed.to_body, failed.returns) == (SSU, 0)
    assert given(PROPOSED, case.evolve, failed) == PROPOSED


def test_a_disagreement_is_recorded_with_its_wording_only_g_7() -> None:
    command = replace(RECORD_OUTCOME, outcome="other", wording="")
    refusal = refused(lambda: case.decide(command, DECIDING, PROPOSED))
    assert says(refusal) == ("G-7", "governance.text-missing", "wording")


def test_returns_on_the_same_question_are_counted_g_8() -> None:
    state: case.Case = AT_WORK
    for returns in (1, 2, 3):
        state = given(state, case.evolve, PROPOSAL_SUBMITTED)
        failed = disagreed("professional", state)
        assert failed.returns == returns
        state = given(state, case.evolve, failed)


@pytest.mark.parametrize("outcome", ["professional", "other", "mixed"])
def test_what_partnership_does_not_agree_on_is_delivered_back_to_ssu_g_9(
    outcome: ItemOutcome,
) -> None:
    failed = disagreed(outcome, LIFTED, BEFORE_PARTNERSHIP)
    assert failed.to_body == SSU
    back = given(LIFTED, case.evolve, failed)
    assert back == PROPOSED
    # SSU can agree on it after all.
    assert case.decide(RECORD_OUTCOME, DECIDING, back) == (CONSENSUS_REACHED,)


def test_what_partnership_agrees_on_is_delivered_back_to_ssu_g_9() -> None:
    (reached,) = case.decide(TO_PARTNERSHIP, BEFORE_PARTNERSHIP, LIFTED)
    assert isinstance(reached, ConsensusReached)
    assert (reached.body_id, reached.to_body) == (PARTNERSHIP, SSU)
    assert reached.ratify == (SKIEN, PORSGRUNN, HOSPITAL)
    assert reached.ratify_by == RATIFY_BY


@pytest.mark.parametrize(
    ("state", "reason", "field"),
    [
        (NO_CASE, "governance.case-unknown", "case_id"),
        (AT_WORK, "governance.case-not-here", "body_id"),
        (LIFTED, "governance.case-not-here", "body_id"),
        (RATIFYING, "governance.case-not-here", "body_id"),
        (IN_FORCE, "governance.case-not-here", "body_id"),
    ],
)
def test_an_outcome_counts_only_where_the_case_lies_g_12(
    state: case.Case, reason: str, field: str
) -> None:
    refusal = refused(lambda: case.decide(RECORD_OUTCOME, DECIDING, state))
    assert says(refusal) == ("G-12", reason, field)


def test_an_outcome_on_an_earlier_proposal_does_not_count_g_12() -> None:
    command = replace(RECORD_OUTCOME, proposal_id=id_of("earlier"))
    refusal = refused(lambda: case.decide(command, DECIDING, PROPOSED))
    assert says(refusal) == ("G-12", "governance.case-not-here", "body_id")


def test_an_outcome_of_a_body_that_is_not_known_is_refused_g_1() -> None:
    facts = replace(DECIDING, body=None)
    refusal = refused(lambda: case.decide(RECORD_OUTCOME, facts, PROPOSED))
    assert says(refusal) == ("G-1", "governance.body-unknown", "body_id")
