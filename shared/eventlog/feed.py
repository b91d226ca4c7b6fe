"""A ledger as others may read it: pages of its bytes, in its order.

The feed is the way to every event the stream did not bring (architecture, section 4, Inbox). Over
HTTP it is `GET /log?after=&limit=` with a service token:

    {"epoch": "<uuid>", "head": n, "entries": [{"position": n, "body": "<base64>"}]}

`head` is at least the last position of the page; the bodies are the ledger's exact bytes (R-4).
"""

import asyncio
import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import httpx2
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.contracts.record import ServiceName
from shared.eventlog.ledger import Ledger, Stored

PAGE_EVENTS = 500
TIMEOUT_SECONDS = 10.0


class FeedUnavailable(ConnectionError):  # noqa: N818
    """No page could be had; asked again later. The text says from whom and why."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Consecutive events of one ledger, and how far it goes."""

    epoch: UUID
    head: int
    entries: tuple[tuple[int, bytes], ...]


class Feed(Protocol):
    """Where a reader gets pages of any service's log."""

    async def page(self, source: ServiceName, after: int, limit: int = PAGE_EVENTS) -> FeedPage:
        """At most `limit` events from position `after` + 1 on. Raises FeedUnavailable."""
        ...


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    position: int = Field(ge=1)
    body: str


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    epoch: UUID
    head: int = Field(ge=0)
    entries: tuple[_Entry, ...]


def encode_page(epoch: UUID, head: int, stored: Sequence[Stored]) -> bytes:
    """The answer to `GET /log`."""
    entries = tuple(
        _Entry(position=event.position, body=base64.b64encode(event.body).decode("ascii"))
        for event in stored
    )
    return _Page(epoch=epoch, head=head, entries=entries).model_dump_json().encode()


def decode_page(content: bytes, *, after: int) -> FeedPage:
    """Reads an answer. Raises ValueError where it is none, or has a hole in it."""
    try:
        page = _Page.model_validate_json(content)
        entries = tuple(
            (entry.position, base64.b64decode(entry.body, validate=True)) for entry in page.entries
        )
    except (ValidationError, binascii.Error) as error:
        raise ValueError(f"not a page of a log: {error}") from error
    positions = [position for position, _ in entries]
    if positions != list(range(after + 1, after + 1 + len(positions))):
        raise ValueError(f"the page after {after} is not consecutive")
    return FeedPage(page.epoch, max([page.head, *positions]), entries)


def read_page(ledger: Ledger, after: int, limit: int) -> tuple[int, list[Stored]]:
    """The head and a page, as they stand in the ledger. Blocks."""
    stored = ledger.read_log(after=after, limit=limit)
    return max([ledger.head(), *(event.position for event in stored[-1:])]), stored


class LocalFeed:
    """The feed where the services share one process: straight from their ledgers."""

    def __init__(self, ledgers: Mapping[ServiceName, Ledger]) -> None:
        self._ledgers = ledgers
        # Of its own: the default one may be full of requests that wait for what we read here.
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="feed")

    async def page(self, source: ServiceName, after: int, limit: int = PAGE_EVENTS) -> FeedPage:
        """Raises FeedUnavailable where the ledger is not here or can't be read."""
        if source not in self._ledgers:
            raise FeedUnavailable(f"the ledger of {source} is not in this process")
        ledger = self._ledgers[source]
        loop = asyncio.get_running_loop()
        try:
            epoch, (head, stored) = await loop.run_in_executor(
                self._threads, lambda: (ledger.epoch, read_page(ledger, after, limit))
            )
        except Exception as error:
            raise FeedUnavailable(f"the ledger of {source} can't be read: {error}") from error
        return FeedPage(epoch, head, tuple((event.position, event.body) for event in stored))

    async def aclose(self) -> None:
        self._threads.shutdown(wait=False)


class HttpFeed:
    """The feed over HTTP; `urls` are the services' addresses, `token` makes a bearer token."""

    def __init__(
        self,
        urls: Mapping[ServiceName, str],
        token: Callable[[ServiceName], str],
        *,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._urls = urls
        self._token = token
        self._client = httpx2.AsyncClient(timeout=timeout, follow_redirects=False)

    async def page(self, source: ServiceName, after: int, limit: int = PAGE_EVENTS) -> FeedPage:
        """Raises FeedUnavailable where there is no answer, or one that is no page."""
        if source not in self._urls:
            raise FeedUnavailable(f"the address of {source} is not in the settings")
        url = f"{self._urls[source].rstrip('/')}/log"
        try:
            answer = await self._client.get(
                url,
                params={"after": after, "limit": limit},
                headers={"Authorization": f"Bearer {self._token(source)}"},
            )
        except httpx2.HTTPError as error:
            raise FeedUnavailable(f"{url}: {type(error).__name__} {error}".rstrip()) from error
        if answer.status_code != httpx2.codes.OK:
            raise FeedUnavailable(f"{url} answered {answer.status_code}")
        try:
            return decode_page(answer.content, after=after)
        except ValueError as error:
            raise FeedUnavailable(f"{url}: {error}") from error

    async def aclose(self) -> None:
        await self._client.aclose()
