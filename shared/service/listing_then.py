"""A list as it stood at a moment: its read model folded anew up to then, beside all else (R-2)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python
from sqlalchemy import Engine, Table, select

from shared.contracts.record import ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Ledger
from shared.eventlog.parking import ParkingLot
from shared.eventlog.projections import (
    Builder,
    History,
    LedgerHistory,
    ReadModel,
    Views,
    migrate_views,
    open_views,
)
from shared.eventlog.recorders import open_ledger
from shared.service.platform import Platform


@dataclass(frozen=True, slots=True)
class ListThen:
    """The rows of each table of a read model; `positions` are how far each log had come."""

    service: ServiceName
    name: str
    positions: Mapping[ServiceName, int]
    tables: Mapping[str, list[dict[str, Any]]]

    def as_json(self) -> dict[str, Any]:
        return {
            "service": self.service,
            "list": self.name,
            "positions": dict(self.positions),
            "tables": dict(self.tables),
        }


class Until:
    """A history that ends before the first event recorded after a moment; from there on it is
    positions only, as everywhere (architecture, section 4)."""

    def __init__(self, history: History, moment: datetime | None) -> None:
        self._history = history
        self._moment = moment
        self.positions: dict[ServiceName, int] = {}
        self._ended: set[ServiceName] = set()

    def page(self, source: ServiceName, after: int) -> list[Heard]:
        found: list[Heard] = []
        for heard in () if source in self._ended else self._history.page(source, after):
            if self._moment is not None and heard.envelope.recordedtime > self._moment:
                self._ended.add(source)
                break
            found.append(heard)
        last = found[-1].position if found else after
        self.positions[source] = max(self.positions.get(source, 0), last)
        return found

    def head(self, source: ServiceName) -> int:
        return self._history.head(source)


def list_then(
    platform: Platform,
    model: ReadModel[Any],
    ledgers: Mapping[ServiceName, Ledger],
    moment: datetime | None,
) -> ListThen:
    """Nothing is written but in memory, and what can't be understood is set aside there alone."""
    history = Until(LedgerHistory(ledgers, platform.codec), moment)
    with _in_memory(platform, model, history) as views, views.read(model) as (connection, found):
        tables = {
            name: [dict(row._mapping) for row in connection.execute(select(table))]
            for name, table in _named(model, found)
        }
    rows: Mapping[str, list[dict[str, Any]]] = to_jsonable_python(tables, bytes_mode="base64")
    return ListThen(platform.name, model.name, history.positions, rows)


@contextmanager
def _in_memory(platform: Platform, model: ReadModel[Any], history: History) -> Iterator[Views]:
    engine: Engine = open_views("memory:", platform.name)
    migrate_views(engine)
    aside = open_ledger("memory:", platform.name)
    aside.migrate()
    appender = Appender(aside)
    try:
        lot = ParkingLot(platform.name, aside, appender, platform.codec, platform.clock)
        Builder([model], engine, lot, history).prepare()
        yield Views([model], engine)
    finally:
        appender.close()
        aside.close()
        engine.dispose()


def _named(model: ReadModel[Any], found: Any) -> Iterator[tuple[str, Table]]:
    """The tables by the names that their model has for them."""
    if isinstance(found, Table):
        yield model.name, found
    elif is_dataclass(found):
        for each in fields(found):
            inner = getattr(found, each.name)
            if isinstance(inner, Table):
                yield each.name, inner
