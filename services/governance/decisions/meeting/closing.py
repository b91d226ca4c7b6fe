"""A meeting closes, with who was there (G-12, C-5)."""

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import CloseMeeting
from services.governance.decisions.meeting.items import under_way
from services.governance.decisions.meeting.planning import the_body
from services.governance.decisions.meeting.states import ItemOpen, Meeting, MeetingEvent
from services.governance.rules import agenda, meetings
from shared.contracts.governance import Attended, MeetingClosed
from shared.values.refusal import Refused


def close(command: CloseMeeting, facts: MeetingFacts, meeting: Meeting) -> tuple[MeetingEvent, ...]:
    """G-12, C-5: every item taken up has closed; who was there, and when, is recorded."""
    started = under_way(meeting)
    if started.plan.kind == "written":
        raise Refused("G-11", "governance.written-closes-itself", field="meeting_id")
    meetings.has_happened("closed_at", command.closed_at, facts.now)
    if command.closed_at <= started.started_at:
        raise Refused("G-12", "governance.closed-before-start", field="closed_at")
    if any(isinstance(item, ItemOpen) for item in started.items.values()):
        raise Refused("G-12", "governance.item-open", field="meeting_id")
    registered = [seat for item in started.items.values() for seat in item.present]
    there = [seat for seat in registered if not seat.written]
    sitters = meetings.who_may_attend(facts.seats, registered)
    meetings.attendance_is_possible(
        command.attendance, sitters, started.started_at, command.closed_at
    )
    meetings.all_registered_attended(command.attendance, there)
    return (
        MeetingClosed(
            meeting_id=command.meeting_id,
            body_id=started.plan.body_id,
            helsefellesskap=started.plan.helsefellesskap,
            closed_at=command.closed_at,
            cases=tuple(item.case_id for item in started.plan.items if item.case_id),
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
            passed_over=agenda.passed_over(
                started.plan.kind,
                the_body(facts),
                facts.cases,
                on_agenda=[item.case_id for item in started.plan.items if item.case_id],
                treated=[
                    item.case_id
                    for item in started.plan.items
                    if item.case_id and item.item_id in started.items
                ],
            ),
        ),
    )
