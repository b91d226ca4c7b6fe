"""What one reader has parked: the pure fold of its parking stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from shared.contracts.parking import (
    EventParked,
    ParkedEventHandled,
    ParkedEventSkipped,
    ParkingEvent,
)
from shared.contracts.record import ServiceName


@dataclass(frozen=True, slots=True)
class Parked:
    """An event set aside; `behind` is the first one of its case, None for that one itself."""

    source: ServiceName
    epoch: UUID
    position: int
    event_id: UUID
    case: str
    error: str
    behind: UUID | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Queues:
    """A reader's parked cases, each with its events in the order they came.

    `closed` counts how often an event has left its queue, handled or skipped: one that comes
    back (rows built anew, a crash at the wrong moment) may be parked again.
    """

    cases: Mapping[str, tuple[Parked, ...]] = field(default_factory=dict)
    case_of: Mapping[UUID, str] = field(default_factory=dict)
    closed: Mapping[UUID, int] = field(default_factory=dict)

    def entry(self, event_id: UUID) -> Parked | None:
        """The event where it stands in its queue; None when it is not parked."""
        case = self.case_of.get(event_id)
        if case is None:
            return None
        return next(each for each in self.cases[case] if each.event_id == event_id)

    def has_seen(self, event_id: UUID) -> bool:
        """Whether the event is, or ever was, parked."""
        return event_id in self.case_of or event_id in self.closed

    @property
    def entries(self) -> tuple[Parked, ...]:
        """All that is parked, case by case, each case in order."""
        return tuple(each for queue in self.cases.values() for each in queue)


def evolve(state: Queues, event: ParkingEvent, recorded: datetime) -> Queues:
    """The state after one more event, recorded at this time (UTC)."""
    match event:
        case EventParked():
            return _parked(state, event, recorded)
        case ParkedEventHandled() | ParkedEventSkipped():
            return _closed(state, event.event_id)
        case _:
            assert_never(event)


def _parked(state: Queues, event: EventParked, recorded: datetime) -> Queues:
    entry = Parked(
        source=event.source,
        epoch=event.epoch,
        position=event.position,
        event_id=event.event_id,
        case=event.case,
        error=event.error,
        behind=event.behind,
        since=recorded,
    )
    queue = (*state.cases.get(event.case, ()), entry)
    return replace(
        state,
        cases={**state.cases, event.case: queue},
        case_of={**state.case_of, event.event_id: event.case},
    )


def _closed(state: Queues, event_id: UUID) -> Queues:
    case = state.case_of[event_id]
    rest = tuple(each for each in state.cases[case] if each.event_id != event_id)
    cases = {**state.cases, case: rest}
    if not rest:
        del cases[case]
    return Queues(
        cases=cases,
        case_of={key: value for key, value in state.case_of.items() if key != event_id},
        closed={**state.closed, event_id: state.closed.get(event_id, 0) + 1},
    )
