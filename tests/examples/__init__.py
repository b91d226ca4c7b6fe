"""One canonical example of every event, by its type; the other tests build on them."""

from shared.contracts.record import Event
from shared.eventlog.codec import type_name
from tests.examples import assessment, audit, compensation, governance, intake, parking

EVENTS: dict[str, Event] = {}
for _module in (intake, assessment, governance, compensation, audit, parking):
    for _example in _module.EVENTS:
        EVENTS.setdefault(type_name(type(_example)), _example)
