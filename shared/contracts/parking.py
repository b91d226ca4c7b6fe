"""Events of the log's own keeping: what a reader could not deal with, and what became of it.

They stand in the ledger of the service that reads, stream `parking-<reader>`.
"""

from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import Field

from shared.contracts.record import Event, ServiceName


class EventParked(Event):
    """Set aside with its case after bounded retries, or because an earlier one of the case is.

    `behind` names the event first parked in the case where this one only waits in its queue.
    """

    type: Literal["eventlog.event-parked.v1"] = "eventlog.event-parked.v1"
    reader: str
    source: ServiceName
    epoch: UUID
    position: int
    event_id: UUID
    case: str
    error: str
    behind: UUID | None = None


class ParkedEventHandled(Event):
    """Tried again, and it went well."""

    type: Literal["eventlog.parked-event-handled.v1"] = "eventlog.parked-event-handled.v1"
    reader: str
    event_id: UUID


class ParkedEventSkipped(Event):
    """Given up by an operator, with the reason; the rest of the case's queue may go on."""

    type: Literal["eventlog.parked-event-skipped.v1"] = "eventlog.parked-event-skipped.v1"
    reader: str
    event_id: UUID
    reason: str


ParkingEvent: TypeAlias = Annotated[
    EventParked | ParkedEventHandled | ParkedEventSkipped, Field(discriminator="type")
]
