"""A store of documents of every kind, with seals of its own."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.eventlog.documents import Documents
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.sealing import Seals


@pytest.fixture
def keystore() -> Iterator[KeyStore]:
    master = MasterKey.from_text(base64.b64encode(os.urandom(32)).decode())
    store = KeyStore("memory:", master)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def seals(keystore: KeyStore) -> Seals:
    return Seals(keystore)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    match request.param:
        case "memory":
            return "memory:"
        case "sqlite":
            return f"sqlite:///{tmp_path / 'kept'}"
        case _:
            # Only asked for here: the server is not started for the other two.
            return str(request.getfixturevalue("postgres"))


@pytest.fixture
def documents(database: str, seals: Seals) -> Iterator[Documents]:
    """A migrated, empty store."""
    store = Documents(database, seals)
    store.migrate()
    yield store
    store.close()
