"""Asked of a meeting (G-12, G-13)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from shared.contracts.governance import ObjectionKind, Position


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
class PlanMeeting:
    """A meeting of a body with its agenda, from the cases that the body has open (G-12)."""

    meeting_id: UUID
    body_id: UUID
    starts_at: datetime
    place: str
    cases: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """The members are called."""

    meeting_id: UUID


@dataclass(frozen=True, slots=True)
class StartMeeting:
    """The meeting has begun, at a time that is not ahead."""

    meeting_id: UUID
    started_at: datetime


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item is taken up; its register is frozen (G-12)."""

    meeting_id: UUID
    item_id: UUID
    present: tuple[Presence, ...]


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
class CloseItem:
    """The item is closed; on disagreement the chair words what it is about (G-7)."""

    meeting_id: UUID
    item_id: UUID
    wording: str


@dataclass(frozen=True, slots=True)
class CloseMeeting:
    """The meeting is over; who was there, and when."""

    meeting_id: UUID
    closed_at: datetime
    attendance: tuple[Attendance, ...]


MeetingCommand: TypeAlias = (
    PlanMeeting | CallMeeting | StartMeeting | OpenItem | TakeStance | CloseItem | CloseMeeting
)
