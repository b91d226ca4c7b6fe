"""Connections to a ledger's SQLite file: WAL, and every commit on the disk before it returns."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from eventsourcing.domain import EventSourcingError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteDatastore,
)

from shared.eventlog.recorders.failures import StoreUnavailable

LOCK_SECONDS = 30
"""How long a writer waits for a writer of another process."""

_SYNCHRONOUS_FULL = 2


class DurableConnectionPool(SQLiteConnectionPool):
    """The library's pool can't be told how durable a commit is; this one sees to it."""

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA synchronous")
        [level] = cursor.fetchone()
        if level != _SYNCHRONOUS_FULL:
            connection.close()
            raise sqlite3.OperationalError(f"synchronous is {level}, not FULL")
        return connection


class DurableDatastore(SQLiteDatastore):
    """One file, opened only where it exists: it is made by `migrate` alone."""

    def __init__(self, file: Path) -> None:
        name = f"file:{quote(str(file.absolute()))}?mode=rw"
        super().__init__(name, originator_id_type="text")
        # The one made above has opened nothing yet.
        self.pool = DurableConnectionPool(
            db_name=name,
            lock_timeout=LOCK_SECONDS,
            pool_size=10,
            max_overflow=30,
            pool_timeout=LOCK_SECONDS,
        )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Cursor]:
        """A cursor outside any transaction: each SELECT sees one state of the file.

        Raises StoreUnavailable.
        """
        with (
            _translated(),
            self.get_connection(commit=False) as connection,
            connection.cursor() as cursor,
        ):
            cursor.row_factory = None
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Cursor]:
        """A transaction that holds the write lock from its first moment.

        Raises StoreUnavailable.
        """
        with self.reading() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                cursor.connection.rollback()
                raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, EventSourcingError) as error:
        raise StoreUnavailable(f"hendelsesloggen svarer ikke: {error}") from error


@contextmanager
def preparing(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, made if need be, with the only process that may prepare it.

    The switch to WAL fails at once if two processes try it together, hence the lock on the
    folder around all of it. Commits when left, rolls back on an error.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        connection = sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        finally:
            connection.close()
    finally:
        os.close(folder)
