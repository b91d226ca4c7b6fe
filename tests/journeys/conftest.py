"""The platform as five processes and as one, each with the example loaded; after each journey
that speaks through `client`, nothing is set aside."""

from collections.abc import Iterator

import pytest

from deploy.assembled import Assembled, assembled
from deploy.embedded_valkey import EmbeddedValkey
from deploy.playing.client import Client
from tests.installation.checking import assert_nothing_is_set_aside
from tests.installation.installation import Installation, five_processes, one_process
from tests.installation.playing import load_example
from tests.servers.postgres import PostgresServer
from tests.servers.postgres_databases import Databases


@pytest.fixture(scope="package")
def five(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    postgres_databases: Databases,
) -> Iterator[Installation]:
    """Each service in a process of its own, on PostgreSQL and Valkey."""
    postgres_server.start()
    folder = tmp_path_factory.mktemp("five")
    valkey = EmbeddedValkey(folder / "valkey")
    valkey.start()
    database = postgres_databases.take()
    try:
        with five_processes(folder, database, valkey.url) as installation:
            load_example(installation)
            yield installation
    finally:
        valkey.stop()
        postgres_server.start()
        postgres_databases.give_back(database)


@pytest.fixture(scope="package")
def parts(five: Installation) -> Iterator[Assembled]:
    """The parts of the installation, beside the processes that run it."""
    with assembled(five.settings) as found:
        yield found


@pytest.fixture
def client(five: Installation, parts: Assembled) -> Iterator[Client]:
    """A client of the five processes; after each journey nothing is set aside."""
    with five.client() as speaking:
        yield speaking
    assert_nothing_is_set_aside(parts)


@pytest.fixture(scope="package")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """All services in one process, on SQLite and an embedded Valkey."""
    with one_process(tmp_path_factory.mktemp("one")) as installation:
        load_example(installation)
        yield installation
