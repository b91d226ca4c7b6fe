"""Canonical examples of governance's commands and events: one case, one meeting of SSU."""

from shared.contracts.record import Event
from tests.examples.governance import cases, meetings, minutes, register

EVENTS: tuple[Event, ...] = (*register.EVENTS, *cases.EVENTS, *meetings.EVENTS, *minutes.EVENTS)
