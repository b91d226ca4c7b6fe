"""What a meeting is, and how its events change it (G-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.decisions.meeting.minutes_states import Minutes, MinutesEvent, written_up
from services.governance.rules.consensus import Stance
from shared.contracts.governance import (
    AgendaEntry,
    ItemAdded,
    ItemClosed,
    ItemNoted,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingCancelled,
    MeetingClosed,
    MeetingKind,
    MeetingPlanned,
    MeetingStarted,
    Registered,
    StanceTaken,
    StanceWithdrawn,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDrafted,
    MinutesLocked,
)

MeetingEvent: TypeAlias = (
    ItemNumberTaken
    | MeetingPlanned
    | ItemAdded
    | MeetingCalled
    | MeetingCancelled
    | MeetingStarted
    | ItemOpened
    | StanceTaken
    | StanceWithdrawn
    | ItemNoted
    | ItemClosed
    | MeetingClosed
    | MinutesEvent
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays of a meeting from its plan to its end."""

    body_id: UUID
    helsefellesskap: UUID
    kind: MeetingKind
    starts_at: datetime
    answer_by: datetime | None
    items: tuple[AgendaEntry, ...]

    def entry(self, item_id: UUID) -> AgendaEntry | None:
        return next((each for each in self.items if each.item_id == item_id), None)


@dataclass(frozen=True, slots=True)
class InWriting:
    """A stance from before the meeting, and who gave it."""

    person_id: UUID
    stance: Stance


@dataclass(frozen=True, slots=True)
class ItemOpen:
    """An item under treatment: its frozen register and the stances as they stand, by seat."""

    case_id: UUID
    proposal_id: UUID
    alternative: int | None
    present: tuple[Registered, ...]
    stances: Mapping[UUID, Stance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemDone:
    """An item that is dealt with; who stood in its register. None was frozen for what was only
    noted."""

    present: tuple[Registered, ...] = ()


Items: TypeAlias = Mapping[UUID, ItemOpen | ItemDone]
Given: TypeAlias = Mapping[UUID, Mapping[UUID, InWriting]]
"""What has been answered before the meeting, by item and seat."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No meeting is planned under this id."""


@dataclass(frozen=True, slots=True)
class Planned:
    """It has an agenda; nobody is called yet."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Called:
    """The members are called, and may answer in writing."""

    plan: Plan
    given: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancelled:
    """It will not be held."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Started:
    """Under way; `items` are those taken up so far."""

    plan: Plan
    started_at: datetime
    items: Items = field(default_factory=dict)
    given: Given = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """Over; what remains is its minutes. `seats` are those in which somebody took part."""

    plan: Plan
    items: Items
    seats: frozenset[UUID]
    minutes: Minutes | None = None


Known: TypeAlias = Planned | Called | Cancelled | Started | Closed
Meeting: TypeAlias = Unknown | Planned | Called | Cancelled | Started | Closed


def evolve(meeting: Meeting, event: MeetingEvent) -> Meeting:  # noqa: PLR0911 - one way out each
    match event:
        case ItemNumberTaken():
            return meeting
        case MeetingPlanned():
            return Planned(_plan(event))
        case ItemAdded():
            assert isinstance(meeting, Planned | Called | Started)
            plan = replace(meeting.plan, items=(*meeting.plan.items, event.entry))
            return replace(meeting, plan=plan)
        case MeetingCalled():
            assert isinstance(meeting, Planned)
            return Called(meeting.plan)
        case MeetingCancelled():
            assert isinstance(meeting, Planned | Called)
            return Cancelled(meeting.plan)
        case MeetingStarted():
            assert isinstance(meeting, Called)
            return Started(meeting.plan, event.started_at, given=meeting.given)
        case StanceTaken() | StanceWithdrawn():
            return _answered(meeting, event)
        case ItemOpened() | ItemNoted() | ItemClosed():
            assert isinstance(meeting, Started)
            return replace(meeting, items={**meeting.items, event.item_id: _item(meeting, event)})
        case MeetingClosed():
            assert isinstance(meeting, Started)
            there = {each.seat_id for each in event.attendance}
            sat = {seat.seat_id for item in meeting.items.values() for seat in item.present}
            return Closed(meeting.plan, meeting.items, frozenset(there | sat))
        case (
            DissentEntered()
            | MinutesDrafted()
            | MinutesCorrected()
            | MinutesApproved()
            | MinutesLocked()
        ):
            if isinstance(meeting, Started):
                return meeting
            assert isinstance(meeting, Closed)
            return replace(meeting, minutes=written_up(meeting.minutes, event))
        case _:
            assert_never(event)


def _plan(event: MeetingPlanned) -> Plan:
    return Plan(
        event.body_id,
        event.helsefellesskap,
        event.kind,
        event.starts_at,
        event.answer_by,
        event.items,
    )


def _item(meeting: Started, event: ItemOpened | ItemNoted | ItemClosed) -> ItemOpen | ItemDone:
    match event:
        case ItemOpened():
            stances = {
                seat.seat_id: given.stance
                for seat in event.present
                if event.alternative is None
                and event.item_id not in meeting.items
                and (given := meeting.given.get(event.item_id, {}).get(seat.seat_id))
                and given.person_id == seat.person_id
            }
            return ItemOpen(
                event.case_id, event.proposal_id, event.alternative, event.present, stances
            )
        case ItemNoted():
            return ItemDone()
        case ItemClosed():
            return ItemDone(_open(meeting, event.item_id).present)
        case _:
            assert_never(event)


def _answered(meeting: Meeting, event: StanceTaken | StanceWithdrawn) -> Meeting:
    """A stance is given or taken back: in writing before the meeting, or in an open item."""
    stance = (
        Stance(event.seat_id, event.position, event.reason, event.objection)
        if isinstance(event, StanceTaken)
        else None
    )
    if isinstance(meeting, Called):
        written = dict(meeting.given.get(event.item_id, {}))
        written.pop(event.seat_id, None)
        if stance:
            written[event.seat_id] = InWriting(event.person_id, stance)
        return replace(meeting, given={**meeting.given, event.item_id: written})
    assert isinstance(meeting, Started)
    item = _open(meeting, event.item_id)
    stances = {**item.stances}
    stances.pop(event.seat_id, None)
    if stance:
        stances[event.seat_id] = stance
    item = replace(item, stances=stances)
    return replace(meeting, items={**meeting.items, event.item_id: item})


def _open(meeting: Started, item_id: UUID) -> ItemOpen:
    item = meeting.items[item_id]
    assert isinstance(item, ItemOpen)
    return item
