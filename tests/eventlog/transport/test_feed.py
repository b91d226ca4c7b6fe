"""Pages of a log, exact to the byte, locally and over HTTP (R-4; architecture, section 6)."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
import uvicorn
from fastapi import FastAPI, Header, Response

from shared.contracts.record import ServiceName
from shared.eventlog.feed import (
    FeedPage,
    FeedUnavailable,
    HttpFeed,
    LocalFeed,
    decode_page,
    encode_page,
    read_page,
)
from shared.eventlog.ledger import Stored
from shared.eventlog.signing import TokenRefused, issue_service_token, verify_service_token
from tests.eventlog.transport.scenery import (
    EPOCH,
    NOW,
    SOURCE,
    Reader,
    World,
    append,
    running,
    until,
)


def log_server(world: World) -> FastAPI:
    app = FastAPI()

    @app.get("/log")
    def log(after: int, limit: int, authorization: str = Header("")) -> Response:
        token = authorization.removeprefix("Bearer ")
        try:
            verify_service_token(token, world.keys.verifier(), SOURCE, NOW)
        except TokenRefused as refused:
            return Response(str(refused), status_code=401)
        head, stored = read_page(world.ledger, after, limit)
        return Response(encode_page(world.ledger.epoch, head, stored))

    @app.get("/broken/log")
    def broken() -> Response:
        return Response(b'{"epoch": 1}')

    return app


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(log_server(world), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([listening]))
        await until(lambda: server.started)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        await serving


def http_feed(world: World, url: str, *, late: timedelta = timedelta()) -> HttpFeed:
    def token(source: ServiceName) -> str:
        return issue_service_token(world.keys.signer("audit"), source, NOW - late)

    return HttpFeed({SOURCE: url}, token)


async def test_pages_over_http_are_the_ledgers_bytes(world: World) -> None:
    append(world.ledger, 12)
    async with served(world) as url:
        feed = http_feed(world, url)
        first = await feed.page(SOURCE, 0, 10)
        last = await feed.page(SOURCE, 10, 10)
        none = await feed.page(SOURCE, 12)
        await feed.aclose()
    assert [body for _, body in (*first.entries, *last.entries)] == world.bodies
    assert [position for position, _ in last.entries] == [11, 12]
    assert {first.epoch, last.epoch, none.epoch} == {world.ledger.epoch}
    assert {first.head, last.head, none.head} == {12}
    assert none.entries == ()


async def test_local_and_http_feeds_are_alike(world: World) -> None:
    append(world.ledger, 5)
    local = LocalFeed({SOURCE: world.ledger})
    async with served(world) as url:
        remote = http_feed(world, url)
        assert await local.page(SOURCE, 2, 2) == await remote.page(SOURCE, 2, 2)
        await remote.aclose()
    await local.aclose()


async def test_an_inbox_lives_by_the_http_feed_alone(world: World) -> None:
    append(world.ledger, 700)
    reader = Reader()
    async with served(world) as url:
        feed = http_feed(world, url)
        async with running(world.inbox(reader, feed=feed)):
            await until(lambda: len(reader.heard) == 700)
        await feed.aclose()
    assert reader.bodies == world.bodies


async def test_an_expired_token_gets_no_page(world: World) -> None:
    async with served(world) as url:
        feed = http_feed(world, url, late=timedelta(minutes=5))
        with pytest.raises(FeedUnavailable, match="401"):
            await feed.page(SOURCE, 0)
        await feed.aclose()


async def test_a_service_that_is_away_or_answers_nonsense_is_said_to(world: World) -> None:
    async with served(world) as url:
        nonsense = http_feed(world, f"{url}/broken")
        with pytest.raises(FeedUnavailable, match="not a page"):
            await nonsense.page(SOURCE, 0)
    away = http_feed(world, url)
    with pytest.raises(FeedUnavailable, match="Connect"):
        await away.page(SOURCE, 0)
    for feed in (nonsense, away, LocalFeed({})):
        with pytest.raises(FeedUnavailable, match="audit"):
            await feed.page("audit", 0)
        await feed.aclose()


async def test_a_ledger_that_can_not_be_read_is_an_unavailable_feed(world: World) -> None:
    world.ledger.close()
    feed = LocalFeed({SOURCE: world.ledger})
    with pytest.raises(FeedUnavailable, match="can't be read"):
        await feed.page(SOURCE, 0)
    await feed.aclose()


def test_a_page_survives_its_encoding_with_any_bytes() -> None:
    stored = [
        Stored(position, "s", 1, "t", bytes(range(256)) * position) for position in range(1, 5)
    ]
    page = decode_page(encode_page(EPOCH, 9, stored), after=0)
    entries = tuple((event.position, event.body) for event in stored)
    assert page == FeedPage(EPOCH, 9, entries)


@pytest.mark.parametrize("after", [1, 3])
def test_a_page_with_a_hole_or_of_another_place_is_refused(after: int) -> None:
    stored = [Stored(position, "s", 1, "t", b"") for position in (2, 4)]
    with pytest.raises(ValueError, match="not consecutive"):
        decode_page(encode_page(uuid4(), 9, stored), after=after)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"epoch":"x","head":0,"entries":[]}', b"\xff", b"{}"]
)
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a page"):
        decode_page(content, after=0)
