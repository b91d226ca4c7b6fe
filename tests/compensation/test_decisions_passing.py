"""A claim is attested, approved or returned by three different people (C-7)."""

from dataclasses import replace

import pytest

from services.compensation.commands.claims import ClaimCommand
from services.compensation.commands.facts import ClaimFacts, Standing
from services.compensation.decisions.claim import Approved, ClaimEvent, decide
from shared.contracts.compensation import ClaimAttested, ClaimReturned
from shared.contracts.record import Who
from tests.compensation.situations import APPROVING, ATTESTING, claim_after, claim_refused
from tests.examples.compensation.claims import (
    APPROVE,
    APPROVED,
    ATTEST,
    ATTESTED,
    DRAFTED,
    RELEASED,
    RETURN,
    RETURNED,
    SUBMITTED,
)
from tests.examples.ids import APPROVER, ATTESTER, GP, SECRETARY

WAITS_FOR_ATTESTATION = (DRAFTED, SUBMITTED)
WAITS_FOR_APPROVAL = (DRAFTED, SUBMITTED, ATTESTED)
DONE = (DRAFTED, SUBMITTED, ATTESTED, APPROVED)


@pytest.mark.parametrize("standing", ["secretary", "chair", "attester"])
def test_the_secretary_the_chair_or_the_payers_attester_attests_c_7(standing: Standing) -> None:
    facts = replace(ATTESTING, standing=(standing,))
    assert decide(ATTEST, facts, claim_after(*WAITS_FOR_ATTESTATION)) == (ATTESTED,)


def test_the_payers_approver_approves_the_amount_attested_c_7() -> None:
    assert decide(APPROVE, APPROVING, claim_after(*WAITS_FOR_APPROVAL)) == (APPROVED,)
    assert claim_after(*DONE) == Approved(DRAFTED)


@pytest.mark.parametrize("total_ore", [425_724, 425_726, 0, -425_725])
def test_no_other_amount_than_the_one_attested_is_approved_c_7(total_ore: int) -> None:
    command = replace(APPROVE, total_ore=total_ore)
    refusal = claim_refused(command, APPROVING, claim_after(*WAITS_FOR_APPROVAL))
    assert (refusal.rule, refusal.reason) == ("C-7", "compensation.not-the-amount-attested")
    assert refusal.values == {"attested": 425_725, "given": total_ore}


def test_a_claim_is_returned_at_attestation_and_its_time_is_free_c_6_c_7() -> None:
    found = decide(RETURN, ATTESTING, claim_after(*WAITS_FOR_ATTESTATION))
    assert found == (RETURNED, RELEASED)


def test_a_claim_is_returned_at_approval_and_its_time_is_free_c_6_c_7() -> None:
    returned, released = decide(RETURN, APPROVING, claim_after(*WAITS_FOR_APPROVAL))
    assert returned == RETURNED.model_copy(update={"at": "approval"})
    assert released == RELEASED
    # What was attested is forgotten: after the return it is attested again.
    again = claim_after(*WAITS_FOR_APPROVAL, returned, released, SUBMITTED)
    assert decide(ATTEST, ATTESTING, again) == (ATTESTED,)


def test_a_return_gives_a_reason_that_names_no_patient_c_7_i_3() -> None:
    claim = claim_after(*WAITS_FOR_ATTESTATION)
    empty = claim_refused(replace(RETURN, reason=" "), ATTESTING, claim)
    assert (empty.rule, empty.field) == ("C-7", "reason")
    named = claim_refused(replace(RETURN, reason="Gjelder 01019000083"), ATTESTING, claim)
    assert (named.rule, named.field) == ("I-3", "reason")


@pytest.mark.parametrize("by", [Who(GP), Who(SECRETARY, on_behalf_of=GP)])
@pytest.mark.parametrize(
    ("command", "events"),
    [
        (ATTEST, WAITS_FOR_ATTESTATION),
        (RETURN, WAITS_FOR_ATTESTATION),
        (APPROVE, WAITS_FOR_APPROVAL),
        (RETURN, WAITS_FOR_APPROVAL),
    ],
)
def test_nobody_passes_on_their_own_claim_c_7_p_5(
    by: Who, command: ClaimCommand, events: tuple[ClaimEvent, ...]
) -> None:
    facts = replace(APPROVING, by=by, standing=("chair", "approver"))
    refusal = claim_refused(command, facts, claim_after(*events))
    assert (refusal.rule, refusal.reason) == ("C-7", "compensation.own-claim")


