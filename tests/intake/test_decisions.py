"""Given what has happened, when intake is asked, then this is decided."""

from dataclasses import replace
from typing import Any

import pytest

from services.intake.decisions import decide
from services.intake.decisions.states import Open, Unknown, Withdrawn
from shared.contracts.intake import NumberTaken, ReferenceUsed, ReportRegistered
from tests.examples.ids import CASE, GP, HOSPITAL, sealed
from tests.examples.intake.reports import (
    LIFTED,
    PARTIES,
    REFERENCE_USED,
    REGISTER,
    REGISTERED,
    TRIAGE,
    WITHDRAW,
    WITHDRAWN,
)
from tests.intake.situations import BY_SECRETARY, FACTS, JOINED, given, refused


def test_a_report_with_the_three_things_opens_a_case_with_a_number_i_1_i_11() -> None:
    registered, taken = decide(REGISTER, FACTS, given())
    assert isinstance(registered, ReportRegistered)
    assert registered.number == "2026/1"
    assert registered.reporter == GP
    assert registered.parties == PARTIES
    assert taken == NumberTaken(
        helsefellesskap=REGISTER.helsefellesskap, year=2026, running=1, case_id=CASE
    )


@pytest.mark.parametrize(
    ("field", "reason"),
    [("title", "intake.title-missing"), ("what_happens", "intake.what_happens-missing")],
)
def test_an_empty_text_is_refused_by_field_i_1(field: str, reason: str) -> None:
    empty: Any = {field: sealed(f"case-{CASE}", "report", "   ")}
    refusal = refused(replace(REGISTER, **empty), FACTS, given())
    assert (refusal.rule, refusal.field, refusal.reason) == ("I-1", field, reason)


def test_a_report_without_parties_is_refused_i_1() -> None:
    refusal = refused(replace(REGISTER, parties=(" ",)), FACTS, given())
    assert (refusal.rule, refusal.field) == ("I-1", "parties")


def test_a_text_beyond_the_length_is_refused_i_1() -> None:
    long = sealed(f"case-{CASE}", "report", "a" * 10_001)
    assert refused(replace(REGISTER, what_happens=long), FACTS, given()).values == {
        "longest": 10_000
    }


@pytest.mark.parametrize("field", ["title", "what_happens", "workaround"])
def test_a_fodselsnummer_in_any_open_field_is_refused_with_its_place_i_3(field: str) -> None:
    text = "Gjelder pasient\n  010190 00083 på avdelingen"
    hidden: Any = {field: sealed(f"case-{CASE}", "report", text)}
    refusal = refused(replace(REGISTER, **hidden), FACTS, given())
    assert (refusal.rule, refusal.field) == ("I-3", field)
    assert refusal.values["line"] == 2


def test_a_fodselsnummer_in_a_party_name_is_refused_i_3() -> None:
    refusal = refused(replace(REGISTER, parties=("Skien 01019000083",)), FACTS, given())
    assert (refusal.rule, refusal.field) == ("I-3", "parties")


def test_a_reference_used_for_another_report_is_refused_i_10() -> None:
    refusal = refused(REGISTER, FACTS, given(REGISTERED))
    assert (refusal.rule, refusal.field) == ("I-10", "sender_reference")


def test_triage_lifts_the_case_with_a_reason_i_5() -> None:
    assert decide(TRIAGE, BY_SECRETARY, given(REGISTERED)) == (LIFTED,)


def test_triage_ends_in_one_outcome_only_i_5() -> None:
    refusal = refused(TRIAGE, BY_SECRETARY, given(REGISTERED, LIFTED))
    assert (refusal.rule, refusal.reason) == ("I-5", "intake.already-triaged")


def test_triage_without_a_reason_is_refused_i_5() -> None:
    refusal = refused(replace(TRIAGE, reason=" "), BY_SECRETARY, given(REGISTERED))
    assert (refusal.rule, refusal.field) == ("I-5", "reason")


