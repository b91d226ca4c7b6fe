"""Serving: some or all services in this process, behind uvicorn."""

from collections.abc import Sequence

import uvicorn

from deploy.services import BUILDS
from shared.contracts.record import ServiceName
from shared.service.process import Process, surroundings
from shared.service.settings import Settings

GRACE_SECONDS = 25


def assemble(settings: Settings, names: Sequence[ServiceName], redis_url: str) -> Process:
    """The services of one process, wired and ready to be served."""
    around = surroundings(settings, names)
    return Process(around, [BUILDS[name](around) for name in names], redis_url)


def server(process: Process, settings: Settings) -> uvicorn.Server:
    """The HTTP server; `run` blocks until SIGINT or SIGTERM, and finishes what is in hand."""
    config = uvicorn.Config(
        process.app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    return uvicorn.Server(config)
