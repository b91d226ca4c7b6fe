"""Audit's rows of cases, told by events at moments of their own, and what is asked of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from services.audit.readmodels import case_lists
from services.audit.readmodels.case_lists import Asked, Case, Figure
from services.audit.readmodels.cases import CASES
from services.audit.readmodels.subjects import SUBJECTS
from shared.clock import SystemClock, new_id
from shared.contracts.record import NAMESPACE, Envelope, Event, ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Ledger
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
from shared.identity.actors import Actor, Holding
from shared.service.platform import the_codec
from tests.examples.ids import GP, NOW, SECRETARY, TELEMARK

SERVICES: tuple[ServiceName, ...] = ("intake", "assessment", "governance", "audit")
SECRETARIAT = Actor(SECRETARY, frozenset({Holding("secretariat", TELEMARK)}))
MODELS = (CASES, SUBJECTS)


class CaseWorld:
    """A day passes with each event that is told."""

    def __init__(self, projector: Projector, views: Views) -> None:
        self.views = views
        self.now: datetime = NOW
        self.by = SECRETARIAT
        self._projector = projector
        self._heard: dict[ServiceName, int] = dict.fromkeys(SERVICES, 0)
        for service in SERVICES:
            projector.place(service)

    def tell(self, *events: Event) -> None:
        for event in events:
            source = _source(event)
            self._heard[source] += 1
            position = self._heard[source]
            epoch = uuid5(NAMESPACE, f"epoch of {source}")
            heard = Heard(source, epoch, position, self._envelope(source, event), event, b"")
            self._projector.take([heard])
            self.now += timedelta(days=1)

    def case(self, case_id: UUID) -> Case:
        (found,) = [each for each in self.cases() if each.case_id == case_id]
        return found

    def cases(self, asked: Asked | None = None) -> list[Case]:
        return case_lists.listed(self.views, self.by, asked or Asked(), self.now)

    def figures(self, asked: Asked | None = None) -> list[Figure]:
        return case_lists.figures(self.views, self.by, asked or Asked(), self.now)

    def _envelope(self, source: ServiceName, event: Event) -> Envelope:
        return Envelope(
            id=new_id(),
            source=source,
            type=event.type,
            subject="case",
            subjectversion=self._heard[source],
            time=self.now,
            recordedtime=self.now,
            correlationid="case",
            commandid=new_id(),
            commandfingerprint="told",
            actor=GP,
            rulesversion="1",
            data={},
        )


def _source(event: Event) -> ServiceName:
    (source,) = [each for each in SERVICES if event.type.startswith(f"{each}.")]
    return source


@contextmanager
def case_world() -> Iterator[CaseWorld]:
    """On a database in memory."""
    engine = open_views("memory:", "audit")
    migrate_views(engine)
    ledgers: dict[ServiceName, Ledger] = {each: open_ledger("memory:", each) for each in SERVICES}
    for ledger in ledgers.values():
        ledger.migrate()
    appender = Appender(ledgers["audit"])
    lot = ParkingLot("audit", ledgers["audit"], appender, the_codec(), SystemClock())
    Builder(MODELS, engine, lot, LedgerHistory(ledgers, the_codec())).prepare()
    try:
        yield CaseWorld(Projector(MODELS, engine, lot), Views(MODELS, engine))
    finally:
        appender.close()
        engine.dispose()
        for ledger in ledgers.values():
            ledger.close()
