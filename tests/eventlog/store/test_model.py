"""Every store against a model of a few lines, over any sequence of calls (Hypothesis)."""

from collections.abc import Callable
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from shared.eventlog.ledger import (
    Append,
    Appended,
    Conflict,
    Fenced,
    Ledger,
    NewEvent,
    Outcome,
    Place,
    ReaderMove,
    Stored,
)
from shared.eventlog.recorders import open_ledger

SUBJECTS = st.sampled_from(["case-1", "case-2", "sak-æ", "number-2026-14"])
READERS = st.sampled_from(["reactions", "timers"])
EPOCH = UUID("00000000-0000-7000-8000-000000000001")


class Model:
    """What a ledger is: a list, and where the readers stand."""

    def __init__(self) -> None:
        self.log: list[Stored] = []
        self.places: dict[str, Place] = {}

    def head_of(self, subject: str) -> int:
        return sum(stored.subject == subject for stored in self.log)

    def append(self, append: Append) -> Outcome:
        move = append.move
        if move and self.places.get(move.reader) != move.before:
            return Fenced(move.reader, self.places.get(move.reader))
        new = list(self.log)
        for event in append.events:
            head = sum(stored.subject == event.subject for stored in new)
            if event.version != head + 1:
                return Conflict(event.subject, self.head_of(event.subject))
            new.append(Stored(len(new) + 1, event.subject, event.version, event.type, event.body))
        positions = tuple(range(len(self.log) + 1, len(new) + 1))
        self.log = new
        if move:
            self.places[move.reader] = move.after
        return Appended(positions)


# A stream in an append: whose it is, how far its first version is from the right one, how many.
streams = st.lists(
    st.tuples(SUBJECTS, st.sampled_from([0, 0, 0, 0, -1, 1]), st.integers(1, 3)),
    max_size=3,
    unique_by=lambda stream: stream[0],
)
# A reader's step: whose it is, whether it starts where the reader stands.
moves = st.none() | st.tuples(READERS, st.booleans())
groups = st.lists(st.tuples(streams, moves, st.binary(max_size=20)), max_size=4)


class LedgerMachine(RuleBasedStateMachine):
    """Subclasses say where the ledger is."""

    @staticmethod
    def database() -> tuple[str, str]:
        raise NotImplementedError

    durable = True

    @initialize()
    def migrate(self) -> None:
        self.model = Model()
        self.numbers = count(1)
        self.address = self.database()
        self.handles = [open_ledger(*self.address)]
        self.handles[0].migrate()

    def teardown(self) -> None:
        for handle in getattr(self, "handles", []):
            handle.close()

    @property
    def ledger(self) -> Ledger:
        return self.handles[-1]

    def _build(
        self,
        parts: list[tuple[str, int, int]],
        move: tuple[str, bool] | None,
        body: bytes,
        heads: dict[str, int],
    ) -> Append:
        events = [
            NewEvent(subject, heads.get(subject, 0) + off + 1 + number, "t.v1", body)
            for subject, off, amount in parts
            for number in range(amount)
        ]
        step = None
        if move:
            reader, right = move
            at = self.model.places.get(reader)
            wrong = Place(EPOCH, next(self.numbers), None)
            after = Place(EPOCH, next(self.numbers), UUID(int=next(self.numbers)))
            step = ReaderMove(reader, at if right else wrong, after)
        return Append(tuple(events), step)

    @rule(group=groups)
    def append_group(
        self, group: list[tuple[list[tuple[str, int, int]], tuple[str, bool] | None, bytes]]
    ) -> None:
        heads = {stored.subject: stored.version for stored in self.model.log}
        appends = [self._build(parts, move, body, heads) for parts, move, body in group]
        expected = [self.model.append(append) for append in appends]
        assert self.ledger.append_all(appends) == expected

    @rule(subject=SUBJECTS, after=st.integers(0, 6))
    def read_a_stream(self, subject: str, after: int) -> None:
        expected = [
            stored
            for stored in self.model.log
            if stored.subject == subject and stored.version > after
        ]
        assert self.ledger.read_stream(subject, after=after) == expected

    @rule(after=st.integers(0, 30), limit=st.integers(1, 10))
    def read_the_log(self, after: int, limit: int) -> None:
        assert self.ledger.read_log(after=after, limit=limit) == self.model.log[after:][:limit]

    @rule(reader=READERS)
    def ask_for_a_place(self, reader: str) -> None:
        assert self.ledger.place(reader) == self.model.places.get(reader)

    @rule(after=st.integers(0, 30))
    def wait(self, after: int) -> None:
        # What this handle has read itself, it need not wait for.
        there = len(self.model.log) > after
        assert self.ledger.wait(after=after, timeout=5 if there else 0) == there

    @precondition(lambda self: self.durable)
    @rule(close_old=st.booleans())
    def open_anew(self, close_old: bool) -> None:
        epoch = self.ledger.epoch
        if close_old:
            self.handles.pop().close()
        self.handles.append(open_ledger(*self.address))
        assert self.ledger.epoch == epoch

    @precondition(lambda self: len(getattr(self, "handles", ())) > 1)
    @rule()
    def use_another_handle(self) -> None:
        self.handles.insert(0, self.handles.pop())

    @invariant()
    def the_head_is_the_number_of_events(self) -> None:
        if hasattr(self, "handles"):
            assert self.ledger.head() == len(self.model.log)


@pytest.mark.parametrize(("store", "examples"), [("memory", 60), ("sqlite", 25), ("postgres", 15)])
def test_a_store_does_what_its_model_does(
    store: str, examples: int, fresh_database: Callable[[str], str]
) -> None:
    """E: the same machine is every store's conformance test."""
    database = fresh_database(store)
    # Each example has a service, so a ledger, of its own.
    services = (f"service_{number}" for number in count())

    class Machine(LedgerMachine):
        durable = store != "memory"

        @staticmethod
        def database() -> tuple[str, str]:
            return database, next(services)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
