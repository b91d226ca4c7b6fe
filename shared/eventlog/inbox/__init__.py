"""What a service hears of another: from the stream while that flows, from the feed when it must.

The stream is fast and may be wrong: emptied, cut, doubled, forged, away. The feed is the truth
and is asked every few seconds; so an inbox needs Redis for speed only (architecture, section 4).
"""

import asyncio
from collections.abc import Sequence
from typing import Generic, TypeVar

import structlog

from shared.contracts.record import ServiceName
from shared.eventlog.feed import Feed, FeedUnavailable
from shared.eventlog.heard import Taken, Takes
from shared.eventlog.inbox.backoff import Backoff, pause
from shared.eventlog.inbox.delivery import Delivery, ReaderAlarm
from shared.eventlog.inbox.frame import Arrival, opened, position_of, stream_name
from shared.eventlog.inbox.listening import Entry, Listener
from shared.eventlog.inbox.reading import AsBytes, Reading, Understood
from shared.eventlog.parking.failures import describe
from shared.eventlog.signing import Forged, Verifier

__all__ = ["AsBytes", "Inbox", "ReaderAlarm", "Understood"]

T = TypeVar("T", bound=Taken)

_log = structlog.get_logger(__name__)


class Inbox(Generic[T]):
    """Follows the log of `source` for consumers that stand or fall in order, one after another.

    `reading` is what they are given: `Understood` events, or records `AsBytes`.

    `ask_seconds` is how often the feed's head is asked, and so how late an event may come that
    the stream lost. For metrics: `position`, `lag`, `forged` (entries dropped), `alarm`,
    `holding` (why a newer event is waited with), `last_error`.
    """

    def __init__(
        self,
        source: ServiceName,
        consumers: Sequence[Takes[T]],
        *,
        feed: Feed,
        redis_url: str,
        reading: Reading[T],
        verifier: Verifier,
        ask_seconds: float = 5.0,
        retry_seconds: float = 5.0,
        max_records: int = 500,
    ) -> None:
        self.source: ServiceName = source
        self.forged = 0
        self.alarm: ReaderAlarm | None = None
        self._redis_url = redis_url
        self._verifier = verifier
        self._ask_seconds = ask_seconds
        self._max_records = max_records
        self._ended = asyncio.Event()
        self._listener: Listener | None = None
        self._trouble: str | None = None
        self._delivery = Delivery(
            source, consumers, feed, reading, self._ended, retry_seconds=retry_seconds
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
        """What is being tried again just now; None when all is well."""
        return self._delivery.last_error or self._trouble

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; runs once.

        Raises ReaderAlarm where a person must look; all other trouble is tried again.
        """
        watch = asyncio.create_task(self._end_with(stop))
        try:
            if await self._open():
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(self._ask())
                    tasks.create_task(self._listen())
        finally:
            watch.cancel()
            self._delivery.close()
        if self.alarm is not None:
            raise self.alarm

    async def _end_with(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._ended.set()

    def _sound(self, alarm: ReaderAlarm) -> None:
        _log.error("reader stopped", source=self.source, alarm=str(alarm))
        self.alarm = alarm
        self._ended.set()

    def _note(self, error: Exception) -> None:
        self._trouble = str(error) if isinstance(error, FeedUnavailable) else describe(error)
        _log.warning("trouble", source=self.source, error=self._trouble)

    async def _open(self) -> bool:
        backoff = Backoff()
        while not self._ended.is_set():
            try:
                await self._delivery.open()
                await self._delivery.catch_up()
            except ReaderAlarm as alarm:
                self._sound(alarm)
            except Exception as error:  # noqa: BLE001 - noted, and tried again
                self._note(error)
                await backoff.wait(self._ended)
            else:
                self._trouble = None
                return True
        return False

    async def _ask(self) -> None:
        while not self._ended.is_set():
            await pause(self._ended, self._ask_seconds)
            try:
                await self._delivery.check()
            except ReaderAlarm as alarm:
                self._sound(alarm)
            except Exception as error:  # noqa: BLE001 - noted, and asked again
                self._note(error)
            else:
                self._trouble = None
                if self._listener is not None and not self.holding:
                    self._listener.rewind(self.position)

    async def _listen(self) -> None:
        backoff = Backoff()
        while not self._ended.is_set():
            self._listener = Listener(
                self._redis_url,
                stream_name(self.source, self._delivery.epoch),
                self.position,
                self._hear,
                max_records=self._max_records,
            )
            try:
                await self._listener.start()
                backoff.reset()
                await self._ended.wait()
            except Exception as error:  # noqa: BLE001 - noted; the feed goes on meanwhile
                self._note(error)
            finally:
                await self._listener.stop()
            await backoff.wait(self._ended)

    async def _hear(self, entries: Sequence[Entry]) -> None:
        # Nothing may be raised here: FastStream would go on with the next batch all the same.
        if self.holding or self._ended.is_set():
            return
        try:
            arrivals = await self._delivery.in_thread(self._genuine, entries)
            await self._delivery.hear(arrivals)
        except ReaderAlarm as alarm:
            self._sound(alarm)
        except Exception as error:  # noqa: BLE001 - noted; the feed brings what is missing
            self._note(error)

    def _genuine(self, entries: Sequence[Entry]) -> list[Arrival]:
        """What `source` has put there itself, and is not passed; forgeries are counted."""
        arrivals = []
        for entry, fields in entries:
            try:
                if position_of(entry) > self.position:
                    epoch = self._delivery.epoch
                    arrivals.append(opened(self._verifier, self.source, epoch, entry, fields))
            except Forged as forged:
                self.forged += 1
                _log.error("forged entry dropped", source=self.source, reason=str(forged))
        return arrivals
