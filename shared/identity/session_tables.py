"""Where sessions and logins under way are kept: a small SQL store of its own."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import CreateSchema, CreateTable

SCHEMA = "sessions"
_MIGRATION_LOCK = 0x53414D53  # any number that only this store uses
METADATA = sa.MetaData()

SESSIONS = sa.Table(
    "sessions",
    METADATA,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("id", sa.String(64), nullable=False),
    sa.Column("person", sa.Uuid, nullable=False, index=True),
    sa.Column("started", sa.DateTime(timezone=True), nullable=False),
    sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
)

ATTEMPTS = sa.Table(
    "login_attempts",
    METADATA,
    sa.Column("state_hash", sa.String(64), primary_key=True),
    sa.Column("browser_hash", sa.String(64), nullable=False),
    sa.Column("login", sa.String(100), nullable=False),
    sa.Column("nonce", sa.String(100), nullable=False),
    sa.Column("verifier", sa.String(128), nullable=False),
    sa.Column("next", sa.Text, nullable=False),
    sa.Column("expires", sa.DateTime(timezone=True), nullable=False, index=True),
)


class SessionDatabase:
    """`memory:`, `sqlite:///<folder>` (`<folder>/sessions.sqlite`) or `postgresql://…`.

    Raises ValueError for another address.
    """

    def __init__(self, database: str) -> None:
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
            file = self._folder / "sessions.sqlite"
            self._engine = sa.create_engine(
                sa.URL.create("sqlite", database=str(file)), connect_args={"timeout": 10}
            )
            sa.event.listen(self._engine, "connect", _prepare_sqlite)
        elif database.startswith("postgresql://"):
            address = database.replace("postgresql://", "postgresql+psycopg://", 1)
            self._engine = sa.create_engine(
                address, pool_pre_ping=True, hide_parameters=True
            ).execution_options(schema_translate_map={None: SCHEMA})
        else:
            raise ValueError("sessions are kept in memory:, sqlite:///<folder> or postgresql://…")

    def migrate(self) -> None:
        """Makes the tables that are missing; two processes may do it at once."""
        with self._one_at_a_time(), self.transaction() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            for table in METADATA.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    index.create(connection, checkfirst=True)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """SQLite changes to write-ahead logging only while nobody else is there."""
        if self._folder is None:
            yield
            return
        with (self._folder / "sessions.lock").open("w") as file:
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
