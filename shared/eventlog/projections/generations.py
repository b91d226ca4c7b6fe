"""The generations of a read model's tables: one is active, a new one is built beside it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar, cast

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.schema import SchemaItem

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking import NotBuilt
from shared.eventlog.projections.folding import Fold
from shared.eventlog.projections.read_model import ReadModel
from shared.eventlog.projections.schema import positions, read_models, retried

T = TypeVar("T")

State: TypeAlias = Literal["building", "active", "retired"]
MAX_IDENTIFIER = 63  # PostgreSQL cuts longer names off
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A generation as the database knows it."""

    name: str
    generation: int
    version: int
    state: State
    table_names: tuple[str, ...]

    @property
    def reader(self) -> str:
        return reader_name(self.name, self.generation)


@dataclass(frozen=True, slots=True)
class Generation(Generic[T]):
    """A model with the tables of one of its generations."""

    model: ReadModel[T]
    number: int
    metadata: MetaData
    tables: T

    @property
    def reader(self) -> str:
        """The name of its places and of its parking."""
        return reader_name(self.model.name, self.number)

    @property
    def fold(self) -> Fold:
        return Fold(self.reader, self.model.hears, self._apply)

    def _apply(self, connection: Connection, heard: Heard) -> None:
        self.model.apply(connection, self.tables, heard)


def reader_name(model: str, generation: int) -> str:
    return f"{model}-{generation}"


class Generations:
    """The declared models of one service, with the tables of each generation asked for."""

    def __init__(self, models: Sequence[ReadModel[Any]]) -> None:
        for model in models:
            if not re.fullmatch(r"[a-z][a-z0-9-]{0,29}", model.name):
                raise ValueError(f"not a name for a read model: {model.name}")
        self.models = {model.name: model for model in models}
        if len(self.models) != len(models):
            raise ValueError("two read models have the same name")
        self._made: dict[tuple[str, int], Generation[Any]] = {}

    def get(self, model: ReadModel[T], number: int) -> Generation[T]:
        """The model with the tables of one generation."""
        made = self._made.get((model.name, number))
        if made is None:
            made = self._made.setdefault((model.name, number), _declare(model, number))
        return cast(Generation[T], made)

    def built(self, connection: Connection) -> list[Generation[Any]]:
        """The active generations of this code's versions: those of other models are being built."""
        found = {row.name: row for row in rows(connection, state="active")}
        return [
            self.get(model, found[model.name].generation)
            for model in self.models.values()
            if model.name in found and found[model.name].version == model.version
        ]

    def never_built(self, connection: Connection) -> list[str]:
        """The models that no code has built yet, in any version."""
        known = {row.name for row in rows(connection, state="active")}
        return sorted(self.models.keys() - known)

    def active_one(self, connection: Connection, model: ReadModel[T]) -> Generation[T]:
        """The active generation of one model. Raises NotBuilt."""
        found = rows(connection, state="active", name=model.name)
        return self._current(model, found[0] if found else None)

    def hearing(self, connection: Connection, source: ServiceName) -> list[Generation[Any]]:
        """Those that are built and hear the source. Raises NotBuilt where only others do."""
        found = [each for each in self.built(connection) if source in each.model.hears]
        if not found and any(source in model.hears for model in self.models.values()):
            raise NotBuilt(f"what hears {source}")
        return found

    def _current(self, model: ReadModel[T], row: Row | None) -> Generation[T]:
        if row is None or row.version != model.version:
            raise NotBuilt(f"{model.name} version {model.version}")
        return self.get(model, row.generation)


def _declare(model: ReadModel[T], number: int) -> Generation[T]:
    metadata = MetaData(naming_convention=NAMING)

    def new(name: str, *items: SchemaItem) -> Table:
        full = f"{model.name}_{name}_{number}".replace("-", "_")
        if len(full) > MAX_IDENTIFIER:
            raise ValueError(f"too long a name for a table: {full}")
        return Table(full, metadata, *items)

    return Generation(model, number, metadata, model.tables(new))


def rows(
    connection: Connection, *, state: State | None = None, name: str | None = None
) -> list[Row]:
    """The generations in the database, oldest first."""
    query = select(read_models).order_by(read_models.c.name, read_models.c.generation)
    if state is not None:
        query = query.where(read_models.c.state == state)
    if name is not None:
        query = query.where(read_models.c.name == name)
    return [
        Row(row.name, row.generation, row.version, row.state, tuple(json.loads(row.table_names)))
        for row in connection.execute(query)
    ]


def next_number(connection: Connection, name: str) -> int:
    highest = connection.execute(
        select(func.max(read_models.c.generation)).where(read_models.c.name == name)
    ).scalar()
    return (highest or 0) + 1


def create(connection: Connection, generation: Generation[Any]) -> None:
    """Makes the generation's empty tables; it is `building` until switched to."""
    generation.metadata.create_all(connection, checkfirst=False)
    names = [table.name for table in generation.metadata.sorted_tables]
    connection.execute(
        insert(read_models).values(
            name=generation.model.name,
            generation=generation.number,
            version=generation.model.version,
            state="building",
            table_names=json.dumps(names),
        )
    )


def set_state(connection: Connection, name: str, generation: int, state: State) -> None:
    connection.execute(
        update(read_models)
        .where(read_models.c.name == name, read_models.c.generation == generation)
        .values(state=state)
    )


def activate(connection: Connection, generation: Generation[Any]) -> None:
    """From here on readers see this generation; the one before it is retired."""
    for row in rows(connection, state="active", name=generation.model.name):
        set_state(connection, row.name, row.generation, "retired")
    set_state(connection, generation.model.name, generation.number, "active")


def drop(connection: Connection, row: Row) -> None:
    """Removes the generation's tables, places and traces, whatever code made them."""
    quote = connection.dialect.identifier_preparer.quote
    for table in reversed(row.table_names):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {quote(table)}")
    connection.execute(delete(positions).where(positions.c.reader == row.reader))
    connection.execute(delete(retried).where(retried.c.reader == row.reader))
    connection.execute(
        delete(read_models).where(
            read_models.c.name == row.name, read_models.c.generation == row.generation
        )
    )
