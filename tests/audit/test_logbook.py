"""The logbook keeps the exact bytes of every event, once and in order (R-4)."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from sqlalchemy import Engine, update

from services.audit.readmodels import logbook, nodes
from services.audit.readmodels.keeping import Logbook
from services.audit.readmodels.logbook import ENTRIES
from shared.clock import SystemClock
from shared.contracts.record import NAMESPACE, Envelope
from shared.eventlog.heard import Opaque
from shared.eventlog.inbox import AsBytes
from shared.eventlog.inbox.frame import Arrival
from shared.eventlog.merkle import leaf_hash, verify_inclusion
from shared.eventlog.projections import FencedOut, Gap, OtherEpoch, migrate_views, open_views
from tests.examples.ids import CASE, NOW, SECRETARY, id_of

EPOCH = id_of("epoch")
CLOCK = SystemClock()


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    database = (
        f"sqlite:///{tmp_path}"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )
    opened = open_views(database, "audit")
    migrate_views(opened)
    logbook.migrate_logbook(opened)
    yield opened
    opened.dispose()


def heard(position: int, *, epoch: UUID = EPOCH, case: str = str(CASE)) -> Opaque:
    """An event of a type that nobody knows: audit keeps it all the same."""
    envelope = Envelope(
        id=uuid5(NAMESPACE, f"{epoch}:{position}"),
        source="intake",
        type="intake.something-new.v1",
        subject="case-1",
        subjectversion=position,
        time=NOW,
        recordedtime=NOW + timedelta(minutes=position),
        correlationid=case,
        commandid=uuid5(NAMESPACE, f"command:{position}"),
        commandfingerprint="00",
        actor=SECRETARY,
        rulesversion="1",
        data={"n": position},
    )
    return said(position, envelope.model_dump_json().encode(), epoch=epoch)


def said(position: int, body: bytes, *, epoch: UUID = EPOCH) -> Opaque:
    """A record with any bytes, as audit is given it."""
    return AsBytes().read("intake", epoch, Arrival(position, body))


def test_every_kept_event_has_an_inclusion_proof(engine: Engine) -> None:
    batch = [heard(position) for position in range(1, 14)]
    Logbook(engine, CLOCK).take(batch[:5])
    Logbook(engine, CLOCK).take(batch[5:])
    (head,) = logbook.heads(engine)
    assert head.size == 13
    tree = nodes.tree(engine, "intake", EPOCH, head.size)
    for each in batch:
        proof = tree.inclusion_proof(each.position - 1, head.size)
        assert verify_inclusion(
            leaf_hash(each.body), each.position - 1, head.size, proof, head.root
        )


def test_what_is_given_twice_is_kept_once(engine: Engine) -> None:
    book = Logbook(engine, CLOCK)
    book.take([heard(1), heard(2)])
    book.take([heard(1), heard(2), heard(3)])
    assert [entry.position for entry in logbook.of_case(engine, [str(CASE)])] == [1, 2, 3]


def test_a_hole_and_another_epoch_are_not_taken(engine: Engine) -> None:
    book = Logbook(engine, CLOCK)
    book.take([heard(1)])
    with pytest.raises(Gap):
        book.take([heard(3)])
    with pytest.raises(OtherEpoch):
        book.take([heard(2, epoch=id_of("other"))])
    book.take([heard(2)])
    assert logbook.heads(engine)[0].size == 2


def test_a_second_leader_is_fenced_out(engine: Engine) -> None:
    first, second = Logbook(engine, CLOCK), Logbook(engine, CLOCK)
    first.take([heard(1)])
    second.take([heard(1), heard(2)])
    with pytest.raises(FencedOut):
        first.take([heard(2)])
    assert logbook.heads(engine)[0].size == 2


def test_the_history_as_of_a_moment_ends_there_r_2(engine: Engine) -> None:
    Logbook(engine, CLOCK).take([heard(1), heard(2), heard(3)])
    until = NOW + timedelta(minutes=2)
    seen = logbook.of_case(engine, [str(CASE)], as_of=until)
    assert [entry.position for entry in seen] == [1, 2]


def test_bytes_changed_afterwards_no_longer_prove(engine: Engine) -> None:
    Logbook(engine, CLOCK).take([heard(1), heard(2), heard(3)])
    (head,) = logbook.heads(engine)
    with engine.begin() as connection:
        connection.execute(
            update(ENTRIES).where(ENTRIES.c.position == 2).values(body=os.urandom(20))
        )
    entry = logbook.of_case(engine, [str(CASE)])[1]
    proof = nodes.tree(engine, "intake", EPOCH, 3).inclusion_proof(1, 3)
    assert not verify_inclusion(leaf_hash(entry.body), 1, 3, proof, head.root)


def test_what_an_earlier_program_could_not_read_is_read_by_the_next_r_1(engine: Engine) -> None:
    Logbook(engine, CLOCK).take([heard(1), said(2, b"nobody can"), heard(3)])
    assert [each.position for each in logbook.unread(engine)] == [2]
    said_nothing = dict.fromkeys(("case_id", "type", "recorded", "happened", "actor"))
    with engine.begin() as connection:
        connection.execute(update(ENTRIES).where(ENTRIES.c.position == 3).values(said_nothing))
    assert [entry.position for entry in logbook.of_case(engine, [str(CASE)])] == [1]
    Logbook(engine, CLOCK).place("intake")
    assert [entry.position for entry in logbook.of_case(engine, [str(CASE)])] == [1, 3]
    assert [each.position for each in logbook.unread(engine)] == [2]
