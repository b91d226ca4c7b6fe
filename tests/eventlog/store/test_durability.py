"""What is acknowledged is on the disk, and a store that comes back is used again."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from shared.eventlog.ledger import Appended, Ledger
from shared.eventlog.recorders import StoreUnavailable, open_ledger
from shared.eventlog.recorders.postgres_datastore import LedgerDatastore
from shared.eventlog.recorders.sqlite_datastore import DurableDatastore
from tests.eventlog.store.appends import append_one, event, fill
from tests.eventlog.store.conftest import SERVICE
from tests.servers.postgres import PostgresServer


def test_every_sqlite_connection_commits_to_the_disk(tmp_path: Path) -> None:
    """G, SQLite: WAL with synchronous=FULL, on each connection of the pool."""
    ledger = open_ledger(f"sqlite:///{tmp_path}", SERVICE)
    ledger.migrate()
    ledger.close()
    datastore = DurableDatastore(tmp_path / f"{SERVICE}-ledger.sqlite")
    with ExitStack() as stack:
        cursors = [stack.enter_context(datastore.reading()) for _ in range(15)]
        levels = {cursor.execute("PRAGMA synchronous").fetchone() for cursor in cursors}
        modes = {cursor.execute("PRAGMA journal_mode").fetchone() for cursor in cursors}
    datastore.close()
    assert (levels, modes) == ({(2,)}, {("wal",)})


def test_postgres_sessions_can_not_hang_and_commit_to_the_disk(postgres: str) -> None:
    """Trap H1: a statement time-out; and durable whatever the server's default is."""
    name = postgres.rpartition("/")[2]
    with psycopg.connect(postgres, autocommit=True) as administrator:
        administrator.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    datastore = LedgerDatastore(postgres, SERVICE)
    with datastore.connected() as connection:
        settings = {
            setting: connection.execute(f"SHOW {setting}").fetchone()
            for setting in ("statement_timeout", "synchronous_commit", "transaction_isolation")
        }
    datastore.close()
    assert settings == {
        "statement_timeout": {"statement_timeout": "30s"},
        "synchronous_commit": {"synchronous_commit": "on"},
        "transaction_isolation": {"transaction_isolation": "read committed"},
    }


def test_a_unix_socket_is_refused() -> None:
    """Trap H1: connect over TCP."""
    with pytest.raises(ValueError, match="TCP"):
        open_ledger("postgresql://user@/db?host=/var/run/postgresql", SERVICE)


def test_a_locked_sqlite_file_is_unavailable_and_then_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.eventlog.recorders.sqlite_datastore.LOCK_SECONDS", 0.1)
    ledger = open_ledger(f"sqlite:///{tmp_path}", SERVICE)
    ledger.migrate()
    other = sqlite3.connect(tmp_path / f"{SERVICE}-ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="locked"):
        append_one(ledger, event("case-1"))
    other.execute("ROLLBACK")
    other.close()
    assert append_one(ledger, event("case-1")) == Appended((1,))
    ledger.close()


def test_a_server_that_was_away_is_used_again(
    own_postgres_server: PostgresServer, postgres_ledger: Ledger
) -> None:
    """Errors of connection are said, and the next call works when the server is back."""
    fill(postgres_ledger, 3)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: postgres_ledger.head(), range(16)))
    own_postgres_server.stop()
    with pytest.raises(StoreUnavailable):
        postgres_ledger.head()
    with pytest.raises(StoreUnavailable):
        append_one(postgres_ledger, event("case-2"))
    own_postgres_server.start()
    assert postgres_ledger.head() == 3
    assert append_one(postgres_ledger, event("case-2")) == Appended((4,))


def test_a_restart_in_between_costs_one_call(
    own_postgres_server: PostgresServer, postgres_ledger: Ledger
) -> None:
    fill(postgres_ledger, 3)
    own_postgres_server.stop()
    own_postgres_server.start()
    with pytest.raises(StoreUnavailable):
        append_one(postgres_ledger, event("case-1", 4))
    assert append_one(postgres_ledger, event("case-1", 4)) == Appended((4,))


def test_what_was_acknowledged_survives_a_crash(
    own_postgres_server: PostgresServer, postgres_ledger: Ledger
) -> None:
    """8: every acknowledged command has its effect, whatever crashes."""
    for version in range(1, 51):
        assert append_one(postgres_ledger, event("case-1", version)) == Appended((version,))
    own_postgres_server.kill()
    own_postgres_server.start()
    with pytest.raises(StoreUnavailable):
        postgres_ledger.head()
    assert [stored.version for stored in postgres_ledger.read_stream("case-1")] == list(
        range(1, 51)
    )


def test_those_who_wait_hear_that_the_server_is_gone(
    own_postgres_server: PostgresServer, postgres_ledger: Ledger
) -> None:
    fill(postgres_ledger, 1)
    assert not postgres_ledger.wait(after=1, timeout=0.05)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(postgres_ledger.wait, after=1, timeout=60)
        own_postgres_server.stop()
        with pytest.raises(StoreUnavailable):
            waiting.result(timeout=20)
        own_postgres_server.start()
        waiting = threads.submit(postgres_ledger.wait, after=1, timeout=60)
        with pytest.raises(StoreUnavailable):
            postgres_ledger.head()
        append_one(postgres_ledger, event("case-1", 2))
        assert waiting.result(timeout=20)


def test_a_terminated_session_costs_one_call(postgres: str, postgres_ledger: Ledger) -> None:
    fill(postgres_ledger, 1)
    with psycopg.connect(postgres, autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with pytest.raises(StoreUnavailable):
        postgres_ledger.head()
    assert postgres_ledger.head() == 1
