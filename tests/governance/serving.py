"""Starts governance in a process of its own making, and stops it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import uvicorn

from deploy.migrating import migrate
from deploy.playing.client import Client
from services.governance.app import build
from shared.contracts.record import ServiceName
from shared.service.assembly import Service
from shared.service.process import Process, surroundings
from shared.service.settings import Settings
from tests.governance.installation import Installation
from tests.governance.others import other_service

SECONDS = 30.0


@contextmanager
def at_work(home: Path, redis_url: str) -> Iterator[Installation]:
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    settings = Settings(
        home=home, port=bound.getsockname()[1], redis_url=redis_url, view_wait_seconds=20
    )
    migrate(settings)
    around = surroundings(settings, ["governance"])
    governance = build(around)
    others: dict[ServiceName, Service] = {
        name: other_service(name, around) for name in ("assessment", "compensation")
    }
    process = Process(around, [governance, *others.values()], redis_url)
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_for(lambda: _ready(settings.public_url), thread.is_alive)
            yield Installation(settings, process, client, governance, others)
    finally:
        server.should_exit = True
        thread.join(timeout=SECONDS)
        bound.close()
        assert not thread.is_alive()


def _ready(address: str) -> bool:
    try:
        return httpx2.get(f"{address}/readyz", timeout=5.0).is_success
    except httpx2.TransportError:
        return False


def wait_for(look: Callable[[], bool], alive: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not look():
        assert alive(), "the process did not start"
        assert time.monotonic() < deadline, "the process was not ready in time"
        time.sleep(0.05)