def test_a_case_leaves_intake_only_when_no_patient_is_recognisable_i_3() -> None:
    refusal = refused(
        replace(TRIAGE, no_patient_recognisable=False), BY_SECRETARY, given(REGISTERED)
    )
    assert (refusal.rule, refusal.field) == ("I-3", "no_patient_recognisable")


def test_an_answer_needs_no_such_confirmation_i_5() -> None:
    (triaged,) = decide(
        replace(TRIAGE, outcome="answered", no_patient_recognisable=False),
        BY_SECRETARY,
        given(REGISTERED),
    )
    assert triaged == LIFTED.model_copy(
        update={"outcome": "answered", "no_patient_recognisable": False}
    )


def test_a_reporter_withdraws_their_own_report_i_0() -> None:
    case = given(REGISTERED)
    assert isinstance(case, Open)
    (withdrawn,) = decide(WITHDRAW, FACTS, case)
    assert withdrawn == WITHDRAWN


def test_nobody_withdraws_the_report_of_another_i_0() -> None:
    assert refused(WITHDRAW, BY_SECRETARY, given(REGISTERED)).reason == "intake.not-your-report"


def test_the_last_report_of_a_lifted_case_is_dropped_by_its_body_only_i_0() -> None:
    refusal = refused(WITHDRAW, FACTS, given(REGISTERED, LIFTED))
    assert (refusal.rule, refusal.reason) == ("I-0", "intake.lifted-is-dropped-by-its-body")


def test_others_reports_keep_a_case_alive_also_when_it_is_lifted_i_0() -> None:
    for events in ((REGISTERED, JOINED), (REGISTERED, JOINED, LIFTED)):
        (withdrawn,) = decide(WITHDRAW, FACTS, given(*events))
        assert withdrawn == WITHDRAWN
        left = given(*events, WITHDRAWN)
        assert not isinstance(left, Unknown | Withdrawn)
        assert [each.report_id for each in left.being.reports] == [JOINED.report_id]
        assert decide(WITHDRAW, FACTS, left) == (), "asked again"


def test_who_has_two_reports_in_a_case_says_which_one_i_0() -> None:
    twice = JOINED.model_copy(update={"reporter": GP})
    case = given(REGISTERED, twice)
    refusal = refused(WITHDRAW, FACTS, case)
    assert (refusal.reason, refusal.field) == ("intake.which-report", "report_id")
    (withdrawn,) = decide(replace(WITHDRAW, report_id=twice.report_id), FACTS, case)
    assert withdrawn == WITHDRAWN.model_copy(update={"report_id": twice.report_id})


def test_a_senders_reference_is_used_once_i_10() -> None:
    command = replace(REGISTER, sender_reference=REFERENCE_USED.reference)
    *_, used = decide(command, FACTS, given())
    assert used == REFERENCE_USED
    assert isinstance(used, ReferenceUsed)
    again = refused(command, replace(FACTS, reference_used=True), given())
    assert (again.rule, again.field) == ("I-10", "sender_reference")


def test_a_reference_is_used_in_the_name_of_the_organisation_i_10() -> None:
    command = replace(REGISTER, sender_reference=REFERENCE_USED.reference)
    *_, used = decide(command, replace(FACTS, sender=HOSPITAL), given())
    assert used == REFERENCE_USED.model_copy(update={"sender": HOSPITAL})


def test_the_workarounds_risk_is_told_and_names_no_patient_i_9_i_3() -> None:
    told = sealed(f"case-{CASE}", "report", "Svar kan bli borte.")
    registered, _ = decide(replace(REGISTER, workaround_risk=told), FACTS, given())
    assert isinstance(registered, ReportRegistered)
    assert registered.workaround_risk == told
    hidden = sealed(f"case-{CASE}", "report", "Gjelder 01019000083.")
    refusal = refused(replace(REGISTER, workaround_risk=hidden), FACTS, given())
    assert (refusal.rule, refusal.field) == ("I-3", "workaround_risk")


def test_withdrawing_twice_is_ignored_i_0() -> None:
    assert decide(WITHDRAW, FACTS, given(REGISTERED, WITHDRAWN)) == ()
