"""All logs from their beginning, for a read model that is built anew in one service."""

import asyncio

from shared.contracts.record import ServiceName
from shared.eventlog.codec import Codec
from shared.eventlog.feed import Feed, FeedPage
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Ledger
from shared.eventlog.projections import LedgerHistory

WAIT_SECONDS = 30.0


class FeedHistory:
    """The service's own ledger, and the feeds of the others; calls block a thread of their own.

    `loop` is where the feed's client lives.
    """

    def __init__(
        self,
        own: ServiceName,
        ledger: Ledger,
        feed: Feed,
        codec: Codec,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._own = own
        self._ledger = LedgerHistory({own: ledger}, codec)
        self._feed = feed
        self._codec = codec
        self._loop = loop

    def page(self, source: ServiceName, after: int) -> list[Heard]:
        """The events that follow a position, in order. Raises FeedUnavailable."""
        if source == self._own:
            return self._ledger.page(source, after)
        page = self._page(source, after)
        heard = []
        for position, body in page.entries:
            envelope, event = self._codec.decode(body)
            heard.append(Heard(source, page.epoch, position, envelope, event, body))
        return heard

    def head(self, source: ServiceName) -> int:
        """The highest position of the log. Raises FeedUnavailable."""
        if source == self._own:
            return self._ledger.head(source)
        return self._page(source, 0, limit=1).head

    def _page(self, source: ServiceName, after: int, limit: int = 500) -> FeedPage:
        asked = asyncio.run_coroutine_threadsafe(self._feed.page(source, after, limit), self._loop)
        return asked.result(WAIT_SECONDS)
