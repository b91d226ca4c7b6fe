"""An event as a reader hears it, whether it came by the stream or by the feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from shared.contracts.record import Envelope, Event, ServiceName
from shared.eventlog.ledger import Place


@dataclass(frozen=True, slots=True)
class Heard:
    """One event of one service, in that service's order.

    `event` is None where the type is not known here; the bytes are there all the same.
    """

    source: ServiceName
    epoch: UUID
    position: int
    envelope: Envelope
    event: Event | None
    body: bytes

    @property
    def place(self) -> Place:
        return Place(self.epoch, self.position, self.envelope.id)


class Consumer(Protocol):
    """Something that follows another log in order, from its own durable place.

    `take` returns only when the batch is durable or its poison parked. Infrastructure errors
    are raised (the caller retries with backoff); they never park anything.
    """

    @property
    def name(self) -> str: ...

    def place(self, source: ServiceName) -> Place | None:
        """Where it stands in the log of `source`; None before the first event."""
        ...

    def take(self, batch: Sequence[Heard]) -> None:
        """Deals with consecutive events of one source; skips what it has dealt with before."""
        ...
