"""The stream holds what the ledger holds, as often as it takes (architecture, section 4, Relay)."""

import asyncio
import json
import logging
from collections.abc import Iterator

import pytest
import redis
from faststream.redis import RedisBroker, StreamSub
from faststream.redis.annotations import RedisStreamMessage
from redis.asyncio import Redis

from shared.eventlog.inbox.frame import opened
from shared.eventlog.relay import RelayAlarm
from shared.eventlog.relay.stream import ServiceStream
from shared.eventlog.signing import StreamKeys
from tests.eventlog.transport.scenery import SOURCE, World, append, restored, running, until
from tests.servers.valkey import ValkeyControl


def on_the_stream(world: World) -> list[bytes]:
    verifier, epoch = world.keys.verifier(), world.ledger.epoch
    return [opened(verifier, SOURCE, epoch, *entry).body for entry in world.entries()]


async def test_the_bytes_arrive_in_order_signed_and_under_their_positions(world: World) -> None:
    append(world.ledger, 450)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 450)
        append(world.ledger, 10)
        relay.wake()
        await until(lambda: relay.published_position == 460)
    assert world.ids() == list(range(1, 461))
    assert on_the_stream(world) == world.bodies
    assert (relay.lag, relay.last_error, relay.foreign) == (0, None, 0)


async def test_a_faststream_subscriber_reads_the_frame_and_its_headers(world: World) -> None:
    append(world.ledger, 1)
    broker = RedisBroker(world.url, log_level=logging.DEBUG)
    heard: asyncio.Queue[RedisStreamMessage] = asyncio.Queue()

    @broker.subscriber(stream=StreamSub(world.stream, last_id="0"))
    async def hear(data: dict[str, object], message: RedisStreamMessage) -> None:
        assert data["data"] == {"text": "æøå"}
        await heard.put(message)

    async with running(world.relay()), broker:
        await broker.start()
        async with asyncio.timeout(20):
            message = await heard.get()
    assert message.body == world.bodies[0]
    assert message.headers["position"] == "1"
    assert message.headers["epoch"] == str(world.ledger.epoch)
    assert json.loads(message.body)["subject"] == "note-1"


async def test_publishing_twice_over_changes_nothing(world: World) -> None:
    append(world.ledger, 50)
    for _ in range(2):
        relay = world.relay()
        async with running(relay):
            await until(lambda relay=relay: relay.published_position == 50)  # type: ignore[misc]
    assert world.ids() == list(range(1, 51))


async def test_two_relays_at_once_give_each_event_once_in_order(world: World) -> None:
    old, new = world.relay(), world.relay()
    async with running(old, new):
        for _ in range(40):
            append(world.ledger, 25)
            old.wake()
            new.wake()
            await asyncio.sleep(0)
        await until(lambda: old.published_position == new.published_position == 1_000)
    assert world.ids() == list(range(1, 1_001))
    assert on_the_stream(world) == world.bodies


async def test_an_emptied_server_is_filled_from_a_bounded_way_behind(
    world: World, valkey_control: ValkeyControl
) -> None:
    append(world.ledger, 100)
    relay = world.relay(behind=30)
    async with running(relay):
        await until(lambda: relay.published_position == 100)
        valkey_control.flush()
        await until(lambda: len(world.entries()) == 30)
        append(world.ledger, 5)
        await until(lambda: relay.published_position == 105)
    assert world.ids() == list(range(71, 106))


async def test_what_was_lost_at_the_end_is_sent_again(world: World) -> None:
    append(world.ledger, 20)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 20)
        with redis.Redis.from_url(world.url) as client:
            kept = world.entries()[:12]
            pipeline = client.pipeline()  # a replica that lagged takes over
            pipeline.delete(world.stream)
            for entry, fields in kept:
                pipeline.xadd(world.stream, fields, id=entry.decode())
            pipeline.execute()
        await until(lambda: world.ids() == list(range(1, 21)))


