"""Intake's read model `similar`, told by events, on a real database and a real key store."""

import base64
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

from services.intake.readmodels.similar import Kind, SimilarCases
from services.intake.readmodels.similar_found import Similar, similar_to
from shared.clock import SystemClock, new_id
from shared.contracts.governance import ConsensusReached, ProposalSubmitted
from shared.contracts.governance.own_lines import DecisionInForce
from shared.contracts.intake import ReportRegistered
from shared.contracts.record import NAMESPACE, Envelope, Event, Sealed, ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.heard import Heard
from shared.eventlog.keys import KeyStore, MasterKey
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
from shared.eventlog.signing import StreamKeys
from shared.identity.actors import Actor, Holding
from shared.service.platform import Keys, the_codec
from tests.examples.governance.cases import CONSENSUS_REACHED, PROPOSAL_SUBMITTED
from tests.examples.governance.own_lines import DECISION_IN_FORCE
from tests.examples.ids import GP, NOW, REPORTED, TELEMARK, id_of, sealed

SERVICES: tuple[ServiceName, ...] = ("intake", "assessment", "governance", "audit")
CLINICIAN = Actor(id_of("clinician"), frozenset({Holding("clinician", TELEMARK)}))
SECRETARIAT = Actor(id_of("secretary"), frozenset({Holding("secretariat", TELEMARK)}))


def open_keys(folder: Path) -> Keys:
    """A key store of its own, ready for use."""
    clock = SystemClock()
    master = MasterKey.from_text(base64.b64encode(os.urandom(32)).decode())
    store = KeyStore("memory:", master, clock=clock)
    store.migrate()
    streams = StreamKeys.generate(folder / "stream-keys")
    return Keys(store, Seals(store, clock=clock), streams.signer, streams.verifier())


def report_of(
    name: str, title: str, text: str, helsefellesskap: UUID = TELEMARK
) -> ReportRegistered:
    """The event of a report that opens a case of this number."""
    case_id = id_of(name)

    def under_its_key(clear: str) -> Sealed:
        return sealed(f"case-{case_id}", "report", clear)

    return ReportRegistered(
        case_id=case_id,
        report_id=uuid5(case_id, "report"),
        number=name,
        helsefellesskap=helsefellesskap,
        reporter=GP,
        reported_on=REPORTED,
        title=under_its_key(title),
        what_happens=under_its_key(text),
        parties=(),
        language="nb",
    )


class SimilarWorld:
    """What is told, in the order of each service's log, and what is found then."""

    def __init__(self, database: str, folder: Path) -> None:
        self.keys = open_keys(folder)
        self.similar = SimilarCases(self.keys)
        self.engine = open_views(database, "intake")
        migrate_views(self.engine)
        self._ledgers = {service: open_ledger("memory:", service) for service in SERVICES}
        for ledger in self._ledgers.values():
            ledger.migrate()
        self._appender = Appender(self._ledgers["intake"])
        self.lot = ParkingLot(
            "intake", self._ledgers["intake"], self._appender, the_codec(), SystemClock()
        )
        history = LedgerHistory(self._ledgers, the_codec())
        Builder([self.similar], self.engine, self.lot, history).prepare()
        self.views = Views([self.similar], self.engine)
        self._projector = Projector([self.similar], self.engine, self.lot)
        for service in SERVICES:
            self._projector.place(service)
        self._heard = dict.fromkeys(SERVICES, 0)

    def tell(self, source: ServiceName, case_id: UUID, *events: Event) -> None:
        """The next events of a service's log."""
        self.take(*(self.record(source, case_id, event) for event in events))

    def take(self, *heard: Heard) -> None:
        """The read model hears what has been recorded."""
        self._projector.take(heard)

    def report(self, name: str, title: str, text: str, *, helsefellesskap: UUID = TELEMARK) -> UUID:
        """A report with a case of its own; the case's id."""
        registered = report_of(name, title, text, helsefellesskap)
        self.tell("intake", registered.case_id, registered)
        return registered.case_id

    def adopt(self, case_id: UUID, what: str, *, replaces: UUID | None = None) -> None:
        """A proposal of the case is agreed on and comes into force."""
        of_it = {"case_id": case_id}
        proposed: ProposalSubmitted = PROPOSAL_SUBMITTED.model_copy(
            update={**of_it, "what": what, "replaces": replaces}
        )
        agreed: ConsensusReached = CONSENSUS_REACHED.model_copy(
            update={**of_it, "alternative": None}
        )
        in_force: DecisionInForce = DECISION_IN_FORCE.model_copy(update=of_it)
        self.tell("governance", case_id, proposed, agreed, in_force)

    def find(
        self,
        title: str,
        text: str = "",
        *,
        actor: Actor = CLINICIAN,
        kind: Kind = "case",
        besides: Sequence[UUID] = (),
        limit: int = 5,
        on: date = REPORTED,
    ) -> list[Similar]:
        return similar_to(
            self.similar,
            self.views,
            actor,
            title,
            text,
            helsefellesskap=TELEMARK,
            on=on,
            kind=kind,
            besides=besides,
            limit=limit,
        )

    def numbers(self, title: str, text: str = "", *, actor: Actor = CLINICIAN) -> list[str]:
        return [each.number for each in self.find(title, text, actor=actor)]

    def close(self) -> None:
        self._appender.close()
        self.engine.dispose()
        self.keys.store.close()
        for ledger in self._ledgers.values():
            ledger.close()

    def record(self, source: ServiceName, case_id: UUID, event: Event) -> Heard:
        """An event as it is heard, sealed as it is when it is recorded."""
        self._heard[source] += 1
        position = self._heard[source]
        envelope = Envelope(
            id=new_id(),
            source=source,
            type=event.type,
            subject=f"case-{case_id}",
            subjectversion=position,
            time=NOW,
            recordedtime=NOW,
            correlationid=str(case_id),
            commandid=new_id(),
            commandfingerprint="told",
            actor=GP,
            rulesversion="1",
            data={},
        )
        epoch = uuid5(NAMESPACE, f"epoch of {source}")
        return Heard(source, epoch, position, envelope, self.keys.seals.seal(event), b"")
