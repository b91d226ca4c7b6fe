"""Given a stance in writing, before a meeting or instead of one (G-11, G-13)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.governance.commands.facts import SitterFact
from services.governance.commands.meetings import CallMeeting, Entry, Presence
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import (
    ItemClosed,
    ItemNoted,
    ItemOpened,
    MeetingClosed,
    Registered,
    StanceTaken,
)
from shared.contracts.record import Who
from tests.examples.governance.meetings import (
    CALL_MEETING,
    CLOSE_ITEM,
    CLOSE_MEETING,
    CLOSE_WRITTEN,
    INFORMATION,
    ITEM,
    MEETING_CALLED,
    MEETING_STARTED,
    OPEN_ITEM,
    PLAN_MEETING,
    REGISTER,
    SKIEN_LEADER,
    STANCE_TAKEN,
    STANCE_WITHDRAWN,
    TAKE_STANCE,
    VOTING,
    WITHDRAW_STANCE,
)
from tests.examples.governance.register import DEPUTY
from tests.examples.ids import CASE, GP, NOW, SEAT_GP, SEAT_SKIEN, id_of
from tests.governance.situations import (
    GP_SEAT_WITH_DEPUTY,
    MEETING_FACTS,
    SEATS,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.stages import CALLED, NO_MEETING, OPENED, PLANNED, STARTED

BY_SKIEN = Who(SKIEN_LEADER)
SKIEN_SEAT, PORSGRUNN_SEAT, HOSPITAL_SEAT = VOTING
ANSWER_BY = NOW + timedelta(days=7)
LATER = ANSWER_BY + timedelta(seconds=1)
PLAN_WRITTEN = replace(
    PLAN_MEETING, kind="written", answer_by=ANSWER_BY, place="", items=(Entry("decision", CASE),)
)


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


# Instead of a meeting.

PLANNED_WRITTEN = after(NO_MEETING, *decide(PLAN_WRITTEN, NO_MEETING))
SENT = after(PLANNED_WRITTEN, *decide(CALL_MEETING, PLANNED_WRITTEN))


def answer(state: meeting.Meeting, seat: Registered, **changes: Any) -> tuple[MeetingEvent, ...]:
    command = replace(TAKE_STANCE, seat_id=seat.seat_id, **changes)
    return decide(command, state, by=Who(seat.person_id))


def all_answered(state: meeting.Meeting, **changes: Any) -> tuple[MeetingEvent, ...]:
    """What the last answer brings about; `changes` are those of the hospital's."""
    events: tuple[MeetingEvent, ...] = ()
    for seat in (HOSPITAL_SEAT, *(each for each in REGISTER if each != HOSPITAL_SEAT)):
        events = answer(state, seat, **(changes if seat == HOSPITAL_SEAT else {}))
        state = after(state, *events)
    return events


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"answer_by": None}, "governance.answer-by", "answer_by"),
        ({"answer_by": PLAN_WRITTEN.starts_at}, "governance.answer-by-backwards", "answer_by"),
        ({"kind": "ordinary"}, "governance.answer-by", "answer_by"),
        ({"items": (INFORMATION,)}, "governance.written-decides", "items"),
    ],
)
def test_a_written_procedure_has_a_last_moment_and_something_to_decide_g_11(
    change: dict[str, Any], reason: str, field: str
) -> None:
    refusal = refused(lambda: decide(replace(PLAN_WRITTEN, **change), NO_MEETING))
    assert says(refusal) == ("G-11", reason, field)


def test_every_seat_that_votes_or_speaks_is_asked_g_11() -> None:
    called, started, opened = decide(CALL_MEETING, PLANNED_WRITTEN)
    assert called == MEETING_CALLED
    assert started.type == "governance.meeting-started.v1"
    assert isinstance(opened, ItemOpened)
    assert opened.present == REGISTER


