"""Given a written procedure instead of a meeting, then (G-11, G-13)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

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
    PLAN_MEETING,
    REGISTER,
    SKIEN_LEADER,
    TAKE_STANCE,
    WITHDRAW_STANCE,
)
from tests.examples.governance.register import DEPUTY
from tests.examples.ids import CASE, NOW, SEAT_GP, SEAT_SKIEN
from tests.governance.situations import (
    GP_SEAT_WITH_DEPUTY,
    SEATS,
    refused,
    says,
)
from tests.governance.stages import NO_MEETING
from tests.governance.test_decisions_in_writing import (
    BY_SKIEN,
    HOSPITAL_SEAT,
    PORSGRUNN_SEAT,
    SKIEN_SEAT,
    after,
    decide,
)

ANSWER_BY = NOW + timedelta(days=7)
LATER = ANSWER_BY + timedelta(seconds=1)
PLAN_WRITTEN = replace(
    PLAN_MEETING, kind="written", answer_by=ANSWER_BY, place="", items=(Entry("decision", CASE),)
)
PLANNED_WRITTEN = after(NO_MEETING, *decide(PLAN_WRITTEN, NO_MEETING))
SENT = after(PLANNED_WRITTEN, *decide(CALL_MEETING, PLANNED_WRITTEN))


def answer(state: meeting.Meeting, seat: Registered, **changes: Any) -> tuple[MeetingEvent, ...]:
    command = replace(TAKE_STANCE, seat_id=seat.seat_id, **changes)
    return decide(command, state, by=Who(seat.person_id))


def all_answered(state: meeting.Meeting, **changes: Any) -> tuple[MeetingEvent, ...]:
    """What the last answer of those who vote brings about; `changes` are the hospital's."""
    events: tuple[MeetingEvent, ...] = ()
    for seat in (HOSPITAL_SEAT, PORSGRUNN_SEAT, SKIEN_SEAT):
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


def test_who_has_speech_only_is_asked_and_not_waited_for_g_6_g_11() -> None:
    speaking = next(seat for seat in REGISTER if "vote" not in seat.rights)
    spoken = after(SENT, *answer(SENT, speaking, position="cannot-support", objection="other"))
    *_, closed, _ = all_answered(spoken)
    assert isinstance(closed, ItemClosed)
    assert (closed.outcome, len(closed.objections)) == ("consensus", 1), "it follows the case"
    *_, without, over = all_answered(SENT)
    assert isinstance(without, ItemClosed)
    assert isinstance(over, MeetingClosed)


def test_where_nobody_may_vote_it_lasts_to_its_last_moment_g_11() -> None:
    speaking = [seat for seat in SEATS if "vote" not in seat.rights]
    sent = after(PLANNED_WRITTEN, *decide(CALL_MEETING, PLANNED_WRITTEN, seats=tuple(speaking)))
    (seat,) = [each for each in REGISTER if each.seat_id == speaking[0].seat_id]
    (stance,) = answer(sent, seat)
    assert isinstance(stance, StanceTaken)


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
