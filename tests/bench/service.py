"""Our side of what is measured: a handler on a ledger, put together as a service does it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

from shared.clock import SystemClock, new_id
from shared.contracts.record import NAMESPACE, Who
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Asked
from shared.eventlog.handling import Handler
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Fenced, Ledger, Place, ReaderMove
from shared.eventlog.recorders import open_ledger
from shared.eventlog.sealing import Seals
from shared.eventlog.upcasting import Upcasters
from tests.bench.implementation import ProgressReported, ReportProgress, decider, report

BATCH = 50
"""So many reports of a history go into one append, well under its byte cap."""

CLOCK = SystemClock()
PERSON = uuid5(NAMESPACE, "who reports")
HELSEFELLESSKAP = uuid5(NAMESPACE, "helsefellesskap")


def asked(command: ReportProgress, number: int) -> Asked:
    """A command as it comes from the web: with seat, party, case and trace."""
    return Asked(
        command=command,
        id=uuid5(command.case_id, str(number)),
        by=Who(PERSON, seat=PERSON, party=command.party),
        at=CLOCK.now(),
        case=str(command.case_id),
        helsefellesskap=HELSEFELLESSKAP,
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )


@dataclass
class Service:
    """Our handler on a ledger, put together as a service does it."""

    ledger: Ledger
    seals: Seals
    appender: Appender = field(init=False)
    handler: Handler = field(init=False)

    def __post_init__(self) -> None:
        self.appender = Appender(self.ledger)
        self.handler = Handler(
            service="governance",
            rules_version="1",
            ledger=self.ledger,
            appender=self.appender,
            codec=Codec([ProgressReported], Upcasters({})),
            seals=self.seals,
            clock=CLOCK,
            new_id=new_id,
            deciders=[decider()],
        )

    def close(self) -> None:
        self.appender.close()
        self.ledger.close()

    def give_history(self, cases: Sequence[UUID], reports: int, today: date) -> None:
        """Each case gets as many reports, through the handler like all others."""
        before: Place | None = None
        for case in cases:
            for first in range(0, reports, BATCH):
                numbers = range(first, min(first + BATCH, reports))
                after = Place(self.ledger.epoch, before.position + 1 if before else 1, new_id())
                done = self.handler.handle_all(
                    [asked(report(case, number, today), number) for number in numbers],
                    ReaderMove("history", before, after),
                )
                if isinstance(done, Fenced):
                    raise AssertionError(done)
                before = after


@contextmanager
def service(database: str) -> Iterator[Service]:
    ledger = open_ledger(database, "governance")
    ledger.migrate()
    keys = KeyStore("memory:", MasterKey.of(b"k" * 32), clock=CLOCK)
    keys.migrate()
    running = Service(ledger, Seals(keys, clock=CLOCK))
    try:
        yield running
    finally:
        running.close()
        keys.close()
