"""Keeps the active generations of a service's read models up to date."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Place
from shared.eventlog.parking import ParkingLot
from shared.eventlog.projections.folding import TRIES, Fold, FoldingReader, short_pause
from shared.eventlog.projections.generations import Generations
from shared.eventlog.projections.read_model import ReadModel


class Projector:
    """The consumer behind all read models of one service; runs in the leader.

    What `Builder.prepare` has not built yet is passed by: it is built beside, and joins when it
    is switched to, not before it has come as far as `passed`. Each model has a place of its own,
    so one that was built anew may be ahead of the others; each parks under a name of its own
    (`<model>-<generation>`), so a case parked in one goes on in the others.
    """

    def __init__(
        self,
        models: Sequence[ReadModel[Any]],
        engine: Engine,
        parking: ParkingLot,
        *,
        tries: int = TRIES,
        pause: Callable[[int], None] = short_pause,
        moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._generations = Generations(models)
        self._passed: dict[ServiceName, int] = {}
        self._reader = FoldingReader(
            engine, self._folds, parking, tries=tries, pause=pause, moved=moved
        )

    @property
    def name(self) -> str:
        return "views"

    @property
    def hears(self) -> frozenset[ServiceName]:
        """The services whose logs must be followed for these models."""
        return frozenset().union(*(each.hears for each in self._generations.models.values()))

    def readers(self) -> tuple[str, ...]:
        """The names under which the models park events."""
        return self._reader.readers()

    def place(self, source: ServiceName) -> Place | None:
        """See FoldingReader.place."""
        return self._reader.place(source)

    def passed(self, source: ServiceName) -> int:
        """The highest position that has been given here: others may act on what came before it."""
        return self._passed.get(source, 0)

    def take(self, batch: Sequence[Heard]) -> None:
        """See FoldingReader.take."""
        for heard in batch:
            # Before the folds are looked up: a switch either sees this, or is seen.
            self._passed[heard.source] = max(self.passed(heard.source), heard.position)
        self._reader.take(batch)

    def take_parked(self, reader: str, heard: Heard) -> None:
        """See FoldingReader.take_parked."""
        self._reader.take_parked(reader, heard)

    def _folds(self, connection: Connection) -> list[Fold]:
        return [each.fold for each in self._generations.built(connection)]
