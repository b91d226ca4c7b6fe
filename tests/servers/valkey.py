"""A real Valkey for the tests: one per worker, in a fresh folder, emptied before each test."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import redis

from deploy.embedded_valkey import EmbeddedValkey


@dataclass(frozen=True, slots=True)
class ValkeyControl:
    """What can happen to a server: emptied, restarted, killed, gone for a while."""

    server: EmbeddedValkey

    @property
    def url(self) -> str:
        return self.server.url

    def flush(self) -> None:
        """Empties it, as an operator or a failover might."""
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def start(self) -> None:
        self.server.start()

    def stop(self) -> None:
        self.server.stop()

    def kill(self) -> None:
        """SIGKILL; it stays away until `start`."""
        self.server.kill()

    def restart(self) -> None:
        """Stopped in order and started again with its data."""
        self.server.stop()
        self.server.start()


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    server = EmbeddedValkey(tmp_path_factory.mktemp("valkey"))
    server.start()
    yield server
    server.stop()
    if server.socket.parent != server.folder:  # the folder's name was too long for a socket
        shutil.rmtree(server.socket.parent)


@pytest.fixture
def valkey_control(valkey_server: EmbeddedValkey) -> ValkeyControl:
    """An empty, running server that the test may ill-treat."""
    control = ValkeyControl(valkey_server)
    control.start()
    control.flush()
    return control


@pytest.fixture
def valkey(valkey_control: ValkeyControl) -> str:
    """The address of an empty server."""
    return valkey_control.url
