"""Reactions that fail: one effect, in order; and what can never go well is set aside."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from shared.eventlog.ledger import MAX_APPEND_BYTES
from shared.eventlog.parking import WaitingFor
from tests.faults.reacting import Note, Reacting
from tests.servers.valkey import ValkeyControl


@pytest.fixture(params=["sqlite", "postgres"])
def reacting(request: pytest.FixtureRequest, tmp_path: Path, valkey: str) -> Iterator[Reacting]:
    database = (
        f"sqlite:///{tmp_path}"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )
    services = Reacting(database, valkey, tmp_path)
    yield services
    services.close()


@pytest.mark.parametrize(
    "fault",
    [ConnectionError("away"), KeyError("a fault of ours"), WaitingFor("assessment")],
    ids=["the world around", "the handler", "another service"],
)
async def test_a_reaction_that_fails_once_has_its_effect_once_and_in_order(
    reacting: Reacting, fault: Exception
) -> None:
    """Architecture, section 4, Inbox and Effects; domain, section 8."""
    reacting.faults["b2"] = [fault]
    reacting.tell("a", "a1", "a2")
    reacting.tell("b", "b1", "b2", "b3")
    reacting.tell("a", "a3")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
    assert reacting.attempts.count("b2") > 1, "it has failed once"
    assert reacting.notes() == ["a1", "a2", "b1", "b2", "b3", "a3"]
    assert set(Counter(reacting.causes()).values()) == {1}
    assert reacting.lot.entries("reactions-intake") == ()


async def test_an_effect_whose_answer_was_lost_is_not_repeated(reacting: Reacting) -> None:
    """The append was durable when the connection broke; the place moved with it (Effects)."""
    reacting.connection.lost_answers = 1
    reacting.tell("a", "a1", "a2")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
        reacting.connection.lost_answers = 2
        reacting.tell("b", "b1")
        reacting.tell("a", "a3")
        await reacting.all_heard(inbox)
    assert reacting.notes() == ["a1", "a2", "b1", "a3"]


async def test_what_one_event_causes_may_be_more_than_one_append_holds(
    reacting: Reacting,
) -> None:
    """A meeting passes over many cases: each effect once, though it fails in the middle (Effects).

    Each of the notes stands in its record twice: as what was asked, and as what has happened.
    """
    large = "x" * (MAX_APPEND_BYTES // 8)
    reacting.many["a1"] = [Note(f"other-{number}", large) for number in range(12)]
    reacting.connection.lost_answers = 1
    reacting.tell("a", "a1", "a2")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
    assert reacting.lot.entries("reactions-intake") == ()
    assert reacting.notes() == ["a1", *[large] * 12, "a2"]


async def test_a_reaction_that_always_fails_parks_its_case_and_the_other_cases_go_on(
    reacting: Reacting,
) -> None:
    """Architecture, section 4, Parking: bounded attempts, then its own case only."""
    reacting.always.add("b2")
    reacting.tell("b", "b1", "b2", "b3")
    reacting.tell("a", "a1")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
        reacting.tell("b", "b4")
        reacting.tell("a", "a2")
        await reacting.all_heard(inbox)
    assert reacting.notes("a") == ["a1", "a2"]
    assert reacting.notes("b") == ["b1"]
    assert reacting.parked("b") == [2, 3, 5]
    assert reacting.parked("a") == []


async def test_a_retry_after_the_fix_runs_the_queue_in_order_and_the_case_goes_on(
    reacting: Reacting,
) -> None:
    """`parked retry`: in order, each effect once; later events of the case need no queue."""
    reacting.always |= {"b2", "b3"}
    reacting.tell("b", "b1", "b2", "b3", "b4")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
        reacting.always.remove("b2")
        halfway = await asyncio.to_thread(reacting.retry, "b")
        assert halfway.handled == 1
        assert halfway.left is not None
        assert halfway.left.position == 3
        reacting.always.remove("b3")
        assert (await asyncio.to_thread(reacting.retry, "b")).handled == 2
        reacting.tell("b", "b5")
        await reacting.all_heard(inbox)
    assert reacting.notes("b") == ["b1", "b2", "b3", "b4", "b5"]
    assert reacting.parked("b") == []
    assert set(Counter(reacting.causes()).values()) == {1}


async def test_what_was_set_aside_stands_after_a_restart(reacting: Reacting, valkey: str) -> None:
    """Parking is said in events: nothing in memory is needed to go on."""
    reacting.always.add("b1")
    reacting.tell("b", "b1")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
    again = Reacting(reacting.database, valkey, reacting.folder)
    try:
        again.tell("b", "b2")
        again.tell("a", "a1")
        async with again.running() as inbox:
            await again.all_heard(inbox)
        assert again.notes() == ["a1"]
        assert again.parked("b") == [1, 2]
        assert again.retry("b").handled == 2
        assert again.notes("b") == ["b1", "b2"]
    finally:
        again.close()


async def test_the_last_event_flushed_before_it_was_read_has_its_effect(
    reacting: Reacting, valkey_control: ValkeyControl
) -> None:
    """Nobody publishes again and nothing follows it: the feed's head tells (Inbox)."""
    reacting.tell("a", "a1")
    async with reacting.running() as inbox:
        await reacting.all_heard(inbox)
    reacting.tell("a", "a2")
    await reacting.publish()
    with redis.Redis.from_url(valkey_control.url) as client:
        assert client.xlen(reacting.stream) == 2
        valkey_control.flush()
        async with reacting.listening() as inbox:
            await reacting.all_heard(inbox)
        assert client.dbsize() == 0
    assert reacting.notes() == ["a1", "a2"]
