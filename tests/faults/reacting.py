"""Two small services over real stores and a real stream: what intake tells, governance notes.

The reaction fails by order, so that a test can say when, how often and at which event.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol
from uuid import UUID

from shared.clock import SystemClock, new_id
from shared.contracts.parking import EventParked, ParkedEventHandled, ParkedEventSkipped
from shared.contracts.record import Envelope, Event, Facts, ServiceName, service_actor
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Decider, Gathered
from shared.eventlog.feed import LocalFeed
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Heard
from shared.eventlog.inbox import Inbox, Understood
from shared.eventlog.inbox.frame import stream_name
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Append, Appended, Ledger, NewEvent, Outcome
from shared.eventlog.parking import ParkingLot, Retried, retry
from shared.eventlog.projections import LedgerHistory
from shared.eventlog.reactions import Reactions
from shared.eventlog.recorders import StoreUnavailable, open_ledger
from shared.eventlog.relay import Relay
from shared.eventlog.sealing import Seals
from shared.eventlog.signing import StreamKeys
from shared.eventlog.upcasting import Upcasters

SOURCE: ServiceName = "intake"
SERVICE: ServiceName = "governance"
READER = f"reactions-{SOURCE}"
DEADLINE = 40.0
ALL = 100_000


class Told(Event):
    """Something was told in a case."""

    type: Literal["intake.told.v1"] = "intake.told.v1"
    text: str


class Noted(Event):
    """It was noted."""

    type: Literal["governance.noted.v1"] = "governance.noted.v1"
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    case: str
    text: str


CODEC = Codec((Told, Noted, EventParked, ParkedEventHandled, ParkedEventSkipped), Upcasters({}))


@dataclass
class ForgetfulLedger:
    """The real ledger on a connection that breaks: so many appends are durable, but unanswered."""

    ledger: Ledger
    lost_answers: int = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.ledger, name)

    def append_all(self, appends: Sequence[Append]) -> list[Outcome]:
        outcomes = self.ledger.append_all(appends)
        if self.lost_answers:
            self.lost_answers -= 1
            raise StoreUnavailable("the connection broke")
        return outcomes


@dataclass
class Reacting:
    """Both services on `database`, with the stream at `redis_url`. `faults` are raised, one at a
    time, when the event with that text is reacted to; `always` at every attempt. `many` are the
    notes of other cases that it causes beside its own."""

    database: str
    redis_url: str
    folder: Path
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    always: set[str] = field(default_factory=set)
    many: dict[str, list[Note]] = field(default_factory=dict)
    attempts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = SystemClock()
        self.keys = StreamKeys.generate(self.folder / "stream-keys")
        store = KeyStore("memory:", MasterKey.of(b"k" * 32), clock=self.clock)
        store.migrate()
        self.told = open_ledger(self.database, SOURCE)
        self.told.migrate()
        self.noted = open_ledger(self.database, SERVICE)
        self.noted.migrate()
        self.connection = ForgetfulLedger(self.noted)
        self.appender = Appender(self.noted)
        self.lot = ParkingLot(SERVICE, self.noted, self.appender, CODEC, self.clock)
        self.handler = Handler(
            service=SERVICE,
            rules_version="1",
            ledger=self.connection,  # type: ignore[arg-type]  # the rest is passed on
            appender=self.appender,
            codec=CODEC,
            seals=Seals(store, clock=self.clock),
            clock=self.clock,
            new_id=new_id,
            deciders=[_notes()],
        )
        self.reactions = self._reactions()

    def _reactions(self) -> Reactions:
        return Reactions(
            self.handler,
            self.connection,  # type: ignore[arg-type]
            self.lot,
            frozenset({SOURCE}),
            self._react,
            pause=lambda _attempt: None,
        )

    def _react(self, heard: Heard) -> list[Note]:
        if not isinstance(heard.event, Told):
            return []
        text = heard.event.text
        self.attempts.append(text)
        if self.faults.get(text):
            raise self.faults[text].pop(0)
        if text in self.always:
            raise KeyError(text)
        return [Note(heard.envelope.correlationid, text), *self.many.get(text, [])]

    def tell(self, case: str, *texts: str) -> None:
        """Intake says so, in its ledger."""
        for text in texts:
            event = Told(text=text)
            stream = f"case-{case}"
            version = len(self.told.read_stream(stream)) + 1
            now = self.clock.now()
            body = CODEC.encode(
                Envelope(
                    id=new_id(),
                    source=SOURCE,
                    type=event.type,
                    subject=stream,
                    subjectversion=version,
                    time=now,
                    recordedtime=now,
                    correlationid=case,
                    commandid=new_id(),
                    commandfingerprint="test",
                    actor=service_actor(SOURCE),
                    rulesversion="1",
                    data=event.model_dump(mode="json", exclude={"type"}),
                )
            )
            (outcome,) = self.told.append_all(
                [Append((NewEvent(stream, version, event.type, body),))]
            )
            assert isinstance(outcome, Appended)

    @property
    def stream(self) -> str:
        return stream_name(SOURCE, self.told.epoch)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Inbox[Heard]]:
        """The stream is filled and followed meanwhile."""
        inbox = self._inbox()
        async with _at_work(self._relay(), inbox):
            yield inbox

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Inbox[Heard]]:
        """The stream is followed meanwhile, but nobody fills it."""
        inbox = self._inbox()
        async with _at_work(inbox):
            yield inbox

    async def publish(self) -> None:
        """Fills the stream with all that has been told, and listens to nothing."""
        relay = self._relay()
        async with _at_work(relay):
            await _until(lambda: relay.published_position == self.told.head())

    def _relay(self) -> Relay:
        return Relay(
            SOURCE, self.told, self.redis_url, self.keys.signer(SOURCE), reread_seconds=0.1
        )

    def _inbox(self) -> Inbox[Heard]:
        return Inbox(
            SOURCE,
            [self.reactions],
            feed=LocalFeed({SOURCE: self.told}),
            redis_url=self.redis_url,
            reading=Understood(CODEC),
            verifier=self.keys.verifier(),
            ask_seconds=0.5,
            retry_seconds=0.1,
        )

    async def all_heard(self, inbox: Inbox[Heard]) -> None:
        """Until everything told has been dealt with or set aside."""
        await _until(lambda: inbox.position == self.told.head())

    def notes(self, case: str | None = None) -> list[str]:
        """What was noted, in the ledger's order."""
        found = []
        for stored in self.noted.read_log(after=0, limit=ALL):
            envelope, event = CODEC.decode(stored.body)
            if isinstance(event, Noted) and case in (None, envelope.correlationid):
                found.append(event.text)
        return found

    def causes(self) -> list[UUID | None]:
        """Which events the notes were caused by."""
        return [
            CODEC.decode(stored.body)[0].causationid
            for stored in self.noted.read_log(after=0, limit=ALL)
            if stored.type == Noted.model_fields["type"].default
        ]

    def parked(self, case: str) -> list[int]:
        """The positions of the case's events that are set aside, in the order of their queue."""
        queue = self.lot.queues(READER).cases.get(case, ())
        return [entry.position for entry in queue]

    def retry(self, case: str) -> Retried:
        """What `samhandling parked retry` does, in another process: with nothing remembered."""
        history = LedgerHistory({SOURCE: self.told}, CODEC)
        lot = ParkingLot(SERVICE, self.noted, self.appender, CODEC, self.clock)
        return retry(
            lot,
            self._reactions(),
            READER,
            case,
            lambda source, position: history.page(source, position - 1)[0],
        )

    def close(self) -> None:
        self.appender.close()
        self.told.close()
        self.noted.close()


class _Runnable(Protocol):
    async def run(self, stop: asyncio.Event) -> None: ...


@asynccontextmanager
async def _at_work(*things: _Runnable) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.timeout(DEADLINE), asyncio.TaskGroup() as tasks:
        for thing in things:
            tasks.create_task(thing.run(stop))
        try:
            yield
        finally:
            stop.set()


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110 - moved in threads
            await asyncio.sleep(0.01)


def _notes() -> Decider[Note, Facts, int]:
    return Decider(
        commands=(Note,),
        stream=lambda command: f"case-{command.case}",
        facts=lambda _command, base: Gathered(base),
        initial=0,
        decide=lambda command, _facts, _count: (Noted(text=command.text),),
        evolve=lambda count, _event: count + 1,
    )
