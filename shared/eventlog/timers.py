"""Durable deadlines: each fires once, as a command, and survives restarts (G-11).

Timers are set and cancelled by the service's own events, so they are a fold like any other; what
has fired is noted beside them. A crash between firing and noting it fires the same command again,
with the same id, which has no second effect.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias, assert_never
from uuid import UUID, uuid5

import structlog
from sqlalchemy import Connection, Engine, Select, delete, func, select, update

from shared.clock import Clock
from shared.contracts.record import NAMESPACE, ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.leader import rest
from shared.eventlog.ledger import Place
from shared.eventlog.parking import ParkingLot, describe, is_infrastructure
from shared.eventlog.projections.folding import Fold, FoldingReader, short_pause
from shared.eventlog.projections.read_model import put
from shared.eventlog.projections.schema import reading, timers, writing
from shared.values.refusal import Refused

READER = "timers"
FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(minutes=5)
LONGEST_PAUSE = 30.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Fire at `due_at` (with its time zone). The same `key` again moves the deadline.

    `kind` says what the deadline means, `subject` the stream it concerns.
    """

    key: str
    due_at: datetime
    kind: str
    case: str
    subject: str


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """The deadline no longer stands; one that has fired stays fired."""

    key: str


TimerChange: TypeAlias = SetTimer | CancelTimer


@dataclass(frozen=True, slots=True)
class Timer:
    """A deadline that is due. `attempts` is how often firing it has failed."""

    service: ServiceName
    key: str
    due_at: datetime
    kind: str
    case: str
    subject: str
    attempts: int
    error: str | None

    @property
    def command_id(self) -> UUID:
        """The id of the command it fires: the same each time, another for a moved deadline."""
        return uuid5(NAMESPACE, f"timer:{self.service}:{self.key}:{self.due_at.isoformat()}")


@dataclass(frozen=True, slots=True)
class Overdue:
    """Timers due and not fired, for the metrics; `oldest` is the longest waiting one's time."""

    count: int
    failing: int
    oldest: datetime | None


class Timers:
    """The consumer that keeps the service's timers, from the service's own events.

    `timers_of` tells what an event sets or cancels; it is pure.
    """

    def __init__(
        self,
        service: ServiceName,
        engine: Engine,
        parking: ParkingLot,
        timers_of: Callable[[Heard], Iterable[TimerChange]],
        *,
        pause: Callable[[int], None] = short_pause,
    ) -> None:
        self._service: ServiceName = service
        self._engine = engine
        self._timers_of = timers_of
        fold = Fold(READER, frozenset({service}), self._apply)
        self._reader = FoldingReader(engine, lambda _connection: [fold], parking, pause=pause)

    @property
    def name(self) -> str:
        return READER

    def readers(self) -> tuple[str, ...]:
        """The name under which events are parked."""
        return (READER,)

    def place(self, source: ServiceName) -> Place | None:
        """See FoldingReader.place."""
        return self._reader.place(source)

    def take(self, batch: Sequence[Heard]) -> None:
        """See FoldingReader.take."""
        self._reader.take(batch)

    def take_parked(self, reader: str, heard: Heard) -> None:
        """See FoldingReader.take_parked."""
        self._reader.take_parked(reader, heard)

    def due(self, now: datetime, limit: int = 100) -> list[Timer]:
        """The timers to fire now, the longest overdue first."""
        query = _waiting(now).where(timers.c.next_try_at <= now)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(timers.c.due_at, timers.c.key).limit(limit))
            return [self._timer(row) for row in rows]

    def overdue(self, now: datetime) -> Overdue:
        """What is due and has not been fired."""
        waiting = _waiting(now).subquery()
        query = select(func.count(), func.count(waiting.c.error), func.min(waiting.c.due_at))
        with reading(self._engine) as connection:
            count, failing, oldest = connection.execute(query.select_from(waiting)).one()
        return Overdue(count, failing, oldest)

    def refused(self) -> dict[str, str]:
        """The timers whose command was refused, with the refusal, by key."""
        query = select(timers.c.key, timers.c.refusal).where(timers.c.refusal.is_not(None))
        with reading(self._engine) as connection:
            return {row.key: row.refusal for row in connection.execute(query)}

    def fired(self, timer: Timer, at: datetime, refusal: str | None = None) -> None:
        """Notes that it has fired, and the reason if its command was refused."""
        self._note(timer, fired_at=at, refusal=refusal, error=None)

    def failed(self, timer: Timer, at: datetime, error: Exception) -> None:
        """Notes that firing failed; it is tried again, later each time."""
        wait = min(FIRST_RETRY * 2 ** min(timer.attempts, 20), LONGEST_RETRY)
        self._note(timer, attempts=timer.attempts + 1, next_try_at=at + wait, error=describe(error))

    def _note(self, timer: Timer, **values: Any) -> None:
        with writing(self._engine) as connection:
            # A deadline that has been moved meanwhile is another one, which has not fired.
            connection.execute(
                update(timers)
                .where(timers.c.key == timer.key, timers.c.due_at == timer.due_at)
                .values(**values)
            )

    def _apply(self, connection: Connection, heard: Heard) -> None:
        for change in self._timers_of(heard):
            match change:
                case SetTimer():
                    _set(connection, change)
                case CancelTimer():
                    connection.execute(
                        delete(timers).where(
                            timers.c.key == change.key, timers.c.fired_at.is_(None)
                        )
                    )
                case _:
                    assert_never(change)

    def _timer(self, row: Any) -> Timer:
        return Timer(
            service=self._service,
            key=row.key,
            due_at=row.due_at,
            kind=row.kind,
            case=row.case,
            subject=row.subject,
            attempts=row.attempts,
            error=row.error,
        )


