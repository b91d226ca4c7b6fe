"""A read model as its author writes it: columns, fold and queries in one file.

    class CaseList(ReadModel[Table]):
        name = "case-list"
        version = 1
        hears = frozenset({"intake"})

        def tables(self, new: NewTable) -> Table:
            return new("cases", Column("id", Uuid, primary_key=True), Column("title", Text))

        def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
            match heard.event:
                case ProblemReported(case_id=case, title=title):
                    put(connection, tables, id=case, title=title)
                case _:
                    pass

    case_list = CaseList()

    def titles(views: Views) -> list[str]:
        with views.read(case_list) as (connection, cases):
            return list(connection.scalars(select(cases.c.title)))

One table is given as it is; several as a frozen dataclass of them. A read model is never
migrated: change `version`, and it is built anew beside the old one.
"""

from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import SchemaItem

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard

T = TypeVar("T")


class NewTable(Protocol):
    """Declares a table (or an index on one) of the generation that is asked for.

    Indexes and constraints need no names; they get one from the table's.
    """

    def __call__(self, name: str, *items: SchemaItem) -> Table: ...


class ReadModel(ABC, Generic[T]):
    """An answer kept ready: the fold of the events of the services it hears.

    `name` is at most 30 small letters, digits and hyphens. Between two services there is no
    order to rely on: what must be there first is waited for (raise WaitingFor).
    """

    name: ClassVar[str]
    version: ClassVar[int]
    hears: ClassVar[frozenset[ServiceName]]

    @abstractmethod
    def tables(self, new: NewTable) -> T:
        """Declares the tables, in names of the model's own."""

    @abstractmethod
    def apply(self, connection: Connection, tables: T, heard: Heard) -> None:
        """Folds one event into the rows; one that says nothing to this model is passed by."""


def put(connection: Connection, table: Table, **row: Any) -> None:
    """Inserts a row, or changes the columns given in the one with the same primary key."""
    connection.execute(_upsert(connection.dialect.name, table, tuple(row)), row)


@lru_cache(maxsize=300)
def _upsert(dialect: str, table: Table, columns: tuple[str, ...]) -> Executable:
    # Kept: to write the statement anew takes ten times as long as to carry it out.
    keys = [column.name for column in table.primary_key]
    rest = [name for name in columns if name not in keys]
    into = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    if not rest:
        return into.on_conflict_do_nothing(index_elements=keys)
    return into.on_conflict_do_update(
        index_elements=keys, set_={name: into.excluded[name] for name in rest}
    )
