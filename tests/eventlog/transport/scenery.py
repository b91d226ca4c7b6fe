"""What the tests of the transport share: events, a reader that remembers, running, waiting."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID, uuid5

import redis

from shared.contracts.record import NAMESPACE, Envelope, Event, ServiceName
from shared.eventlog.codec import Codec
from shared.eventlog.feed import PAGE_EVENTS, Feed, FeedPage, FeedUnavailable, LocalFeed
from shared.eventlog.heard import Heard
from shared.eventlog.inbox import Inbox, Understood
from shared.eventlog.inbox.frame import FIELD, framed
from shared.eventlog.ledger import Append, Appended, Ledger, NewEvent, Place
from shared.eventlog.recorders import open_ledger
from shared.eventlog.recorders.memory import MemoryLedger
from shared.eventlog.relay import Relay
from shared.eventlog.signing import Signer, StreamKeys
from shared.eventlog.upcasting import Upcasters

DEADLINE = 30.0
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
EPOCH = UUID("0190aaaa-0000-7000-8000-000000000001")
SOURCE: ServiceName = "intake"


class Noted(Event):
    """Something was noted."""

    type: Literal["intake.noted.v1"] = "intake.noted.v1"
    text: str


CODEC = Codec([Noted], Upcasters({}))


def body(number: int, *, text: str = "æøå", kind: str = "intake.noted.v1") -> bytes:
    """The bytes of an event whose id tells its number and its text."""
    envelope = Envelope(
        id=uuid5(NAMESPACE, f"{number} {text}"),
        source=SOURCE,
        type=kind,
        subject=f"note-{number}",
        subjectversion=1,
        time=NOW,
        recordedtime=NOW,
        correlationid=f"case-{number % 3}",
        commandid=uuid5(NAMESPACE, f"command {number}"),
        commandfingerprint="f",
        actor=NAMESPACE,
        rulesversion="1",
        data={"text": text},
    )
    if kind == Noted.model_fields["type"].default:
        return CODEC.encode(envelope)
    return envelope.model_dump_json(exclude_none=True).encode()


def append(ledger: Ledger, count: int, *, text: str = "æøå", kind: str = "intake.noted.v1") -> int:
    """Appends so many events; gives the new head."""
    first = ledger.head() + 1
    for number in range(first, first + count):
        event = NewEvent(f"note-{number}", 1, kind, body(number, text=text, kind=kind))
        (outcome,) = ledger.append_all([Append((event,))])
        assert isinstance(outcome, Appended)
    return ledger.head()


def restored(ledger: Ledger, *, to: int) -> Ledger:
    """The same ledger as an older backup has it: same epoch, fewer events."""
    older = MemoryLedger(ledger.epoch)
    for stored in ledger.read_log(after=0, limit=to):
        event = NewEvent(stored.subject, stored.version, stored.type, stored.body)
        older.append_all([Append((event,))])
    return older


@dataclass
class Reader:
    """A consumer that remembers all it was given and where it stands; errors come by order."""

    name: str = "reader"
    heard: list[Heard] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    at: Place | None = None
    batches: int = 0

    def place(self, source: ServiceName) -> Place | None:  # noqa: ARG002 - it follows one
        return self.at

    def take(self, batch: Sequence[Heard]) -> None:
        self.batches += 1
        if self.errors:
            raise self.errors.pop(0)
        for heard in batch:
            assert heard.position == (self.at.position if self.at else 0) + 1, "a hole, or twice"
            self.heard.append(heard)
            self.at = heard.place

    @property
    def positions(self) -> list[int]:
        return [heard.position for heard in self.heard]

    @property
    def bodies(self) -> list[bytes]:
        return [heard.body for heard in self.heard]


@dataclass
class CountedFeed:
    """The feed of one ledger; counts its pages with events beyond the reader, and may be away."""

    ledger: Ledger
    pages: int = 0
    away: bool = False

    def __post_init__(self) -> None:
        self.turn_to(self.ledger)

    def turn_to(self, ledger: Ledger) -> None:
        """The service has another ledger now: it has been restored."""
        self._feed = LocalFeed({SOURCE: ledger})

    async def page(self, source: ServiceName, after: int, limit: int = PAGE_EVENTS) -> FeedPage:
        if self.away:
            raise FeedUnavailable("away")
        if limit > 1:
            self.pages += 1
        return await self._feed.page(source, after, limit)


@dataclass
class World:
    """One service's ledger and keys, a Valkey, and what is made of them."""

    url: str
    keys: StreamKeys
    ledger: Ledger

    @classmethod
    def made(cls, url: str, folder: Path) -> "World":
        ledger = open_ledger("memory:", SOURCE)
        return cls(url, StreamKeys.generate(folder / "keys"), ledger)

    @property
    def stream(self) -> str:
        return f"{SOURCE}:{self.ledger.epoch}"

    @property
    def bodies(self) -> list[bytes]:
        return [stored.body for stored in self.ledger.read_log(after=0, limit=100_000)]

    @property
    def signer(self) -> Signer:
        return self.keys.signer(SOURCE)

    def relay(self, ledger: Ledger | None = None, *, behind: int = 10_000) -> Relay:
        return Relay(
            SOURCE,
            ledger or self.ledger,
            self.url,
            self.signer,
            behind=behind,
            reread_seconds=0.1,
        )

    def inbox(
        self, *readers: Reader, feed: Feed | None = None, ask_seconds: float = 0.2
    ) -> Inbox[Heard]:
        return Inbox(
            SOURCE,
            readers,
            feed=feed or CountedFeed(self.ledger),
            redis_url=self.url,
            reading=Understood(CODEC),
            verifier=self.keys.verifier(),
            ask_seconds=ask_seconds,
            retry_seconds=0.1,
        )

    def entries(self) -> list[tuple[bytes, dict[bytes, bytes]]]:
        with redis.Redis.from_url(self.url) as client:
            return list(client.xrange(self.stream))

    def ids(self) -> list[int]:
        return [int(entry.partition(b"-")[0]) for entry, _ in self.entries()]

    async def put(self, position: int, content: bytes, signer: Signer, *, at: int) -> None:
        """Writes to the stream as anyone could who has the server's address."""
        epoch = self.ledger.epoch
        signature = signer.sign(epoch, position, content)
        frame = await framed(epoch, position, content, signature)
        with redis.Redis.from_url(self.url) as client:
            client.xadd(self.stream, {FIELD: frame}, id=f"{at}-0")


class Runnable(Protocol):
    async def run(self, stop: asyncio.Event) -> None: ...


@asynccontextmanager
async def running(*things: Runnable) -> AsyncIterator[None]:
    """Runs them meanwhile, and stops them; what they raise is raised."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(thing.run(stop)) for thing in things]
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(DEADLINE):
            results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def flowing(world: World, relay: Relay, reader: Reader, feed: CountedFeed) -> None:
    """Records more until the stream has brought a whole round without the feed's help."""
    asked = -1
    async with asyncio.timeout(DEADLINE):
        while feed.pages != asked:
            asked = feed.pages
            append(world.ledger, 10)
            relay.wake()
            await until(lambda: len(reader.heard) == world.ledger.head())


async def until(condition: Callable[[], bool]) -> None:
    """Waits for a condition; fails when it does not come."""
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - of many kinds, over processes too
            await asyncio.sleep(0.01)
