"""Triage with all its outcomes: given what has happened, when it is asked, then this is decided."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.intake.decisions import decide
from services.intake.decisions.states import Asked, Open, Triaged, Unanswered
from services.intake.rules.triage import concerns_one_only
from shared.contracts.intake import (
    CaseTriaged,
    InformationRequested,
    OutcomeDisputed,
    PartyNamed,
    RoutineCited,
    RuleCited,
)
from tests.examples.ids import CASE, HOSPITAL, NOW, SECRETARY, SKIEN, id_of, sealed
from tests.examples.intake.reports import LIFTED, PARTIES, REGISTERED, TRIAGE
from tests.examples.intake.triage import (
    ANSWER,
    ASK,
    CLOSE,
    DISPUTE,
    DISPUTED,
    DUE,
    GIVE,
    GIVEN,
    NOT_GIVEN,
    REOPEN,
    REOPENED,
    REQUESTED,
    RULE,
)
from tests.intake.situations import BY_SECRETARY, FACTS, JOINED, by, given, refused

ANSWERED = LIFTED.model_copy(update={"outcome": "answered"})
OTHER_SECRETARY, CHAIR = id_of("other-secretary"), id_of("chair")
ROUTE = replace(TRIAGE, outcome="routed-to-line")
AFTER = replace(FACTS, now=DUE + timedelta(seconds=1))
ONE = (PartyNamed(name="Skien kommune", organisation_id=SKIEN),)


def test_what_concerns_one_organisation_only_is_told_to_triage_i_2() -> None:
    assert concerns_one_only(ONE, ()) == SKIEN
    assert concerns_one_only(ONE, (SKIEN, None)) == SKIEN
    assert concerns_one_only(ONE, (HOSPITAL,)) is None, "the reporter is from elsewhere"
    assert concerns_one_only(PARTIES, ()) is None
    assert concerns_one_only((*ONE, PartyNamed(name="Et legekontor")), ()) is None


def test_routing_says_in_whose_own_line_it_belongs_i_2() -> None:
    alone = REGISTERED.model_copy(update={"parties": ONE})
    (triaged,) = decide(ROUTE, BY_SECRETARY, given(alone))
    assert isinstance(triaged, CaseTriaged)
    assert triaged.line == SKIEN
    several = given(REGISTERED)
    refusal = refused(ROUTE, BY_SECRETARY, several)
    assert (refusal.rule, refusal.field) == ("I-2", "line")
    (triaged,) = decide(replace(ROUTE, line=HOSPITAL), BY_SECRETARY, several)
    assert isinstance(triaged, CaseTriaged)
    assert triaged.line == HOSPITAL
    stranger = replace(ROUTE, line=id_of("stranger"))
    assert refused(stranger, BY_SECRETARY, several).reason == "intake.line-not-a-party"
    besides = replace(TRIAGE, line=SKIEN)
    assert refused(besides, BY_SECRETARY, several).reason == "intake.line-without-routing"


def test_triage_refers_to_a_known_rule_or_a_routine_in_force_i_5_g_21() -> None:
    rule = RuleCited(rule_id=RULE, version=2, title="T", source="S", valid_on=NOW.date())
    routine = RoutineCited(case_id=id_of("decided"), number="2025/7")
    facts = replace(BY_SECRETARY, rule=rule, routine=routine)
    command = replace(TRIAGE, outcome="answered", rule=RULE, routine=routine.case_id)
    (triaged,) = decide(command, facts, given(REGISTERED))
    assert isinstance(triaged, CaseTriaged)
    assert (triaged.rule, triaged.routine) == (rule, routine)
    for missing, field in (
        (replace(facts, rule=None), "rule"),
        (replace(facts, routine=None), "routine"),
    ):
        refusal = refused(command, missing, given(REGISTERED))
        assert (refusal.rule, refusal.field) == ("I-5", field)


def test_the_secretariat_registers_that_a_report_was_withdrawn_by_phone_i_5() -> None:
    command = replace(TRIAGE, outcome="withdrawn", no_patient_recognisable=False)
    (triaged,) = decide(command, BY_SECRETARY, given(REGISTERED))
    assert isinstance(triaged, CaseTriaged)
    assert refused(TRIAGE, BY_SECRETARY, given(REGISTERED, triaged)).reason == "intake.withdrawn"


def test_the_reporter_is_asked_within_working_days_and_answers_i_5() -> None:
    (asked,) = decide(ASK, BY_SECRETARY, given(REGISTERED))
    assert isinstance(asked, InformationRequested)
    assert asked.due_at == DUE, "ten working days after 3 November"
    case = given(REGISTERED, REQUESTED)
    assert isinstance(case, Asked)
    assert refused(ASK, BY_SECRETARY, case).reason == "intake.asked-already"
    assert refused(GIVE, BY_SECRETARY, case).reason == "intake.not-your-report"
    assert decide(GIVE, FACTS, case) == (GIVEN,)
    assert isinstance(given(REGISTERED, REQUESTED, GIVEN), Open)


@pytest.mark.parametrize("days", [0, 61])
def test_a_deadline_is_one_that_somebody_can_keep_i_5(days: int) -> None:
    refusal = refused(replace(ASK, working_days=days), BY_SECRETARY, given(REGISTERED))
    assert (refusal.rule, refusal.field) == ("I-5", "working_days")


def test_an_answer_names_no_patient_i_3() -> None:
    hidden = replace(GIVE, answer=sealed(f"case-{CASE}", "report", "Gjelder 010190 00083."))
    refusal = refused(hidden, FACTS, given(REGISTERED, REQUESTED))
    assert (refusal.rule, refusal.field) == ("I-3", "answer")


def test_what_is_not_answered_in_time_is_closed_and_may_be_reopened_i_5() -> None:
    asked = given(REGISTERED, REQUESTED)
    assert decide(CLOSE, FACTS, asked) == (), "the deadline has not come"
    assert decide(replace(CLOSE, request_id=id_of("earlier")), AFTER, asked) == ()
    assert decide(CLOSE, AFTER, asked) == (NOT_GIVEN,)
    assert decide(CLOSE, AFTER, given(REGISTERED, REQUESTED, GIVEN)) == ()
    closed = given(REGISTERED, REQUESTED, NOT_GIVEN)
    assert isinstance(closed, Unanswered)
    assert refused(TRIAGE, BY_SECRETARY, closed).reason == "intake.closed-unanswered"
    assert refused(GIVE, FACTS, closed).reason == "intake.closed-unanswered"
    assert decide(REOPEN, FACTS, closed) == (REOPENED,)
    assert isinstance(given(REGISTERED, REQUESTED, NOT_GIVEN, REOPENED), Open)
    assert refused(REOPEN, FACTS, given(REGISTERED)).reason == "intake.not-closed-unanswered"


def test_triage_need_not_wait_for_an_answer_i_5() -> None:
    assert decide(TRIAGE, BY_SECRETARY, given(REGISTERED, REQUESTED)) == (LIFTED,)


def test_a_named_liaison_answers_first_and_nobody_else_i_5() -> None:
    (answered,) = decide(ANSWER, replace(FACTS, liaison=True), given(REGISTERED))
    assert isinstance(answered, CaseTriaged)
    assert (answered.outcome, answered.by_liaison) == ("answered", True)
    assert refused(ANSWER, FACTS, given(REGISTERED)).reason == "intake.not-a-liaison"
    disputed = given(REGISTERED, ANSWERED, DISPUTED)
    assert refused(ANSWER, replace(FACTS, liaison=True), disputed).rule == "I-6"


def test_a_reporter_says_once_that_this_did_not_solve_it_i_6() -> None:
    assert decide(DISPUTE, FACTS, given(REGISTERED, ANSWERED)) == (DISPUTED,)  # secretariat alone
    assert refused(DISPUTE, BY_SECRETARY, given(REGISTERED, ANSWERED)).rule == "I-6"
    again = given(REGISTERED, ANSWERED, DISPUTED, ANSWERED)
    assert refused(DISPUTE, FACTS, again).reason == "intake.disputed-once"
    other = by(JOINED.reporter)
    (disputed,) = decide(DISPUTE, other, given(REGISTERED, JOINED, ANSWERED, DISPUTED, ANSWERED))
    assert isinstance(disputed, OutcomeDisputed)
    assert disputed.report_id == JOINED.report_id, "each reporter once"


def test_what_is_lifted_or_not_decided_is_not_disputed_i_6() -> None:
    lifted = refused(DISPUTE, FACTS, given(REGISTERED, LIFTED))
    assert lifted.reason == "intake.lifted-is-not-disputed"
    assert refused(DISPUTE, FACTS, given(REGISTERED)).reason == "intake.nothing-to-dispute"


def test_somebody_else_in_the_secretariat_triages_anew_i_6() -> None:
    disputed = given(REGISTERED, ANSWERED, DISPUTED)
    two = replace(FACTS, secretariat=(SECRETARY, OTHER_SECRETARY), chairs=(CHAIR,))
    same = refused(TRIAGE, by(SECRETARY, two), disputed)
    assert (same.rule, same.reason) == ("I-6", "intake.same-triager-others")
    chair = refused(TRIAGE, by(CHAIR, two), disputed)
    assert (chair.rule, chair.reason) == ("I-6", "intake.secretariat-has-another")
    (triaged,) = decide(TRIAGE, by(OTHER_SECRETARY, two), disputed)
    assert isinstance(given(REGISTERED, ANSWERED, DISPUTED, triaged), Triaged)


def test_the_chair_of_ssu_triages_anew_where_the_secretariat_is_one_person_i_6() -> None:
    alone = replace(FACTS, chairs=(CHAIR,))
    (said,) = decide(DISPUTE, alone, given(REGISTERED, ANSWERED))
    assert isinstance(said, OutcomeDisputed)
    assert said.entrusted == (CHAIR,)
    disputed = given(REGISTERED, ANSWERED, said)
    assert refused(TRIAGE, by(SECRETARY, alone), disputed).reason == "intake.same-triager-alone"
    stranger = refused(TRIAGE, by(id_of("chair-of-fs"), alone), disputed)
    assert (stranger.rule, stranger.reason) == ("I-6", "intake.chair-triages")
    (triaged,) = decide(TRIAGE, by(CHAIR, alone), disputed)
    assert isinstance(triaged, CaseTriaged)
    assert triaged.triaged_by == CHAIR
