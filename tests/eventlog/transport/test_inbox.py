"""Every event once, in order, whatever becomes of the stream (architecture, section 4, Inbox)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import redis

from shared.eventlog.heard import Heard
from shared.eventlog.inbox.frame import FIELD
from shared.eventlog.signing import StreamKeys
from tests.eventlog.transport.scenery import (
    CountedFeed,
    Reader,
    World,
    append,
    flowing,
    running,
    until,
)
from tests.servers.valkey import ValkeyControl

NEVER = 3_600.0
"""An interval of asking the feed that no test lives to see."""


async def test_events_come_by_the_stream_while_it_flows(world: World) -> None:
    append(world.ledger, 300)
    reader, feed = Reader(), CountedFeed(world.ledger)
    inbox, relay = world.inbox(reader, feed=feed, ask_seconds=NEVER), world.relay()
    async with running(relay, inbox):
        await until(lambda: len(reader.heard) == 300)
        asked = feed.pages
        for _ in range(10):
            append(world.ledger, 20)
            relay.wake()
        await until(lambda: len(reader.heard) == 500)
    assert reader.bodies == world.bodies
    assert feed.pages == asked
    assert (inbox.position, inbox.lag, inbox.last_error, inbox.forged) == (500, 0, None, 0)
    assert all(heard.event is not None for heard in reader.heard)


async def test_a_reader_goes_on_from_its_own_place(world: World) -> None:
    append(world.ledger, 10)
    reader = Reader()
    for head in (10, 25):
        async with running(world.relay(), world.inbox(reader)):
            append(world.ledger, head - world.ledger.head())
            await until(lambda head=head: len(reader.heard) == head)  # type: ignore[misc]
    assert reader.bodies == world.bodies


async def test_each_consumer_is_brought_from_its_own_place_and_none_hears_twice(
    world: World,
) -> None:
    append(world.ledger, 20)
    ahead, behind = Reader("ahead"), Reader("behind")
    async with running(world.inbox(ahead)):
        await until(lambda: len(ahead.heard) == 20)
    append(world.ledger, 5)
    async with running(world.relay(), world.inbox(ahead, behind)):
        await until(lambda: len(behind.heard) == 25)
    assert ahead.bodies == behind.bodies == world.bodies


async def test_an_emptied_server_costs_nothing(world: World, valkey_control: ValkeyControl) -> None:
    reader, relay = Reader(), world.relay(behind=5)
    async with running(relay, world.inbox(reader)):
        for _ in range(10):
            append(world.ledger, 20)
            relay.wake()
            valkey_control.flush()
        await until(lambda: len(reader.heard) == 200)
    assert reader.bodies == world.bodies


async def test_the_last_event_flushed_before_it_was_read_is_fetched(world: World) -> None:
    append(world.ledger, 10)
    reader = Reader()
    async with running(world.inbox(reader)):  # no relay: the stream never has it
        await until(lambda: len(reader.heard) == 10)
        append(world.ledger, 1)
        await until(lambda: len(reader.heard) == 11)
    assert reader.bodies == world.bodies


async def test_without_any_redis_the_feed_is_enough(
    world: World, valkey_control: ValkeyControl
) -> None:
    valkey_control.stop()
    append(world.ledger, 10)
    reader = Reader()
    async with running(world.inbox(reader)):
        await until(lambda: len(reader.heard) == 10)
        append(world.ledger, 10)
        await until(lambda: len(reader.heard) == 20)
    assert reader.bodies == world.bodies


async def test_the_stream_flows_again_when_the_server_is_back(
    world: World, valkey_control: ValkeyControl
) -> None:
    reader, feed, relay = Reader(), CountedFeed(world.ledger), world.relay()
    async with running(relay, world.inbox(reader, feed=feed)):
        await flowing(world, relay, reader, feed)
        valkey_control.kill()
        append(world.ledger, 10)
        await until(lambda: len(reader.heard) == world.ledger.head())
        valkey_control.start()
        await flowing(world, relay, reader, feed)
    assert reader.bodies == world.bodies


@pytest.mark.parametrize("where", ["next", "far ahead"])
async def test_a_forged_entry_never_reaches_a_consumer_and_the_true_one_does(
    world: World, tmp_path_factory: pytest.TempPathFactory, where: str
) -> None:
    append(world.ledger, 10)
    stranger = StreamKeys.generate(tmp_path_factory.mktemp("stranger")).signer("intake")
    reader, relay = Reader(), world.relay()
    inbox = world.inbox(reader)
    async with running(relay, inbox):
        await until(lambda: len(reader.heard) == 10 and relay.published_position == 10)
        at = 11 if where == "next" else 999
        await world.put(at, b'{"forged": true}', stranger, at=at)
        await until(lambda: inbox.forged >= 1)
        append(world.ledger, 10)
        await until(lambda: len(reader.heard) == 20)
    assert reader.bodies == world.bodies


async def test_the_stream_flows_again_after_a_forged_entry_far_ahead(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stranger = StreamKeys.generate(tmp_path_factory.mktemp("stranger")).signer("intake")
    reader, feed, relay = Reader(), CountedFeed(world.ledger), world.relay()
    inbox = world.inbox(reader, feed=feed)
    async with running(relay, inbox):
        await flowing(world, relay, reader, feed)
        await world.put(10**9, b"{}", stranger, at=10**9)
        await until(lambda: inbox.forged >= 1 and relay.foreign >= 1)
        await flowing(world, relay, reader, feed)
    assert reader.bodies == world.bodies


async def test_a_true_event_in_another_ones_place_is_dropped(world: World) -> None:
    append(world.ledger, 10)
    reader = Reader()
    inbox = world.inbox(reader)
    async with running(inbox):
        await until(lambda: len(reader.heard) == 10)
        await world.put(3, world.bodies[2], world.signer, at=11)
        await until(lambda: inbox.forged >= 1)
        append(world.ledger, 1)
        await until(lambda: len(reader.heard) == 11)
    assert reader.bodies == world.bodies


async def test_rubbish_on_the_stream_is_dropped_and_the_batch_with_it_is_not_lost(
    world: World,
) -> None:
    reader = Reader()
    inbox = world.inbox(reader, ask_seconds=NEVER)
    async with running(inbox):
        await until(lambda: inbox._listener is not None)
        append(world.ledger, 3)
        with redis.Redis.from_url(world.url) as client:
            pipeline = client.pipeline()
            pipeline.xadd(world.stream, {"other": "field"}, id="0-1")
            pipeline.xadd(world.stream, {FIELD: b"\xff\x00"}, id="0-2")
            pipeline.xadd(world.stream, {FIELD: b'{"data":"{}","headers":[]}'}, id="0-3")
            pipeline.xadd(world.stream, {FIELD: b"\x89BIN\r\n\x1a\n"}, id="1-0")
            pipeline.execute()
        await world.put(2, world.bodies[1], world.signer, at=2)
        await world.put(3, world.bodies[2], world.signer, at=3)
        await until(lambda: len(reader.heard) == 3)
    assert inbox.forged >= 1
    assert reader.bodies == world.bodies


async def test_an_infrastructure_error_is_tried_again_and_delivered_once_in_order(
    world: World,
) -> None:
    append(world.ledger, 10)
    reader = Reader(errors=[OSError("away")])
    inbox, relay = world.inbox(reader), world.relay()
    async with running(relay, inbox):
        await until(lambda: len(reader.heard) == 10)
        reader.errors += [OSError("away"), ConnectionError("away"), TimeoutError("away")]
        append(world.ledger, 10)
        relay.wake()
        await until(lambda: len(reader.heard) == 20)
        await until(lambda: inbox.last_error is None)
    assert reader.bodies == world.bodies


class Committing(Reader):
    """Commits, and then loses the connection: the caller can't know that it went well."""

    def take(self, batch: Sequence[Heard]) -> None:
        errors, self.errors = self.errors, []
        super().take(batch)
        if errors:
            raise errors[0]


async def test_a_commit_that_only_seemed_to_fail_is_not_made_twice(world: World) -> None:
    append(world.ledger, 10)
    reader = Committing(errors=[OSError("lost after the commit")])
    async with running(world.relay(), world.inbox(reader)):
        await until(lambda: len(reader.heard) == 10)
        append(world.ledger, 10)
        await until(lambda: len(reader.heard) == 20)
    assert reader.bodies == world.bodies


@dataclass
class Waiting(Reader):
    """Waits for what the consumer before it must hear first."""

    facts: Reader = field(default_factory=Reader)

    def take(self, batch: Sequence[Heard]) -> None:
        if len(self.facts.heard) < 1_200:
            raise OSError("a fact is missing")
        super().take(batch)


async def test_one_that_waits_does_not_hold_back_those_before_it(world: World) -> None:
    append(world.ledger, 1_300)
    facts = Reader("facts")
    waiting = Waiting("reactions", facts=facts)
    async with running(world.inbox(facts, waiting)):
        await until(lambda: len(waiting.heard) == 1_300)
    assert facts.bodies == waiting.bodies == world.bodies
