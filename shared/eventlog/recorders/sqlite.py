"""A ledger in an SQLite file."""

import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition, Lock
from typing import Any
from uuid import UUID

from eventsourcing.sqlite import SQLiteApplicationRecorder

from shared.eventlog.ledger import Append, Outcome, Place, Stored
from shared.eventlog.recorders.appending import GroupCommit
from shared.eventlog.recorders.failures import StoreUnavailable
from shared.eventlog.recorders.judging import Judgement, judge, readers_of, subjects_of
from shared.eventlog.recorders.schema import MIGRATIONS, require_current, require_not_newer
from shared.eventlog.recorders.sqlite_datastore import DurableDatastore, preparing

POLL_SECONDS = 0.05
"""How soon a waiting reader sees what another process has appended."""

_HEADS = """
    SELECT value, (SELECT MAX(originator_version) FROM stored_events WHERE originator_id = value)
    FROM json_each(?)
"""
_PLACES = """
    SELECT reader, epoch, position, event_id FROM readers
    WHERE reader IN (SELECT value FROM json_each(?))
"""
_HIGHEST_EVER = "SELECT seq FROM sqlite_sequence WHERE name = 'stored_events'"
_INSERT = "INSERT INTO stored_events VALUES (?, ?, ?, ?, ?)"
_MOVE = "INSERT OR REPLACE INTO readers VALUES (?, ?, ?, ?)"
_EVENTS = (
    "SELECT notification_id, originator_id, originator_version, topic, state FROM stored_events"
)


class SQLiteLedger(GroupCommit, SQLiteApplicationRecorder):
    """Several processes may have it open; one writes at a time."""

    def __init__(self, folder: Path, service: str, new_id: Callable[[], UUID]) -> None:
        self._file = folder / f"{service}-ledger.sqlite"
        self._durable = DurableDatastore(self._file)
        super().__init__(self._durable)
        self._service = service
        self._new_id = new_id
        self._epoch: UUID | None = None
        self._writer = Lock()
        self._grown = Condition()
        self._current = False
        self._closed = False

    @property
    def epoch(self) -> UUID:
        if self._epoch is None:
            self._require_current()
            [text] = self._select("SELECT epoch FROM ledger")[0]
            self._epoch = UUID(text)
        return self._epoch

    def migrate(self) -> None:
        with preparing(self._file) as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS migrations ("
                "number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                "run_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
            )
            [done] = connection.execute(
                "SELECT coalesce(MAX(number), 0) FROM migrations"
            ).fetchone()
            require_not_newer(self._service, done)
            for migration in MIGRATIONS[done:]:
                for statement in migration.sqlite:
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO migrations (number, name) VALUES (?, ?)",
                    (migration.number, migration.name),
                )
            connection.execute("INSERT OR IGNORE INTO ledger VALUES (1, ?)", (str(self._new_id()),))

    def schema_version(self) -> int:
        if not self._file.exists() or not self._select(
            "SELECT 1 FROM sqlite_master WHERE name = 'migrations'"
        ):
            return 0
        [number] = self._select("SELECT coalesce(MAX(number), 0) FROM migrations")[0]
        return int(number)

    def _require_current(self) -> None:
        """Asked of the file once, since only `migrate` changes the answer."""
        if self._closed:
            raise StoreUnavailable("hendelsesloggen er lukket")
        if not self._current:
            require_current(self._service, self.schema_version())
            self._current = True

    def _commit(self, appends: Sequence[Append]) -> list[Outcome]:
        self._require_current()
        with self._writer, self._durable.writing() as cursor:
            judged = _judge(cursor, appends)
            if judged.accepted:
                cursor.executemany(
                    _INSERT,
                    [
                        (event.position, event.subject, event.version, event.type, event.body)
                        for event in judged.accepted
                    ],
                )
            if judged.moves:
                cursor.executemany(
                    _MOVE, [(reader, *_columns(place)) for reader, place in judged.moves.items()]
                )
        with self._grown:
            self._grown.notify_all()
        return judged.outcomes

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]:
        self._require_current()
        rows = self._select(
            f"{_EVENTS} WHERE originator_id = ? AND originator_version > ? "
            "ORDER BY originator_version",
            (subject, after),
        )
        return list(map(Stored._make, rows))

    def read_log(self, *, after: int, limit: int = 1_000) -> list[Stored]:
        self._require_current()
        rows = self._select(
            f"{_EVENTS} WHERE notification_id > ? ORDER BY notification_id LIMIT ?", (after, limit)
        )
        return list(map(Stored._make, rows))

    def head(self) -> int:
        self._require_current()
        [highest] = self._select("SELECT coalesce(MAX(notification_id), 0) FROM stored_events")[0]
        return int(highest)

    def place(self, reader: str) -> Place | None:
        self._require_current()
        rows = self._select(_PLACES, (json.dumps([reader]),))
        return _place(rows[0]) if rows else None

    def wait(self, *, after: int, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        while True:
            with self._grown:
                # Asked under the condition, or an append in between would be seen late.
                if self.head() > after:
                    return True
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                self._grown.wait(min(POLL_SECONDS, left))
                if self._closed:
                    return False

    def close(self) -> None:
        with self._grown:
            self._closed = True
            self._grown.notify_all()
        with self._writer:
            self._durable.close()

    def _select(self, statement: str, values: Sequence[str | int] = ()) -> list[Any]:
        with self._durable.reading() as cursor:
            return cursor.execute(statement, values).fetchall()


def _judge(cursor: sqlite3.Cursor, appends: Sequence[Append]) -> Judgement:
    highest = cursor.execute(_HIGHEST_EVER).fetchone()
    heads = cursor.execute(_HEADS, (json.dumps(subjects_of(appends)),)).fetchall()
    readers = readers_of(appends)
    places = cursor.execute(_PLACES, (json.dumps(readers),)).fetchall() if readers else []
    return judge(
        appends,
        highest=highest[0] if highest else 0,
        heads={subject: head or 0 for subject, head in heads},
        places={row[0]: _place(row) for row in places},
    )


def _columns(place: Place) -> tuple[str, int, str | None]:
    return str(place.epoch), place.position, str(place.event_id) if place.event_id else None


def _place(row: tuple[str, str, int, str | None]) -> Place:
    _, epoch, position, event_id = row
    return Place(UUID(epoch), position, UUID(event_id) if event_id else None)
