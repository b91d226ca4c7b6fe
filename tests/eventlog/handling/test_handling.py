"""A command has one effect, whatever is repeated, raced or refused (architecture, Commands)."""

import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid5

import pytest

from shared.contracts.record import NAMESPACE, Sealed
from shared.eventlog.commands import ReusedCommandId, StaleVersion
from shared.eventlog.ledger import Fenced, Place, ReaderMove
from shared.values.refusal import Refused
from tests.eventlog.handling.counting import Count, Counting, TakeTicket, asked, codec

EPOCH = uuid5(NAMESPACE, "epoch")


def place(position: int) -> Place:
    return Place(EPOCH, position, uuid5(NAMESPACE, f"event {position}"))


def test_a_command_becomes_events_and_the_answer_tells_where(counting: Counting) -> None:
    done = counting.handler.handle(asked(Count("a", 3), "one"))
    assert (done.stream, done.version, done.position, done.repeated) == ("counter-a", 1, 1, False)
    assert counting.total("a") == 3


def test_the_same_command_again_gets_the_same_answer_and_no_effect(
    counting: Counting, replica: Counting
) -> None:
    first = counting.handler.handle(asked(Count("a", 3), "one"))
    counting.handler.handle(asked(Count("a", 4), "two"))
    for service in (counting, replica):
        again = service.handler.handle(asked(Count("a", 3), "one"))
        assert again.repeated
        assert (again.version, again.position, again.events) == (
            first.version,
            first.position,
            first.events,
        )
    assert counting.total("a") == 7


def test_the_same_id_with_other_content_is_refused(counting: Counting, replica: Counting) -> None:
    counting.handler.handle(asked(Count("a", 3), "one"))
    for service in (counting, replica):
        with pytest.raises(ReusedCommandId):
            service.handler.handle(asked(Count("a", 4), "one"))
    assert counting.total("a") == 3


def test_the_same_command_at_two_replicas_at_once_has_one_effect(
    counting: Counting, replica: Counting
) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(
                lambda index: (counting, replica)[index % 2].handler.handle(
                    asked(Count("a", 3), "one")
                ),
                range(16),
            )
        )
    assert {answer.version for answer in answers} == {1}
    assert counting.ledger.head() == 1


def test_what_another_replica_did_is_seen_before_anything_is_refused(
    counting: Counting, replica: Counting
) -> None:
    counting.handler.handle(asked(Count("a", 90), "one"))
    replica.handler.handle(asked(Count("a", -80), "two"))
    done = counting.handler.handle(asked(Count("a", 20), "three"))
    assert done.version == 3
    assert replica.total("a") == 30


def test_a_refusal_writes_nothing_and_is_judged_anew(counting: Counting) -> None:
    counting.handler.handle(asked(Count("a", 100), "one"))
    with pytest.raises(Refused):
        counting.handler.handle(asked(Count("a", 1), "two"))
    assert counting.ledger.head() == 1
    counting.handler.handle(asked(Count("a", -1), "three"))
    assert counting.handler.handle(asked(Count("a", 1), "two")).version == 3


def test_what_leaves_nothing_to_do_writes_nothing(counting: Counting) -> None:
    assert counting.handler.handle(asked(Count("a", 0), "one")).events == ()
    assert counting.ledger.head() == 0


def test_a_change_based_on_an_old_version_is_refused(counting: Counting, replica: Counting) -> None:
    counting.handler.handle(asked(Count("a", 1), "one", expected=0))
    replica.handler.handle(asked(Count("a", 1), "two", expected=1))
    with pytest.raises(StaleVersion) as stale:
        counting.handler.handle(asked(Count("a", 1), "three", expected=1))
    assert stale.value.actual == 2
    assert counting.handler.handle(asked(Count("a", 1), "three", expected=2)).version == 3


def test_many_at_once_on_one_stream_lose_nothing(counting: Counting, replica: Counting) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(
            threads.map(
                lambda index: (counting, replica)[index % 2].handler.handle(
                    asked(Count("a", 1), str(index))
                ),
                range(40),
            )
        )
    assert counting.total("a") == 40


def test_a_reserved_number_is_given_once_over_all_streams(
    counting: Counting, replica: Counting
) -> None:
    with ThreadPoolExecutor(6) as threads:
        list(
            threads.map(
                lambda index: (counting, replica)[index % 2].handler.handle(
                    asked(TakeTicket(str(index)), str(index))
                ),
                range(24),
            )
        )
    bodies = [json.loads(stored.body) for stored in counting.ledger.read_stream("tickets")]
    assert [body["data"]["number"] for body in bodies] == list(range(1, 25))


def test_a_batch_and_its_readers_step_are_one(counting: Counting) -> None:
    move = ReaderMove("reactions-governance", None, place(5))
    done = counting.handler.handle_all(
        [asked(Count("a", 1), "one"), asked(Count("a", 2), "two"), asked(Count("b", 3), "three")],
        move,
    )
    assert not isinstance(done, Fenced)
    assert [each.version for each in done] == [1, 2, 1]
    assert counting.ledger.place("reactions-governance") == place(5)
    assert (counting.total("a"), counting.total("b")) == (3, 3)


def test_a_refusal_in_a_batch_lets_nothing_of_it_happen(counting: Counting) -> None:
    move = ReaderMove("reactions-governance", None, place(5))
    with pytest.raises(Refused):
        counting.handler.handle_all(
            [asked(Count("a", 1), "one"), asked(Count("b", 200), "two")], move
        )
    assert counting.ledger.head() == 0
    assert counting.ledger.place("reactions-governance") is None


def test_a_second_leaders_batch_is_fenced(counting: Counting, replica: Counting) -> None:
    move = ReaderMove("reactions-governance", None, place(1))
    counting.handler.handle_all([asked(Count("a", 1), "one")], move)
    late = ReaderMove("reactions-governance", None, place(2))
    assert isinstance(replica.handler.handle_all([asked(Count("a", 1), "two")], late), Fenced)
    assert replica.total("a") == 1


def test_a_batch_is_decided_again_when_somebody_was_first(
    counting: Counting, replica: Counting
) -> None:
    counting.handler.handle(asked(Count("a", 1), "one"))
    replica.handler.handle(asked(Count("a", 1), "two"))
    move = ReaderMove("reactions-governance", None, place(1))
    (done,) = counting.handler.handle_all([asked(Count("a", 5), "three")], move)  # type: ignore[misc]
    assert done.version == 3
    assert replica.total("a") == 7


def test_the_first_event_carries_the_command_and_its_facts_r_3(counting: Counting) -> None:
    counting.handler.handle(asked(TakeTicket("a"), "one"))
    first, second = (codec().decode(each.body)[0] for each in counting.ledger.read_log(after=0))
    assert first.decision is not None
    decision = json.loads(first.decision)
    assert decision["command"] == "TakeTicket"
    assert decision["asked"] == {"counter": "a"}
    assert decision["facts"]["next_ticket"] == 1
    assert decision["heads"] == {"tickets": 0}
    assert second.decision is None


def test_personal_data_is_sealed_in_event_and_command_p_1(counting: Counting) -> None:
    note = Sealed(subject="person-1", purpose="note", clear="Kari Eksempel")
    counting.handler.handle(asked(Count("a", 1, note), "one"))
    (stored,) = counting.ledger.read_log(after=0)
    assert b"Kari" not in stored.body
    _, event = codec().decode(stored.body)
    assert counting.seals.open(event.note) == "Kari Eksempel"  # type: ignore[union-attr]
