"""A ledger in PostgreSQL: one schema for each service."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg import Cursor
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Identifier

from shared.eventlog.ledger import Append, Outcome, Place, Stored
from shared.eventlog.recorders.appending import GroupCommit
from shared.eventlog.recorders.judging import Judgement, judge, readers_of, subjects_of
from shared.eventlog.recorders.postgres_datastore import LedgerDatastore
from shared.eventlog.recorders.postgres_listener import Listener
from shared.eventlog.recorders.postgres_statements import Statements
from shared.eventlog.recorders.schema import MIGRATIONS, require_current, require_not_newer


def _lock_key(service: str, purpose: str) -> int:
    """An advisory lock's number: a database holds many, so it is drawn from its name."""
    digest = sha256(f"samhandling ledger {service} {purpose}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


class PostgresLedger(GroupCommit, PostgresApplicationRecorder):
    """Any number of processes may append; an advisory lock gives them their turn.

    Not a lock on the table, which would keep autovacuum away from it.
    """

    def __init__(self, url: str, service: str, new_id: Callable[[], UUID]) -> None:
        self._connections = LedgerDatastore(url, service)
        super().__init__(self._connections)
        self.channel_name = f"{service}_ledger"
        self._service = service
        self._new_id = new_id
        self._sql = Statements(service)
        self._append_lock = _lock_key(service, "append")
        self._listener = Listener(self._connections.parameters, self.channel_name, self._sql.head)
        self._epoch: UUID | None = None
        self._current = False

    @property
    def epoch(self) -> UUID:
        if self._epoch is None:
            self._require_current()
            [row] = self._select(self._sql.epoch)
            self._epoch = UUID(str(row[0]))
        return self._epoch

    def migrate(self) -> None:
        with self._connections.connected() as connection, connection.transaction():
            cursor = connection.cursor(row_factory=tuple_row)
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute(self._sql.lock, (_lock_key(self._service, "migrate"),))
            cursor.execute(self._sql.prepare)
            self._run_migrations(cursor)

    def _run_migrations(self, cursor: Cursor[tuple[Any, ...]]) -> None:
        [done] = cursor.execute(self._sql.migrated).fetchall()[0]
        require_not_newer(self._service, done)
        for migration in MIGRATIONS[done:]:
            for statement in migration.postgres:
                cursor.execute(SQL(statement).format(schema=Identifier(self._service)))
            cursor.execute(self._sql.record_migration, (migration.number, migration.name))
        cursor.execute(self._sql.give_epoch, (self._new_id(),))

    def schema_version(self) -> int:
        [[table]] = self._select(b"SELECT to_regclass(%s)::text", f'"{self._service}".migrations')
        if table is None:
            return 0
        [[number]] = self._select(self._sql.migrated)
        return int(number)

    def _require_current(self) -> None:
        """Asked of the database once, since only `migrate` changes the answer."""
        if not self._current:
            require_current(self._service, self.schema_version())
            self._current = True

    def _commit(self, appends: Sequence[Append]) -> list[Outcome]:
        self._require_current()
        with self._connections.connected() as connection, connection.pipeline():
            cursor = connection.cursor(row_factory=tuple_row)
            cursor.execute("BEGIN")
            cursor.execute(self._sql.lock, (self._append_lock,))
            judged = self._judge(cursor, appends)
            self._write(cursor, judged)
            # Also where nothing was written: a ROLLBACK in a pipeline confuses the driver's
            # prepared statements (it drops them after it has prepared the next one).
            cursor.execute("COMMIT")
        # The pipeline has been left without an error: the commit is acknowledged.
        return judged.outcomes

    def _judge(self, cursor: Cursor[tuple[Any, ...]], appends: Sequence[Append]) -> Judgement:
        subjects, readers = subjects_of(appends), readers_of(appends)
        places: dict[str, Place] = {}
        if readers:
            cursor.execute(self._sql.places, (readers,))
            places = {row[0]: Place(*row[1:]) for row in cursor.fetchall()}
        [[highest, versions]] = cursor.execute(self._sql.heads, (subjects,)).fetchall()
        heads = dict(zip(subjects, versions, strict=True))
        return judge(appends, highest=highest, heads=heads, places=places)

    def _write(self, cursor: Cursor[tuple[Any, ...]], judged: Judgement) -> None:
        if judged.accepted:
            columns = (
                [event.position for event in judged.accepted],
                [event.subject for event in judged.accepted],
                [event.version for event in judged.accepted],
                [event.type for event in judged.accepted],
                [event.body for event in judged.accepted],
            )
            cursor.execute(self._sql.insert, columns)
            head = judged.accepted[-1].position
            cursor.execute(self._sql.notify, (self.channel_name, str(head)))
        if judged.moves:
            places = judged.moves.values()
            cursor.execute(
                self._sql.move,
                (
                    list(judged.moves),
                    [place.epoch for place in places],
                    [place.position for place in places],
                    [place.event_id for place in places],
                ),
            )

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]:
        self._require_current()
        return list(map(Stored._make, self._select(self._sql.stream, subject, after)))

    def read_log(self, *, after: int, limit: int = 1_000) -> list[Stored]:
        self._require_current()
        return list(map(Stored._make, self._select(self._sql.log, after, limit)))

    def head(self) -> int:
        self._require_current()
        [[highest]] = self._select(self._sql.head)
        return int(highest)

    def place(self, reader: str) -> Place | None:
        self._require_current()
        rows = self._select(self._sql.places, [reader])
        return Place(*rows[0][1:]) if rows else None

    def wait(self, *, after: int, timeout: float) -> bool:
        self._require_current()
        return self._listener.wait(after, timeout)

    def close(self) -> None:
        self._listener.close()
        self._connections.close()

    def _select(self, statement: bytes, *values: str | int | list[str]) -> list[tuple[Any, ...]]:
        with self._connections.connected() as connection:
            cursor = connection.cursor(row_factory=tuple_row, binary=True)
            return cursor.execute(statement, values, prepare=True).fetchall()
