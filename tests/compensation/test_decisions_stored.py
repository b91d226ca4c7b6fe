"""What a decision rests on survives being stored, so that it can be replayed (R-3)."""

import base64
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from services.compensation.commands import CompensationCommand
from services.compensation.commands.facts import ClaimedTime, RateFacts
from services.compensation.decisions import batch as batches
from services.compensation.rules.batches import MOST_CLAIMS, MOST_LINES
from shared.clock import new_id
from shared.contracts.compensation import BatchLocked, CompensationEvent
from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import Event
from shared.contracts.upcasters import UPCASTERS
from shared.eventlog.codec import Codec
from shared.eventlog.commands import Asked, Gathered
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.ledger import MAX_APPEND_BYTES
from shared.eventlog.recording import Recording, record
from shared.eventlog.sealing import Seals
from shared.eventlog.upcasting import Upcasters
from tests.compensation.situations import (
    BATCHING,
    CLAIMING,
    CONFIRMING,
    MEETING_RATE,
)
from tests.compensation.test_decisions_batches import numbered
from tests.examples.compensation import EVENTS
from tests.examples.compensation import batches as batch_examples
from tests.examples.compensation import claims as claim_examples
from tests.examples.compensation import settlements as settlement_examples
from tests.examples.compensation import terms as term_examples
from tests.examples.compensation.batches import LOCK
from tests.examples.ids import CLAIM, MEETING_FROM, MEETING_TO, NOW, id_of, sealed

ROOMS: tuple[ModuleType, ...] = (
    term_examples,
    claim_examples,
    batch_examples,
    settlement_examples,
)
COMMANDS = [
    value
    for room in ROOMS
    for value in vars(room).values()
    if type(value).__module__.startswith("services.compensation.commands")
]
CLAIMED = ClaimedTime(CLAIM, id_of("agreement"), "meeting", MEETING_FROM, MEETING_TO)
FACTS = [
    replace(CONFIRMING, confirmed=(MEETING_RATE,)),
    replace(CLAIMING, claimed=(CLAIMED,), standing=("chair",)),
    BATCHING,
]
assert isinstance(FACTS[0], RateFacts)


@pytest.mark.parametrize("value", [*COMMANDS, *FACTS], ids=lambda value: type(value).__name__)
def test_a_command_and_its_facts_come_back_as_they_were_r_3(value: Any) -> None:
    adapter = TypeAdapter(type(value))
    assert adapter.validate_json(adapter.dump_json(value)) == value


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_an_event_comes_back_as_it_was_r_3(event: Event) -> None:
    adapter: TypeAdapter[Event] = TypeAdapter(CompensationEvent)
    assert adapter.validate_json(event.model_dump_json()) == event


def test_there_is_an_example_of_every_event_and_one_only() -> None:
    own = [
        kind for kind in EVENT_TYPES if kind.__module__.startswith("shared.contracts.compensation")
    ]
    assert sorted(kind.__name__ for kind in own) == sorted(type(event).__name__ for event in EVENTS)


def test_there_is_an_example_of_every_command_and_one_only() -> None:
    commands = [type(command).__name__ for command in COMMANDS]
    assert sorted(commands) == sorted(kind.__name__ for kind in get_args(CompensationCommand))


class Standing:
    """A clock that does not move."""

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def seals() -> Iterator[Seals]:
    master = MasterKey.from_text(base64.b64encode(os.urandom(32)).decode())
    store = KeyStore("memory:", master, clock=Standing())
    store.migrate()
    yield Seals(store, clock=Standing())
    store.close()


@pytest.mark.parametrize(
    "lines_each", [1, MOST_LINES // MOST_CLAIMS, MOST_LINES], ids=["short", "even", "one long"]
)
def test_the_largest_batch_fits_in_one_append_c_9(seals: Seals, lines_each: int) -> None:
    """Architecture 4: at most 200 kB per append, with the facts and every employee sealed."""
    claims = tuple(
        replace(
            numbered(number, lines=lines_each),
            person=id_of(f"doctor-{number}"),
            agreement_id=id_of(f"agreement-{number}"),
            employee_number=sealed(f"person-{number}", "payroll", "123456789012"),
        )
        for number in range(MOST_CLAIMS)
    )
    facts = seals.seal(replace(BATCHING, claims=claims[: max(MOST_LINES // lines_each, 1)]))
    events = batches.decide(LOCK, facts, batches.Unknown())
    assert isinstance(events[0], BatchLocked)
    recording = Recording(
        service="compensation",
        rules_version="1",
        asked=Asked(command=LOCK, id=new_id(), by=facts.by, at=NOW, case=str(LOCK.batch_id)),
        fingerprint="f" * 64,
        gathered=Gathered(facts, heads={f"batched-{claim.claim_id}": 0 for claim in facts.claims}),
        recorded=NOW,
    )
    codec = Codec(EVENT_TYPES, Upcasters(UPCASTERS))
    size = sum(
        len(
            record(
                recording,
                event,
                subject=f"batch-{LOCK.batch_id}",
                version=1,
                event_id=new_id(),
                with_decision=event is events[0],
                case=None,
                seals=seals,
                codec=codec,
            ).body
        )
        for event in events
    )
    assert size < MAX_APPEND_BYTES * 0.9
