"""Canonical examples of governance's commands and events: one case, one meeting of SSU."""

from shared.contracts.record import Event
from tests.examples.governance import (
    case_events,
    exits,
    hearings,
    meetings,
    minutes,
    own_lines,
    register,
    structure,
    trials,
)

EVENTS: tuple[Event, ...] = (
    *register.EVENTS,
    *structure.EVENTS,
    *case_events.EVENTS,
    *own_lines.EVENTS,
    *meetings.EVENTS,
    *minutes.EVENTS,
    *exits.EVENTS,
    *trials.EVENTS,
    *hearings.EVENTS,
)
