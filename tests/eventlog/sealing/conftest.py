"""A key store of every kind, a clock that is set by the test, and master keys."""

import base64
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.sealing import Seals


class SetClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def pass_time(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def master_text() -> str:
    return base64.b64encode(os.urandom(32)).decode()


@pytest.fixture
def master(master_text: str) -> MasterKey:
    return MasterKey.from_text(master_text)


@pytest.fixture(params=["sqlite", "postgres"])
def durable(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database that several processes can share."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres")
        return url
    return f"sqlite:///{tmp_path / 'keys'}"


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def keystore(
    request: pytest.FixtureRequest, tmp_path: Path, master: MasterKey, clock: SetClock
) -> Iterator[KeyStore]:
    """A migrated store."""
    where: dict[str, Callable[[], str]] = {
        "memory": lambda: "memory:",
        "sqlite": lambda: f"sqlite:///{tmp_path / 'keys'}",
        "postgres": lambda: str(request.getfixturevalue("postgres")),
    }
    store = KeyStore(where[request.param](), master, clock=clock)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def seals(master: MasterKey, clock: SetClock) -> Iterator[Seals]:
    """Seals over a store in memory."""
    store = KeyStore("memory:", master, clock=clock)
    store.migrate()
    yield Seals(store, clock=clock)
    store.close()
