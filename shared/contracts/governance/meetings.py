"""Meetings, from their plan to their end (G-12)."""

from datetime import datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.governance.words import EntryKind, MeetingKind, Part
from shared.contracts.record import Event


class AgendaEntry(Part):
    """What stands on the agenda, under the body's own number for it (G-1, G-12).

    `case_id` is the case it is about, None for what concerns no case. `title` is None where the
    case's number says enough; `note` is the background that goes out with the agenda.
    """

    item_id: UUID
    number: str
    kind: EntryKind
    case_id: UUID | None = None
    title: str | None = None
    note: str | None = None


class ItemNumberTaken(Event):
    """A number in a body's own series of items, used once (G-1).

    Stands in the stream of the series, beside the meeting's own.
    """

    type: Literal["governance.item-number-taken.v1"] = "governance.item-number-taken.v1"
    body_id: UUID
    series: str
    running: int
    meeting_id: UUID
    item_id: UUID


class MeetingPlanned(Event):
    """A meeting with its agenda (G-12), or a procedure in writing (G-11).

    `answer_by` is the last moment to answer in a written procedure, None for other meetings;
    there `starts_at` is when the papers are to go out, and `place` may be empty.
    """

    type: Literal["governance.meeting-planned.v2"] = "governance.meeting-planned.v2"
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    kind: MeetingKind
    starts_at: datetime
    answer_by: datetime | None = None
    place: str
    items: tuple[AgendaEntry, ...]


class ItemAdded(Event):
    """A late case has joined the agenda, by the body's own rule (G-12).

    `reason` is None where the agenda had not been sent yet.
    """

    type: Literal["governance.item-added.v1"] = "governance.item-added.v1"
    meeting_id: UUID
    entry: AgendaEntry
    reason: str | None = None


class MeetingCalled(Event):
    """The members are called, with the agenda (G-12)."""

    type: Literal["governance.meeting-called.v1"] = "governance.meeting-called.v1"
    meeting_id: UUID


class MeetingCancelled(Event):
    """The meeting will not be held; its cases are free for another agenda (G-12)."""

    type: Literal["governance.meeting-cancelled.v1"] = "governance.meeting-cancelled.v1"
    meeting_id: UUID
    body_id: UUID
    reason: str
    cases: tuple[UUID, ...]


class MeetingStarted(Event):
    type: Literal["governance.meeting-started.v1"] = "governance.meeting-started.v1"
    meeting_id: UUID
    started_at: datetime


class Attended(Part):
    """A seat's presence, as governance recorded it: the basis of a claim (C-5)."""

    seat_id: UUID
    person_id: UUID
    party: UUID
    present_from: datetime
    present_to: datetime


class MeetingClosed(Event):
    """The meeting is over; `cases` are those on its agenda.

    `passed_over` are the cases that lay before the body, due at its next meeting, and were not
    treated at this one (G-11). Answering in writing is no attendance: a written procedure has
    none, and passes no case over.
    """

    type: Literal["governance.meeting-closed.v2"] = "governance.meeting-closed.v2"
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    closed_at: datetime
    cases: tuple[UUID, ...]
    attendance: tuple[Attended, ...]
    passed_over: tuple[UUID, ...] = ()


MeetingEvent: TypeAlias = (
    ItemNumberTaken
    | MeetingPlanned
    | ItemAdded
    | MeetingCalled
    | MeetingCancelled
    | MeetingStarted
    | MeetingClosed
)
