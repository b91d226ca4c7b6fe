"""What pages and the API read: the active generation of each model, at one moment."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Condition
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from shared.contracts.record import ServiceName
from shared.eventlog.projections.generations import Generations
from shared.eventlog.projections.places import places
from shared.eventlog.projections.read_model import ReadModel
from shared.eventlog.projections.schema import reading

T = TypeVar("T")
POLL_SECONDS = 0.05


class Views:
    """The read side of one service. May be used from several threads."""

    def __init__(self, models: Sequence[ReadModel[Any]], engine: Engine) -> None:
        self._generations = Generations(models)
        self._engine = engine
        self._moved = Condition()
        self._moves = 0

    @contextmanager
    def read(self, model: ReadModel[T]) -> Iterator[tuple[Connection, T]]:
        """A connection that sees one moment, and the model's tables. Raises NotBuilt."""
        with reading(self._engine) as connection:
            yield connection, self._generations.active_one(connection, model).tables

    def never_built(self) -> list[str]:
        """Models that nobody can read yet: no code has built them, in any version."""
        with reading(self._engine) as connection:
            return self._generations.never_built(connection)

    def position(self, source: ServiceName, model: ReadModel[Any] | None = None) -> int:
        """How far the slowest has come of the models that are built and hear the source (or this
        one). Raises NotBuilt."""
        with reading(self._engine) as connection:
            if model is None:
                found = self._generations.hearing(connection, source)
            else:
                found = [self._generations.active_one(connection, model)]
            readers = [generation.reader for generation in found]
            known = places(connection, readers)
        if not readers:
            raise LookupError(f"no read model hears {source}")
        at = [known.get((reader, source)) for reader in readers]
        return min(place.position if place is not None else 0 for place in at)

    def wait_for(
        self,
        source: ServiceName,
        position: int,
        timeout: float,
        model: ReadModel[Any] | None = None,
    ) -> bool:
        """Blocks until this event is in the rows, at most `timeout` seconds; whether it is.

        So a page shows its user what they just did.
        """
        deadline = time.monotonic() + timeout
        while True:
            with self._moved:
                seen = self._moves
            if self.position(source, model) >= position:
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._moved:
                if self._moves == seen:
                    self._moved.wait(min(left, POLL_SECONDS))

    def wake(self) -> None:
        """Tells those who wait that rows have moved; another process's moves are polled for."""
        with self._moved:
            self._moves += 1
            self._moved.notify_all()
