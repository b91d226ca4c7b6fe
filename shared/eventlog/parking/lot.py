"""The parking lot of one service: poison events set aside, with their cases.

What is parked is said in events in the service's own ledger, stream `parking-<reader>`. Only
the reader's leader parks; handling and skipping is done by operators, from any process. Both
write at the version of the stream they judged by, so neither acts on a queue that has changed.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Protocol, cast
from uuid import UUID, uuid5

from shared.clock import Clock
from shared.contracts.parking import (
    EventParked,
    ParkedEventHandled,
    ParkedEventSkipped,
    ParkingEvent,
)
from shared.contracts.record import NAMESPACE, Envelope, ServiceName, service_actor
from shared.eventlog.codec import Codec
from shared.eventlog.commands import TooManyConflicts
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import (
    Append,
    Appended,
    Conflict,
    Fenced,
    Ledger,
    NewEvent,
    Outcome,
)
from shared.eventlog.parking.failures import describe
from shared.eventlog.parking.queues import Parked, Queues, evolve

RULES_VERSION = "parking-1"
MAX_ATTEMPTS = 50
QUEUED = "an earlier event of the case is parked"


class Appends(Protocol):
    """Where new events go: the service's appender."""

    def append(self, append: Append) -> Outcome: ...


class NotParked(LookupError):  # noqa: N818
    """There is no such event in the reader's queues (any more)."""


class ReasonMissing(ValueError):  # noqa: N818
    """An event is given up only with a reason that others can read."""


def is_bookkeeping(heard: Heard) -> bool:
    """Whether this is an event of the log's own keeping, which no reader acts on.

    It must never be parked: parking says so in an event, which would be heard and parked again.
    """
    return heard.envelope.type.startswith("eventlog.")


