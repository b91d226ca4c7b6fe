"""A service that follows its own ledger: read models, timers, reactions to itself, the relay.

No broker stands between: the ledger itself is read, in its order.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

import structlog

from shared.contracts.record import ServiceName
from shared.eventlog.feed import LocalFeed
from shared.eventlog.heard import Taken, Takes
from shared.eventlog.inbox.backoff import Backoff, pause
from shared.eventlog.inbox.delivery import Delivery, ReaderAlarm
from shared.eventlog.inbox.reading import Reading
from shared.eventlog.ledger import Ledger
from shared.eventlog.parking.failures import describe

T = TypeVar("T", bound=Taken)

WAIT_SECONDS = 0.5
HOLD_SECONDS = 5.0

_log = structlog.get_logger(__name__)


class LedgerWatch:
    """Waits for something new in a ledger, off the event loop and off the default threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger-watch")
        self._waiting: asyncio.Future[bool] | None = None
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """There may be something new; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def changed(self, after: int, ended: asyncio.Event) -> None:
        """Returns when there may be events after `after`, after half a second, or at the end.

        Raises what the ledger raises where its store is away.
        """
        self._loop = asyncio.get_running_loop()
        if self._waiting is None:
            wait = partial(self._ledger.wait, after=after, timeout=WAIT_SECONDS)
            self._waiting = self._loop.run_in_executor(self._thread, wait)
        others = [asyncio.ensure_future(event.wait()) for event in (self._woken, ended)]
        waits: list[asyncio.Future[Any]] = [self._waiting, *others]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for other in others:
                other.cancel()
        self._woken.clear()
        if self._waiting.done():
            waited, self._waiting = self._waiting, None
            waited.result()

    async def close(self) -> None:
        """Waits for the ledger's answer, half a second at most."""
        if self._waiting is not None:
            await asyncio.wait([self._waiting])
            self._waiting.exception()
            self._waiting = None
        self._loop = None
        self._thread.shutdown(wait=False)


class Tail(Generic[T]):
    """Gives the consumers what their own service has recorded, as an inbox would.

    For metrics: `position`, `lag`, `alarm`, `holding`, `last_error`. `wake` after an append in
    the same process spares the store's own way of telling.
    """

    def __init__(
        self,
        service: ServiceName,
        ledger: Ledger,
        consumers: Sequence[Takes[T]],
        reading: Reading[T],
        *,
        retry_seconds: float = 5.0,
    ) -> None:
        self.source: ServiceName = service
        self.alarm: ReaderAlarm | None = None
        self._watch = LedgerWatch(ledger)
        self._feed = LocalFeed({service: ledger})
        self._ended = asyncio.Event()
        self._trouble: str | None = None
        self._delivery = Delivery(
            service, consumers, self._feed, reading, self._ended, retry_seconds=retry_seconds
        )

    @property
    def position(self) -> int:
        return self._delivery.position

    @property
    def lag(self) -> int:
        return self._delivery.lag

    @property
    def holding(self) -> str | None:
        return self._delivery.holding

    @property
    def last_error(self) -> str | None:
        return self._delivery.last_error or self._trouble

    def wake(self) -> None:
        """Something has been appended; from any thread."""
        self._watch.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; runs once.

        Raises ReaderAlarm where a person must look; all other trouble is tried again.
        """
        watch = asyncio.create_task(self._end_with(stop))
        try:
            await self._follow()
        except ReaderAlarm as alarm:
            _log.error("reader stopped", source=self.source, alarm=str(alarm))
            self.alarm = alarm
            raise
        finally:
            watch.cancel()
            self._ended.set()
            await self._watch.close()
            await self._feed.aclose()
            self._delivery.close()

    async def _end_with(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._ended.set()

    async def _follow(self) -> None:
        backoff = Backoff()
        opened = False
        while not self._ended.is_set():
            try:
                if not opened:
                    await self._delivery.open()
                    opened = True
                await self._delivery.catch_up()
                if self.holding:
                    await pause(self._ended, HOLD_SECONDS)
                else:
                    await self._watch.changed(self.position, self._ended)
            except ReaderAlarm:
                raise
            except Exception as error:  # noqa: BLE001 - noted, and tried again
                self._trouble = describe(error)
                _log.warning("trouble", source=self.source, error=self._trouble)
                await backoff.wait(self._ended)
            else:
                self._trouble = None
                backoff.reset()
