"""Given a stance in writing before a meeting, then (G-11, G-13)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.governance.commands.facts import SitterFact
from services.governance.commands.meetings import Presence
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import (
    ItemClosed,
    ItemOpened,
    StanceTaken,
)
from shared.contracts.record import Who
from tests.examples.governance.meetings import (
    CLOSE_ITEM,
    MEETING_STARTED,
    OPEN_ITEM,
    SKIEN_LEADER,
    STANCE_TAKEN,
    STANCE_WITHDRAWN,
    TAKE_STANCE,
    VOTING,
    WITHDRAW_STANCE,
)
from tests.examples.governance.register import DEPUTY
from tests.examples.ids import GP, NOW, SEAT_GP, SEAT_SKIEN, id_of
from tests.governance.situations import (
    GP_SEAT_WITH_DEPUTY,
    MEETING_FACTS,
    SEATS,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.stages import CALLED, OPENED, PLANNED, STARTED

BY_SKIEN = Who(SKIEN_LEADER)
SKIEN_SEAT, PORSGRUNN_SEAT, HOSPITAL_SEAT = VOTING


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(command, replace(MEETING_FACTS, **facts), state)


def after(state: meeting.Meeting, *events: MeetingEvent) -> meeting.Meeting:
    return given(state, meeting.evolve, *events)


def opened_after(called: meeting.Meeting, present: Any = (), **facts: Any) -> ItemOpened:
    started = after(called, MEETING_STARTED)
    (opened,) = decide(replace(OPEN_ITEM, present=present), started, **facts)
    assert isinstance(opened, ItemOpened)
    return opened


ANSWERED = after(CALLED, STANCE_TAKEN)


def test_a_member_who_is_called_may_answer_in_writing_g_13() -> None:
    assert decide(TAKE_STANCE, CALLED, by=BY_SKIEN) == (STANCE_TAKEN,)
    assert decide(TAKE_STANCE, ANSWERED, by=BY_SKIEN) == ()
    early = refused(lambda: decide(TAKE_STANCE, PLANNED, by=BY_SKIEN))
    assert early.reason == "governance.not-started"


def test_who_is_not_in_the_room_and_has_answered_counts_as_present_g_13() -> None:
    opened = opened_after(ANSWERED)
    assert opened.present == (SKIEN_SEAT.model_copy(update={"written": True}),)
    state = after(ANSWERED, MEETING_STARTED, opened)
    assert isinstance(state, meeting.Started)
    (closed,) = decide(CLOSE_ITEM, state)
    assert isinstance(closed, ItemClosed)
    assert closed.unanswered == ()


def test_a_written_answer_is_no_presence_where_the_bodys_rule_says_so_g_13() -> None:
    rules = SSU_BODY.rules.model_copy(update={"written_stance_counts": False})
    opened = opened_after(ANSWERED, body=replace(SSU_BODY, rules=rules))
    assert opened.present == ()


def test_who_has_answered_and_comes_keeps_the_stance_until_changing_it_g_13() -> None:
    present = (Presence(SEAT_SKIEN, SKIEN_LEADER),)
    opened = opened_after(ANSWERED, present)
    assert opened.present == (SKIEN_SEAT,)
    state = after(ANSWERED, MEETING_STARTED, opened)
    assert decide(TAKE_STANCE, state, by=BY_SKIEN) == ()
    changed = replace(TAKE_STANCE, position="can-live-with")
    assert len(decide(changed, state, by=BY_SKIEN)) == 1


def test_the_deputy_who_comes_answers_for_themself_g_12_g_13() -> None:
    by_gp = STANCE_TAKEN.model_copy(update={"seat_id": SEAT_GP, "person_id": GP})
    called = after(CALLED, by_gp)
    opened = opened_after(called, (Presence(SEAT_GP, DEPUTY),), seats=(GP_SEAT_WITH_DEPUTY,))
    state = after(called, MEETING_STARTED, opened)
    command = replace(TAKE_STANCE, seat_id=SEAT_GP)
    (stance,) = decide(command, state, by=Who(DEPUTY))
    assert isinstance(stance, StanceTaken)
    assert stance.person_id == DEPUTY


def test_what_was_written_of_the_proposal_says_nothing_of_an_alternative_g_5_g_13() -> None:
    cases = (replace(MEETING_FACTS.cases[0], alternatives=2),)
    started = after(ANSWERED, MEETING_STARTED)
    (opened,) = decide(replace(OPEN_ITEM, alternative=2), started, cases=cases)
    assert isinstance(opened, ItemOpened)
    assert not any(seat.written for seat in opened.present)
    state = after(started, opened)
    (closed,) = decide(CLOSE_ITEM, state)
    assert isinstance(closed, ItemClosed)
    assert (closed.alternative, closed.undecided) == (2, "unanswered")


@pytest.mark.parametrize("alternative", [0, 1, -1])
def test_there_is_no_alternative_that_the_proposal_does_not_have_g_5(alternative: int) -> None:
    refusal = refused(lambda: decide(replace(OPEN_ITEM, alternative=alternative), STARTED))
    assert says(refusal) == ("G-5", "governance.no-such-alternative", "alternative")


def test_an_open_item_is_taken_up_anew_on_an_alternative_without_stances_g_5() -> None:
    cases = (replace(MEETING_FACTS.cases[0], alternatives=1),)
    answered = after(OPENED, STANCE_TAKEN)
    (anew,) = decide(replace(OPEN_ITEM, alternative=1), answered, cases=cases)
    state = after(answered, anew)
    assert len(decide(TAKE_STANCE, state, by=BY_SKIEN)) == 1


@pytest.mark.parametrize("state", [ANSWERED, after(OPENED, STANCE_TAKEN)], ids=["before", "in"])
def test_a_stance_is_taken_back_with_the_reason_g_20(state: meeting.Meeting) -> None:
    assert decide(WITHDRAW_STANCE, state, by=BY_SKIEN) == (STANCE_WITHDRAWN,)
    without = replace(WITHDRAW_STANCE, reason="")
    refusal = refused(lambda: decide(without, state, by=BY_SKIEN))
    assert says(refusal) == ("G-20", "governance.text-missing", "reason")
    again = refused(lambda: decide(WITHDRAW_STANCE, after(state, STANCE_WITHDRAWN), by=BY_SKIEN))
    assert says(again) == ("G-13", "governance.no-stance", "seat_id")


def test_nobody_takes_back_what_another_has_said_p_5() -> None:
    refusal = refused(lambda: decide(WITHDRAW_STANCE, ANSWERED, by=Who(id_of("other"))))
    assert says(refusal) == ("P-5", "governance.not-in-that-seat", "seat_id")


@pytest.mark.parametrize(
    ("change", "rule", "reason"),
    [
        ({"term_to": NOW.date() - timedelta(days=1)}, "G-2", "governance.term-over"),
        ({"co_opted_for": id_of("x")}, "G-5", "governance.co-opted-for-another"),
        ({"rights": ("attend",)}, "G-2", "governance.seat-without-speech"),
        ({"sitters": (SitterFact(GP, True, None),)}, "P-5", "governance.not-in-that-seat"),
    ],
    ids=["expired", "co-opted", "silent", "another's"],
)
def test_only_a_seat_that_answers_in_the_case_answers_in_writing_g_2_g_5(
    change: dict[str, Any], rule: str, reason: str
) -> None:
    seats = (replace(SEATS[0], **change),)
    refusal = refused(lambda: decide(TAKE_STANCE, CALLED, by=BY_SKIEN, seats=seats))
    assert says(refusal) == (rule, reason, "seat_id")
