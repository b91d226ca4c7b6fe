"""Asked of a meeting (G-12, G-13)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from shared.contracts.governance import EntryKind, MeetingKind, ObjectionKind, Position


@dataclass(frozen=True, slots=True)
class Presence:
    """Who actually sits in a seat for an item: the holder or the deputy, habil or not (G-12)."""

    seat_id: UUID
    person_id: UUID
    habil: bool = True


@dataclass(frozen=True, slots=True)
class Attendance:
    """When somebody sat in a seat; one seat may have several times, by turns (C-5)."""

    seat_id: UUID
    person_id: UUID
    present_from: datetime
    present_to: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand on an agenda, before it has its number (G-12).

    A decision is always about a case; what is about no case has a title.
    """

    kind: EntryKind
    case_id: UUID | None = None
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PlanMeeting:
    """A meeting of a body with its agenda, in the order given (G-12).

    `answer_by` is for a written procedure, and for that alone (G-11).
    """

    meeting_id: UUID
    body_id: UUID
    kind: MeetingKind
    starts_at: datetime
    answer_by: datetime | None
    place: str
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AddItem:
    """Something joins the agenda; late, with a reason, once it has been sent (G-12)."""

    meeting_id: UUID
    entry: Entry
    reason: str | None


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """The members are called. A written procedure begins with it (G-11).

    `present` is for a written procedure: the seats in which the deputy answers, or where who
    answers is not habil; in all others it is the holder.
    """

    meeting_id: UUID
    present: tuple[Presence, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelMeeting:
    """The meeting will not be held; its cases are free again (G-12)."""

    meeting_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class StartMeeting:
    """The meeting has begun, at a time that is not ahead."""

    meeting_id: UUID
    started_at: datetime


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item is taken up; its register is frozen (G-12).

    `alternative` counts from 1; None for the proposal itself (G-5). An open item may be taken up
    anew on another one.
    """

    meeting_id: UUID
    item_id: UUID
    present: tuple[Presence, ...]
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class TakeStance:
    """A seat's stance with its reason, typed where it objects (G-7, G-13)."""

    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None


@dataclass(frozen=True, slots=True)
class WithdrawStance:
    """A seat takes its stance back, with the reason (G-20)."""

    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class NoteItem:
    """What nothing is decided on is dealt with: `taken for information` (G-12)."""

    meeting_id: UUID
    item_id: UUID
    note: str | None


@dataclass(frozen=True, slots=True)
class CloseItem:
    """The item is closed; on disagreement the chair words what it is about (G-7).

    The chair alone says that a consensus is within what the parties have delegated (G-14), and
    that a disagreement is about another question than before (G-8).
    """

    meeting_id: UUID
    item_id: UUID
    wording: str
    within_limits: bool = False
    new_question: bool = False


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """The meeting is over; who was there, and when."""

    meeting_id: UUID
    closed_at: datetime
    attendance: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class CloseWrittenProcedure:
    """The time to answer in writing is over: asked by the timer (G-11)."""

    meeting_id: UUID


@dataclass(frozen=True, slots=True)
class EnterDissent:
    """A dissent statement for the minutes, as written (G-13)."""

    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class DraftMinutes:
    """The minutes are made from what was recorded (G-13).

    `signers` are the seats that the body has named to approve them with the chair.
    """

    meeting_id: UUID
    signers: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectMinutes:
    """A correction stands beside what it corrects, with its reason (G-20). `version` is the one
    that was read; `item_id` is None where it concerns the meeting as a whole."""

    meeting_id: UUID
    version: int
    item_id: UUID | None
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ApproveMinutes:
    """This version, which has been read, is approved: by the body in a later meeting, or outside
    a meeting by the chair and the signers, each for themself (G-12)."""

    meeting_id: UUID
    version: int
    in_meeting: UUID | None


@dataclass(frozen=True, slots=True)
class LockMinutes:
    """What is approved never changes again (G-12)."""

    meeting_id: UUID
    version: int


LeadMeeting: TypeAlias = (
    AddItem
    | CallMeeting
    | CancelMeeting
    | StartMeeting
    | OpenItem
    | NoteItem
    | CloseItem
    | CloseMeeting
    | DraftMinutes
    | CorrectMinutes
    | LockMinutes
)
"""Asked by those who lead a meeting."""

SpeakInMeeting: TypeAlias = TakeStance | WithdrawStance | EnterDissent
"""Asked by those who sit in it, each in their own seat."""

AskedOfMeeting: TypeAlias = PlanMeeting | LeadMeeting | SpeakInMeeting | ApproveMinutes
MeetingCommand: TypeAlias = AskedOfMeeting | CloseWrittenProcedure
