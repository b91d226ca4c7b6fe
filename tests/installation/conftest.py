"""One installation of the region's shape, for the tests of this folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.embedded_valkey import EmbeddedValkey
from tests.installation.as_in_manifests import as_in_manifests
from tests.installation.checking import Counts, told_since
from tests.installation.installation import Installation
from tests.installation.operations import make_keys
from tests.installation.playing import load_example, play
from tests.servers.postgres import PostgresServer
from tests.servers.postgres_databases import Databases


@dataclass(frozen=True)
class Region:
    """The installation, its settings, and what one case tells when nothing goes wrong."""

    installation: Installation
    environment: dict[str, str]
    undisturbed: Counts
    payroll: list[str]


@pytest.fixture(scope="package")
def region(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    postgres_databases: Databases,
) -> Iterator[Region]:
    folder = tmp_path_factory.mktemp("region")
    with regional(folder, postgres_server, postgres_databases) as found:
        yield found


@pytest.fixture
def untouched_region(
    tmp_path: Path, postgres_server: PostgresServer, postgres_databases: Databases
) -> Iterator[Region]:
    """One that nobody else claims time in: an agreement has so many hours a month (C-6)."""
    with regional(tmp_path, postgres_server, postgres_databases) as found:
        yield found


@contextmanager
def regional(folder: Path, server: PostgresServer, databases: Databases) -> Iterator[Region]:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: the keys are made with it")
    server.start()
    make_keys(folder / "keys")
    valkey = EmbeddedValkey(folder / "valkey")
    valkey.start()
    database = databases.take()
    try:
        with as_in_manifests(folder, database, valkey.url, folder / "keys") as (
            installation,
            environment,
        ):
            load_example(installation)
            before = installation.heads()
            walked = play(installation, "undisturbed")
            yield Region(
                installation,
                environment,
                told_since(installation, before),
                sorted(walked.payroll["content"].splitlines()),
            )
    finally:
        valkey.stop()
        server.start()
        databases.give_back(database)
