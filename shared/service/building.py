"""Read models built anew while their service goes on: each group beside, in its own time."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from shared.contracts.record import ServiceName
from shared.eventlog.codec import Garbled, NewerVersion
from shared.eventlog.inbox.backoff import Backoff
from shared.eventlog.parking import describe, is_infrastructure
from shared.eventlog.projections import Builder, ReadModel

log = structlog.get_logger(__name__)

Models = Sequence[ReadModel[Any]]


@dataclass(frozen=True)
class Building:
    """What the leader builds. `alarms` tells what is held until a person has looked, by part."""

    service: ServiceName
    builder: Callable[[asyncio.AbstractEventLoop], Builder]
    alarms: dict[str, str]

    async def behind(self, stop: asyncio.Event) -> Sequence[Models]:
        """What is to be built, in groups; nothing where told to stop. Raises NewerVersionActive:
        newer code must lead."""
        builder = self.builder(asyncio.get_running_loop())
        backoff = Backoff()
        while not stop.is_set():
            try:
                return await asyncio.to_thread(builder.behind)
            except Exception as error:
                if not is_infrastructure(error):
                    raise
                log.warning("not built yet", service=self.service, error=describe(error))
                await backoff.wait(stop)
        return []

    async def build(self, models: Models, stop: asyncio.Event) -> None:
        """Waits for those whose logs are needed, who may start later than this service."""
        backoff = Backoff()
        part = "read-models " + ", ".join(sorted(model.name for model in models))
        while not stop.is_set():
            try:
                await self._build(models, stop)
            except Exception as error:
                if isinstance(error, NewerVersion | Garbled):
                    # Held, as an inbox holds it; what is kept as bytes goes on meanwhile.
                    self.alarms[part] = str(error)
                elif not is_infrastructure(error):
                    raise
                log.warning("not built yet", service=self.service, error=describe(error))
                await backoff.wait(stop)
            else:
                self.alarms.pop(part, None)
                return

    async def _build(self, models: Models, stop: asyncio.Event) -> None:
        """In a thread of its own, for a build may wait long; cut short by `stop`."""
        flag = threading.Event()
        loop = asyncio.get_running_loop()
        builder = self.builder(loop)
        thread = ThreadPoolExecutor(1, thread_name_prefix="build")
        building = loop.run_in_executor(thread, lambda: builder.prepare(models, stop=flag))
        stopping = asyncio.create_task(_set_with(stop, flag))
        try:
            await building
        finally:
            flag.set()
            stopping.cancel()
            with suppress(asyncio.CancelledError):
                await stopping
            thread.shutdown(wait=False)


async def _set_with(stop: asyncio.Event, flag: threading.Event) -> None:
    await stop.wait()
    flag.set()