@pytest.mark.parametrize("by", [Who(ATTESTER), Who(APPROVER, on_behalf_of=ATTESTER)])
@pytest.mark.parametrize("command", [APPROVE, RETURN])
def test_who_attested_does_not_approve_c_7_p_5(by: Who, command: ClaimCommand) -> None:
    facts = replace(APPROVING, by=by, standing=("attester", "approver"))
    refusal = claim_refused(command, facts, claim_after(*WAITS_FOR_APPROVAL))
    assert (refusal.rule, refusal.reason) == ("C-7", "compensation.attested-by-yourself")


def test_one_who_attested_for_another_keeps_both_from_approving_c_7_p_5() -> None:
    facts = replace(ATTESTING, by=Who(SECRETARY, on_behalf_of=ATTESTER), stood_in_for=("attester",))
    (attested,) = decide(ATTEST, facts, claim_after(*WAITS_FOR_ATTESTATION))
    assert isinstance(attested, ClaimAttested)
    claim = claim_after(*WAITS_FOR_ATTESTATION, attested)
    for person in (SECRETARY, ATTESTER):
        refusal = claim_refused(APPROVE, replace(APPROVING, by=Who(person)), claim)
        assert refusal.reason == "compensation.attested-by-yourself"


@pytest.mark.parametrize(
    ("command", "facts", "events", "reason"),
    [
        (ATTEST, APPROVING, WAITS_FOR_ATTESTATION, "compensation.not-attester"),
        (
            ATTEST,
            replace(ATTESTING, standing=()),
            WAITS_FOR_ATTESTATION,
            "compensation.not-attester",
        ),
        (RETURN, APPROVING, WAITS_FOR_ATTESTATION, "compensation.not-attester"),
        (
            APPROVE,
            replace(APPROVING, standing=("secretary", "chair", "attester")),
            WAITS_FOR_APPROVAL,
            "compensation.not-approver",
        ),
        (
            RETURN,
            replace(APPROVING, standing=("secretary",)),
            WAITS_FOR_APPROVAL,
            "compensation.not-approver",
        ),
    ],
)
def test_each_step_is_taken_by_the_one_whose_turn_it_is_c_7(
    command: ClaimCommand, facts: ClaimFacts, events: tuple[ClaimEvent, ...], reason: str
) -> None:
    assert claim_refused(command, facts, claim_after(*events)).reason == reason


@pytest.mark.parametrize(
    ("command", "events", "reason"),
    [
        (ATTEST, (), "compensation.claim-unknown"),
        (ATTEST, (DRAFTED,), "compensation.not-submitted"),
        (ATTEST, WAITS_FOR_APPROVAL, "compensation.already-attested"),
        (ATTEST, DONE, "compensation.already-attested"),
        (APPROVE, (), "compensation.claim-unknown"),
        (APPROVE, (DRAFTED,), "compensation.not-attested"),
        (APPROVE, WAITS_FOR_ATTESTATION, "compensation.not-attested"),
        (APPROVE, DONE, "compensation.already-approved"),
        (RETURN, (), "compensation.claim-unknown"),
        (RETURN, (DRAFTED,), "compensation.not-submitted"),
        (RETURN, DONE, "compensation.already-approved"),
    ],
)
def test_the_steps_come_in_their_order_c_7(
    command: ClaimCommand, events: tuple[ClaimEvent, ...], reason: str
) -> None:
    facts = replace(APPROVING, standing=("attester", "approver"))
    assert claim_refused(command, facts, claim_after(*events)).reason == reason


def test_a_returned_claim_is_a_draft_again_c_7() -> None:
    returned = claim_after(*WAITS_FOR_ATTESTATION, RETURNED, RELEASED)
    assert returned == claim_after(DRAFTED)
    assert isinstance(RETURNED, ClaimReturned)
