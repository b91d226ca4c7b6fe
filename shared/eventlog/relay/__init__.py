"""From the ledger to the stream: the same bytes, in the same order, as often as it takes.

Every event's position is its id on the stream, so sending twice changes nothing and two relays
at once (an old and a new leader) do no harm. What Redis loses is seen within a second and sent
again; what is too old for that the readers fetch from the feed (architecture, section 4, Relay).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar
from uuid import UUID

import structlog
from redis.asyncio import Redis

from shared.contracts.record import ServiceName
from shared.eventlog.inbox.backoff import Backoff
from shared.eventlog.ledger import Ledger, Stored
from shared.eventlog.parking.failures import describe
from shared.eventlog.relay.stream import RelayAlarm, ServiceStream
from shared.eventlog.signing import Signer
from shared.eventlog.tail import LedgerWatch

__all__ = ["MAXLEN", "Relay", "RelayAlarm"]

MAXLEN = 50_000
"""About so many entries are kept on a stream."""

BEHIND = 10_000
"""An empty stream is filled from so many events behind the head."""

BATCH = 200
REREAD_SECONDS = 1.0

P = ParamSpec("P")
T = TypeVar("T")

_log = structlog.get_logger(__name__)


class Relay:
    """Keeps the stream of one service filled. For metrics: `published_position`, `lag`, `foreign`
    (how often entries of others lay beyond the head), `alarm`, `last_error`.

    `maxlen` is about how many entries the stream keeps, `behind` how far behind the head an empty
    one starts.
    """

    def __init__(
        self,
        service: ServiceName,
        ledger: Ledger,
        redis_url: str,
        signer: Signer,
        *,
        maxlen: int = MAXLEN,
        behind: int = BEHIND,
        reread_seconds: float = REREAD_SECONDS,
    ) -> None:
        if signer.service != service:
            raise ValueError(f"the signer is {signer.service}'s, not {service}'s")
        self.service: ServiceName = service
        self.published_position = 0
        self.head = 0
        self.foreign = 0
        self.alarm: RelayAlarm | None = None
        self.last_error: str | None = None
        self._ledger = ledger
        self._redis_url = redis_url
        self._signer = signer
        self._maxlen = maxlen
        self._behind = min(behind, maxlen)
        self._reread_seconds = reread_seconds
        self._watch = LedgerWatch(ledger)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"relay-{service}")

    @property
    def lag(self) -> int:
        """How many recorded events are not on the stream yet, as far as is known."""
        return max(0, self.head - self.published_position)

    def wake(self) -> None:
        """Something has been appended; from any thread."""
        self._watch.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; runs once.

        Raises RelayAlarm where it must not go on; all other trouble is tried again.
        """
        backoff = Backoff()
        try:
            while not stop.is_set():
                try:
                    async with Redis.from_url(self._redis_url) as client:
                        await self._publish(client, stop, backoff)
                except RelayAlarm as alarm:
                    _log.error("relay stopped", service=self.service, alarm=str(alarm))
                    self.alarm = alarm
                    raise
                except Exception as error:  # noqa: BLE001 - noted, and tried again
                    self.last_error = describe(error)
                    _log.warning("trouble", service=self.service, error=self.last_error)
                    await backoff.wait(stop)
        finally:
            await self._watch.close()
            self._thread.shutdown(wait=False)

    async def _publish(self, client: "Redis", stop: asyncio.Event, backoff: Backoff) -> None:
        epoch = await self._in_thread(lambda: self._ledger.epoch)
        stream = ServiceStream(client, self._signer, epoch, self._maxlen)
        await stream.refuse_evicting()
        loop = asyncio.get_running_loop()
        position, reread = await self._resume(stream, None), loop.time()
        while not stop.is_set():
            self.published_position, self.last_error = position, None
            backoff.reset()
            if loop.time() >= reread + self._reread_seconds:
                position, reread = await self._resume(stream, position), loop.time()
            events, signatures = await self._in_thread(self._signed, epoch, position)
            if not events:
                await self._watch.changed(position, stop)
            elif await stream.add(events, signatures):
                position = events[-1].position
                self.head = max(self.head, position)
            else:
                position = await self._resume(stream, None)

    def _signed(self, epoch: UUID, position: int) -> tuple[list[Stored], list[str]]:
        events = self._ledger.read_log(after=position, limit=BATCH)
        return events, [self._signer.sign(epoch, event.position, event.body) for event in events]

    async def _resume(self, stream: ServiceStream, position: int | None) -> int:
        """From where the stream is to be filled; `position` is where it ought to be.

        Raises RelayAlarm where what this service once put there is not in its ledger.
        """
        last = await stream.last()
        # Read after the stream: nothing genuine on the stream can be beyond this head.
        self.head = head = await self._in_thread(self._ledger.head)
        if last is not None and last > head:
            await self._expel(stream, head)
            last = None
        if last is None:
            if position:
                _log.warning("stream emptied", service=self.service, position=position)
            return max(0, head - self._behind)
        if last != position:
            await self._compare(stream)
        return max(last, head - self._maxlen)

    async def _expel(self, stream: ServiceStream, head: int) -> None:
        if (beyond := await stream.ours_after(head)) is not None:
            raise RelayAlarm(
                f"the stream {stream.name} holds our event {beyond.position}, but the ledger "
                f"ends at {head}: it has lost events, or was restored without a new epoch; "
                "restore it with `samhandling restore`"
            )
        self.foreign += 1
        _log.error("foreign entries on the stream; emptied and filled again", stream=stream.name)
        await stream.empty()

    async def _compare(self, stream: ServiceStream) -> None:
        if (newest := await stream.newest()) is None:
            return
        stored = await self._in_thread(self._one, newest.position)
        if stored is not None and stored.body != newest.body:
            raise RelayAlarm(
                f"the stream {stream.name} holds another event {newest.position} of ours than "
                "the ledger: it was restored without a new epoch; restore it with "
                "`samhandling restore`"
            )

    def _one(self, position: int) -> Stored | None:
        return next(iter(self._ledger.read_log(after=position - 1, limit=1)), None)

    async def _in_thread(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(call, *args, **kwargs))
