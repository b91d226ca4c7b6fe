"""A service small enough to see through: it counts, and gives out each ticket once."""

from dataclasses import dataclass, field
from typing import Literal, assert_never
from uuid import UUID, uuid5

from shared.clock import SystemClock, new_id
from shared.contracts.parking import EventParked, ParkedEventHandled, ParkedEventSkipped
from shared.contracts.record import NAMESPACE, Event, Facts, Sealed, Who
from shared.eventlog.appender import Appender
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Asked, Decider, Gathered
from shared.eventlog.handling import Handler
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import Ledger
from shared.eventlog.sealing import Seals
from shared.eventlog.upcasting import Upcasters
from shared.values.refusal import Refused

ACTOR = uuid5(NAMESPACE, "actor")
LIMIT = 100


class Counted(Event):
    type: Literal["intake.counted.v1"] = "intake.counted.v1"
    by: int
    note: Sealed | None = None


class TicketTaken(Event):
    type: Literal["intake.ticket-taken.v1"] = "intake.ticket-taken.v1"
    number: int


@dataclass(frozen=True, slots=True)
class Count:
    """Adds to a counter; never above the limit. Adding nothing is no event."""

    counter: str
    by: int
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """Counts one, and takes the next number of a series that all counters share."""

    counter: str


Command = Count | TakeTicket


@dataclass(frozen=True)
class CountFacts(Facts):
    next_ticket: int = 0


def decide(command: Command, facts: CountFacts, total: int) -> tuple[Event, ...]:
    match command:
        case Count(by=by, note=note):
            if total + by > LIMIT:
                raise Refused("X-1", "counting.limit", field="by", limit=LIMIT)
            return (Counted(by=by, note=note),) if by else ()
        case TakeTicket():
            return (Counted(by=1), TicketTaken(number=facts.next_ticket))
        case _:
            assert_never(command)


def evolve(total: int, event: Counted | TicketTaken) -> int:
    return total + event.by if isinstance(event, Counted) else total


def codec() -> Codec:
    parking = (EventParked, ParkedEventHandled, ParkedEventSkipped)
    return Codec([Counted, TicketTaken, *parking], Upcasters({}))


def seals() -> Seals:
    store = KeyStore("memory:", MasterKey.of(b"k" * 32), clock=SystemClock())
    store.migrate()
    return Seals(store)


@dataclass
class Counting:
    """A handler on a ledger; two of them on one ledger are two replicas."""

    ledger: Ledger
    seals: Seals
    appender: Appender = field(init=False)
    handler: Handler = field(init=False)

    def __post_init__(self) -> None:
        self.appender = Appender(self.ledger)
        decider: Decider[Command, CountFacts, int] = Decider(
            commands=(Count, TakeTicket),
            stream=lambda command: f"counter-{command.counter}",
            facts=self._facts,
            initial=0,
            decide=decide,
            evolve=evolve,
            reserves=lambda event: "tickets" if isinstance(event, TicketTaken) else None,
        )
        self.handler = Handler(
            service="intake",
            rules_version="1",
            ledger=self.ledger,
            appender=self.appender,
            codec=codec(),
            seals=self.seals,
            clock=SystemClock(),
            new_id=new_id,
            deciders=[decider],
        )

    def _facts(self, command: Command, base: Facts) -> Gathered[CountFacts]:
        if isinstance(command, Count):
            return Gathered(CountFacts(base.now, base.by, base.command_id))
        taken = len(self.ledger.read_stream("tickets"))
        facts = CountFacts(base.now, base.by, base.command_id, next_ticket=taken + 1)
        return Gathered(facts, heads={"tickets": taken})

    def total(self, counter: str) -> int:
        decider = self.handler.decider(Count(counter, 0))
        return int(self.handler.state(decider, f"counter-{counter}").state)

    def close(self) -> None:
        self.appender.close()


def asked(command: Command, key: str, *, expected: int | None = None) -> Asked:
    return Asked(
        command=command,
        id=command_id(key),
        by=Who(ACTOR),
        at=SystemClock().now(),
        case="case",
        expected_version=expected,
    )


def command_id(key: str) -> UUID:
    return uuid5(ACTOR, key)
