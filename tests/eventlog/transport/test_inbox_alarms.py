"""Where a reader must stop or hold it does so visibly (architecture, section 4, Position)."""

import asyncio

import pytest

from shared.eventlog.inbox import ReaderAlarm
from shared.eventlog.ledger import Place
from shared.eventlog.recorders import open_ledger
from tests.eventlog.transport.scenery import (
    CountedFeed,
    Reader,
    World,
    append,
    restored,
    running,
    until,
)


async def test_a_ledger_restored_behind_its_reader_stops_it(world: World) -> None:
    append(world.ledger, 20)
    reader, feed = Reader(), CountedFeed(world.ledger)
    inbox = world.inbox(reader, feed=feed)
    reading = asyncio.create_task(inbox.run(asyncio.Event()))
    await until(lambda: len(reader.heard) == 20)
    feed.turn_to(restored(world.ledger, to=15))
    with pytest.raises(ReaderAlarm, match="ends at 15"):
        await reading
    assert inbox.alarm is not None
    assert len(reader.heard) == 20


async def test_a_ledger_that_went_another_way_since_stops_its_reader(world: World) -> None:
    append(world.ledger, 20)
    reader = Reader()
    async with running(world.inbox(reader)):
        await until(lambda: len(reader.heard) == 20)
    other = restored(world.ledger, to=15)
    append(other, 10, text="another history")
    inbox = world.inbox(reader, feed=CountedFeed(other))
    with pytest.raises(ReaderAlarm, match="now has"):
        await inbox.run(asyncio.Event())
    assert inbox.alarm is not None
    assert len(reader.heard) == 20


async def test_a_new_epoch_stops_a_reader_of_the_old(world: World) -> None:
    append(world.ledger, 20)
    reader = Reader()
    async with running(world.inbox(reader)):
        await until(lambda: len(reader.heard) == 20)
    another = open_ledger("memory:", "intake")
    append(another, 30)
    with pytest.raises(ReaderAlarm, match="epoch"):
        await world.inbox(reader, feed=CountedFeed(another)).run(asyncio.Event())


async def test_a_newer_version_is_held_visibly_and_nothing_after_it_is_heard(
    world: World,
) -> None:
    append(world.ledger, 5)
    append(world.ledger, 1, kind="intake.noted.v2")
    append(world.ledger, 5)
    reader = Reader()
    inbox = world.inbox(reader)
    async with running(world.relay(), inbox):
        await until(lambda: inbox.holding is not None)
        append(world.ledger, 5)
        await until(lambda: inbox.lag == 11)
    assert reader.positions == [1, 2, 3, 4, 5]
    assert "v2" in str(inbox.holding)
    assert "position 6" in str(inbox.holding)


async def test_an_unknown_type_is_heard_as_bytes(world: World) -> None:
    append(world.ledger, 1, kind="intake.something-else.v1")
    reader = Reader()
    async with running(world.inbox(reader)):
        await until(lambda: len(reader.heard) == 1)
    assert reader.heard[0].event is None
    assert reader.bodies == world.bodies


async def test_it_starts_when_the_feed_answers(world: World) -> None:
    append(world.ledger, 5)
    reader, feed = Reader(), CountedFeed(world.ledger, away=True)
    inbox = world.inbox(reader, feed=feed)
    async with running(inbox):
        await until(lambda: inbox.last_error == "away")
        feed.away = False
        await until(lambda: len(reader.heard) == 5 and inbox.last_error is None)


async def test_a_place_without_an_event_is_compared_by_epoch_and_head(world: World) -> None:
    append(world.ledger, 5)
    reader = Reader(at=Place(world.ledger.epoch, 9, None))
    with pytest.raises(ReaderAlarm, match="read to 9"):
        await world.inbox(reader).run(asyncio.Event())
