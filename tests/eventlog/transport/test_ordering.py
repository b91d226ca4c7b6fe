"""Order, duplicates and loss are decided by us, not by the broker (architecture, section 4)."""

import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.eventlog.inbox import Understood
from shared.eventlog.inbox.delivery import Delivery
from shared.eventlog.inbox.frame import Arrival
from shared.eventlog.inbox.ordering import in_order
from shared.eventlog.recorders import open_ledger
from tests.eventlog.transport.scenery import (
    CODEC,
    SOURCE,
    CountedFeed,
    Reader,
    append,
)

places = st.integers(min_value=0, max_value=40)


def arrival(position: int) -> Arrival:
    return Arrival(position, b"%d" % position)


@given(places, st.lists(places.map(arrival)))
def test_what_is_ready_follows_the_position_without_a_hole_or_a_repetition(
    position: int, arrivals: list[Arrival]
) -> None:
    sorted_ = in_order(position, arrivals)
    ready = [one.position for one in sorted_.ready]
    beyond = [one.position for one in sorted_.beyond]
    assert ready == list(range(position + 1, position + 1 + len(ready)))
    assert beyond == sorted(set(beyond))
    assert set(ready + beyond) == {one.position for one in arrivals if one.position > position}
    assert not beyond or beyond[0] > position + len(ready) + 1


@given(places, st.lists(places.map(arrival)), st.randoms())
def test_the_order_of_arrival_makes_no_difference(
    position: int, arrivals: list[Arrival], chance: random.Random
) -> None:
    mixed = [*arrivals, *arrivals]
    chance.shuffle(mixed)
    assert in_order(position, mixed) == in_order(position, arrivals)


@pytest.mark.parametrize("seed", range(20))
async def test_any_disorder_of_the_transport_is_heard_once_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    ledger = open_ledger("memory:", SOURCE)
    append(ledger, 60)
    sent = [Arrival(stored.position, stored.body) for stored in ledger.read_log(after=0)]
    reader, feed = Reader(), CountedFeed(ledger)
    delivery = Delivery(
        SOURCE, [reader], feed, Understood(CODEC), asyncio.Event(), retry_seconds=0.01
    )
    await delivery.open()
    kept = [one for one in sent for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    if seed % 2:
        chance.shuffle(kept)
    while kept:
        batch = [kept.pop(0) for _ in range(min(len(kept), chance.randint(1, 9)))]
        feed.away = chance.random() < 0.3
        if chance.random() < 0.2:
            reader.errors.append(OSError("the store is away"))
        try:
            await delivery.hear(batch)
        except ConnectionError:
            assert feed.away
    feed.away = False
    await delivery.check()
    await delivery.check()
    assert reader.positions == list(range(1, 61)), f"seed {seed}"
    assert delivery.lag == 0
    delivery.close()
