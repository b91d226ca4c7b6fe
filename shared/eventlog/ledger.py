"""The ledger of one service: the record of all it has decided.

Three stores keep this contract (memory, SQLite, PostgreSQL: `recorders.py`). All calls block;
on the event loop they are run in threads. Positions are gap-free from 1, given under the append
lock, so that a reader that tails by position never misses or repeats an event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeAlias
from uuid import UUID

MAX_APPEND_BYTES = 200_000
"""One append may carry no more: larger saves can hang the database driver."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event to be appended: the version it takes in its stream, and its final bytes."""

    subject: str
    version: int
    type: str
    body: bytes


class Stored(NamedTuple):
    """An event as it stands in the ledger; a tuple, since a stream is read a thousand at a time."""

    position: int
    subject: str
    version: int
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader stands in a log: the last event it has dealt with."""

    epoch: UUID
    position: int
    event_id: UUID | None


@dataclass(frozen=True, slots=True)
class ReaderMove:
    """A reader's step, made in the same transaction as what it caused (compare and set)."""

    reader: str
    before: Place | None
    after: Place


@dataclass(frozen=True, slots=True)
class Append:
    """Events that stand or fall together, in one or more streams.

    For every stream named, the first version must be the stream's head + 1 and the rest follow.
    With `move` the reader's step stands or falls with them too.
    """

    events: tuple[NewEvent, ...]
    move: ReaderMove | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """Durable. The positions given, in the order of the append's events."""

    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was first in this stream: reload, look for the command id, decide again."""

    subject: str
    head: int


@dataclass(frozen=True, slots=True)
class Fenced:
    """The reader has been moved by somebody else: this process no longer leads."""

    reader: str
    at: Place | None


Outcome: TypeAlias = Appended | Conflict | Fenced


class AppendTooLarge(ValueError):  # noqa: N818
    """More than MAX_APPEND_BYTES in one append."""


class Ledger(Protocol):
    """What every store does."""

    @property
    def epoch(self) -> UUID:
        """The ledger's identity; `restore` writes a new one."""
        ...

    def migrate(self) -> None:
        """Prepares the tables; run once, by `samhandling migrate`, never by a service."""
        ...

    def schema_version(self) -> int:
        """The number of the last migration that has been run; 0 for an empty database."""
        ...

    def append_all(self, appends: Sequence[Append]) -> list[Outcome]:
        """Group commit: one transaction, one outcome for each append.

        A conflict fails only its own append. Raises AppendTooLarge.
        """
        ...

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]:
        """The stream's events with a version above `after`, in order."""
        ...

    def read_log(self, *, after: int, limit: int = 1_000) -> list[Stored]:
        """The ledger's events with a position above `after`, in order."""
        ...

    def head(self) -> int:
        """The highest position; 0 for an empty ledger."""
        ...

    def place(self, reader: str) -> Place | None:
        """Where a reader (reactions of this service) stands."""
        ...

    def wait(self, *, after: int, timeout: float) -> bool:
        """Blocks until there is something after this position, or until the time is up."""
        ...

    def close(self) -> None: ...
