"""The same readers on every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.eventlog.readers.world import World


@pytest.fixture(params=["sqlite", "postgres"])
def durable(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a fresh database that outlives a process."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def world(database: str) -> Iterator[World]:
    """A service with its readers, prepared stores and empty logs."""
    made = World(database)
    yield made
    made.close()


@pytest.fixture
def durable_world(durable: str) -> Iterator[World]:
    """The same, where stores outlive a process and readers work side by side."""
    made = World(durable)
    yield made
    made.close()
