"""The database of read models: how it is opened, written and prepared.

It can always be built again from the logs, so it stands apart from the ledger. Everything that
writes in it does so in one transaction at a time (`writing`): rows and the place they were
folded to move together.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import QueuePool

from shared.eventlog.projections.columns import UtcDateTime

SCHEMA_VERSION = 1
BUSY_SECONDS = 30.0
STATEMENT_TIMEOUT_MS = 60_000

bookkeeping = MetaData()

schema_version = Table("views_schema", bookkeeping, Column("version", Integer, primary_key=True))

read_models = Table(
    "read_models",
    bookkeeping,
    Column("name", String(40), primary_key=True),
    Column("generation", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", String(10), nullable=False),  # building, active, retired
    Column("table_names", Text, nullable=False),  # JSON: what to drop, whatever the code says then
)

positions = Table(
    "positions",
    bookkeeping,
    Column("reader", String(60), primary_key=True),
    Column("source", String(20), primary_key=True),
    Column("epoch", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    Column("event_id", Uuid),
)

retried = Table(
    "retried_events",  # parked events whose effect is in the rows, by reader
    bookkeeping,
    Column("reader", String(60), primary_key=True),
    Column("event_id", Uuid, primary_key=True),
)

timers = Table(
    "timers",
    bookkeeping,
    Column("key", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("case", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("fired_at", UtcDateTime),
    Column("refusal", Text),
    Column("attempts", Integer, nullable=False),
    Column("next_try_at", UtcDateTime, nullable=False),
    Column("error", Text),
    Index("timers_waiting", "fired_at", "next_try_at"),
)


class ViewsNotMigrated(RuntimeError):  # noqa: N818
    """The tables are not there, or older or newer than this code."""


def open_views(database: str, service: str) -> Engine:
    """The read models' database of one service.

    `memory:` is private and shared by the threads of the process, one at a time;
    `sqlite:///<folder>` is the file `<service>-views.sqlite` there; `postgresql://…` the schema
    `<service>_views`. Raises ValueError for anything else.
    """
    if database == "memory:":
        return _sqlite("sqlite://", pool_size=1, max_overflow=0)
    if database.startswith("sqlite:///"):
        folder = Path(database.removeprefix("sqlite:///"))
        folder.mkdir(parents=True, exist_ok=True)
        return _sqlite(f"sqlite:///{folder / f'{service}-views.sqlite'}")
    if database.startswith(("postgresql://", "postgres://")):
        return _postgres(database, f"{service}_views")
    # Not the value itself: it may hold a password.
    raise ValueError("the database must be memory:, sqlite:///<folder> or postgresql://…")


def _sqlite(url: str, **pool: Any) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        hide_parameters=True,
        connect_args={
            "timeout": BUSY_SECONDS,
            "check_same_thread": False,
            "isolation_level": None,  # BEGIN is ours, below
        },
        **pool,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Views are rebuilt if a power cut takes the last of them: synchronous=NORMAL is enough."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            break
        except sqlite3.OperationalError as error:  # SQLite does not wait for this lock itself
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once: one that must wait for it half-way would fail instead."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(database: str, schema: str) -> Engine:
    parts = urlsplit(database)
    query = dict(parse_qsl(parts.query))
    query["options"] = (
        f"{query.get('options', '')} -csearch_path={schema}"
        f" -cstatement_timeout={STATEMENT_TIMEOUT_MS}"
    ).strip()
    url = urlunsplit(parts._replace(scheme="postgresql+psycopg", query=urlencode(query)))
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,  # a restarted server costs one round trip, not one failed request
        pool_size=10,
        max_overflow=20,
        connect_args={"connect_timeout": 5},
    )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; there is only one at a time in a service's views."""
    with engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(
                    "SELECT pg_advisory_xact_lock("
                    "hashtextextended(current_setting('search_path'), 0))"
                )
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment, however many queries it makes.

    On PostgreSQL it first takes the lock that keeps a generation's tables from being dropped:
    a snapshot older than that lock could name tables that are gone.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("LOCK TABLE read_models IN ACCESS SHARE MODE")
            yield connection


def migrate_views(engine: Engine) -> None:
    """Prepares the bookkeeping tables; safe when several processes call it at once.

    Raises ViewsNotMigrated for a database that is newer than this code.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            schema = connection.exec_driver_sql("SHOW search_path").scalar_one()
            quoted = connection.dialect.identifier_preparer.quote(schema)
            connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {quoted}")
        schema_version.create(connection, checkfirst=True)
        version = connection.execute(select(func.max(schema_version.c.version))).scalar() or 0
        if version > SCHEMA_VERSION:
            raise ViewsNotMigrated(_older_code(version))
        if version < 1:
            bookkeeping.create_all(connection, checkfirst=True)
            connection.execute(insert(schema_version).values(version=1))


def check_views(engine: Engine) -> None:
    """Raises ViewsNotMigrated unless `migrate_views` has been run by a code of this version."""
    try:
        with engine.connect() as connection:
            version = connection.execute(select(func.max(schema_version.c.version))).scalar()
    except (OperationalError, ProgrammingError) as error:
        if not _no_such_table(error):
            raise
        version = None
    if version is None or version < SCHEMA_VERSION:
        raise ViewsNotMigrated("Lesemodellene er ikke klargjort. Kjør «samhandling migrate».")
    if version > SCHEMA_VERSION:
        raise ViewsNotMigrated(_older_code(version))


def _no_such_table(error: OperationalError | ProgrammingError) -> bool:
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return True
    return getattr(error.orig, "sqlstate", None) == "42P01"  # undefined_table


def _older_code(version: int) -> str:
    return (
        f"Lesemodellenes skjemaversjon er {version}, men dette programmet kjenner bare til "
        f"versjon {SCHEMA_VERSION}. Ta i bruk en nyere versjon av programmet."
    )
