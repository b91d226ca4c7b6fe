"""`meeting-<id>`: a meeting of a body, from its plan to its attendance (G-12, G-13)."""

from typing import assert_never

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import (
    CallMeeting,
    CloseItem,
    CloseMeeting,
    MeetingCommand,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
)
from services.governance.decisions.meeting.items import close_item, open_item, take_stance
from services.governance.decisions.meeting.planning import call, close, plan, start
from services.governance.decisions.meeting.states import (
    Called,
    Closed,
    Meeting,
    MeetingEvent,
    Plan,
    Planned,
    Started,
    Unknown,
    evolve,
)

__all__ = [
    "Called",
    "Closed",
    "Meeting",
    "MeetingEvent",
    "Plan",
    "Planned",
    "Started",
    "Unknown",
    "decide",
    "evolve",
]


def decide(  # noqa: PLR0911 - one way out per command
    command: MeetingCommand, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    match command:
        case PlanMeeting():
            return plan(command, facts, meeting)
        case CallMeeting():
            return call(command, meeting)
        case StartMeeting():
            return start(command, facts, meeting)
        case OpenItem():
            return open_item(command, facts, meeting)
        case TakeStance():
            return take_stance(command, facts, meeting)
        case CloseItem():
            return close_item(command, facts, meeting)
        case CloseMeeting():
            return close(command, facts, meeting)
        case _:
            assert_never(command)
