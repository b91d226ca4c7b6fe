"""An event as a reader hears it, whether it came by the stream or by the feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar
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


@dataclass(frozen=True, slots=True)
class Opaque:
    """One record of one service, in that service's order, whatever its bytes may say."""

    source: ServiceName
    epoch: UUID
    position: int
    event_id: UUID
    body: bytes

    @property
    def place(self) -> Place:
        return Place(self.epoch, self.position, self.event_id)


class Taken(Protocol):
    """What is taken in order: an event that is understood, or bytes."""

    @property
    def position(self) -> int: ...

    @property
    def place(self) -> Place: ...


T_contra = TypeVar("T_contra", bound=Taken, contravariant=True)


class Takes(Protocol[T_contra]):
    """Something that follows another log in order, from its own durable place.

    `take` returns only when the batch is durable or its poison parked. Infrastructure errors
    are raised (the caller retries with backoff); they never park anything.
    """

    @property
    def name(self) -> str: ...

    def place(self, source: ServiceName) -> Place | None:
        """Where it stands in the log of `source`; None before the first event."""
        ...

    def take(self, batch: Sequence[T_contra]) -> None:
        """Deals with consecutive events of one source; skips what it has dealt with before."""
        ...


Consumer: TypeAlias = Takes[Heard]
"""Acts on events: what it does not understand yet is held back from it."""

Keeper: TypeAlias = Takes[Opaque]
"""Keeps what has been said, also what nobody understands."""
