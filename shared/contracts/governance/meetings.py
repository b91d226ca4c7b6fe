"""Meetings (G-12, G-13)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.contracts.governance.cases import Objection
from shared.contracts.governance.words import (
    Function,
    ItemOutcome,
    ObjectionKind,
    Part,
    Position,
    Right,
    SideName,
    Undecided,
)
from shared.contracts.record import Event


class AgendaItem(Part):
    """A case on the agenda, under the body's own number for it (G-1)."""

    item_id: UUID
    case_id: UUID
    number: str


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
    """A meeting with its agenda (G-12)."""

    type: Literal["governance.meeting-planned.v1"] = "governance.meeting-planned.v1"
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    starts_at: datetime
    place: str
    items: tuple[AgendaItem, ...]


class MeetingCalled(Event):
    """The members are called, with the agenda (G-12)."""

    type: Literal["governance.meeting-called.v1"] = "governance.meeting-called.v1"
    meeting_id: UUID


class MeetingStarted(Event):
    type: Literal["governance.meeting-started.v1"] = "governance.meeting-started.v1"
    meeting_id: UUID
    started_at: datetime


class Registered(Part):
    """A seat in an item's register: who sits in it, and whether they may take part.

    `side` is None for a seat that speaks for neither.
    """

    seat_id: UUID
    person_id: UUID
    party: UUID
    side: SideName | None
    function: Function
    rights: tuple[Right, ...]
    habil: bool = True
    active_clinician: bool


class ItemOpened(Event):
    """The item's register is frozen: presence and habilitet per item (G-12)."""

    type: Literal["governance.item-opened.v1"] = "governance.item-opened.v1"
    meeting_id: UUID
    item_id: UUID
    case_id: UUID
    proposal_id: UUID
    present: tuple[Registered, ...]


class StanceTaken(Event):
    """A seat's stance; it may change until the item closes (G-13)."""

    type: Literal["governance.stance-taken.v1"] = "governance.stance-taken.v1"
    meeting_id: UUID
    item_id: UUID
    seat_id: UUID
    person_id: UUID
    party: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None = None


class ItemClosed(Event):
    """The item's outcome; it takes effect now (G-12).

    `undecided` tells why an item is `not-decided`; `unanswered` are the voting parties present
    that have taken no stance, whatever the outcome (G-13). `within_limits`: the chair has found
    it to be within what the parties have delegated (G-14). `new_question`: the disagreement is
    about another question than the last time (G-8). `alternative` is which of the proposal's
    alternatives was treated, counted from 1; None for the proposal itself (G-5).
    """

    type: Literal["governance.item-closed.v2"] = "governance.item-closed.v2"
    meeting_id: UUID
    item_id: UUID
    case_id: UUID
    body_id: UUID
    proposal_id: UUID
    outcome: ItemOutcome
    objections: tuple[Objection, ...]
    wording: str
    undecided: Undecided | None = None
    unanswered: tuple[UUID, ...] = ()
    within_limits: bool = False
    new_question: bool = False
    alternative: int | None = None


class Attended(Part):
    """A seat's presence, as governance recorded it: the basis of a claim (C-5)."""

    seat_id: UUID
    person_id: UUID
    party: UUID
    present_from: datetime
    present_to: datetime


class MeetingClosed(Event):
    """The meeting is over; `cases` are those on its agenda.

    `passed_over` are the cases that lay before the body, were due at the meeting and were not
    treated there (G-11).
    """

    type: Literal["governance.meeting-closed.v2"] = "governance.meeting-closed.v2"
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    closed_at: datetime
    cases: tuple[UUID, ...]
    attendance: tuple[Attended, ...]
    passed_over: tuple[UUID, ...] = ()