async def test_it_goes_on_when_the_server_comes_back(
    world: World, valkey_control: ValkeyControl
) -> None:
    append(world.ledger, 10)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 10)
        valkey_control.kill()
        append(world.ledger, 10)
        await until(lambda: relay.last_error is not None)
        valkey_control.start()
        await until(lambda: relay.published_position == 20 and relay.last_error is None)
    assert world.ids() == list(range(1, 21))


async def test_the_stream_is_bounded_from_day_one(world: World) -> None:
    append(world.ledger, 3_000)
    relay = world.relay()
    relay._maxlen = 500
    async with running(relay):
        await until(lambda: relay.published_position == 3_000)
    ids = world.ids()
    assert ids == list(range(ids[0], 3_001))
    assert 500 <= len(ids) <= 800


@pytest.fixture
def evicting(valkey: str) -> Iterator[None]:
    with redis.Redis.from_url(valkey) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
        yield
        client.config_set("maxmemory-policy", "noeviction")


@pytest.mark.usefixtures("evicting")
async def test_a_server_that_throws_away_is_refused(world: World) -> None:
    relay = world.relay()
    with pytest.raises(RelayAlarm, match="noeviction"):
        await relay.run(asyncio.Event())
    assert relay.alarm is not None


async def test_a_ledger_that_ends_before_its_stream_stops_the_relay(world: World) -> None:
    append(world.ledger, 20)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 20)
    behind = world.relay(restored(world.ledger, to=15))
    with pytest.raises(RelayAlarm, match="ends at 15"):
        await behind.run(asyncio.Event())
    assert behind.alarm is not None
    assert world.ids() == list(range(1, 21))


async def test_a_ledger_that_went_another_way_than_its_stream_stops_the_relay(
    world: World,
) -> None:
    append(world.ledger, 20)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 20)
    other = restored(world.ledger, to=15)
    append(other, 10, text="another history")
    with pytest.raises(RelayAlarm, match="another event 20"):
        await world.relay(other).run(asyncio.Event())
    assert world.ids() == list(range(1, 21))


async def test_a_foreign_entry_far_ahead_blocks_the_stream_only_for_a_moment(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    append(world.ledger, 10)
    relay = world.relay()
    stranger = StreamKeys.generate(tmp_path_factory.mktemp("stranger")).signer(SOURCE)
    async with running(relay):
        await until(lambda: relay.published_position == 10)
        await world.put(999, b"{}", stranger, at=999)
        append(world.ledger, 10)
        await until(lambda: world.ids() == list(range(1, 21)))
    assert relay.foreign >= 1
    assert relay.alarm is None


async def test_a_taken_position_does_not_stop_the_rest(
    world: World, tmp_path_factory: pytest.TempPathFactory
) -> None:
    append(world.ledger, 10)
    stranger = StreamKeys.generate(tmp_path_factory.mktemp("stranger")).signer(SOURCE)
    await world.put(5, b"{}", stranger, at=5)
    relay = world.relay()
    async with running(relay):
        await until(lambda: relay.published_position == 10)
    assert world.ids() == [5, 6, 7, 8, 9, 10]


async def test_positions_that_are_taken_are_told_and_the_others_go_through(world: World) -> None:
    append(world.ledger, 10)
    events = world.ledger.read_log(after=0)
    signatures = [world.signer.sign(world.ledger.epoch, e.position, e.body) for e in events]
    async with Redis.from_url(world.url) as client:
        stream = ServiceStream(client, world.signer, world.ledger.epoch, 100)
        assert await stream.last() is None
        assert await stream.add(events[:6], signatures[:6])
        assert not await stream.add(events[4:], signatures[4:])
        assert await stream.last() == 10
    assert on_the_stream(world) == world.bodies


def test_a_relay_signs_for_its_own_service_only(world: World) -> None:
    with pytest.raises(ValueError, match="not intake's"):
        type(world.relay())(SOURCE, world.ledger, world.url, world.keys.signer("audit"))
