"""Serving: some or all services in this process, behind uvicorn."""

import errno
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx2
import uvicorn

from deploy.services import built
from shared.contracts.record import ServiceName
from shared.service.process import Process, surroundings
from shared.service.settings import Settings

GRACE_SECONDS = 15
"""For what is in hand when the end comes; the services then have the rest of half a minute."""
READY_SECONDS = 60.0


class AddressInUse(Exception):  # noqa: N818 - named for what it says
    """Something else answers on the port."""


class CannotListen(Exception):  # noqa: N818
    """The address is none of this machine's, or this user may not have the port."""


class NotReady(Exception):  # noqa: N818
    """The services did not become ready in time; the text says which part fails."""


class ExampleFailed(Exception):  # noqa: N818
    """The example data could not be loaded; the text says at what."""


@dataclass(frozen=True)
class Served:
    """Services of one process and the server before them."""

    settings: Settings
    process: Process
    server: uvicorn.Server

    @classmethod
    def assemble(cls, settings: Settings, names: Sequence[ServiceName], redis_url: str) -> "Served":
        """Wired, and ready to be served. Raises what the stores and keys raise when they are
        missing, newer or wrong."""
        around = surroundings(settings, names)
        for name in names:
            around.keys.signer(name)  # raises now what leading would only stumble over later
        process = Process(around, [built(name, around) for name in names], redis_url)
        config = uvicorn.Config(
            process.app,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            server_header=False,
        )
        return cls(settings, process, uvicorn.Server(config))

    def run(self) -> None:
        """Blocks until SIGINT, SIGTERM or `stop`; finishes what is in hand. Raises NotReady
        where it never came to serve."""
        self.server.run()
        if not self.server.started:
            raise NotReady(f"{self.settings.host}:{self.settings.port}")

    def stop(self) -> None:
        self.server.should_exit = True

    def wait_until_ready(
        self, *, alive: Callable[[], bool], seconds: float = READY_SECONDS
    ) -> None:
        """Blocks until `/readyz` is well. Raises NotReady."""
        wait_until_ready(
            f"http://{self.settings.host}:{self.settings.port}", alive=alive, seconds=seconds
        )


def wait_until_ready(
    base: str, *, alive: Callable[[], bool] = lambda: True, seconds: float = READY_SECONDS
) -> None:
    """Blocks until the process at this address is ready. Raises NotReady."""
    deadline = time.monotonic() + seconds
    last = "no answer"
    # One client for all attempts: each new one reads the system's certificates, in 20 ms.
    with httpx2.Client(timeout=5.0) as http:
        while time.monotonic() < deadline and alive():
            try:
                answer = http.get(f"{base}/readyz")
            except httpx2.TransportError as error:
                last = type(error).__name__
            else:
                if answer.is_success:
                    return
                last = answer.text
            time.sleep(0.05)
    raise NotReady(f"{base}: {last}")


def check_free(settings: Settings) -> None:
    """Before anything is made or started. Raises AddressInUse, CannotListen."""
    address = f"{settings.host}:{settings.port}"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise AddressInUse(address) from error
            raise CannotListen(address) from error
