"""Where the keys stand: one table, in a database of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

SCHEMA_VERSION = 1
LOCK = 0x6B657973
"""The advisory lock of all writers on PostgreSQL (the letters `keys`)."""

metadata = sa.MetaData()
data_keys = sa.Table(
    "data_keys",
    metadata,
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("purpose", sa.Text, primary_key=True),
    sa.Column("key_id", sa.Text, nullable=False, unique=True),
    sa.Column("wrapped", sa.LargeBinary, nullable=True),
    sa.Column("master_id", sa.Text, nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("retain_until", sa.Date, nullable=True),
    sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
)
"""A row without `wrapped` is a tombstone: its key is destroyed and is never made again."""

migrations = sa.Table(
    "migrations",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
)


class KeyStoreNotReady(Exception):  # noqa: N818 - named for what it is
    """The store has no tables yet, or tables of a newer program. The message says what to do."""


class KeyDatabase:
    """Transactions on the store's database; a write is durable when its block has ended."""

    def __init__(self, database: str) -> None:
        # One connection carries the whole in-memory database, so its users take turns.
        self._turn = threading.RLock() if database == "memory:" else None
        self._postgres = database.startswith("postgresql")
        self._engine = _engine(database)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        with self._my_turn(), _explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One writer at a time, over all processes."""
        with (
            self._my_turn(),
            _explained(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            if self._postgres:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                # A key must be durable before it is used, whatever the server's default is.
                connection.execute(
                    sa.text(
                        "SELECT set_config('synchronous_commit', 'on', true)"
                        " WHERE current_setting('synchronous_commit') = 'off'"
                    )
                )
            yield connection

    def migrate(self) -> None:
        """Makes the tables; two processes may do so at once. Raises KeyStoreNotReady."""
        with self.writing() as connection:
            if self._postgres:
                connection.execute(sa.text("CREATE SCHEMA IF NOT EXISTS keys"))
            metadata.create_all(connection)
            done = connection.scalar(sa.select(sa.func.max(migrations.c.number))) or 0
            if done > SCHEMA_VERSION:
                raise KeyStoreNotReady(
                    f"the key store has version {done}, this program knows {SCHEMA_VERSION}:"
                    " use the newer program"
                )
            if done < SCHEMA_VERSION:
                connection.execute(migrations.insert(), {"number": SCHEMA_VERSION})

    def scrub(self) -> None:
        """Removes what a destroyed key leaves behind in the tables' files.

        SQLite overwrites it at once (`secure_delete`); PostgreSQL keeps dead rows until a vacuum.
        """
        if self._postgres:
            with self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(
                    sa.text("VACUUM keys.data_keys")
                )

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
        else:
            with self._turn:
                yield


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.ProgrammingError) as error:
        missing = getattr(error.orig, "sqlstate", None) in {"42P01", "3F000"}
        if missing or "no such table" in str(error.orig):
            raise KeyStoreNotReady(
                "the key store has no tables yet: run `samhandling migrate`"
            ) from error
        raise


def _engine(database: str) -> sa.Engine:
    # hide_parameters: wrapped keys have no place in logs and tracebacks.
    if database == "memory:":
        engine = sa.create_engine(
            "sqlite://",
            poolclass=sa.StaticPool,
            connect_args={"check_same_thread": False},
            hide_parameters=True,
        )
    elif database.startswith("sqlite:///"):
        folder = Path(database.removeprefix("sqlite:///"))
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "keys.sqlite"
        file.touch(mode=0o600)
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(file)),
            connect_args={"timeout": 10},
            hide_parameters=True,
        )
    elif database.startswith("postgresql"):
        engine = sa.create_engine(
            sa.make_url(database).set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
        ).execution_options(schema_translate_map={None: "keys"})
    else:
        raise ValueError("a key store is memory:, sqlite:///<folder> or postgresql://…")
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not begin transactions by itself: a writer takes its lock at the start.
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
