"""A counting service on every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.eventlog.ledger import Ledger
from shared.eventlog.recorders import open_ledger
from tests.eventlog.handling.counting import Counting, seals


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    match request.param:
        case "memory":
            database = "memory:"
        case "sqlite":
            database = f"sqlite:///{tmp_path}"
        case _:
            database = request.getfixturevalue("postgres")
    opened = open_ledger(database, "intake")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def counting(ledger: Ledger) -> Iterator[Counting]:
    service = Counting(ledger, seals())
    yield service
    service.close()


@pytest.fixture
def replica(counting: Counting) -> Iterator[Counting]:
    """A second process's handler on the same ledger, with a cache of its own."""
    service = Counting(counting.ledger, counting.seals)
    yield service
    service.close()
