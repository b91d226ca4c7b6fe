"""A service hears itself straight from its ledger, in order (architecture, sections 1 and 4)."""

import asyncio
import threading

import pytest

from shared.eventlog.heard import Heard
from shared.eventlog.inbox import ReaderAlarm, Understood
from shared.eventlog.ledger import Ledger, Place
from shared.eventlog.recorders import open_ledger
from shared.eventlog.tail import Tail
from tests.eventlog.transport.scenery import (
    CODEC,
    EPOCH,
    SOURCE,
    Reader,
    append,
    restored,
    running,
    until,
)


@pytest.fixture
def ledger() -> Ledger:
    return open_ledger("memory:", SOURCE)


def tail(ledger: Ledger, *readers: Reader) -> Tail[Heard]:
    return Tail(SOURCE, ledger, readers, Understood(CODEC), retry_seconds=0.1)


def bodies(ledger: Ledger) -> list[bytes]:
    return [stored.body for stored in ledger.read_log(after=0, limit=100_000)]


async def test_what_is_recorded_meanwhile_is_heard_in_order(ledger: Ledger) -> None:
    append(ledger, 600)
    reader = Reader()
    following = tail(ledger, reader)
    async with running(following):
        writer = threading.Thread(target=append, args=(ledger, 200))
        writer.start()
        await until(lambda: len(reader.heard) == 800)
        writer.join()
    assert reader.bodies == bodies(ledger)
    assert (following.position, following.lag, following.last_error) == (800, 0, None)


async def test_a_wake_from_another_thread_is_heard_before_the_ledger_answers(
    ledger: Ledger,
) -> None:
    reader = Reader()
    following = tail(ledger, reader)
    async with running(following):
        append(ledger, 1)
        await until(lambda: len(reader.heard) == 1)
        threading.Thread(target=following.wake).start()
        append(ledger, 1)
        await until(lambda: len(reader.heard) == 2)
    following.wake()  # too late to matter, and harmless


async def test_errors_are_tried_again_and_delivered_once(ledger: Ledger) -> None:
    append(ledger, 5)
    reader = Reader(errors=[OSError("away"), OSError("away")])
    async with running(tail(ledger, reader)):
        await until(lambda: len(reader.heard) == 5)
    assert reader.bodies == bodies(ledger)


async def test_the_end_is_not_waited_for_when_a_consumer_keeps_failing(ledger: Ledger) -> None:
    append(ledger, 5)
    reader = Reader(errors=[OSError("away")] * 10_000)
    following = tail(ledger, reader)
    async with running(following):
        await until(lambda: following.last_error is not None)
    assert reader.heard == []


async def test_a_newer_version_is_held(ledger: Ledger) -> None:
    append(ledger, 2)
    append(ledger, 1, kind="intake.noted.v2")
    reader = Reader()
    following = tail(ledger, reader)
    async with running(following):
        await until(lambda: following.holding is not None)
    assert reader.positions == [1, 2]


@pytest.mark.parametrize("epoch", ["same", "other"])
async def test_a_restored_ledger_stops_it(ledger: Ledger, epoch: str) -> None:
    append(ledger, 5)
    reader = Reader()
    async with running(tail(ledger, reader)):
        await until(lambda: len(reader.heard) == 5)
    if epoch == "other":
        reader.at = Place(EPOCH, 5, None)
    following = tail(restored(ledger, to=3), reader)
    with pytest.raises(ReaderAlarm):
        await following.run(asyncio.Event())
    assert following.alarm is not None


async def test_a_store_that_is_away_is_seen_and_does_not_end_it(ledger: Ledger) -> None:
    append(ledger, 5)
    reader = Reader()
    following = tail(ledger, reader)
    ledger.close()
    async with running(following):
        await until(lambda: following.last_error is not None)
    assert reader.heard == []
