"""From whatever arrives to the consumers: every event once, in the source's order, or not at all.

The broker's order, duplicates and losses mean nothing here: what counts is the consumers' own
places and the source's feed (architecture, section 4, Inbox).
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Generic, ParamSpec, TypeVar
from uuid import UUID

import structlog

from shared.contracts.record import ServiceName
from shared.eventlog.codec import Garbled, NewerVersion
from shared.eventlog.feed import PAGE_EVENTS, Feed, FeedPage
from shared.eventlog.heard import Taken, Takes
from shared.eventlog.inbox.backoff import Backoff
from shared.eventlog.inbox.frame import Arrival
from shared.eventlog.inbox.ordering import in_order
from shared.eventlog.inbox.reading import Reading
from shared.eventlog.parking.failures import describe

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T", bound=Taken)

_log = structlog.get_logger(__name__)


class ReaderAlarm(Exception):  # noqa: N818 - named for what it is
    """What is read and what was read before don't belong together: a person must look.

    The ledger has been restored behind its reader, or holds what nobody can read.
    """


class _Interrupted(Exception):  # noqa: N818 - named for what it says
    """The batch was not handed over to everybody: it is over, or somebody has fallen back."""


@dataclass(slots=True)
class _Lane(Generic[T]):
    """A consumer, and the last position it has dealt with."""

    consumer: Takes[T]
    position: int = 0


class Delivery(Generic[T]):
    """Hands the events of `source` to the consumers, in their order, from their lowest place.

    An error of a consumer is tried again, with backoff, until it is over; never skipped. A
    consumer that waits for another service holds back those after it, not those before it: what
    it waits for may depend on what they have yet to hear.
    """

    def __init__(
        self,
        source: ServiceName,
        consumers: Sequence[Takes[T]],
        feed: Feed,
        reading: Reading[T],
        ended: asyncio.Event,
        *,
        retry_seconds: float = 5.0,
    ) -> None:
        if not consumers:
            raise ValueError(f"nobody listens to {source}")
        self.source: ServiceName = source
        self.head = 0
        self.holding: str | None = None
        self.last_error: str | None = None
        self._lanes = [_Lane(consumer) for consumer in consumers]
        self._feed = feed
        self._reading = reading
        self._ended = ended
        self._retry_seconds = retry_seconds
        self._epoch: UUID | None = None
        self._known: tuple[int, UUID | None] = (0, None)
        self._expected = 0
        self._lock = asyncio.Lock()
        # Of its own: in the default one requests may wait for what is done here.
        self._threads = ThreadPoolExecutor(1, thread_name_prefix=f"hear-{source}")

    @property
    def position(self) -> int:
        """The last position that every consumer has dealt with."""
        return min(lane.position for lane in self._lanes)

    @property
    def lag(self) -> int:
        """How many events behind the source's head, as far as that is known."""
        return max(0, self.head - self.position)

    @property
    def epoch(self) -> UUID:
        assert self._epoch is not None, "the delivery is opened first"
        return self._epoch

    async def in_thread(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Runs blocking work for this reader, one piece at a time."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, partial(call, *args, **kwargs))

    def close(self) -> None:
        self._threads.shutdown(wait=False)

    async def open(self) -> UUID:
        """Compares every consumer's place with the feed; gives the source's epoch.

        Raises ReaderAlarm where they don't belong together, FeedUnavailable, and what the
        consumers raise where their store is away.
        """
        first = await self._feed.page(self.source, 0, 1)
        self._epoch = first.epoch
        self.head = self._expected = first.head
        for lane in self._lanes:
            place = await self.in_thread(lane.consumer.place, self.source)
            if place is None:
                lane.position = 0
                continue
            if place.epoch != first.epoch:
                raise ReaderAlarm(
                    f"{lane.consumer.name} has read {self.source} in epoch {place.epoch}, "
                    f"its ledger now is {first.epoch}"
                )
            lane.position = place.position
            self._known = (place.position, place.event_id)
            await self._compare()
        return first.epoch

    async def check(self) -> None:
        """Asks the feed's head; fetches what the stream had a whole interval to bring, and didn't.

        Raises ReaderAlarm and FeedUnavailable.
        """
        async with self._lock:
            page = await self._compare()
            overdue = self.position < self._expected
            self._expected = page.head
        if overdue or self.holding:
            await self.catch_up()

    async def catch_up(self) -> None:
        """Fetches from the feed all there is. Raises ReaderAlarm and FeedUnavailable."""
        async with self._lock:
            with suppress(_Interrupted):
                await self._fetch(until=None)

    async def hear(self, arrivals: Sequence[Arrival]) -> None:
        """Takes what the stream brought; returns when it is dealt with, or left for the feed.

        Raises ReaderAlarm and FeedUnavailable.
        """
        async with self._lock:
            self.head = max([self.head, *(arrival.position for arrival in arrivals)])
            with suppress(_Interrupted):
                while not self.holding:
                    now = in_order(self.position, arrivals)
                    if now.ready:
                        await self._deliver(now.ready)
                    elif now.beyond:
                        await self._fetch(until=now.beyond[0].position - 1)
                        if self.position < now.beyond[0].position - 1:
                            return
                    else:
                        return

    async def _compare(self) -> FeedPage:
        position, event_id = self._known
        page = await self._page(max(0, position - 1), 1)
        if page.head < position:
            raise ReaderAlarm(
                f"{self.source} has been read to {position}, but its ledger ends at {page.head}"
            )
        if event_id is not None and page.entries:
            found = self._event_id(page.entries[0][1])
            if found != event_id:
                raise ReaderAlarm(
                    f"{self.source} had event {event_id} at {position} when it was read; "
                    f"its ledger now has {found} there"
                )
        return page

    async def _page(self, after: int, limit: int) -> FeedPage:
        page = await self._feed.page(self.source, after, limit)
        if page.epoch != self._epoch:
            raise ReaderAlarm(
                f"{self.source} was in epoch {self._epoch}, its ledger now is {page.epoch}"
            )
        self.head = max(self.head, page.head)
        return page

    async def _fetch(self, until: int | None) -> None:
        while not self._ended.is_set():
            page = await self._page(self.position, PAGE_EVENTS)
            ready = in_order(self.position, [Arrival(*entry) for entry in page.entries]).ready
            if not ready:
                return
            await self._deliver(ready)
            if self.holding or self.position >= (page.head if until is None else until):
                return

    async def _deliver(self, ready: Sequence[Arrival]) -> None:
        batch, self.holding = await self.in_thread(self._read, ready)
        if self.holding:
            _log.error("reader holds", source=self.source, reason=self.holding)
        if not batch:
            return
        for index in range(len(self._lanes)):
            await self._hand_over(index, batch)
        self._known = (batch[-1].position, batch[-1].place.event_id)

    def _read(self, ready: Sequence[Arrival]) -> tuple[list[T], str | None]:
        """The events up to the first that can't be read yet, and why that is so."""
        batch: list[T] = []
        for one in ready:
            try:
                batch.append(self._reading.read(self.source, self.epoch, one))
            except NewerVersion as newer:
                return batch, f"{newer} (position {one.position}): upgrade this service"
            except Garbled as error:
                if batch:
                    break
                raise ReaderAlarm(f"{self.source} has at {one.position}: {error}") from error
        return batch, None

    def _event_id(self, body: bytes) -> UUID:
        try:
            return self._reading.event_id(body)
        except Garbled as error:
            raise ReaderAlarm(f"{self.source} holds what was never an event: {error}") from error

    async def _hand_over(self, index: int, batch: Sequence[T]) -> None:
        lane = self._lanes[index]
        backoff = Backoff(most=self._retry_seconds)
        while todo := [heard for heard in batch if heard.position > lane.position]:
            if self._ended.is_set():
                raise _Interrupted
            try:
                await self.in_thread(lane.consumer.take, todo)
            except Exception as error:  # noqa: BLE001 - whatever it is: logged, and tried again
                self._note(lane, error)
                await backoff.wait(self._ended)
                await self._reread(lane, batch[0].position)
                await self._go_ahead(self._lanes[:index])
            else:
                lane.position = todo[-1].position
                self.last_error = None

    def _note(self, lane: _Lane[T], error: Exception) -> None:
        self.last_error = f"{lane.consumer.name}: {describe(error)}"
        _log.warning("tried again", source=self.source, after=lane.position, error=self.last_error)

    async def _reread(self, lane: _Lane[T], first: int) -> None:
        # What failed may have been committed all the same; another leader may have moved it.
        with suppress(Exception):
            place = await self.in_thread(lane.consumer.place, self.source)
            lane.position = place.position if place is not None else 0
        if lane.position < first - 1:
            raise _Interrupted

    async def _go_ahead(self, lanes: Sequence[_Lane[T]]) -> None:
        """One page further for those who need not wait for the one that is stuck."""
        with suppress(Exception):
            position = min((lane.position for lane in lanes), default=None)
            if position is None:
                return
            page = await self._page(position, PAGE_EVENTS)
            ready = in_order(position, [Arrival(*entry) for entry in page.entries]).ready
            batch, _ = await self.in_thread(self._read, ready)
            for lane in lanes:
                if todo := [heard for heard in batch if heard.position > lane.position]:
                    await self.in_thread(lane.consumer.take, todo)
                    lane.position = todo[-1].position
