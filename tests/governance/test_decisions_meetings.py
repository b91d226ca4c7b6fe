"""Given a meeting, when it is planned, called, started and closed (G-12)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.governance.commands.facts import CaseFact
from services.governance.commands.meetings import Attendance, Entry
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import ItemNumberTaken, MeetingClosed, MeetingPlanned
from tests.examples.governance.meetings import (
    CALL_MEETING,
    CANCEL_MEETING,
    CLOSE_MEETING,
    ITEM_NUMBER_TAKEN,
    ITEM_OPENED,
    MEETING_CALLED,
    MEETING_CLOSED,
    MEETING_PLANNED,
    MEETING_STARTED,
    PLAN_MEETING,
    START_MEETING,
)
from tests.examples.governance.register import DEPUTY
from tests.examples.ids import (
    CASE,
    FS,
    GP,
    MEETING_FROM,
    MEETING_TO,
    NOW,
    SEAT_GP,
    SEAT_SKIEN,
    SSU,
    id_of,
)
from tests.governance.situations import (
    GP_SEAT_WITH_DEPUTY,
    MEETING_FACTS,
    SEATS,
    given,
    refused,
    says,
)
from tests.governance.stages import CALLED, CANCELLED, CLOSED, NO_MEETING, PLANNED, STARTED, TREATED

OTHER = id_of("x")
DECIDE = Entry("decision", CASE)
NAIVE = datetime(2026, 11, 3, 9, 0)  # noqa: DTZ001 - the fault under test


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(command, replace(MEETING_FACTS, **facts), state)


def test_a_meeting_is_planned_with_numbered_items_from_the_bodys_open_cases_g_12_g_1() -> None:
    assert decide(PLAN_MEETING, NO_MEETING) == (MEETING_PLANNED, ITEM_NUMBER_TAKEN)


def test_items_are_numbered_one_after_the_other_g_1() -> None:
    other = id_of("other-case")
    cases = (CaseFact(other, SSU, None), CaseFact(CASE, SSU, None))
    entries = (Entry("decision", CASE), Entry("decision", other))
    command = replace(PLAN_MEETING, items=entries)
    planned, *taken = decide(command, NO_MEETING, cases=cases, next_item=99)
    assert isinstance(planned, MeetingPlanned)
    assert [item.number for item in planned.items] == ["99/26", "100/26"]
    numbers = [one for one in taken if isinstance(one, ItemNumberTaken)]
    assert [(one.running, one.item_id) for one in numbers] == [
        (99, planned.items[0].item_id),
        (100, planned.items[1].item_id),
    ]


def test_the_year_of_the_number_is_the_norwegian_year_of_the_meeting_g_1() -> None:
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    planned, taken = decide(replace(PLAN_MEETING, starts_at=new_year), NO_MEETING, next_item=1)
    assert isinstance(planned, MeetingPlanned)
    assert isinstance(taken, ItemNumberTaken)
    assert planned.items[0].number == "01/27"
    assert taken.series == f"{SSU}-2027"


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"items": ()}, "governance.agenda-empty", "items"),
        ({"items": (DECIDE, DECIDE)}, "governance.case-twice", "items"),
        ({"items": (DECIDE, replace(DECIDE, case_id=OTHER))}, "governance.case-not-here", "items"),
        ({"items": (Entry("decision"),)}, "governance.decision-without-case", "items"),
        ({"items": (Entry("other"),)}, "governance.entry-without-title", "items"),
        ({"items": (Entry("minutes", CASE),)}, "governance.case-not-here", "items"),
        ({"place": " "}, "governance.text-missing", "place"),
        ({"starts_at": NAIVE}, "governance.time-without-zone", "starts_at"),
    ],
)
def test_a_meeting_without_place_time_or_own_open_cases_is_refused_g_12(
    change: dict[str, Any], reason: str, field: str
) -> None:
    refusal = refused(lambda: decide(replace(PLAN_MEETING, **change), NO_MEETING))
    assert says(refusal) == ("G-12", reason, field)


@pytest.mark.parametrize("holder", [FS, None])
def test_a_case_that_another_body_has_or_that_is_agreed_upon_is_not_on_the_agenda_g_12(
    holder: Any,
) -> None:
    elsewhere = (CaseFact(CASE, holder, None),)
    refusal = refused(lambda: decide(PLAN_MEETING, NO_MEETING, cases=elsewhere))
    assert says(refusal) == ("G-12", "governance.case-not-here", "items")


def test_a_meeting_of_an_unknown_body_is_refused_g_1() -> None:
    refusal = refused(lambda: decide(PLAN_MEETING, NO_MEETING, body=None))
    assert says(refusal) == ("G-1", "governance.body-unknown", "body_id")


def test_a_meeting_is_planned_called_and_started_in_that_order_g_12() -> None:
    assert decide(CALL_MEETING, PLANNED) == (MEETING_CALLED,)
    assert decide(START_MEETING, CALLED) == (MEETING_STARTED,)


@pytest.mark.parametrize(
    ("command", "state", "reason"),
    [
        (PLAN_MEETING, PLANNED, "governance.already-planned"),
        (PLAN_MEETING, CLOSED, "governance.already-planned"),
        (CALL_MEETING, NO_MEETING, "governance.meeting-unknown"),
        (CALL_MEETING, STARTED, "governance.already-started"),
        (START_MEETING, NO_MEETING, "governance.meeting-unknown"),
        (START_MEETING, PLANNED, "governance.not-called"),
        (START_MEETING, STARTED, "governance.already-started"),
        (CLOSE_MEETING, NO_MEETING, "governance.meeting-unknown"),
        (CLOSE_MEETING, CALLED, "governance.not-started"),
        (CLOSE_MEETING, CLOSED, "governance.meeting-closed"),
        (CANCEL_MEETING, STARTED, "governance.already-started"),
        (CANCEL_MEETING, CANCELLED, "governance.meeting-over"),
        (CALL_MEETING, CANCELLED, "governance.meeting-over"),
        (START_MEETING, CANCELLED, "governance.meeting-over"),
        (CLOSE_MEETING, CANCELLED, "governance.meeting-over"),
    ],
)
def test_a_step_out_of_order_is_refused_g_12(
    command: Any, state: meeting.Meeting, reason: str
) -> None:
    refusal = refused(lambda: decide(command, state))
    assert says(refusal) == ("G-12", reason, "meeting_id")


def test_calling_twice_is_ignored_g_12() -> None:
    assert decide(CALL_MEETING, CALLED) == ()


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOW + timedelta(seconds=1), "governance.time-ahead"),
        (NAIVE, "governance.time-without-zone"),
    ],
)
def test_a_meeting_has_not_started_before_it_starts_g_12(at: datetime, reason: str) -> None:
    refusal = refused(lambda: decide(replace(START_MEETING, started_at=at), CALLED))
    assert says(refusal) == ("G-12", reason, "started_at")


def test_a_meeting_closes_with_who_was_there_and_when_g_12_c_5() -> None:
    assert decide(CLOSE_MEETING, TREATED) == (MEETING_CLOSED,)


def test_a_meeting_does_not_close_over_an_open_item_g_12() -> None:
    treating = given(STARTED, meeting.evolve, ITEM_OPENED)
    refusal = refused(lambda: decide(CLOSE_MEETING, treating))
    assert says(refusal) == ("G-12", "governance.item-open", "meeting_id")


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (NOW + timedelta(seconds=1), "governance.time-ahead"),
        (MEETING_FROM, "governance.closed-before-start"),
        (NAIVE, "governance.time-without-zone"),
    ],
)
def test_a_meeting_ends_after_its_start_and_not_ahead_g_12(at: datetime, reason: str) -> None:
    refusal = refused(lambda: decide(replace(CLOSE_MEETING, closed_at=at), TREATED))
    assert says(refusal) == ("G-12", reason, "closed_at")


HALF = MEETING_FROM + timedelta(minutes=45)


@pytest.mark.parametrize(
    ("attendance", "reason"),
    [
        (Attendance(id_of("no-seat"), GP, MEETING_FROM, HALF), "governance.not-holder-or-deputy"),
        (
            Attendance(SEAT_GP, id_of("guest"), MEETING_FROM, HALF),
            "governance.not-holder-or-deputy",
        ),
        (
            Attendance(SEAT_GP, GP, MEETING_FROM - timedelta(minutes=1), HALF),
            "governance.attendance-outside",
        ),
        (
            Attendance(SEAT_GP, GP, HALF, MEETING_TO + timedelta(minutes=1)),
            "governance.attendance-outside",
        ),
        (Attendance(SEAT_GP, GP, HALF, HALF), "governance.attendance-outside"),
        (Attendance(SEAT_GP, GP, MEETING_TO, MEETING_FROM), "governance.attendance-outside"),
        (Attendance(SEAT_GP, GP, NAIVE, MEETING_TO), "governance.time-without-zone"),
        (Attendance(SEAT_GP, GP, HALF, MEETING_TO), "governance.attendance-overlaps"),
    ],
)
def test_impossible_attendance_is_refused_c_5(attendance: Attendance, reason: str) -> None:
    command = replace(CLOSE_MEETING, attendance=(*CLOSE_MEETING.attendance, attendance))
    refusal = refused(lambda: decide(command, TREATED))
    assert says(refusal) == ("G-12", reason, "attendance")


def test_holder_and_deputy_sit_in_one_seat_by_turns_g_12() -> None:
    others = tuple(one for one in CLOSE_MEETING.attendance if one.seat_id != SEAT_GP)
    turns = (
        Attendance(SEAT_GP, DEPUTY, HALF, MEETING_TO),
        Attendance(SEAT_GP, GP, MEETING_FROM, HALF),
    )
    command = replace(CLOSE_MEETING, attendance=(*others, *turns))
    (closed,) = decide(command, TREATED, seats=(*SEATS[:3], GP_SEAT_WITH_DEPUTY))
    assert isinstance(closed, MeetingClosed)
    assert [one.person_id for one in closed.attendance if one.seat_id == SEAT_GP] == [DEPUTY, GP]


def test_whoever_stands_in_a_register_was_in_the_meeting_g_12() -> None:
    missing = tuple(one for one in CLOSE_MEETING.attendance if one.seat_id != SEAT_SKIEN)
    refusal = refused(lambda: decide(replace(CLOSE_MEETING, attendance=missing), TREATED))
    assert says(refusal) == ("G-12", "governance.attendance-incomplete", "attendance")


def test_attendance_stands_though_the_seat_has_changed_hands_since_c_5() -> None:
    assert decide(CLOSE_MEETING, TREATED, seats=()) == (MEETING_CLOSED,)
