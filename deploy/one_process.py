"""All five services in one process, on SQLite with an embedded Valkey: `samhandling up`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from deploy.embedded_valkey import EmbeddedValkey
from deploy.migrating import migrate
from deploy.refusing import check_broker
from deploy.serving import Served, check_free
from shared.contracts.record import SERVICES
from shared.service.settings import Settings


@contextmanager
def everything(settings: Settings) -> Iterator[Served]:
    """Databases prepared, Valkey started, all services wired; not yet serving.

    Raises AddressInUse and CannotListen before anything is made, and what the stores, the keys
    and the broker raise.
    """
    check_free(settings)
    migrate(settings)
    with broker(settings) as redis_url:
        check_broker(redis_url)
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


def run_beside(served: Served, work: Callable[[], None]) -> None:
    """Serves in this thread, which gets the signals, while `work` is done beside it.

    Where the work fails the serving ends, and what it raised is raised here. After the end has
    been asked for there is nothing left to fail.
    """
    failed: list[Exception] = []

    def carefully() -> None:
        try:
            work()
        except Exception as trouble:  # noqa: BLE001 - raised in the thread that answers for it
            if not served.server.should_exit:
                failed.append(trouble)
                served.stop()

    threading.Thread(target=carefully, name="beside", daemon=True).start()
    served.run()
    if failed:
        raise failed[0]
