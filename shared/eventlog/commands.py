"""What it takes to carry out a command: who asks, what is decided, and what was read for it."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from uuid import UUID

from shared.contracts.record import Event, Facts, ServiceName, Who
from shared.eventlog.ledger import NewEvent, Stored

C = TypeVar("C")
F = TypeVar("F", bound=Facts)
S = TypeVar("S")

KNOWN_HEADS = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with its context.

    `id` is uuid5 of actor, service and Idempotency-Key, or of the event reacted to; the same id
    has one effect. `at` is when what is told happened. `case` is the correlation. With
    `expected_version` (If-Match) the command is refused when the stream has moved on.
    """

    command: Any
    id: UUID
    by: Who
    at: datetime
    case: str
    helsefellesskap: UUID | None = None
    causation: UUID | None = None
    expected_version: int | None = None
    traceparent: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The one effect of a command, the same however often it is asked.

    `position` is that of the last event in the service's ledger; without events (nothing was
    left to do) `events` is empty and `position` 0.
    """

    stream: str
    version: int
    position: int
    events: tuple[Event, ...]
    repeated: bool = False


@dataclass(frozen=True)
class Gathered(Generic[F]):
    """The facts for one decision, and where they were read.

    `heads` are the versions of the service's own further streams that the facts rest on: an
    event reserved there is appended only if they have not moved. `positions` are the places in
    other services' logs.
    """

    facts: F
    heads: Mapping[str, int] = field(default_factory=dict)
    positions: Mapping[ServiceName, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Decider(Generic[C, F, S]):
    """One kind of stream: how its commands find it, and how it decides and evolves.

    `reserves` names the stream that an event goes to when it claims something unique (a number,
    a person's time, a place in a batch) or is told to another stream of this kind (a case that is
    joined); None, or its name, for the command's own stream.
    `correlates` names the case of an event where it is not the command's. `kind` is the first
    word of the streams' names, by which replay finds the fold.
    """

    commands: tuple[type[Any], ...]
    stream: Callable[[C], str]
    facts: Callable[[C, Facts], Gathered[F]]
    initial: S
    decide: Callable[[C, F, S], tuple[Event, ...]]
    evolve: Callable[[S, Any], S]
    reserves: Callable[[Event], str | None] = lambda _event: None
    correlates: Callable[[Event], str | None] = lambda _event: None
    kind: str = ""


class Earlier(NamedTuple):
    """A command that the stream has already seen, and where its last event here stands.

    The events themselves are not held: they are in the ledger, and seldom asked for again.
    """

    fingerprint: str
    version: int
    position: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A stream's state at a version, with the commands that brought it there.

    `commands` is shared by all versions of the stream in the cache: it only grows, and only by
    what is durable, so an older version that sees a newer command is told the truth.
    """

    version: int
    state: Any
    commands: dict[UUID, Earlier] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decided:
    """A command's events before they are durable; `own` of them are in the command's stream."""

    asked: Asked
    stream: str
    loaded: Loaded
    fingerprint: str
    new: tuple[NewEvent, ...]
    events: tuple[Event, ...]
    own: int


class ReadsStreams(Protocol):
    """The part of a ledger that tells what stands in a stream."""

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]: ...


class Heads:
    """The versions of streams that are written to and not folded, such as a series of numbers.

    What has been counted is not read again: each question reads only what came since. Safe to
    share between threads.
    """

    def __init__(self, ledger: ReadsStreams) -> None:
        self._ledger = ledger
        self._known: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def of(self, stream: str) -> int:
        """The version of the stream's last event now; 0 where nothing has happened."""
        with self._lock:
            known = self._known.get(stream, 0)
        since = self._ledger.read_stream(stream, after=known)
        head = since[-1].version if since else known
        with self._lock:
            self._known[stream] = max(head, self._known.get(stream, 0))
            self._known.move_to_end(stream)
            if len(self._known) > KNOWN_HEADS:
                self._known.popitem(last=False)
        return head

    def forget(self, stream: str) -> None:
        """Counts from the first event the next time."""
        with self._lock:
            self._known.pop(stream, None)


class StaleVersion(Exception):  # noqa: N818
    """The stream has moved on since the caller read it (If-Match; HTTP 412)."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(f"{stream} is at version {actual}, not {expected}")
        self.expected = expected
        self.actual = actual


class ReusedCommandId(Exception):  # noqa: N818
    """The same Idempotency-Key with other content (HTTP 422)."""

    reason = "command-reused"


class TooManyConflicts(Exception):  # noqa: N818
    """The stream is written by so many at once that we gave up; trying again is safe."""
