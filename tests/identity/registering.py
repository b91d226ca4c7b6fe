"""A register over real parts: sealed events in a ledger, folded into rows, opened at reading."""

from datetime import UTC, datetime
from uuid import UUID

from shared.clock import new_id
from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import Envelope, Event
from shared.contracts.upcasters import UPCASTERS
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Append, Appended, NewEvent
from shared.eventlog.parking import ParkingLot
from shared.eventlog.projections import (
    Builder,
    LedgerHistory,
    Projector,
    Views,
    migrate_views,
    open_views,
)
from shared.eventlog.recorders import open_ledger
from shared.eventlog.sealing import Seals
from shared.eventlog.upcasting import Upcasters
from shared.identity.register import Register
from shared.identity.register_model import register_model

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


class FixedClock:
    """Tells the time it is set to."""

    def __init__(self, time: datetime = NOW) -> None:
        self.time = time

    def now(self) -> datetime:
        return self.time


class Registering:
    """Says governance's events and keeps the register up to date."""

    def __init__(self, database: str = "memory:") -> None:
        self.clock = FixedClock()
        self.keys = KeyStore("memory:", MasterKey.of(b"k" * 32), clock=self.clock)
        self.keys.migrate()
        self.seals = Seals(self.keys, clock=self.clock)
        self._codec = Codec(EVENT_TYPES, Upcasters(UPCASTERS))
        self._ledger = open_ledger("memory:", "governance")
        self._ledger.migrate()
        self._appender = Appender(self._ledger)
        self._engine = open_views(database, "governance")
        migrate_views(self._engine)
        parking = ParkingLot("governance", self._ledger, self._appender, self._codec, self.clock)
        self._history = LedgerHistory({"governance": self._ledger}, self._codec)
        assert Builder([register_model], self._engine, parking, self._history).prepare()
        self._projector = Projector([register_model], self._engine, parking)
        self.views = Views([register_model], self._engine)
        self.register = Register(self.views, self.seals.open)

    def say(self, *events: Event) -> None:
        after = self._ledger.head()
        for event in events:
            (outcome,) = self._ledger.append_all([Append((self._new(event),))])
            assert isinstance(outcome, Appended)
        self._projector.take(self._history.page("governance", after))

    def close(self) -> None:
        self._appender.close()
        self._engine.dispose()
        self._ledger.close()
        self.keys.close()

    def rows_as_text(self) -> str:
        """All that is kept in the rows, as somebody with the database file would see it."""
        with self.register._views.read(register_model) as (connection, tables):
            return repr(connection.execute(tables.people.select()).all())

    def _new(self, event: Event) -> NewEvent:
        sealed = self.seals.seal(event)
        subject = f"register-{new_id()}"
        envelope = Envelope(
            id=new_id(),
            source="governance",
            type=event.type,
            subject=subject,
            subjectversion=1,
            time=NOW,
            recordedtime=NOW,
            correlationid="register",
            commandid=new_id(),
            commandfingerprint="none",
            actor=UUID(int=1),
            rulesversion="1",
            data=sealed.model_dump(mode="json", exclude={"type"}),
        )
        return NewEvent(subject, 1, event.type, self._codec.encode(envelope))
