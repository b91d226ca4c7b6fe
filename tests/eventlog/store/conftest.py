"""The same ledger three times: in memory, in an SQLite file, in PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared.eventlog.appender import Appender
from shared.eventlog.ledger import Ledger
from shared.eventlog.recorders import open_ledger

SERVICE = "governance"
DURABLE = ("sqlite", "postgres")


@pytest.fixture
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the address of a new, empty database in a store of this kind."""

    def create(store: str) -> str:
        match store:
            case "memory":
                return "memory:"
            case "sqlite":
                return f"sqlite:///{tmp_path}"
            case "postgres":
                # Only asked for here: the server is not started for the other two.
                return str(request.getfixturevalue("postgres"))
            case _:
                raise ValueError(store)

    return create


@pytest.fixture
def opened() -> Iterator[Callable[[str], Ledger]]:
    """Opens handles to a database and closes them after the test."""
    handles: list[Ledger] = []

    def open_one(database: str) -> Ledger:
        handles.append(open_ledger(database, SERVICE))
        return handles[-1]

    yield open_one
    for handle in handles:
        handle.close()


@pytest.fixture(params=["memory", *DURABLE])
def ledger(
    request: pytest.FixtureRequest,
    fresh_database: Callable[[str], str],
    opened: Callable[[str], Ledger],
) -> Ledger:
    """A migrated, empty ledger, in each of the three stores."""
    handle = opened(fresh_database(request.param))
    handle.migrate()
    return handle


@pytest.fixture(params=DURABLE)
def durable_database(request: pytest.FixtureRequest, fresh_database: Callable[[str], str]) -> str:
    """The address of an empty database that outlives its handles."""
    return fresh_database(request.param)


@pytest.fixture
def postgres_ledger(postgres: str, opened: Callable[[str], Ledger]) -> Ledger:
    """A migrated, empty ledger in the database that the test asks for as `postgres` too."""
    ledger = opened(postgres)
    ledger.migrate()
    return ledger


@pytest.fixture
def appenders() -> Iterator[Callable[..., Appender]]:
    made: list[Appender] = []

    def make(ledger: Ledger, **options: int) -> Appender:
        made.append(Appender(ledger, **options))
        return made[-1]

    yield make
    for appender in made:
        appender.close()
