"""Migrations: run once, by `samhandling migrate`, however many start it (architecture 4, 7)."""

import sqlite3
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import psycopg
import pytest

from shared.eventlog.ledger import Appended, Ledger
from shared.eventlog.recorders import NewerSchema, NotMigrated, open_ledger
from shared.eventlog.recorders.schema import CURRENT, MIGRATIONS
from tests.eventlog.store.appends import append_one, event
from tests.eventlog.store.conftest import SERVICE
from tests.eventlog.store.processes import START_SECONDS, migrate_together


def _administer(database: str, *statements: str) -> None:
    """What only somebody with the database's own tools could do."""
    if database.startswith("sqlite:"):
        file = Path(database.removeprefix("sqlite:///")) / f"{SERVICE}-ledger.sqlite"
        with sqlite3.connect(file, isolation_level=None) as lite:
            for statement in statements:
                lite.execute(statement)
        lite.close()
        return
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"SET search_path TO {SERVICE}")
        for statement in statements:
            connection.execute(statement)


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.number for migration in MIGRATIONS] == list(range(1, CURRENT + 1))


def test_a_ledger_is_opened_before_but_not_used_before_it_is_migrated(
    durable_database: str, opened: Callable[[str], Ledger]
) -> None:
    ledger = opened(durable_database)
    assert ledger.schema_version() == 0
    uses: list[Callable[[], object]] = [
        ledger.head,
        lambda: ledger.epoch,
        lambda: ledger.place("reactions"),
        lambda: ledger.read_log(after=0),
        lambda: ledger.read_stream("case-1"),
        lambda: ledger.wait(after=0, timeout=0),
        lambda: append_one(ledger, event("case-1")),
    ]
    for use in uses:
        with pytest.raises(NotMigrated, match="samhandling migrate"):
            use()
    opened(durable_database).migrate()
    assert ledger.schema_version() == CURRENT
    assert append_one(ledger, event("case-1")) == Appended((1,))


def test_opening_makes_no_file(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/new", SERVICE)
    with pytest.raises(NotMigrated):
        ledger.head()
    ledger.close()
    assert not (tmp_path / "new").exists()


def test_migrating_again_changes_nothing(
    durable_database: str, opened: Callable[[str], Ledger]
) -> None:
    """Position: the epoch is the ledger's identity, given once."""
    ledger = opened(durable_database)
    ledger.migrate()
    epoch = ledger.epoch
    append_one(ledger, event("case-1"))
    ledger.migrate()
    again = opened(durable_database)
    assert (again.epoch, again.head(), again.schema_version()) == (epoch, 1, CURRENT)


def test_processes_that_migrate_at_once_end_with_one_ledger(durable_database: str) -> None:
    """Trap: concurrent table creation at start."""
    spawning = get_context("spawn")
    start, results = spawning.Barrier(2), spawning.Queue()
    arguments = (durable_database, SERVICE, start, results)
    processes = [
        spawning.Process(target=migrate_together, args=arguments, daemon=True) for _ in range(2)
    ]
    for process in processes:
        process.start()
    told = [results.get(timeout=START_SECONDS) for _ in processes]
    for process in processes:
        process.join(START_SECONDS)
        assert process.exitcode == 0
    assert told[0] == told[1]
    assert told[0][0] == CURRENT


def test_a_database_of_a_newer_program_is_refused(
    durable_database: str, opened: Callable[[str], Ledger]
) -> None:
    opened(durable_database).migrate()
    _administer(
        durable_database,
        f"INSERT INTO migrations (number, name) VALUES ({CURRENT + 1}, 'from the future')",
    )
    ledger = opened(durable_database)
    assert ledger.schema_version() == CURRENT + 1
    with pytest.raises(NewerSchema, match=f"versjon {CURRENT + 1}"):
        ledger.head()
    with pytest.raises(NewerSchema):
        append_one(ledger, event("case-1"))
    with pytest.raises(NewerSchema):
        ledger.migrate()


@pytest.mark.parametrize(
    "change",
    ["UPDATE stored_events SET topic = 'another'", "DELETE FROM stored_events"],
)
def test_the_database_itself_refuses_to_change_an_event(
    durable_database: str, opened: Callable[[str], Ledger], change: str
) -> None:
    """R-4: nothing that was recorded is changed, not by an operator's slip either."""
    ledger = opened(durable_database)
    ledger.migrate()
    append_one(ledger, event("case-1"))
    with pytest.raises(
        (sqlite3.IntegrityError, psycopg.errors.RaiseException), match="append-only"
    ):
        _administer(durable_database, change)
    assert ledger.head() == 1


def test_a_position_is_never_given_twice_on_sqlite(
    tmp_path: Path, opened: Callable[[str], Ledger]
) -> None:
    """Trap H6: SQLite gives the rowid of a removed newest row anew."""
    database = f"sqlite:///{tmp_path}"
    ledger = opened(database)
    ledger.migrate()
    append_one(ledger, event("case-1"), event("case-1", 2))
    _administer(
        database,
        "DROP TRIGGER stored_events_not_deleted",
        "DELETE FROM stored_events WHERE notification_id = 2",
    )
    assert append_one(ledger, event("case-2")) == Appended((3,))


@pytest.mark.parametrize("service", ["", "Governance", "a; DROP TABLE x", "../other"])
def test_a_service_has_a_name_that_can_be_a_schema(service: str) -> None:
    with pytest.raises(ValueError, match="service"):
        open_ledger("memory:", service)


def test_another_database_is_refused_without_telling_its_password() -> None:
    with pytest.raises(ValueError, match="must be") as refused:
        open_ledger("mysql://user:secret@host/db", SERVICE)
    assert "secret" not in str(refused.value)
