"""Canonical examples of governance's commands and events: one case, one meeting of SSU."""

from shared.contracts.record import Event
from tests.examples.governance import case_events, meetings, own_lines, register, structure

EVENTS: tuple[Event, ...] = (
    *register.EVENTS,
    *structure.EVENTS,
    *case_events.EVENTS,
    *own_lines.EVENTS,
    *meetings.EVENTS,
)
