"""A stream that is only reserved in is counted by the handler (architecture 4, Uniqueness)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from shared.clock import SystemClock, new_id
from shared.contracts.record import Facts
from shared.eventlog.commands import Decider, Gathered
from shared.eventlog.handling import Handler
from shared.eventlog.ledger import Stored
from tests.eventlog.handling.counting import (
    Command,
    Count,
    CountFacts,
    Counting,
    TakeTicket,
    TicketTaken,
    asked,
    codec,
)


def _facts(_: Command, base: Facts) -> Gathered[CountFacts]:
    return Gathered(CountFacts(base.now, base.by, base.command_id, next_ticket=7))


def uncounted(counting: Counting) -> Handler:
    """A handler whose facts do not tell the head of the tickets."""
    return _with(counting, replace(counting.handler.decider(TakeTicket("a")), facts=_facts))


def _with(counting: Counting, decider: Decider[Command, CountFacts, int]) -> Handler:
    """Another handler on the same ledger."""
    return Handler(
        service="intake",
        rules_version="1",
        ledger=counting.ledger,
        appender=counting.appender,
        codec=codec(),
        seals=counting.seals,
        clock=SystemClock(),
        new_id=new_id,
        deciders=[decider],
    )


def test_what_is_reserved_takes_the_next_version_whoever_was_first(
    counting: Counting, replica: Counting
) -> None:
    handlers = (uncounted(counting), uncounted(replica))
    with ThreadPoolExecutor(6) as threads:
        list(
            threads.map(
                lambda index: handlers[index % 2].handle(asked(TakeTicket(str(index)), str(index))),
                range(24),
            )
        )
    versions = [stored.version for stored in counting.ledger.read_stream("tickets")]
    assert versions == list(range(1, 25))


def test_a_head_that_was_wrong_is_counted_anew(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is where the ledger was put back to an earlier state under a running process."""
    handler, read = uncounted(counting), counting.ledger.read_stream
    ghosts = [Stored(9, "tickets", 9, "intake.ticket-taken.v1", b"{}")]

    def read_stream(subject: str, *, after: int = 0) -> list[Stored]:
        if subject == "tickets" and ghosts:
            return [ghosts.pop()]
        return read(subject, after=after)

    monkeypatch.setattr(counting.ledger, "read_stream", read_stream)
    handler.handle(asked(TakeTicket("a"), "one"))
    assert [stored.version for stored in read("tickets")] == [1]


def test_an_event_that_names_the_commands_own_stream_changes_its_state(counting: Counting) -> None:
    """What is told to the asked stream by its name is the asked stream's own."""
    decider = replace(
        counting.handler.decider(TakeTicket("a")),
        reserves=lambda event: "tickets" if isinstance(event, TicketTaken) else "counter-a",
    )
    handler = _with(counting, decider)
    for number in range(3):
        done = handler.handle(asked(Count("a", 1), str(number)))
        assert done.version == number + 1
    loaded, fresh = handler.load(decider, "counter-a", fresh=False)
    assert (loaded.state, loaded.version, fresh) == (3, 3, False)
