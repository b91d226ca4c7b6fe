"""A small service with real stores: what its readers hear, keep and park."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Column, Connection, Engine, Integer, Table, Text, select

from shared.clock import new_id
from shared.contracts.parking import EventParked, ParkedEventHandled, ParkedEventSkipped
from shared.contracts.record import Envelope, Event, ServiceName, service_actor
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Append, Appended, Ledger, NewEvent
from shared.eventlog.parking import ParkingLot, WaitingFor
from shared.eventlog.projections import (
    Builder,
    LedgerHistory,
    NewTable,
    Projector,
    ReadModel,
    Views,
    migrate_views,
    open_views,
)
from shared.eventlog.recorders import open_ledger
from shared.eventlog.upcasting import Upcasters

SERVICE: ServiceName = "governance"


class Told(Event):
    """Something was told in a case of intake's."""

    type: Literal["intake.told.v1"] = "intake.told.v1"
    text: str


class Answered(Event):
    """Something was answered in a case, by governance itself."""

    type: Literal["governance.answered.v1"] = "governance.answered.v1"
    text: str


class Unheard(Event):
    """A type that this service's codec does not know."""

    type: Literal["intake.unheard.v1"] = "intake.unheard.v1"


PARKING = (EventParked, ParkedEventHandled, ParkedEventSkipped)
CODEC = Codec((Told, Answered, *PARKING), Upcasters({}))
FOREIGN_CODEC = Codec((Told, Answered, Unheard, *PARKING), Upcasters({}))


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


