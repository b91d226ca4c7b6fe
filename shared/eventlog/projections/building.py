"""Builds read models anew, beside the old ones, and switches when they have caught up."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Event as Flag
from typing import Any

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from shared.contracts.record import ServiceName
from shared.eventlog.ledger import Place
from shared.eventlog.parking import ParkingLot, WaitingFor
from shared.eventlog.projections.folding import BUILT_ANEW, Fold, FoldingReader, short_pause
from shared.eventlog.projections.generations import (
    Generation,
    Generations,
    Row,
    activate,
    create,
    drop,
    next_number,
    reader_name,
    rows,
    set_state,
)
from shared.eventlog.projections.history import History, Replay
from shared.eventlog.projections.places import FencedOut, places
from shared.eventlog.projections.read_model import ReadModel
from shared.eventlog.projections.schema import check_views, reading, writing

CAUGHT_UP_SECONDS = 0.05
DROP_ATTEMPTS = 4
DROP_LOCK_MS = 250

log = structlog.get_logger(__name__)


class NewerVersionActive(Exception):  # noqa: N818
    """Newer code has built these models: older code must not keep them up to date."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come: events dealt with, of those in the logs it hears."""

    done: int
    head: int


class Builder:
    """Builds the generations of a service's read models, from the logs' beginning.

    `moved` is called after each switch, `pause` between the attempts at a poison event. `passed`
    tells how far the log of a source has been given to those who act on these models: none is
    switched to before it has come as far.
    """

    def __init__(
        self,
        models: Sequence[ReadModel[Any]],
        engine: Engine,
        parking: ParkingLot,
        history: History,
        *,
        pause: Callable[[int], None] = short_pause,
        moved: Callable[[], None] = lambda: None,
        passed: Callable[[ServiceName], int] = lambda _source: 0,
    ) -> None:
        self._passed = passed
        self._generations = Generations(models)
        self._engine = engine
        self._parking = parking
        self._history = history
        self._pause = pause
        self._moved = moved

    def behind(self) -> list[list[ReadModel[Any]]]:
        """What is missing or older than the code, those together that hear the same services:
        each group can be built whatever becomes of the others.

        Raises ViewsNotMigrated and NewerVersionActive.
        """
        check_views(self._engine)
        groups: dict[frozenset[ServiceName], list[ReadModel[Any]]] = {}
        for model in self._generations.models.values():
            if self._is_behind(model):
                groups.setdefault(model.hears, []).append(model)
        return list(groups.values())

    def prepare(
        self,
        models: Sequence[ReadModel[Any]] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Flag | None = None,
    ) -> bool:
        """Builds what is missing or older than the code, of these models or of all, and switches
        to them together; run by the leader.

        A build that was cut off goes on where it was. False when `stop` was set first. Raises
        ViewsNotMigrated and NewerVersionActive.
        """
        check_views(self._engine)
        asked = self._generations.models.values() if models is None else models
        building = [
            self._unfinished(model) or self._start(model)
            for model in asked
            if self._is_behind(model)
        ]
        built = self._build(building, progress, stop or Flag()) if building else True
        self._retire_strays({model.name for model in asked})
        self.sweep()
        return built

    def rebuild(
        self,
        name: str,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Flag | None = None,
    ) -> bool:
        """Builds one model again while the active generation serves; then switches.

        False when `stop` was set first: what was built is thrown away. Raises LookupError for a
        model that does not exist, FencedOut when it is being built elsewhere.
        """
        check_views(self._engine)
        model = self._generations.models.get(name)
        if model is None:
            raise LookupError(name)
        generation = self._start(model)
        built = False
        try:
            built = self._build([generation], progress, stop or Flag())
        finally:
            if not built:
                with writing(self._engine) as connection:
                    set_state(connection, name, generation.number, "retired")
            self.sweep()
        return built

    def sweep(self) -> int:
        """Drops retired generations that nobody reads any more; how many."""
        with reading(self._engine) as connection:
            retired = rows(connection, state="retired")
        return sum(self._drop(row) for row in retired)

    def _is_behind(self, model: ReadModel[Any]) -> bool:
        with reading(self._engine) as connection:
            active = rows(connection, state="active", name=model.name)
        if active and active[0].version > model.version:
            raise NewerVersionActive(
                f"Lesemodellen {model.name} er bygd i versjon {active[0].version}, men dette "
                f"programmet har versjon {model.version}. Kjør «samhandling rebuild "
                f"{model.name}» for å gå tilbake."
            )
        return not active or active[0].version < model.version

    def _unfinished(self, model: ReadModel[Any]) -> Generation[Any] | None:
        with reading(self._engine) as connection:
            found = [
                row
                for row in rows(connection, state="building", name=model.name)
                if row.version == model.version
            ]
        return self._generations.get(model, found[-1].generation) if found else None

    def _start(self, model: ReadModel[Any]) -> Generation[Any]:
        with writing(self._engine) as connection:
            generation = self._generations.get(model, next_number(connection, model.name))
            create(connection, generation)
        return generation

    def _build(
        self,
        building: Sequence[Generation[Any]],
        progress: Callable[[Progress], None] | None,
        stop: Flag,
    ) -> bool:
        def folds(connection: Connection) -> list[Fold]:
            return _still_building(connection, building)

        reader = FoldingReader(self._engine, folds, self._parking, pause=self._pause)
        sources = sorted(frozenset().union(*(each.model.hears for each in building)))
        replay = Replay(self._history, {source: reader.place(source) for source in sources})
        while not stop.is_set():
            batch = replay.batch()
            if batch:
                try:
                    reader.take(batch)
                    replay.release()
                except WaitingFor:
                    replay.hold(batch, {source: reader.place(source) for source in sources})
            elif self._switch(building):
                self._report(progress, replay, sources)
                return True
            else:
                stop.wait(CAUGHT_UP_SECONDS)
                replay.release()
            self._report(progress, replay, sources)
        return False

    def _report(
        self,
        progress: Callable[[Progress], None] | None,
        replay: Replay,
        sources: Sequence[ServiceName],
    ) -> None:
        if progress is not None:
            head = sum(self._history.head(source) for source in sources)
            progress(Progress(min(replay.done, head), head))

    def _switch(self, building: Sequence[Generation[Any]]) -> bool:
        """Makes them active together, unless one is still behind what readers see today."""
        with writing(self._engine) as connection:
            _still_building(connection, building)
            if any(
                _is_behind_active(connection, generation)
                or self._is_behind_passed(connection, generation)
                for generation in building
            ):
                return False
            for generation in building:
                activate(connection, generation)
        for generation in building:
            log.info("read model switched", model=generation.model.name, to=generation.number)
        self._moved()
        return True

    def _is_behind_passed(self, connection: Connection, generation: Generation[Any]) -> bool:
        known = places(connection, [generation.reader])
        return any(
            (place.position if (place := known.get((generation.reader, source))) else 0)
            < self._passed(source)
            for source in generation.model.hears
        )

    def _retire_strays(self, names: Collection[str]) -> None:
        """Builds that nobody goes on with: of an older version, or cut off on demand. Those of
        models that are not asked for may be going on beside."""
        with writing(self._engine) as connection:
            active = {row.name for row in rows(connection, state="active")}
            for row in rows(connection, state="building"):
                ours = row.name in names or row.name not in self._generations.models
                if ours and row.name in active:
                    set_state(connection, row.name, row.generation, "retired")

    def _drop(self, row: Row) -> bool:
        """Waits in short turns for readers to leave; what is still read stays till next time."""
        self._parking.clear(row.reader, BUILT_ANEW)
        for _ in range(DROP_ATTEMPTS):
            try:
                with writing(self._engine) as connection:
                    if connection.dialect.name == "postgresql":
                        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {DROP_LOCK_MS}")
                        connection.exec_driver_sql(
                            "LOCK TABLE read_models IN ACCESS EXCLUSIVE MODE"
                        )
                    drop(connection, row)
            except OperationalError as error:
                if getattr(error.orig, "sqlstate", None) != "55P03":  # lock_not_available
                    raise
            else:
                return True
        log.warning("read model still read, not dropped", model=row.name, at=row.generation)
        return False


def _still_building(connection: Connection, building: Sequence[Generation[Any]]) -> list[Fold]:
    """Raises FencedOut when one of them has been retired or switched to by another process."""
    found = {row.reader for row in rows(connection, state="building")}
    for generation in building:
        if generation.reader not in found:
            raise FencedOut(generation.reader)
    return [generation.fold for generation in building]


def _is_behind_active(connection: Connection, generation: Generation[Any]) -> bool:
    for active in rows(connection, state="active", name=generation.model.name):
        known = places(connection, [generation.reader, active.reader])
        for source in generation.model.hears:
            new = known.get((generation.reader, source))
            old = known.get((reader_name(active.name, active.generation), source))
            if _is_behind(new, old):
                return True
    return False


def _is_behind(new: Place | None, old: Place | None) -> bool:
    if old is None:
        return False
    return new is None or (new.epoch == old.epoch and new.position < old.position)