class ParkingLot:
    """All that the readers of one service have parked. May be called from several threads.

    All methods may raise what the store raises when it is away; calling again is safe.
    """

    def __init__(
        self, service: ServiceName, ledger: Ledger, appends: Appends, codec: Codec, clock: Clock
    ) -> None:
        self._service: ServiceName = service
        self._ledger = ledger
        self._appends = appends
        self._codec = codec
        self._clock = clock
        self._known: dict[str, tuple[int, Queues]] = {}
        self._lock = Lock()

    def queues(self, reader: str) -> Queues:
        """What the reader has parked, read afresh (only what is new since the last time)."""
        return self._load(reader)[1]

    def is_parked(self, reader: str, case: str) -> bool:
        return case in self.queues(reader).cases

    def entries(self, reader: str) -> tuple[Parked, ...]:
        """The reader's parked events, case by case, each case in order."""
        return self.queues(reader).entries

    def has_seen(self, reader: str, event_id: UUID) -> bool:
        """Whether the event is or was parked, as far as this process has read."""
        return self._remembered(reader)[1].has_seen(event_id)

    def park(self, reader: str, heard: Heard, error: BaseException) -> None:
        """Sets the event aside with its case; one that is parked already stays where it is."""
        what = describe(error)

        def decide(queues: Queues) -> ParkingEvent | None:
            if queues.entry(heard.envelope.id) is not None:
                return None
            queue = queues.cases.get(heard.envelope.correlationid)
            return _event(reader, heard, what, behind=queue[0].event_id if queue else None)

        self._write(reader, decide, heard=heard)

    def holds(self, reader: str, heard: Heard) -> bool:
        """Whether the reader must pass by this event: it is parked, or its case is.

        In the second case it has been put at the end of the case's queue. Judged by what this
        process knows, and settled by the stream's version: a case that an operator has emptied
        in the meantime is no longer held. Call `queues` first when starting to lead.
        """
        queues = self._remembered(reader)[1]
        if heard.envelope.correlationid not in queues.cases:
            return False

        def decide(queues: Queues) -> ParkingEvent | None:
            queue = queues.cases.get(heard.envelope.correlationid)
            if not queue or queues.entry(heard.envelope.id) is not None:
                return None
            return _event(reader, heard, QUEUED, behind=queue[0].event_id)

        queues = self._write(reader, decide, heard=heard)
        return queues.entry(heard.envelope.id) is not None

    def handled(self, reader: str, event_id: UUID) -> None:
        """It has been tried again and went well; nothing happens if it is not parked."""

        def decide(queues: Queues) -> ParkingEvent | None:
            if queues.entry(event_id) is None:
                return None
            return ParkedEventHandled(reader=reader, event_id=event_id)

        self._write(reader, decide)

    def skip(self, reader: str, event_id: UUID, reason: str, by: UUID) -> None:
        """Gives the event up for good, on behalf of `by`; the rest of the queue stands.

        Raises NotParked and ReasonMissing.
        """
        if not reason.strip():
            raise ReasonMissing(str(event_id))
        if self.queues(reader).entry(event_id) is None:
            raise NotParked(f"{reader}: {event_id}")

        def decide(queues: Queues) -> ParkingEvent | None:
            if queues.entry(event_id) is None:
                return None
            return ParkedEventSkipped(reader=reader, event_id=event_id, reason=reason.strip())

        self._write(reader, decide, by=by)

    def clear(self, reader: str, reason: str) -> int:
        """Skips all that a reader has parked, because the reader is no more; how many."""
        entries = self.entries(reader)
        for entry in entries:
            self.skip(reader, entry.event_id, reason, service_actor(self._service))
        return len(entries)

    def _remembered(self, reader: str) -> tuple[int, Queues]:
        with self._lock:
            known = self._known.get(reader)
        return self._load(reader) if known is None else known

    def _load(self, reader: str) -> tuple[int, Queues]:
        with self._lock:
            version, queues = self._known.get(reader, (0, Queues()))
        for stored in self._ledger.read_stream(stream(reader), after=version):
            envelope, event = self._codec.decode(stored.body)
            if not isinstance(event, EventParked | ParkedEventHandled | ParkedEventSkipped):
                raise TypeError(f"{stored.subject} holds {stored.type}")
            version, queues = stored.version, evolve(queues, event, envelope.recordedtime)
        with self._lock:
            if version >= self._known.get(reader, (0, queues))[0]:
                self._known[reader] = (version, queues)
        return version, queues

    def _write(
        self,
        reader: str,
        decide: Callable[[Queues], ParkingEvent | None],
        *,
        heard: Heard | None = None,
        by: UUID | None = None,
    ) -> Queues:
        """Decides on the newest state, and again when somebody else was first."""
        for _ in range(MAX_ATTEMPTS):
            version, queues = self._load(reader)
            event = decide(queues)
            if event is None:
                return queues
            new = self._recorded(reader, version + 1, queues, event, heard=heard, by=by)
            match self._appends.append(Append((new,))):
                case Appended():
                    return self._load(reader)[1]
                case Conflict():
                    continue
                case Fenced():
                    raise AssertionError("parking moves no reader")
        raise TooManyConflicts(stream(reader))

    def _recorded(
        self,
        reader: str,
        version: int,
        queues: Queues,
        event: ParkingEvent,
        *,
        heard: Heard | None,
        by: UUID | None,
    ) -> NewEvent:
        """The event's bytes. Its ids follow from what it says, so that a repetition is seen."""
        times = queues.closed.get(event.event_id, 0)
        name = f"{event.type}:{self._service}:{reader}:{event.event_id}:{times}"
        entry = queues.entry(event.event_id)
        case = entry.case if entry is not None else cast(EventParked, event).case
        now: datetime = self._clock.now()
        envelope = Envelope(
            id=uuid5(NAMESPACE, f"event:{name}"),
            source=self._service,
            type=event.type,
            subject=stream(reader),
            subjectversion=version,
            time=now,
            recordedtime=now,
            correlationid=case,
            causationid=event.event_id,
            commandid=uuid5(NAMESPACE, f"command:{name}"),
            commandfingerprint=hashlib.sha256(event.model_dump_json().encode()).hexdigest(),
            actor=by or service_actor(self._service),
            helsefellesskap=heard.envelope.helsefellesskap if heard else None,
            rulesversion=RULES_VERSION,
            traceparent=heard.envelope.traceparent if heard else None,
            data=event.model_dump(mode="json", exclude={"type"}),
        )
        return NewEvent(stream(reader), version, event.type, self._codec.encode(envelope))


def stream(reader: str) -> str:
    """The stream in which a reader's parking is said."""
    return f"parking-{reader}"


def _event(reader: str, heard: Heard, error: str, *, behind: UUID | None) -> EventParked:
    return EventParked(
        reader=reader,
        source=heard.source,
        epoch=heard.epoch,
        position=heard.position,
        event_id=heard.envelope.id,
        case=heard.envelope.correlationid,
        error=error,
        behind=behind,
    )
