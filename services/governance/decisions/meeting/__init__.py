"""`meeting-<id>`: a meeting of a body, from its plan to its minutes (G-11, G-12, G-13)."""

from typing import assert_never

from services.governance.commands.facts import MeetingFacts
from services.governance.commands.meetings import (
    AddItem,
    ApproveMinutes,
    CallMeeting,
    CancelMeeting,
    CloseItem,
    CloseMeeting,
    CloseWrittenProcedure,
    CorrectMinutes,
    DraftMinutes,
    EnterDissent,
    LockMinutes,
    MeetingCommand,
    NoteItem,
    OpenItem,
    PlanMeeting,
    StartMeeting,
    TakeStance,
    WithdrawStance,
)
from services.governance.decisions.meeting import minutes, planning
from services.governance.decisions.meeting.closing import close
from services.governance.decisions.meeting.in_writing import (
    close_one,
    close_written,
    with_the_last,
)
from services.governance.decisions.meeting.items import note_item, open_item
from services.governance.decisions.meeting.stances import enter_dissent, take_stance, withdraw
from services.governance.decisions.meeting.states import (
    Called,
    Cancelled,
    Closed,
    ItemDone,
    Known,
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
    "Cancelled",
    "Closed",
    "ItemDone",
    "Known",
    "Meeting",
    "MeetingEvent",
    "Plan",
    "Planned",
    "Started",
    "Unknown",
    "decide",
    "evolve",
]


def decide(  # noqa: PLR0911, PLR0912 - one way out per command
    command: MeetingCommand, facts: MeetingFacts, meeting: Meeting
) -> tuple[MeetingEvent, ...]:
    match command:
        case PlanMeeting():
            return planning.plan(command, facts, meeting)
        case AddItem():
            return planning.add(command, facts, meeting)
        case CallMeeting():
            return planning.call(command, facts, meeting)
        case CancelMeeting():
            return planning.cancel(command, meeting)
        case StartMeeting():
            return planning.start(command, facts, meeting)
        case OpenItem():
            return open_item(command, facts, meeting)
        case TakeStance():
            return with_the_last(take_stance(command, facts, meeting), facts, meeting)
        case WithdrawStance():
            return withdraw(command, facts, meeting)
        case NoteItem():
            return note_item(command, meeting)
        case CloseItem():
            return close_one(command, facts, meeting)
        case CloseMeeting():
            return close(command, facts, meeting)
        case CloseWrittenProcedure():
            return close_written(command, facts, meeting)
        case EnterDissent():
            return enter_dissent(command, facts, meeting)
        case DraftMinutes():
            return minutes.draft(command, facts, meeting)
        case CorrectMinutes():
            return minutes.correct(command, facts, meeting)
        case ApproveMinutes():
            return minutes.approve(command, facts, meeting)
        case LockMinutes():
            return minutes.lock(command, meeting)
        case _:
            assert_never(command)