def _waiting(now: datetime) -> Select[Any]:
    return select(timers).where(timers.c.fired_at.is_(None), timers.c.due_at <= now)


def _set(connection: Connection, change: SetTimer) -> None:
    same = select(timers.c.key).where(timers.c.key == change.key, timers.c.due_at == change.due_at)
    if connection.execute(same).first() is not None:
        return  # said again: what has fired stays fired
    put(
        connection,
        timers,
        key=change.key,
        due_at=change.due_at,
        kind=change.kind,
        case=change.case,
        subject=change.subject,
        fired_at=None,
        refusal=None,
        attempts=0,
        next_try_at=change.due_at,
        error=None,
    )


class TimerRunner:
    """Fires what is due; runs in the leader. `fire` carries out the timer's command and blocks.

    A refused command counts as fired, with the refusal noted. Anything else that goes wrong is
    tried again with growing pauses and seen in `Timers.overdue`; `last_error` tells of a store
    that is away.
    """

    def __init__(
        self,
        timers: Timers,
        fire: Callable[[Timer], None],
        clock: Clock,
        *,
        every: float = 1.0,
    ) -> None:
        self._timers = timers
        self._fire = fire
        self._clock = clock
        self._every = every
        self.last_error: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Looks for due timers every so often until told to stop."""
        pause = self._every
        while not stop.is_set():
            try:
                await self._fire_due(stop)
            except Exception as error:
                if not is_infrastructure(error):
                    raise
                self.last_error = describe(error)
                log.warning("timers wait for their store", error=self.last_error)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.last_error = None
                pause = self._every
            await rest(stop, pause)

    async def _fire_due(self, stop: asyncio.Event) -> None:
        for timer in await asyncio.to_thread(self._timers.due, self._clock.now()):
            if stop.is_set():
                return
            await asyncio.to_thread(self._fire_one, timer)

    def _fire_one(self, timer: Timer) -> None:
        try:
            self._fire(timer)
        except Refused as refused:
            self._timers.fired(timer, self._clock.now(), str(refused))
        except Exception as error:
            if is_infrastructure(error):
                raise
            log.warning("timer failed", key=timer.key, error=describe(error))
            self._timers.failed(timer, self._clock.now(), error)
        else:
            self._timers.fired(timer, self._clock.now())
