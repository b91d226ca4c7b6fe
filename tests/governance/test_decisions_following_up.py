"""Given a decision, when it is followed up, or its parties are succeeded (G-15, P-6)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    FollowUp,
    Implemented,
    InForce,
    NotAgreed,
    Ratifying,
)
from services.governance.rules.implementation import months_after
from shared.contracts.governance.own_lines import (
    CasePartySucceeded,
    DecisionInForce,
    FollowUpAnswered,
    FollowUpAsked,
)
from shared.contracts.governance.unresolved import CaseClosed
from tests.examples.governance.cases import ACKNOWLEDGE_NOT_AGREED, SUCCEED_PARTY
from tests.examples.governance.own_lines import (
    ANSWER_FOLLOW_UP,
    ASK_FOLLOW_UP,
    IMPLEMENTATION_REPORTED,
    RATIFICATION_REGISTERED,
    REGISTER_RATIFICATION,
    REPORT_IMPLEMENTATION,
)
from tests.examples.ids import (
    CASE,
    FS,
    HOSPITAL,
    PORSGRUNN,
    SKIEN,
    SSU,
    id_of,
)
from tests.governance.situations import (
    DECIDING,
    FOR_SKIEN,
    after,
    decided,
    refused,
    says,
)
from tests.governance.stages import (
    FOLLOW_UP,
    IMPLEMENTED,
    IN_FORCE,
    NOT_AGREED,
    PROPOSED,
    RATIFYING,
    staged,
)

GRENLAND = SUCCEED_PARTY.new


def test_after_the_bodys_months_it_is_asked_what_became_of_it_once_g_15() -> None:
    for state in (IN_FORCE, IMPLEMENTED):
        (asked,) = decided(ASK_FOLLOW_UP, DECIDING, state)
        assert isinstance(asked, FollowUpAsked)
    for moved_on in (FOLLOW_UP, PROPOSED):
        assert decided(ASK_FOLLOW_UP, DECIDING, moved_on) == ()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 3), 6, date(2027, 5, 3)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar_g_15(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_answer_closes_the_case_g_15() -> None:
    for state in (FOLLOW_UP, IMPLEMENTED):
        answered, closed = decided(ANSWER_FOLLOW_UP, DECIDING, state)
        assert isinstance(answered, FollowUpAnswered)
        assert isinstance(closed, CaseClosed)
        assert (closed.outcome, closed.body_id) == ("result-confirmed", SSU)


def test_or_opens_it_again_where_it_was_proposed_as_a_new_question_g_15_g_8() -> None:
    reopen = replace(ANSWER_FOLLOW_UP, result="not-achieved", decision="reopen")
    (answered,) = decided(reopen, DECIDING, FOLLOW_UP)
    state = after(FOLLOW_UP, answered)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.returns) == (FS, 0)


def test_what_is_not_done_goes_on_while_it_is_asked_g_15() -> None:
    asked = staged(FollowUp, IN_FORCE, FollowUpAsked(case_id=CASE, body_id=SSU))
    assert decided(REPORT_IMPLEMENTATION, FOR_SKIEN, asked) == (IMPLEMENTATION_REPORTED,)
    refusal = refused(lambda: decided(ANSWER_FOLLOW_UP, DECIDING, IN_FORCE))
    assert says(refusal) == ("G-15", "governance.nothing-to-follow-up", "case_id")


def succeeded(state: case.Case, **change: Any) -> CasePartySucceeded:
    (event,) = decided(replace(SUCCEED_PARTY, **change), DECIDING, state)
    assert isinstance(event, CasePartySucceeded)
    return event


def test_the_successor_keeps_what_one_alone_has_answered_p_6() -> None:
    state = after(RATIFYING, RATIFICATION_REGISTERED.model_copy(update={"party": PORSGRUNN}))
    event = succeeded(state)
    assert event.anew == ()
    merged = after(state, event)
    assert isinstance(merged, Ratifying)
    assert merged.table.parties == (SKIEN, GRENLAND, HOSPITAL)
    assert GRENLAND in merged.table.answers


@pytest.mark.parametrize(
    ("porsgrunn", "anew"), [("adopted", ()), ("refused", (SKIEN,)), (None, (SKIEN,))]
)
def test_answers_of_the_merged_that_differ_are_given_anew_p_6(porsgrunn: Any, anew: Any) -> None:
    state = after(RATIFYING, RATIFICATION_REGISTERED)
    if porsgrunn:
        answer = RATIFICATION_REGISTERED.model_copy(
            update={"party": PORSGRUNN, "answer": porsgrunn}
        )
        state = after(state, answer)
    event = succeeded(state, new=SKIEN)
    assert event.anew == anew
    merged = after(state, event)
    assert isinstance(merged, Ratifying), "a refusal that is answered anew is none"
    assert merged.table.parties == (SKIEN, HOSPITAL)
    assert (SKIEN in merged.table.pending) == bool(anew)


def test_what_the_merged_have_agreed_on_may_bind_at_once_p_6() -> None:
    answers = [
        RATIFICATION_REGISTERED.model_copy(update={"party": party})
        for party in (HOSPITAL, PORSGRUNN)
    ]
    state = after(RATIFYING, *answers)
    merged = after(state, succeeded(state))
    *_, decision = decided(REGISTER_RATIFICATION, FOR_SKIEN, merged)
    assert isinstance(decision, DecisionInForce)
    assert decision.parties == (SKIEN, GRENLAND, HOSPITAL)


def test_the_successor_carries_out_what_was_to_be_done_p_6() -> None:
    state = after(IN_FORCE, IMPLEMENTATION_REPORTED)
    merged = after(state, succeeded(state, old=SKIEN, new=HOSPITAL))
    assert isinstance(merged, InForce)
    assert merged.work.parties == (HOSPITAL, PORSGRUNN)
    assert len(merged.work.tasks_of(HOSPITAL)) == 2
    assert not merged.work.done(HOSPITAL), "what one of them has done is told anew for both"


def test_the_successor_acknowledges_anew_unless_both_have_p_6() -> None:
    one = after(NOT_AGREED, *decided(ACKNOWLEDGE_NOT_AGREED, FOR_SKIEN, NOT_AGREED))
    merged = after(one, succeeded(one, new=SKIEN))
    assert isinstance(merged, NotAgreed)
    assert merged.pending == (SKIEN, HOSPITAL)


def test_a_case_that_has_nothing_to_do_with_the_party_is_left_alone_p_6() -> None:
    command = replace(SUCCEED_PARTY, old=id_of("vestfold"))
    assert decided(command, DECIDING, PROPOSED) == ()
    assert isinstance(IMPLEMENTED, Implemented)
