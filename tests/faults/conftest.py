"""One installation of five services, each in a process of its own and intake in two, with the
example loaded, for the tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from deploy.embedded_valkey import EmbeddedValkey
from tests.installation.checking import Counts, told_since
from tests.installation.installation import Installation, five_processes
from tests.installation.playing import load_example, play
from tests.servers.postgres import PostgresServer
from tests.servers.postgres_databases import Databases
from tests.servers.valkey import ValkeyControl


@dataclass(frozen=True, slots=True)
class Ground:
    """The installation, its Valkey, and what one walk tells there when nothing goes wrong."""

    installation: Installation
    valkey: ValkeyControl
    undisturbed: Counts


@pytest.fixture(scope="package")
def ground(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    postgres_databases: Databases,
) -> Iterator[Ground]:
    postgres_server.start()
    folder = tmp_path_factory.mktemp("installation")
    valkey = EmbeddedValkey(folder / "valkey")
    valkey.start()
    database = postgres_databases.take()
    try:
        with five_processes(folder, database, valkey.url, {"intake": 2}) as installation:
            load_example(installation)
            before = installation.heads()
            play(installation, "undisturbed")
            yield Ground(installation, ValkeyControl(valkey), told_since(installation, before))
    finally:
        valkey.stop()
        postgres_server.start()
        postgres_databases.give_back(database)


@pytest.fixture
def five(ground: Ground) -> Iterator[Ground]:
    """All of it running and ready; what its programs say is shown where a test fails."""
    ground.valkey.start()
    ground.installation.start()
    ground.installation.news()
    yield ground
    print(ground.installation.news())
