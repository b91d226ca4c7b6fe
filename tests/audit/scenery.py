"""Audit's parts over a logbook of any length, with keys and a place to publish in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from services.audit.app import NOTE
from services.audit.application import deciders
from services.audit.application.checkpointing import Checkpointing, Checkpoints
from services.audit.decisions import RULES_VERSION
from services.audit.readmodels import logbook
from services.audit.readmodels.keeping import Logbook
from shared.clock import SystemClock, new_id
from shared.contracts.record import ServiceName
from shared.eventlog.appender import Appender
from shared.eventlog.handling import Handler
from shared.eventlog.heard import Opaque
from shared.eventlog.inbox import AsBytes
from shared.eventlog.inbox.frame import Arrival
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Append, Ledger, NewEvent
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.projections import migrate_views, open_views
from shared.eventlog.publishing import PublishingFolder
from shared.eventlog.recorders import open_ledger
from shared.eventlog.sealing import Seals
from shared.service.platform import the_codec

CLOCK = SystemClock()
ORIGIN = "samhandling.example"


@dataclass
class Witness:
    """A ledger, audit's logbook of it, and what was published."""

    folder: Path
    ledger: Ledger
    engine: Engine
    checkpoints: Checkpoints
    duty: Checkpointing
    own: Ledger

    def hears(self, *bodies: bytes) -> None:
        """The ledger says this, and audit hears it."""
        source: ServiceName = "intake"
        head = self.ledger.head()
        for position, body in enumerate(bodies, start=head + 1):
            said = NewEvent("strange", position, "intake.something-new.v1", body)
            self.ledger.append_all([Append((said,))])
        Logbook(self.engine, CLOCK).take(
            [
                self.opaque(source, position, body)
                for position, body in enumerate(bodies, start=head + 1)
            ]
        )

    def opaque(self, source: ServiceName, position: int, body: bytes) -> Opaque:
        return AsBytes().read(source, self.ledger.epoch, Arrival(position, body))

    @property
    def published(self) -> dict[int, bytes]:
        """Roots by size, as they were published."""
        return {
            tree.size: tree.root
            for name in self.checkpoints.names()
            for tree in self.checkpoints.get(name).checkpoint.trees
            if tree.service == "intake"
        }


@contextmanager
def witness(folder: Path, database: str) -> Iterator[Witness]:
    """On a database of either kind; keys and checkpoints in the folder."""
    engine = open_views(database, "audit")
    migrate_views(engine)
    logbook.migrate_logbook(engine)
    ledger, own = open_ledger(database, "intake"), open_ledger(database, "audit")
    ledger.migrate()
    own.migrate()
    store = KeyStore("memory:", MasterKey.generate(folder / "master.key"))
    store.migrate()
    appender = Appender(own)
    handler = Handler(
        service="audit",
        rules_version=RULES_VERSION,
        ledger=own,
        appender=appender,
        codec=the_codec(),
        seals=Seals(store),
        clock=CLOCK,
        new_id=new_id,
        deciders=deciders(engine),
    )
    checkpoints = Checkpoints(
        engine,
        NoteKeys(folder / "checkpoint-keys", ORIGIN, made_at_need=True),
        PublishingFolder(folder / "checkpoints", NOTE),
        ORIGIN,
    )
    duty = Checkpointing(checkpoints, handler, CLOCK.now, every=0.01)
    try:
        yield Witness(folder, ledger, engine, checkpoints, duty, own)
    finally:
        appender.close()
        ledger.close()
        own.close()
        store.close()
        engine.dispose()
