"""Canonical examples of governance's commands and events: one case, one meeting of SSU."""

from shared.contracts.record import Event
from tests.examples.governance import cases, exits, hearings, meetings, register, trials

EVENTS: tuple[Event, ...] = (
    *register.EVENTS,
    *cases.EVENTS,
    *meetings.EVENTS,
    *exits.EVENTS,
    *trials.EVENTS,
    *hearings.EVENTS,
)
