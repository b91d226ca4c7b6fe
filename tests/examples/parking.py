"""Canonical examples of the log's own events."""

from shared.contracts.parking import EventParked, ParkedEventHandled, ParkedEventSkipped
from shared.contracts.record import Event
from tests.examples.ids import CASE, id_of

EVENT = id_of("parked event")

PARKED = EventParked(
    reader="reactions-intake",
    source="intake",
    epoch=id_of("epoch"),
    position=7,
    event_id=EVENT,
    case=str(CASE),
    error="Refused (decisions.py:60 open_assessment)",
)
HANDLED = ParkedEventHandled(reader="reactions-intake", event_id=EVENT)
SKIPPED = ParkedEventSkipped(
    reader="reactions-intake", event_id=EVENT, reason="Saken er registrert på nytt."
)

EVENTS: tuple[Event, ...] = (PARKED, HANDLED, SKIPPED)
