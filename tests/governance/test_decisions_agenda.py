"""Given a meeting's agenda, when the rules fill it and something joins it (G-11, G-12, G-20)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.governance.commands.facts import CaseFact
from services.governance.commands.meetings import CloseMeeting, Entry
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from services.governance.rules.agenda import ORDER, Unanswered, Waiting, passed_over, suggested
from shared.contracts.governance import ItemAdded, MeetingCancelled, MeetingClosed, MeetingPlanned
from shared.contracts.record import Who
from tests.examples.governance.meetings import (
    ADD_ITEM,
    CANCEL_MEETING,
    CLOSE_MEETING,
    INFORMATION,
    INFORMATION_ITEM,
    ITEM_ADDED,
    ITEM_NOTED,
    MEETING_CANCELLED,
    NOTE_ITEM,
    OPEN_ITEM,
    PLAN_MEETING,
    SKIEN_LEADER,
)
from tests.examples.ids import CASE, FS, MEETING_FROM, NOW, PROPOSAL, SSU, id_of
from tests.governance.situations import MEETING_FACTS, SEATS, SSU_BODY, given, refused, says
from tests.governance.stages import CALLED, CLOSED, NO_MEETING, PLANNED, STARTED, TREATED

BY_CHAIR = {"by": Who(SKIEN_LEADER), "held": (SEATS[0],)}
OTHER = id_of("other-case")
WITH_INFORMATION = given(STARTED, meeting.evolve, ITEM_ADDED)


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(command, replace(MEETING_FACTS, **facts), state)


def with_rules(**rules: Any) -> Any:
    return replace(SSU_BODY, rules=SSU_BODY.rules.model_copy(update=rules))


def test_information_and_minutes_stand_on_the_agenda_under_numbers_of_their_own_g_12() -> None:
    items = (Entry("minutes"), INFORMATION, *PLAN_MEETING.items)
    planned, *taken = decide(replace(PLAN_MEETING, items=items), NO_MEETING)
    assert isinstance(planned, MeetingPlanned)
    assert [(each.number, each.kind) for each in planned.items] == [
        ("07/26", "minutes"),
        ("08/26", "information"),
        ("09/26", "decision"),
    ]
    assert len({each.item_id for each in planned.items}) == len(taken) == 3


def test_a_case_on_another_open_agenda_of_the_body_is_refused_g_12() -> None:
    refusal = refused(lambda: decide(PLAN_MEETING, NO_MEETING, elsewhere=(CASE,)))
    assert says(refusal) == ("G-12", "governance.on-another-agenda", "items")


def test_a_case_that_is_agreed_upon_may_be_told_of_but_not_decided_g_12() -> None:
    agreed = (CaseFact(CASE, None, None),)
    told = replace(PLAN_MEETING, items=(Entry("information", CASE),))
    assert decide(told, NO_MEETING, cases=agreed, elsewhere=(CASE,))
    elsewhere = (CaseFact(CASE, FS, None),)
    assert refused(lambda: decide(told, NO_MEETING, cases=elsewhere)).reason.endswith("not-here")


def test_what_joins_before_the_agenda_is_sent_needs_no_reason_g_12() -> None:
    (added, taken) = decide(replace(ADD_ITEM, reason=None), PLANNED, next_item=8)
    assert added == ITEM_ADDED.model_copy(update={"reason": None})
    assert taken.type == "governance.item-number-taken.v1"


@pytest.mark.parametrize("state", [CALLED, STARTED], ids=["called", "started"])
def test_a_late_case_joins_by_the_chair_with_the_reason_g_12(state: meeting.Meeting) -> None:
    (added, _) = decide(ADD_ITEM, state, next_item=8, **BY_CHAIR)
    assert added == ITEM_ADDED
    no_reason = replace(ADD_ITEM, reason=" ")
    refusal = refused(lambda: decide(no_reason, state, **BY_CHAIR))
    assert says(refusal) == ("G-12", "governance.text-missing", "reason")


def test_a_late_case_is_not_for_others_than_the_chair_g_12() -> None:
    refusal = refused(lambda: decide(ADD_ITEM, CALLED, held=(SEATS[1],)))
    assert says(refusal) == ("G-12", "governance.chair-decides", "reason")


def test_a_body_that_never_takes_late_cases_takes_none_from_the_chair_either_g_12() -> None:
    never = with_rules(late_cases="never")
    refusal = refused(lambda: decide(ADD_ITEM, CALLED, body=never, **BY_CHAIR))
    assert says(refusal) == ("G-12", "governance.late-never", "reason")
    assert decide(ADD_ITEM, PLANNED, body=never)


def test_a_case_stands_on_the_agenda_once_g_12() -> None:
    again = replace(ADD_ITEM, entry=Entry("decision", CASE))
    assert refused(lambda: decide(again, PLANNED)).reason == "governance.case-twice"


def test_a_cancelled_meeting_names_the_cases_it_returns_g_12() -> None:
    assert decide(CANCEL_MEETING, CALLED) == (MEETING_CANCELLED,)
    (cancelled,) = decide(CANCEL_MEETING, PLANNED)
    assert isinstance(cancelled, MeetingCancelled)
    refusal = refused(lambda: decide(replace(CANCEL_MEETING, reason=""), CALLED))
    assert says(refusal) == ("G-12", "governance.text-missing", "reason")


def test_an_information_item_is_noted_once_and_never_decided_g_12() -> None:
    assert decide(NOTE_ITEM, WITH_INFORMATION) == (ITEM_NOTED,)
    noted = given(WITH_INFORMATION, meeting.evolve, ITEM_NOTED)
    assert refused(lambda: decide(NOTE_ITEM, noted)).reason == "governance.item-closed"
    opened = replace(OPEN_ITEM, item_id=INFORMATION_ITEM)
    assert refused(lambda: decide(opened, noted)).reason == "governance.nothing-to-decide"
    decision = replace(NOTE_ITEM, item_id=OPEN_ITEM.item_id)
    assert refused(lambda: decide(decision, STARTED)).reason == "governance.something-to-decide"


def test_nothing_joins_a_meeting_that_is_over_g_12() -> None:
    assert refused(lambda: decide(ADD_ITEM, CLOSED)).reason == "governance.meeting-over"


def closed(state: meeting.Meeting, command: CloseMeeting = CLOSE_MEETING, **facts: Any) -> Any:
    (event,) = decide(command, state, **facts)
    assert isinstance(event, MeetingClosed)
    return event


NEXT_MEETING = with_rules(
    deadlines=SSU_BODY.rules.deadlines.model_copy(update={"treat": None, "propose": 10})
)
BEFORE = (CaseFact(CASE, SSU, PROPOSAL), CaseFact(OTHER, SSU, PROPOSAL))


def test_what_was_due_at_the_meeting_and_not_treated_is_passed_over_g_11() -> None:
    assert closed(TREATED, body=NEXT_MEETING, cases=BEFORE).passed_over == (OTHER,)
    bare = replace(CLOSE_MEETING, attendance=())
    untreated = closed(STARTED, bare, body=NEXT_MEETING, cases=BEFORE)
    assert untreated.passed_over == (CASE, OTHER)


def test_only_what_waits_for_the_next_meeting_is_passed_over_g_11() -> None:
    in_days = with_rules(deadlines=SSU_BODY.rules.deadlines.model_copy(update={"treat": 20}))
    at_work = (CaseFact(OTHER, SSU, None), CaseFact(id_of("gone"), FS, PROPOSAL))
    assert closed(TREATED, body=in_days, cases=BEFORE).passed_over == ()
    assert closed(TREATED, body=NEXT_MEETING, cases=at_work).passed_over == ()
    assert passed_over("extraordinary", NEXT_MEETING, BEFORE, on_agenda=[CASE], treated=[]) == (
        CASE,
    ), "an extraordinary meeting is not the next ordinary one"


def waiting(name: str, **changes: Any) -> Waiting:
    case = Waiting(
        case_id=id_of(name),
        number=name,
        since=MEETING_FROM,
        due_at=None,
        before=True,
        lifted=False,
        returned=False,
        agreed=False,
    )
    return replace(case, **changes)


def test_the_agenda_is_filled_overdue_lifted_returned_new_then_for_information_g_12() -> None:
    found = suggested(
        [
            waiting("moved", agreed=True),
            waiting("old-news", agreed=True, since=MEETING_FROM - timedelta(days=9)),
            waiting("new", since=MEETING_FROM - timedelta(days=1)),
            waiting("newest"),
            waiting("at-work", before=False),
            waiting("returned", returned=True),
            waiting("lifted", lifted=True, due_at=NOW),
            waiting("overdue", due_at=NOW - timedelta(seconds=1)),
        ],
        NOW,
        MEETING_FROM - timedelta(days=5),
    )
    assert [each.number for each in found] == [
        *("overdue", "lifted", "returned", "new", "newest", "at-work", "moved")
    ]
    assert [each.entry.kind for each in found] == [*["decision"] * 5, "other", "information"]


CASES = st.builds(
    waiting,
    st.sampled_from("abcdefgh"),
    since=st.datetimes().map(lambda at: MEETING_FROM + timedelta(minutes=at.minute)),
    due_at=st.none() | st.sampled_from([NOW - timedelta(days=1), NOW + timedelta(days=1)]),
    before=st.booleans(),
    lifted=st.booleans(),
    returned=st.booleans(),
    agreed=st.booleans(),
)


@for_all(st.lists(CASES, unique_by=lambda each: each.case_id), st.randoms())
def test_every_open_case_is_suggested_once_in_the_rules_order_whatever_order_it_came_in_g_12(
    cases: list[Waiting], chance: Any
) -> None:
    found = suggested(cases, NOW, None)
    assert {each.entry.case_id for each in found} == {each.case_id for each in cases}
    reasons = [ORDER.index(each.because) for each in found]
    assert reasons == sorted(reasons)
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert suggested(shuffled, NOW, None) == found


def test_what_helsedirektoratet_has_not_answered_is_told_of_in_every_meeting_g_16() -> None:
    asked = Unanswered(OTHER, "2026/9", NOW - timedelta(days=90))
    found = suggested([waiting("new")], NOW, NOW - timedelta(days=1), [asked])
    assert [(each.because, each.entry.kind) for each in found] == [
        ("new", "decision"),
        ("unanswered", "information"),
    ]
    assert (found[1].entry.case_id, found[1].number) == (OTHER, "2026/9")


def test_the_added_item_is_one_of_the_meetings_g_12() -> None:
    (added, _) = decide(ADD_ITEM, STARTED, next_item=8, **BY_CHAIR)
    assert isinstance(added, ItemAdded)
    after = given(STARTED, meeting.evolve, added)
    assert isinstance(after, meeting.Started)
    assert after.plan.items[-1] == added.entry
