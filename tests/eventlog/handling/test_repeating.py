"""A repeated command gets the same answer, whoever is asked (architecture, Commands)."""

import pytest

from shared.clock import new_id
from shared.contracts.record import Event
from shared.eventlog.commands import Heads
from shared.eventlog.ledger import (
    Append,
    Appended,
    Fenced,
    Ledger,
    NewEvent,
    Place,
    ReaderMove,
    Stored,
)
from shared.eventlog.recording import events_of
from tests.eventlog.handling.counting import (
    Count,
    Counted,
    Counting,
    TakeTicket,
    TicketTaken,
    asked,
    codec,
)

BOTH: tuple[Event, ...] = (Counted(by=1), TicketTaken(number=1))


def test_a_repeated_command_tells_of_its_events_in_all_streams(
    counting: Counting, replica: Counting
) -> None:
    counting.handler.handle(asked(Count("a", 3), "before"))
    first = counting.handler.handle(asked(TakeTicket("a"), "one"))
    counting.handler.handle(asked(Count("a", 3), "after"))
    assert first.events == BOTH
    for service in (counting, replica):
        again = service.handler.handle(asked(TakeTicket("a"), "one"))
        assert again.repeated
        assert (again.version, again.position, again.events) == (2, 2, BOTH)


def test_a_commands_events_are_found_from_any_of_them(counting: Counting) -> None:
    command_id = asked(TakeTicket("a"), "one").id
    counting.handler.handle(asked(TakeTicket("b"), "before"))
    counting.handler.handle(asked(TakeTicket("a"), "one"))
    counting.handler.handle(asked(TakeTicket("b"), "after"))
    events = (Counted(by=1), TicketTaken(number=2))
    for position in (3, 4):
        assert events_of(command_id, position, counting.ledger, codec()) == events


def test_a_command_repeated_after_its_batch_tells_of_its_own_events_only(
    counting: Counting, replica: Counting
) -> None:
    move = ReaderMove("reactions-governance", None, Place(new_id(), 5, new_id()))
    batch = [asked(Count("a", 1), "one"), asked(TakeTicket("a"), "two"), asked(Count("b", 3), "x")]
    done = counting.handler.handle_all(batch, move)
    assert not isinstance(done, Fenced)
    for service in (counting, replica):
        again = [service.handler.handle(each) for each in batch]
        assert [each.events for each in again] == [(Counted(by=1),), BOTH, (Counted(by=3),)]
        assert [each.position for each in again] == [each.position for each in done]


def test_the_answer_tells_of_the_last_of_several_events_in_one_stream(
    counting: Counting, replica: Counting
) -> None:
    counting.handler.handle(asked(Count("a", 3), "one"))
    first = counting.ledger.read_log(after=0)[0].body
    second = first.replace(b'"subjectversion":1', b'"subjectversion":2')
    event = NewEvent("counter-a", 2, "intake.counted.v1", second)
    assert counting.ledger.append_all([Append((event,))]) == [Appended((2,))]
    again = replica.handler.handle(asked(Count("a", 3), "one"))
    assert (again.version, again.position) == (2, 2)
    assert again.events == (Counted(by=3), Counted(by=3))


def test_an_event_of_a_later_version_beside_it_does_not_hinder_the_answer(
    counting: Counting,
) -> None:
    """Replicas are upgraded one by one; what the new ones write stands between the old events."""
    first = counting.handler.handle(asked(Count("a", 3), "one"))
    body = counting.ledger.read_log(after=0)[0].body
    newer = body.replace(b"intake.counted.v1", b"intake.counted.v2").replace(
        str(asked(Count("a", 3), "one").id).encode(), str(new_id()).encode()
    )
    event = NewEvent("counter-b", 1, "intake.counted.v2", newer)
    assert counting.ledger.append_all([Append((event,))]) == [Appended((2,))]
    assert counting.handler.handle(asked(Count("a", 3), "one")).events == first.events


class Watched:
    """A ledger that tells what has been read from it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.read: list[int] = []

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]:
        found = self._ledger.read_stream(subject, after=after)
        self.read.append(len(found))
        return found


@pytest.mark.parametrize("forgetting", [False, True])
def test_a_head_counts_only_what_came_since(counting: Counting, forgetting: bool) -> None:
    watched = Watched(counting.ledger)
    heads = Heads(watched)
    assert heads.of("tickets") == 0
    for number in range(1, 4):
        counting.handler.handle(asked(TakeTicket("a"), str(number)))
        if forgetting:
            heads.forget("tickets")
        assert heads.of("tickets") == number
    assert heads.of("tickets") == 3
    assert watched.read == ([0, 1, 2, 3, 0] if forgetting else [0, 1, 1, 1, 0])
