"""A reader whose effects are rows: the rows and its place move in one transaction.

Read models and timers are both kept this way. What fails for its own sake is parked; the rest
of the batch goes on.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Place
from shared.eventlog.parking import ParkingLot, WaitingFor, is_bookkeeping, is_infrastructure
from shared.eventlog.projections.places import Step, places
from shared.eventlog.projections.schema import reading, retried, writing

TRIES = 3
BUILT_ANEW = "Bygd på nytt fra loggen; hendelsen er behandlet der."


@dataclass(frozen=True, slots=True)
class Fold:
    """What one reader does with an event, in the transaction it is given."""

    reader: str
    hears: frozenset[ServiceName]
    apply: Callable[[Connection, Heard], None]


class _Stopped(Exception):  # noqa: N818
    """A fold could not take an event, for a reason that lies with the event."""

    def __init__(self, reader: str, heard: Heard, error: Exception) -> None:
        super().__init__(reader)
        self.reader = reader
        self.heard = heard
        self.error = error


def short_pause(attempt: int) -> None:
    """Waits a little before the next attempt: 50 ms, 100 ms."""
    time.sleep(0.05 * attempt)


class FoldingReader:
    """Takes batches of events into rows, for one or more folds at once.

    `folds` tells, in each transaction, which ones there are (a switch of generations may have
    changed them). `pause` waits between the attempts at a poison event. `moved` is called after
    each commit.
    """

    def __init__(
        self,
        engine: Engine,
        folds: Callable[[Connection], Sequence[Fold]],
        parking: ParkingLot,
        *,
        tries: int = TRIES,
        pause: Callable[[int], None] = short_pause,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._folds = folds
        self._parking = parking
        self._tries = tries
        self._pause = pause
        self._moved = moved
        self._expected: dict[tuple[str, ServiceName], Place | None] = {}

    def place(self, source: ServiceName) -> Place | None:
        """The lowest place of the folds that hear the source; None where one has not begun.

        Asking is how a process begins to read: from here on it expects to be the only one that
        moves these places.
        """
        with reading(self._engine) as connection:
            readers = [fold.reader for fold in self._folds(connection) if source in fold.hears]
            known = places(connection, readers)
        self._adopt([(reader, source) for reader in readers], known)
        found = [known.get((reader, source)) for reader in readers]
        begun = [place for place in found if place is not None]
        if not begun or len(begun) < len(found):
            return None
        return min(begun, key=lambda place: place.position)

    def readers(self) -> tuple[str, ...]:
        """The names under which events are parked here."""
        with reading(self._engine) as connection:
            return tuple(fold.reader for fold in self._folds(connection))

    def take(self, batch: Sequence[Heard]) -> None:
        """Folds consecutive events of each source into rows; returns when they are durable.

        What has been passed before is skipped; an event whose case is parked is queued; one that
        fails `tries` times is parked. Raises WaitingFor when a foreign fact is missing (what
        came before it is kept), FencedOut, OtherEpoch, Gap, and infrastructure errors.
        """
        rest = tuple(batch)
        while rest:
            try:
                self._take_together(rest)
            except _Stopped as stop:
                index = rest.index(stop.heard)
                self.take(rest[:index])
                self._take_alone(stop.heard)
                rest = rest[index + 1 :]
            else:
                return

    def take_parked(self, reader: str, heard: Heard) -> None:
        """Folds one parked event into its reader's rows, once, without moving the place.

        Raises what the fold raises, and LookupError for a reader that is not (any longer) here.
        """
        with writing(self._engine) as connection:
            found = [fold for fold in self._folds(connection) if fold.reader == reader]
            if not found:
                raise LookupError(reader)
            if _is_retried(connection, reader, heard):
                return
            if heard.event is not None:
                found[0].apply(connection, heard)
            connection.execute(insert(retried).values(reader=reader, event_id=heard.envelope.id))
        self._moved()

    def _take_together(self, batch: tuple[Heard, ...]) -> None:
        try:
            with writing(self._engine) as connection:
                steps = self._advance(connection, batch)
        except DBAPIError:
            # The commit may have reached the database all the same: look before going on.
            self._expected.clear()
            raise
        self._expected.update({key: step.now for key, step in steps.items()})
        self._moved()

    def _advance(
        self, connection: Connection, batch: tuple[Heard, ...]
    ) -> dict[tuple[str, ServiceName], Step]:
        folds = self._folds(connection)
        steps = self._steps(connection, folds, {heard.source for heard in batch})
        for heard in batch:
            for fold in folds:
                step = steps.get((fold.reader, heard.source))
                if step is not None and step.advance(heard):
                    self._deal(connection, fold, heard)
        for step in steps.values():
            step.save(connection)
        return steps

    def _steps(
        self, connection: Connection, folds: Sequence[Fold], sources: set[ServiceName]
    ) -> dict[tuple[str, ServiceName], Step]:
        wanted = [(fold.reader, source) for fold in folds for source in sources & fold.hears]
        new = [key for key in wanted if key not in self._expected]
        if new:
            self._adopt(new, places(connection, {reader for reader, _ in new}))
        return {key: Step(*key, self._expected[key]) for key in wanted}

    def _adopt(
        self, keys: list[tuple[str, ServiceName]], known: dict[tuple[str, ServiceName], Place]
    ) -> None:
        begun = {reader for reader, _ in known}
        for reader, source in keys:
            if reader in begun:
                self._parking.queues(reader)  # what a leader before this one has parked
            else:
                self._parking.clear(reader, BUILT_ANEW)  # its rows were lost: all comes again
            self._expected[reader, source] = known.get((reader, source))

    def _deal(self, connection: Connection, fold: Fold, heard: Heard) -> None:
        if heard.event is None or is_bookkeeping(heard):
            return
        if self._parking.holds(fold.reader, heard):
            return
        if self._parking.has_seen(fold.reader, heard.envelope.id) and _is_retried(
            connection, fold.reader, heard
        ):
            return
        try:
            fold.apply(connection, heard)
        except Exception as error:
            if is_infrastructure(error):
                raise
            raise _Stopped(fold.reader, heard, error) from error

    def _take_alone(self, heard: Heard) -> None:
        failures: dict[str, int] = {}
        while True:
            try:
                return self._take_together((heard,))
            except _Stopped as stop:
                if isinstance(stop.error, WaitingFor):
                    raise stop.error from None
                attempt = failures[stop.reader] = failures.get(stop.reader, 0) + 1
                if attempt < self._tries:
                    self._pause(attempt)
                else:
                    self._parking.park(stop.reader, heard, stop.error)


def _is_retried(connection: Connection, reader: str, heard: Heard) -> bool:
    return (
        connection.execute(
            select(retried.c.event_id).where(
                retried.c.reader == reader, retried.c.event_id == heard.envelope.id
            )
        ).first()
        is not None
    )
