"""A meeting is planned, called, started and closed (G-12)."""

from typing import assert_never
from uuid import uuid5

from services.governance.commands.facts import BodyFact, MeetingFacts
from services.governance.commands.meetings import (
    CallMeeting,
    CloseMeeting,
    PlanMeeting,
    StartMeeting,
)
from services.governance.decisions.meeting.states import (
    Called,
    Closed,
    ItemOpen,
    Meeting,
    MeetingEvent,
    Planned,
    Started,
    Unknown,
)
from services.governance.rules import meetings
from services.governance.rules.writing import NAME_LENGTH, written
from shared.contracts.governance import (
    AgendaItem,
    Attended,
    ItemNumberTaken,
    MeetingCalled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
)
from shared.values.refusal import Refused


def plan(command: PlanMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12, G-1: an agenda from the cases the body has open, each under the body's own number."""
    match meeting:
        case Planned() | Called() | Started() | Closed():
            raise Refused("G-12", "governance.already-planned", field="meeting_id")
        case Unknown():
            body = the_body(facts)
            meetings.has_a_zone("starts_at", command.starts_at)
            if not command.cases:
                raise Refused("G-12", "governance.agenda-empty", field="cases")
            if len(set(command.cases)) < len(command.cases):
                raise Refused("G-12", "governance.case-twice", field="cases")
            before_the_body = {case.case_id for case in facts.cases if case.body_id == body.body_id}
            if not before_the_body.issuperset(command.cases):
                raise Refused("G-12", "governance.case-not-here", field="cases")
            place = written("G-12", "place", command.place, longest=NAME_LENGTH)
            taken = _numbers(command, body, facts.next_item)
            items = tuple(
                AgendaItem(
                    item_id=number.item_id,
                    case_id=case_id,
                    number=meetings.item_number(body, command.starts_at, number.running),
                )
                for number, case_id in zip(taken, command.cases, strict=True)
            )
            planned = MeetingPlanned(
                meeting_id=command.meeting_id,
                body_id=body.body_id,
                helsefellesskap=body.helsefellesskap,
                starts_at=command.starts_at,
                place=place,
                items=items,
            )
            return (planned, *taken)
        case _:
            assert_never(meeting)


def _numbers(command: PlanMeeting, body: BodyFact, first: int) -> tuple[ItemNumberTaken, ...]:
    series = meetings.item_series(body, command.starts_at)
    return tuple(
        ItemNumberTaken(
            body_id=body.body_id,
            series=series,
            running=running,
            meeting_id=command.meeting_id,
            item_id=uuid5(command.meeting_id, f"item:{case_id}"),
        )
        for running, case_id in enumerate(command.cases, start=first)
    )


def the_body(facts: MeetingFacts) -> BodyFact:
    """The meeting's body; refused where it is not known."""
    if facts.body is None:
        raise Refused("G-1", "governance.body-unknown", field="body_id")
    return facts.body


def call(command: CallMeeting, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: the members are called; once is enough."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned():
            return (MeetingCalled(meeting_id=command.meeting_id),)
        case Called():
            return ()
        case Started() | Closed():
            raise Refused("G-12", "governance.already-started", field="meeting_id")
        case _:
            assert_never(meeting)


def start(command: StartMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12: a meeting that was called begins."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned():
            raise Refused("G-12", "governance.not-called", field="meeting_id")
        case Started() | Closed():
            raise Refused("G-12", "governance.already-started", field="meeting_id")
        case Called():
            meetings.has_happened("started_at", command.started_at, facts.now)
            return (MeetingStarted(meeting_id=command.meeting_id, started_at=command.started_at),)
        case _:
            assert_never(meeting)


def under_way(meeting: Meeting) -> Started:
    """The meeting as it goes on; refused before it starts and after it has closed (G-12)."""
    match meeting:
        case Unknown():
            raise Refused("G-12", "governance.meeting-unknown", field="meeting_id")
        case Planned() | Called():
            raise Refused("G-12", "governance.not-started", field="meeting_id")
        case Closed():
            raise Refused("G-12", "governance.meeting-closed", field="meeting_id")
        case Started():
            return meeting
        case _:
            assert_never(meeting)


def close(command: CloseMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12, C-5: every item taken up has closed; who was there, and when, is recorded."""
    started = under_way(meeting)
    meetings.has_happened("closed_at", command.closed_at, facts.now)
    if command.closed_at <= started.started_at:
        raise Refused("G-12", "governance.closed-before-start", field="closed_at")
    if any(isinstance(item, ItemOpen) for item in started.items.values()):
        raise Refused("G-12", "governance.item-open", field="meeting_id")
    registered = [seat for item in started.items.values() for seat in item.present]
    sitters = meetings.who_may_attend(facts.seats, registered)
    meetings.attendance_is_possible(
        command.attendance, sitters, started.started_at, command.closed_at
    )
    meetings.all_registered_attended(command.attendance, registered)
    return (
        MeetingClosed(
            meeting_id=command.meeting_id,
            body_id=started.plan.body_id,
            helsefellesskap=started.plan.helsefellesskap,
            closed_at=command.closed_at,
            cases=tuple(item.case_id for item in started.plan.items),
            attendance=tuple(
                Attended(
                    seat_id=one.seat_id,
                    person_id=one.person_id,
                    party=sitters[one.seat_id, one.person_id],
                    present_from=one.present_from,
                    present_to=one.present_to,
                )
                for one in command.attendance
            ),
        ),
    )
