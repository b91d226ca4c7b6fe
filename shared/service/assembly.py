"""A service put together: what its `app.py` hands over, and what runs while it leads."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import structlog
from fastapi import APIRouter

from shared.contracts.record import ServiceName
from shared.eventlog.feed import Feed
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Consumer, Heard, Keeper, Opaque, Taken, Takes
from shared.eventlog.inbox import AsBytes, Inbox, ReaderAlarm, Understood
from shared.eventlog.inbox.reading import Reading
from shared.eventlog.leader import Leadership
from shared.eventlog.projections import Builder, NotBuilt, Projector
from shared.eventlog.reactions import React, Reactions
from shared.eventlog.relay import Relay, RelayAlarm
from shared.eventlog.tail import Tail
from shared.eventlog.timers import Timer, TimerChange, TimerRunner, Timers
from shared.service.building import Building
from shared.service.duties import Duty
from shared.service.histories import FeedHistory
from shared.service.platform import Platform

T = TypeVar("T", bound=Taken)

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Service:
    """One service, wired: its handler, what it reacts to, its deadlines, its routes.

    `keepers` keep what is said in the logs in `keeps`, also what nobody understands.
    `larger_bodies` are the requests that may be larger than others, by the beginning of their
    path.
    """

    platform: Platform
    handler: Handler
    routers: Sequence[APIRouter]
    react: React | None = None
    reacts_to: frozenset[ServiceName] = frozenset()
    timers_of: Callable[[Heard], Iterable[TimerChange]] | None = None
    fire: Callable[[Timer], None] | None = None
    keepers: Sequence[Keeper] = ()
    keeps: frozenset[ServiceName] = frozenset()
    duties: Sequence[Duty] = ()
    larger_bodies: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> ServiceName:
        return self.platform.name


class Runs(Protocol):
    """What works until it is told to stop."""

    async def run(self, stop: asyncio.Event) -> None: ...


@dataclass
class Leading:
    """What the leader runs; replaced each time leadership begins anew. For health and metrics."""

    relay: Relay
    tail: Tail[Heard] | None
    inboxes: tuple[Inbox[Heard], ...]
    keeping: tuple[Tail[Opaque] | Inbox[Opaque], ...]
    timers: TimerRunner | None = None


def projector_of(service: Service) -> Projector:
    """The consumer behind the service's read models."""
    platform = service.platform
    return Projector(platform.models, platform.engine, platform.parking, moved=platform.views.wake)


def reactions_of(service: Service) -> Reactions | None:
    """The consumer that carries out what the service reacts to."""
    if service.react is None:
        return None
    platform = service.platform
    return Reactions(
        service.handler, platform.ledger, platform.parking, service.reacts_to, service.react
    )


def timers_of(service: Service) -> Timers | None:
    """The consumer that keeps the service's deadlines."""
    if service.timers_of is None:
        return None
    platform = service.platform
    return Timers(service.name, platform.engine, platform.parking, service.timers_of)


def consumers_that_park(service: Service) -> list[Projector | Timers | Reactions]:
    """Those who may set events aside."""
    found = [projector_of(service), timers_of(service), reactions_of(service)]
    return [each for each in found if each is not None]


def readers_of(service: Service) -> list[str]:
    """The names under which events are set aside; none of read models that are not built."""
    names: list[str] = []
    for each in consumers_that_park(service):
        with suppress(NotBuilt):
            names.extend(each.readers())
    return names


def consumer_of(service: Service, reader: str) -> Projector | Timers | Reactions:
    """Who set events aside under this name. Raises LookupError."""
    for each in consumers_that_park(service):
        with suppress(NotBuilt):
            if reader in each.readers():
                return each
    raise LookupError(reader)


