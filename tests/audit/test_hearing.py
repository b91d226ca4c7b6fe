"""Audit never parks and never holds: what it does not know it keeps as bytes (R-4)."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import Engine

from deploy.migrating import migrate
from services.audit.app import build
from services.audit.application import Audit, sentence
from services.audit.readmodels import logbook, nodes
from services.audit.readmodels.keeping import Logbook
from services.audit.readmodels.verifying import verify_ledger
from shared.clock import SystemClock
from shared.contracts.record import SERVICES, ServiceName
from shared.eventlog.feed import LocalFeed
from shared.eventlog.inbox import AsBytes, Inbox
from shared.eventlog.ledger import Append, Ledger, NewEvent
from shared.eventlog.merkle import leaf_hash, verify_inclusion
from shared.eventlog.projections import migrate_views, open_views
from shared.eventlog.recorders import open_ledger
from shared.eventlog.relay import Relay
from shared.eventlog.signing import StreamKeys
from shared.identity.actors import Actor, Holding
from shared.service.assembly import Running
from shared.service.desk import Desk
from shared.service.process import surroundings
from shared.service.settings import Settings
from tests.audit.strange import CASE, KNOWN, record, record_all, strange
from tests.eventlog.transport.scenery import CountedFeed, running, until
from tests.examples.ids import SECRETARY, TELEMARK

SOURCE: ServiceName = "intake"
NEVER = 3_600.0
"""An interval of asking the feed that no test lives to see."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_views(f"sqlite:///{tmp_path}", "audit")
    migrate_views(opened)
    logbook.migrate_logbook(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with closing(open_ledger("memory:", SOURCE)) as opened:
        yield opened


def size(engine: Engine, service: ServiceName = SOURCE) -> int:
    return next((head.size for head in logbook.heads(engine) if head.service == service), 0)


@pytest.mark.parametrize("way", ["stream", "feed"])
async def test_what_is_not_understood_passes_and_what_follows_is_heard_r_4(
    ledger: Ledger, engine: Engine, valkey: str, tmp_path: Path, way: Literal["stream", "feed"]
) -> None:
    keys, feed = StreamKeys.generate(tmp_path / "keys"), CountedFeed(ledger)
    relay = Relay(SOURCE, ledger, valkey, keys.signer(SOURCE), reread_seconds=0.1)
    inbox = Inbox(
        SOURCE,
        [Logbook(engine, SystemClock())],
        feed=feed,
        redis_url=valkey,
        reading=AsBytes(),
        verifier=keys.verifier(),
        ask_seconds=NEVER if way == "stream" else 0.1,
    )
    async with running(inbox, *([relay] if way == "stream" else [])):
        await until(lambda: inbox._listener is not None)
        asked = feed.pages
        record_all(ledger)
        relay.wake()
        await until(lambda: size(engine) == len(strange()))
    assert (feed.pages == asked) is (way == "stream")
    assert (inbox.position, inbox.holding, inbox.alarm, inbox.last_error) == (6, None, None, None)
    assert verify_ledger(SOURCE, ledger, engine).sound
    (head,) = logbook.heads(engine)
    tree = nodes.tree(engine, SOURCE, ledger.epoch, head.size)
    for position, body in strange().items():
        proof = tree.inclusion_proof(position - 1, head.size)
        assert verify_inclusion(leaf_hash(body), position - 1, head.size, proof, head.root)
    assert [each.position for each in logbook.unread(engine)] == [4, 5]


async def test_it_goes_on_from_a_record_that_nobody_can_read_r_4(
    ledger: Ledger, engine: Engine, valkey: str, tmp_path: Path
) -> None:
    keys = StreamKeys.generate(tmp_path / "keys")
    for number, body in enumerate((b"", b"null", b"[]", b'{"id": 7}'), start=1):
        ledger.append_all([Append((NewEvent("strange", number, KNOWN, body),))])
        inbox = Inbox(
            SOURCE,
            [Logbook(engine, SystemClock())],
            feed=LocalFeed({SOURCE: ledger}),
            redis_url=valkey,
            reading=AsBytes(),
            verifier=keys.verifier(),
        )
        async with running(inbox):
            await until(lambda number=number: size(engine) == number)  # type: ignore[misc]
        assert inbox.alarm is None
    assert verify_ledger(SOURCE, ledger, engine).sound


async def test_the_whole_service_hears_on_though_no_view_of_it_can_be_built_r_1_r_4(
    valkey: str, tmp_path: Path
) -> None:
    """Its register is made of governance's log, which here is strange from the first record on."""
    settings = Settings(home=tmp_path, redis_url=valkey)
    migrate(settings)
    around = surroundings(settings, ["audit"])
    service = build(around)
    platform = service.platform
    ledgers = {
        name: platform.ledger if name == "audit" else open_ledger(settings.database, name)
        for name in SERVICES
    }
    newer = record(1, source="governance", type="governance.person-registered.v9")
    for number, body in enumerate((newer, b"not JSON"), start=1):
        event = NewEvent("strange", number, "governance.person-registered.v9", body)
        ledgers["governance"].append_all([Append((event,))])
    record_all(ledgers[SOURCE])
    feed = LocalFeed(ledgers)
    audits = Running(service, feed, valkey)
    async with running(audits):
        await until(lambda: any(part.startswith("read-models") for part in audits.alarms))
        await until(lambda: (size(platform.engine), size(platform.engine, "governance")) == (6, 2))
    secretary = Actor(SECRETARY, frozenset({Holding("secretariat", TELEMARK)}))
    asked = Audit(
        Desk(service.handler, platform.clock), service.handler, platform.engine, platform.codec
    )
    history = asked.history(secretary, CASE, key="reading")
    told = {each.entry.position: sentence(each, around.words) for each in history.shown}
    registered = around.words("event.intake.report-registered")
    assert told == {
        1: registered,
        2: "Ukjent hendelse (intake.something-new.v1)",
        3: "Ukjent hendelse (intake.report-registered.v9)",
        6: registered,
    }
    assert all(verify_ledger(name, each, platform.engine).sound for name, each in ledgers.items())
    await feed.aclose()
    for each in ledgers.values():
        each.close()
    platform.close()
    around.keys.store.close()
