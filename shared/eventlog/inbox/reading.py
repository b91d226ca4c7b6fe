"""What an inbox makes of the bytes that have come: events that are understood, or bytes."""

import hashlib
from typing import Protocol, TypeVar
from uuid import UUID, uuid5

from pydantic_core import from_json

from shared.contracts.record import NAMESPACE, ServiceName
from shared.eventlog.codec import Codec, Garbled, NewerVersion
from shared.eventlog.heard import Heard, Opaque, Taken
from shared.eventlog.inbox.frame import Arrival

T_co = TypeVar("T_co", bound=Taken, covariant=True)


class Reading(Protocol[T_co]):
    """The choice of an inbox: what its consumers are given."""

    def read(self, source: ServiceName, epoch: UUID, arrival: Arrival) -> T_co:
        """Raises NewerVersion where the readers must wait for a newer program, and Garbled where
        nobody can read it."""
        ...

    def event_id(self, body: bytes) -> UUID:
        """By what a record is told from another one in its place. Raises Garbled."""
        ...


class Understood:
    """For those who act on events: what is too new is waited with."""

    def __init__(self, codec: Codec) -> None:
        self._codec = codec

    def read(self, source: ServiceName, epoch: UUID, arrival: Arrival) -> Heard:
        envelope, event = self._codec.decode(arrival.body)
        return Heard(source, epoch, arrival.position, envelope, event, arrival.body)

    def event_id(self, body: bytes) -> UUID:
        try:
            return self._codec.decode(body)[0].id
        except NewerVersion as newer:
            return newer.envelope.id
        except Garbled as error:
            if error.envelope is None:
                raise
            return error.envelope.id


class AsBytes:
    """For those who keep what has been said, understood or not: nothing is waited with."""

    def read(self, source: ServiceName, epoch: UUID, arrival: Arrival) -> Opaque:
        return Opaque(source, epoch, arrival.position, self.event_id(arrival.body), arrival.body)

    def event_id(self, body: bytes) -> UUID:
        """The id that the record gives itself; where it gives none, one drawn from the bytes.

        It does not depend on what this program knows: after an upgrade it is still the same.
        """
        try:
            return UUID(from_json(body)["id"])
        except (ValueError, TypeError, LookupError, AttributeError):
            return uuid5(NAMESPACE, f"record:{hashlib.sha256(body).hexdigest()}")