class Running:
    """A service at work in this process: it answers always, and leads when it may.

    `alarms` are the parts that have stopped until a person has looked, and why (for health).
    """

    def __init__(self, service: Service, feed: Feed, redis_url: str) -> None:
        self.service = service
        self.leadership = Leadership(service.platform.settings.database, service.name)
        self.leading: Leading | None = None
        self.alarms: dict[str, str] = {}
        self._feed = feed
        self._redis_url = redis_url
        self.projector = projector_of(service)
        self.reactions = reactions_of(service)
        self.timers = timers_of(service)
        service.platform.appender.on_appended(lambda _head: self._wake())

    def consumers(self, source: ServiceName) -> list[Consumer]:
        """Who follows this log, foreign facts before what is done about them."""
        found: list[Consumer] = []
        if source in self.projector.hears:
            found.append(self.projector)
        if self.timers is not None and source == self.service.name:
            found.append(self.timers)
        if self.reactions is not None and source in self.reactions.hears:
            found.append(self.reactions)
        return found

    def sources(self) -> list[ServiceName]:
        """The other services' logs that are followed."""
        heard = self.projector.hears
        if self.reactions is not None:
            heard |= self.reactions.hears
        return sorted(heard - {self.service.name})

    def builder(self, loop: asyncio.AbstractEventLoop) -> Builder:
        """What builds the read models anew, from its own ledger and the others' feeds."""
        platform = self.service.platform
        return Builder(
            platform.models,
            platform.engine,
            platform.parking,
            FeedHistory(platform.name, platform.ledger, self._feed, platform.codec, loop),
            moved=platform.views.wake,
            passed=self.projector.passed,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`: leads whenever no other process does."""
        await self.leadership.hold(stop, self._lead)

    async def _lead(self, stop: asyncio.Event) -> None:
        self.leading = leading = self._begin()
        self.alarms = {}
        try:
            async with asyncio.TaskGroup() as tasks:
                # Others wait for what this service says, also while its own views are built;
                # and what is kept as it is needs no view.
                tasks.create_task(self._until_alarm("relay", leading.relay, stop))
                for kept in leading.keeping:
                    tasks.create_task(self._until_alarm(f"kept-{kept.source}", kept, stop))
                for duty in self.service.duties:
                    tasks.create_task(duty.run(stop))
                # What is built anew is built beside: the other models are kept up to date
                # meanwhile, and what acts on one that is not built waits for that alone.
                building = Building(self.service.name, self.builder, self.alarms)
                for models in await building.behind(stop):
                    tasks.create_task(building.build(models, stop))
                if not stop.is_set():
                    for part, each in self._readers(leading):
                        tasks.create_task(self._until_alarm(part, each, stop))
                await stop.wait()
        finally:
            self.leading = None
            log.info("stopped leading", service=self.service.name)

    async def _until_alarm(self, part: str, each: Runs, stop: asyncio.Event) -> None:
        """A part that must not go on stops alone; the others do go on."""
        try:
            await each.run(stop)
        except (ReaderAlarm, RelayAlarm) as alarm:
            self.alarms[part] = str(alarm)

    def _begin(self) -> Leading:
        platform = self.service.platform
        leading = Leading(
            relay=Relay(
                platform.name, platform.ledger, self._redis_url, platform.keys.signer(platform.name)
            ),
            tail=self._follow(self.consumers(platform.name), Understood(platform.codec)),
            inboxes=tuple(
                self._hear(source, self.consumers(source), Understood(platform.codec))
                for source in self.sources()
            ),
            keeping=tuple(self._keep(source) for source in sorted(self.service.keeps)),
        )
        if self.timers is not None and self.service.fire is not None:
            leading.timers = TimerRunner(self.timers, self.service.fire, platform.clock)
        return leading

    def _keep(self, source: ServiceName) -> Tail[Opaque] | Inbox[Opaque]:
        keepers = self.service.keepers
        if source != self.service.name:
            return self._hear(source, keepers, AsBytes())
        tail = self._follow(keepers, AsBytes())
        assert tail is not None, "what keeps a log has keepers"
        return tail

    def _follow(self, takers: Sequence[Takes[T]], reading: Reading[T]) -> Tail[T] | None:
        platform = self.service.platform
        return Tail(platform.name, platform.ledger, takers, reading) if takers else None

    def _hear(
        self, source: ServiceName, takers: Sequence[Takes[T]], reading: Reading[T]
    ) -> Inbox[T]:
        return Inbox(
            source,
            takers,
            feed=self._feed,
            redis_url=self._redis_url,
            reading=reading,
            verifier=self.service.platform.keys.verifier,
        )

    def _wake(self) -> None:
        leading = self.leading
        if leading is not None:
            leading.relay.wake()
            for tail in (leading.tail, *leading.keeping):
                if isinstance(tail, Tail):
                    tail.wake()

    def _readers(self, leading: Leading) -> list[tuple[str, Runs]]:
        """What reads, by the name of what it reads."""
        found: list[tuple[str, Runs]] = []
        if leading.tail is not None:
            found.append((self.service.name, leading.tail))
        found.extend((inbox.source, inbox) for inbox in leading.inboxes)
        if leading.timers is not None:
            found.append(("timers", leading.timers))
        return found
