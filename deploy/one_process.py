"""All five services in one process, on SQLite with an embedded Valkey: `samhandling up`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from deploy.embedded_valkey import EmbeddedValkey
from deploy.migrating import migrate
from deploy.serving import Served
from shared.contracts.record import SERVICES
from shared.service.settings import Settings


@contextmanager
def everything(settings: Settings) -> Iterator[Served]:
    """Databases prepared, Valkey started, all services wired; not yet serving."""
    migrate(settings)
    with broker(settings) as redis_url:
        yield Served.assemble(settings, SERVICES, redis_url)


@contextmanager
def broker(settings: Settings) -> Iterator[str]:
    """The Redis of the settings, or an embedded one that lives as long as this."""
    if settings.redis_url:
        yield settings.redis_url
        return
    valkey = EmbeddedValkey(settings.home / "valkey")
    valkey.start()
    try:
        yield valkey.url
    finally:
        valkey.stop()


@contextmanager
def in_background(settings: Settings) -> Iterator[Served]:
    """The same, serving from a thread until this ends; for commands that need it for a while."""
    with everything(settings) as served:
        thread = threading.Thread(target=served.run, name="server")
        thread.start()
        try:
            served.wait_until_ready(alive=thread.is_alive)
            yield served
        finally:
            served.stop()
            thread.join()


def run_beside(serve: Callable[[], None], work: Callable[[], None]) -> None:
    """Serves in this thread, which gets the signals, while `work` is done beside it."""
    beside = threading.Thread(target=work, name="beside", daemon=True)
    beside.start()
    serve()