class Notes(ReadModel[Table]):
    """All that is told and answered, as rows; what it can't stomach is set by each test."""

    name = "notes"
    version = 1
    hears = frozenset({"intake", "governance"})

    def __init__(self) -> None:
        self.poison: set[str] = set()
        self.before: Callable[[Connection, Heard], None] = lambda _connection, _heard: None
        self.attempts = 0

    def tables(self, new: NewTable) -> Table:
        return new(
            "rows",
            Column("id", Integer, primary_key=True),
            Column("case", Text, index=True),
            Column("text", Text),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        self.before(connection, heard)
        match heard.event:
            case Told(text=text) | Answered(text=text):
                if text in self.poison:
                    self.attempts += 1
                    raise KeyError(f"personal words: {text}")
                connection.execute(
                    tables.insert().values(case=heard.envelope.correlationid, text=text)
                )
            case _:
                pass


class LoudNotes(Notes):
    """The next version: the same question answered in capitals, in other columns."""

    version = 2

    def tables(self, new: NewTable) -> Table:
        return new(
            "lines",
            Column("id", Integer, primary_key=True),
            Column("loud", Text, nullable=False),
        )

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        self.before(connection, heard)
        match heard.event:
            case Told(text=text) | Answered(text=text):
                connection.execute(tables.insert().values(loud=text.upper()))
            case _:
                pass


class Count(ReadModel[Table]):
    """A second model, of one source: how many were told."""

    name = "count"
    version = 1
    hears = frozenset({"intake"})

    def tables(self, new: NewTable) -> Table:
        return new("told", Column("id", Integer, primary_key=True), Column("case", Text))

    def apply(self, connection: Connection, tables: Table, heard: Heard) -> None:
        match heard.event:
            case Told():
                connection.execute(tables.insert().values(case=heard.envelope.correlationid))
            case _:
                pass


class World:
    """One service's readers over real stores; a second `World` on the same database is a
    second process as far as the stores can tell."""

    def __init__(self, database: str, ledgers: dict[ServiceName, Ledger] | None = None) -> None:
        self.database = database
        self.clock = HandClock()
        self.ledgers: dict[ServiceName, Ledger] = ledgers or {
            "intake": open_ledger("memory:", "intake"),
            SERVICE: open_ledger(database, SERVICE),
        }
        for ledger in self.ledgers.values():
            ledger.migrate()
        self.appender = Appender(self.ledgers[SERVICE])
        self.engine: Engine = open_views(database, SERVICE)
        migrate_views(self.engine)
        self.lot = self.new_lot()
        self.history = LedgerHistory(self.ledgers, CODEC)
        self.notes = Notes()
        self.count = Count()
        self.pauses: list[int] = []
        self.others: list[World] = []

    @property
    def models(self) -> list[ReadModel[Table]]:
        return [self.notes, self.count]

    def new_lot(self) -> ParkingLot:
        """The parking lot as another process has it: nothing read yet."""
        return ParkingLot(SERVICE, self.ledgers[SERVICE], self.appender, CODEC, self.clock)

    def again(self) -> "World":
        """The service after a restart (or in another process): same stores, nothing in memory."""
        other = World(self.database, self.ledgers)
        if self.database == "memory:":
            other.engine.dispose()
            other.engine = self.engine
        other.clock.time = self.clock.time
        self.others.append(other)
        return other

    def builder(self, *models: ReadModel[Table]) -> Builder:
        return Builder(models or self.models, self.engine, self.lot, self.history)

    def projector(self, *models: ReadModel[Table]) -> Projector:
        """A projector that has begun to read everything."""
        projector = Projector(
            models or self.models, self.engine, self.lot, pause=self.pauses.append
        )
        for source in sorted(projector.hears):
            projector.place(source)
        return projector

    def prepared(self) -> Projector:
        self.builder().prepare()
        return self.projector()

    def views(self) -> Views:
        return Views(self.models, self.engine)

    def say(self, case: str, *texts: str, source: ServiceName = "intake") -> list[Heard]:
        """Events in a case, recorded in the source's ledger."""
        kind = Told if source == "intake" else Answered
        return [self.record(source, case, kind(text=text)) for text in texts]

    def record(self, source: ServiceName, case: str, event: Event) -> Heard:
        ledger = self.ledgers[source]
        self.clock.forward(milliseconds=1)
        stream = f"case-{case}"
        version = len(ledger.read_stream(stream)) + 1
        body = FOREIGN_CODEC.encode(
            Envelope(
                id=new_id(),
                source=source,
                type=event.type,
                subject=stream,
                subjectversion=version,
                time=self.clock.now(),
                recordedtime=self.clock.now(),
                correlationid=case,
                commandid=new_id(),
                commandfingerprint="test",
                actor=service_actor(source),
                rulesversion="test-1",
                data=event.model_dump(mode="json", exclude={"type"}),
            )
        )
        outcome = ledger.append_all([Append((NewEvent(stream, version, event.type, body),))])[0]
        assert isinstance(outcome, Appended)
        return self.history.page(source, outcome.positions[0] - 1)[0]

    def heard(self, source: ServiceName = "intake", after: int = 0) -> Sequence[Heard]:
        return self.history.page(source, after)

    def fetch(self, source: ServiceName, position: int) -> Heard:
        return self.history.page(source, position - 1)[0]

    def texts(self, case: str | None = None) -> list[str]:
        """The rows of the notes, in the order they were written."""
        with self.views().read(self.notes) as (connection, rows):
            query = select(rows.c.text).order_by(rows.c.id)
            if case is not None:
                query = query.where(rows.c.case == case)
            return [str(text) for text in connection.scalars(query)]

    def counted(self) -> int:
        with self.views().read(self.count) as (connection, told):
            return len(connection.execute(select(told.c.id)).all())

    def close(self, *, ledgers: bool = True) -> None:
        for other in self.others:
            other.close(ledgers=False)
        self.appender.close()
        self.engine.dispose()
        for ledger in self.ledgers.values() if ledgers else ():
            ledger.close()


def waits_for(service: ServiceName, text: str) -> Callable[[Connection, Heard], None]:
    """A handler that can't take this text before `service` has been heard."""

    def before(_connection: Connection, heard: Heard) -> None:
        if isinstance(heard.event, Told) and heard.event.text == text:
            raise WaitingFor(service)

    return before


def event_id(heard: Heard) -> UUID:
    return heard.envelope.id
