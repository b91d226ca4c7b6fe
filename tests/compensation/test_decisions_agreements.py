"""Agreements: complete, signed by two, in force with the second signature (C-2, C-11)."""

from dataclasses import replace
from datetime import date

import pytest

from services.compensation.commands.agreements import (
    AgreementCommand,
    DraftAgreement,
    SignAgreement,
)
from services.compensation.decisions.agreement import (
    Agreement,
    AgreementEvent,
    Drafted,
    InForce,
    Unknown,
    decide,
    evolve,
)
from shared.contracts.compensation import (
    AgreementDrafted,
    AgreementSigned,
    Caps,
    Cover,
    TaxAssessment,
)
from shared.contracts.record import Facts, Who
from shared.values.refusal import Refused
from tests.compensation.situations import BARE, given, refusal_of
from tests.examples.compensation.terms import (
    AGREED,
    DRAFT_AGREEMENT,
    IN_FORCE,
    SIGN,
    SIGNED,
    SIGNED_ON,
)
from tests.examples.ids import AGREEMENT, APPROVER, GP, SEAT_GP, sealed

BY_PAYER = replace(BARE, by=Who(APPROVER))
PAYER_SIGNS = replace(SIGN, side="payer")
SIGNED_BY_PAYER = AgreementSigned(
    agreement_id=AGREEMENT, side="payer", person=APPROVER, signed_on=SIGNED_ON
)


def after(*events: AgreementEvent) -> Agreement:
    start: Agreement = Unknown()
    return given(evolve, start, *events)


def refused(command: AgreementCommand, facts: Facts, agreement: Agreement) -> Refused:
    return refusal_of(lambda: decide(command, facts, agreement))


def test_an_agreement_is_drafted_with_all_its_terms_c_2() -> None:
    assert decide(DRAFT_AGREEMENT, BY_PAYER, after()) == (AGREED,)


@pytest.mark.parametrize("left_out", ["meeting", "travel", "between"])
def test_an_agreement_without_terms_for_all_three_says_so_and_is_not_signed_c_2(
    left_out: Cover,
) -> None:
    covers = tuple(cover for cover in DRAFT_AGREEMENT.covers if cover != left_out)
    (drafted,) = decide(replace(DRAFT_AGREEMENT, covers=covers), BY_PAYER, after())
    assert isinstance(drafted, AgreementDrafted)
    assert drafted.missing == (left_out,)
    refusal = refused(SIGN, BARE, after(drafted))
    assert (refusal.rule, refusal.reason) == ("C-2", f"compensation.no-terms-for-{left_out}")


def test_a_draft_that_nobody_has_signed_can_be_drafted_anew_c_2() -> None:
    incomplete = AGREED.model_copy(update={"covers": ("meeting",), "missing": ("travel",)})
    assert decide(DRAFT_AGREEMENT, BY_PAYER, after(incomplete)) == (AGREED,)
    assert after(incomplete, AGREED) == Drafted(AGREED)


def test_seats_named_twice_stand_once_c_2() -> None:
    twice = replace(DRAFT_AGREEMENT, seats=(SEAT_GP, SEAT_GP))
    assert decide(twice, BY_PAYER, after()) == (AGREED,)


@pytest.mark.parametrize(
    ("command", "rule", "field"),
    [
        (replace(DRAFT_AGREEMENT, seats=()), "C-2", "seats"),
        (replace(DRAFT_AGREEMENT, valid_to=date(2025, 12, 31)), "C-2", "valid_to"),
        (
            replace(DRAFT_AGREEMENT, caps=Caps(meeting_minutes_per_day=0)),
            "C-2",
            "meeting_minutes_per_day",
        ),
        (replace(DRAFT_AGREEMENT, claim_deadline_months=0), "C-2", "claim_deadline_months"),
        (replace(DRAFT_AGREEMENT, regime=" "), "C-2", "regime"),
        (replace(DRAFT_AGREEMENT, channel="invoice"), "C-11", "tax_assessment"),
        (
            replace(DRAFT_AGREEMENT, employee_number=sealed(f"person-{GP}", "payroll", "=1+1")),
            "C-10",
            "employee_number",
        ),
    ],
)
def test_an_agreement_that_makes_no_sense_is_refused_by_field(
    command: DraftAgreement, rule: str, field: str
) -> None:
    refusal = refused(command, BY_PAYER, after())
    assert (refusal.rule, refusal.field) == (rule, field)


def test_another_channel_than_payroll_rests_on_a_tax_assessment_c_11() -> None:
    assessed = TaxAssessment(
        assessed_by="Lønnssjefen", assessed_on=date(2025, 11, 1), basis="Oppdraget er et verv."
    )
    command = replace(DRAFT_AGREEMENT, channel="employer-refund", tax_assessment=assessed)
    (drafted,) = decide(command, BY_PAYER, after())
    assert isinstance(drafted, AgreementDrafted)
    assert drafted.tax_assessment == assessed
    nameless = assessed.model_copy(update={"assessed_by": ""})
    refusal = refused(replace(command, tax_assessment=nameless), BY_PAYER, after())
    assert (refusal.rule, refusal.field) == ("C-11", "tax_assessment.assessed_by")


def test_the_second_signature_brings_the_agreement_into_force_c_2_g_3() -> None:
    assert decide(SIGN, BARE, after(AGREED)) == (SIGNED,)
    assert decide(PAYER_SIGNS, BY_PAYER, after(AGREED, SIGNED)) == (SIGNED_BY_PAYER, IN_FORCE)
    assert decide(SIGN, BARE, after(AGREED, SIGNED_BY_PAYER)) == (SIGNED, IN_FORCE)
    assert after(AGREED, SIGNED, SIGNED_BY_PAYER, IN_FORCE) == InForce(AGREED)


def test_a_signature_without_a_day_is_of_today_and_never_ahead_c_2() -> None:
    (signed,) = decide(replace(SIGN, signed_on=None), BARE, after(AGREED))
    assert signed == SIGNED.model_copy(update={"signed_on": date(2026, 11, 3)})
    ahead = replace(SIGN, signed_on=date(2027, 1, 1))
    assert refused(ahead, BARE, after(AGREED)).reason == "compensation.day-ahead"


@pytest.mark.parametrize(
    ("command", "by", "reason"),
    [
        (PAYER_SIGNS, Who(GP), "compensation.two-people-sign"),
        (PAYER_SIGNS, Who(APPROVER, on_behalf_of=GP), "compensation.two-people-sign"),
        (SIGN, Who(APPROVER), "compensation.only-the-doctor-signs"),
        (SIGN, Who(APPROVER, on_behalf_of=GP), "compensation.only-the-doctor-signs"),
    ],
)
def test_two_different_people_sign_c_2_p_5(command: SignAgreement, by: Who, reason: str) -> None:
    assert refused(command, replace(BARE, by=by), after(AGREED)).reason == reason


def test_signing_twice_changes_nothing_c_2() -> None:
    assert decide(SIGN, BARE, after(AGREED, SIGNED)) == ()
    assert decide(SIGN, BARE, after(AGREED, SIGNED, SIGNED_BY_PAYER, IN_FORCE)) == ()


def test_what_is_signed_stands_c_2() -> None:
    assert refused(SIGN, BARE, after()).reason == "compensation.agreement-unknown"
    for agreement in (after(AGREED, SIGNED), after(AGREED, SIGNED, SIGNED_BY_PAYER, IN_FORCE)):
        refusal = refused(DRAFT_AGREEMENT, BY_PAYER, agreement)
        assert refusal.reason == "compensation.agreement-signed"
