"""Small SQL stores beside the ledgers: what is kept for a while, and is no event.

One pattern for sessions, drafts and the like: tables in a schema of their own on PostgreSQL, in a
file of their own on SQLite.
"""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateSchema, CreateTable


class SmallStore:
    """The store `name` in `memory:`, `sqlite:///<folder>` (`<folder>/<name>.sqlite`) or
    `postgresql://…` (schema `<name>`).

    `lock` is the advisory lock of those who prepare the tables, a number that only this store
    uses. Raises ValueError for another address.
    """

    def __init__(self, database: str, name: str, tables: sa.MetaData, *, lock: int) -> None:
        self._name = name
        self._tables = tables
        self._lock = lock
        self._turn: AbstractContextManager[object] = nullcontext()
        self._folder: Path | None = None
        if database == "memory:":
            # one connection for all threads: they take turns
            self._turn = threading.RLock()
            self._engine = sa.create_engine(
                "sqlite://",
                poolclass=sa.StaticPool,
                connect_args={"check_same_thread": False},
            )
        elif database.startswith("sqlite:///"):
            self._folder = Path(database.removeprefix("sqlite:///"))
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._folder / f"{name}.sqlite"
            self._engine = sa.create_engine(
                sa.URL.create("sqlite", database=str(file)), connect_args={"timeout": 10}
            )
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
        elif database.startswith("postgresql://"):
            address = database.replace("postgresql://", "postgresql+psycopg://", 1)
            self._engine = sa.create_engine(
                address, pool_pre_ping=True, hide_parameters=True
            ).execution_options(schema_translate_map={None: name})
        else:
            raise ValueError(f"{name} are kept in memory:, sqlite:///<folder> or postgresql://…")

    def migrate(self) -> None:
        """Makes the tables that are missing; two processes may do it at once."""
        with self._one_at_a_time(), self.transaction() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(self._lock)))
                connection.execute(CreateSchema(self._name, if_not_exists=True))
            for table in self._tables.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    index.create(connection, checkfirst=True)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """SQLite changes to write-ahead logging only while nobody else is there."""
        if self._folder is None:
            yield
            return
        with (self._folder / f"{self._name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """Everything in it, or nothing."""
        with self._turn, self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def utc(moment: datetime) -> datetime:
    """SQLite keeps no offset; what is written is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