def test_deputies_and_those_not_habil_are_told_as_it_is_sent_g_12() -> None:
    present = (Presence(SEAT_SKIEN, SKIEN_LEADER, habil=False), Presence(SEAT_GP, DEPUTY))
    seats = (*SEATS[:3], GP_SEAT_WITH_DEPUTY)
    *_, opened = decide(CallMeeting(CALL_MEETING.meeting_id, present), PLANNED_WRITTEN, seats=seats)
    assert isinstance(opened, ItemOpened)
    told = {seat.seat_id: (seat.person_id, seat.habil) for seat in opened.present}
    assert told[SEAT_SKIEN] == (SKIEN_LEADER, False)
    assert told[SEAT_GP] == (DEPUTY, True)


def test_it_is_over_with_the_last_answer_and_nobody_has_attended_g_11_c_5() -> None:
    stance, closed, over = all_answered(SENT)
    assert isinstance(stance, StanceTaken)
    assert isinstance(closed, ItemClosed)
    assert closed.outcome == "consensus"
    assert isinstance(over, MeetingClosed)
    assert (over.attendance, over.passed_over) == ((), ())


def test_a_disagreement_waits_for_the_chairs_words_g_7_g_11() -> None:
    against = {"position": "cannot-support", "objection": "other"}
    events = all_answered(SENT, **against)
    assert len(events) == 1, "no item closes by itself over a disagreement"
    state = SENT
    for seat in REGISTER:
        changes = against if seat == HOSPITAL_SEAT else {}
        state = after(state, *answer(state, seat, **changes))
    closed, over = decide(replace(CLOSE_ITEM, wording="Hvem betaler?"), state)
    assert isinstance(closed, ItemClosed)
    assert closed.outcome == "other"
    assert isinstance(over, MeetingClosed)


def test_nobody_closes_it_while_answers_may_come_g_11() -> None:
    refusal = refused(lambda: decide(CLOSE_ITEM, SENT))
    assert says(refusal) == ("G-11", "governance.written-goes-on", "item_id")
    (whole,) = (refused(lambda: decide(CLOSE_MEETING, SENT)),)
    assert whole.reason == "governance.written-closes-itself"


def test_the_last_moment_ends_it_and_silence_is_not_support_g_11_g_13() -> None:
    state = after(SENT, *answer(SENT, SKIEN_SEAT))
    early = refused(lambda: decide(CLOSE_WRITTEN, state))
    assert early.reason == "governance.deadline-ahead"
    closed, over = decide(CLOSE_WRITTEN, state, now=LATER)
    assert isinstance(closed, ItemClosed)
    assert (closed.outcome, closed.undecided) == ("not-decided", "unanswered")
    assert isinstance(over, MeetingClosed)
    assert decide(CLOSE_WRITTEN, after(state, closed, over), now=LATER) == ()


def test_no_answer_is_taken_after_the_last_moment_g_11() -> None:
    for command in (TAKE_STANCE, WITHDRAW_STANCE):
        refusal = refused(lambda: decide(command, SENT, by=BY_SKIEN, now=LATER))  # noqa: B023
        assert says(refusal) == ("G-11", "governance.answer-by-over", "item_id")


def test_it_is_not_sent_after_its_own_last_moment_and_the_timer_then_does_nothing_g_11() -> None:
    refusal = refused(lambda: decide(CALL_MEETING, PLANNED_WRITTEN, now=LATER))
    assert says(refusal) == ("G-11", "governance.answer-by-over", "answer_by")
    assert decide(CLOSE_WRITTEN, PLANNED_WRITTEN, now=LATER) == ()


def test_what_is_sent_for_information_is_noted_as_it_ends_g_12() -> None:
    plan = replace(PLAN_WRITTEN, items=(INFORMATION, Entry("decision", CASE)))
    planned = after(NO_MEETING, *decide(plan, NO_MEETING))
    sent = after(planned, *decide(CALL_MEETING, planned))
    closed, noted, over = decide(CLOSE_WRITTEN, sent, now=LATER)
    assert isinstance(closed, ItemClosed)
    assert isinstance(noted, ItemNoted)
    assert noted.item_id != ITEM
    assert isinstance(over, MeetingClosed)
