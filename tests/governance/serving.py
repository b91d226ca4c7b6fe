"""Starts governance in a process of its own making, and stops it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from deploy.migrating import migrate
from deploy.playing.client import Client
from deploy.serving import wait_until_ready
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
    beside: tuple[ServiceName, ...] = ("intake", "assessment", "compensation", "audit")
    others: dict[ServiceName, Service] = {name: other_service(name, around) for name in beside}
    process = Process(around, [governance, *others.values()], redis_url)
    server = uvicorn.Server(uvicorn.Config(process.app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        with Client(settings, patience=SECONDS) as client:
            wait_until_ready(settings.public_url, alive=thread.is_alive, seconds=SECONDS)
            yield Installation(settings, process, client, governance, others)
    finally:
        server.should_exit = True
        thread.join(timeout=SECONDS)
        bound.close()
        assert not thread.is_alive()
