"""What a meeting is, and how its events change it (G-12)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.governance.rules.consensus import Stance
from shared.contracts.governance import (
    AgendaItem,
    ItemClosed,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Registered,
    StanceTaken,
)

MeetingEvent: TypeAlias = (
    ItemNumberTaken
    | MeetingPlanned
    | MeetingCalled
    | MeetingStarted
    | ItemOpened
    | StanceTaken
    | ItemClosed
    | MeetingClosed
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays of a meeting from its plan to its end."""

    body_id: UUID
    helsefellesskap: UUID
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True, slots=True)
class ItemOpen:
    """An item under treatment: its frozen register and the stances as they stand, by seat."""

    case_id: UUID
    proposal_id: UUID
    present: tuple[Registered, ...]
    stances: Mapping[UUID, Stance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemDone:
    """An item that has closed; who stood in its register."""

    present: tuple[Registered, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """No meeting is planned under this id."""


@dataclass(frozen=True, slots=True)
class Planned:
    """It has an agenda; nobody is called yet."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Called:
    """The members are called."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class Started:
    """Under way; `items` are those taken up so far."""

    plan: Plan
    started_at: datetime
    items: Mapping[UUID, ItemOpen | ItemDone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closed:
    """Over."""

    plan: Plan


Meeting: TypeAlias = Unknown | Planned | Called | Started | Closed


def evolve(meeting: Meeting, event: MeetingEvent) -> Meeting:  # noqa: PLR0911 - one way out each
    match event:
        case ItemNumberTaken():
            return meeting
        case MeetingPlanned():
            return Planned(Plan(event.body_id, event.helsefellesskap, event.items))
        case MeetingCalled():
            assert isinstance(meeting, Planned)
            return Called(meeting.plan)
        case MeetingStarted():
            assert isinstance(meeting, Called)
            return Started(meeting.plan, event.started_at)
        case ItemOpened():
            assert isinstance(meeting, Started)
            item = ItemOpen(event.case_id, event.proposal_id, event.present)
            return replace(meeting, items={**meeting.items, event.item_id: item})
        case StanceTaken():
            assert isinstance(meeting, Started)
            item = _open(meeting, event.item_id)
            stance = Stance(event.seat_id, event.position, event.reason, event.objection)
            item = replace(item, stances={**item.stances, event.seat_id: stance})
            return replace(meeting, items={**meeting.items, event.item_id: item})
        case ItemClosed():
            assert isinstance(meeting, Started)
            done = ItemDone(_open(meeting, event.item_id).present)
            return replace(meeting, items={**meeting.items, event.item_id: done})
        case MeetingClosed():
            assert isinstance(meeting, Started)
            return Closed(meeting.plan)
        case _:
            assert_never(event)


def _open(meeting: Started, item_id: UUID) -> ItemOpen:
    item = meeting.items[item_id]
    assert isinstance(item, ItemOpen)
    return item
