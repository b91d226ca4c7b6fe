"""What has been published of the trees binds whoever has the database in hand (R-4)."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from services.audit.application.checkpointing import Contradicted
from services.audit.readmodels.keeping import Logbook
from services.audit.readmodels.logbook import ENTRIES, NODES, TREES
from services.audit.readmodels.verifying import verify_ledger
from shared.eventlog.merkle import CompactRange, leaf_hash
from shared.eventlog.notes import NotSigned
from tests.audit.scenery import CLOCK, Witness, witness
from tests.audit.strange import record
from tests.eventlog.transport.scenery import until


@pytest.fixture(params=["sqlite", "postgres"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Witness]:
    database = (
        f"sqlite:///{tmp_path}"
        if request.param == "sqlite"
        else request.getfixturevalue("postgres")
    )
    with witness(tmp_path, database) as found:
        yield found


def rewrite(heard: Witness, bodies: list[bytes]) -> None:
    """Somebody who holds both databases makes everything anew, roots and nodes too."""
    with heard.engine.begin() as connection:
        for table in (ENTRIES, TREES, NODES):
            connection.execute(delete(table))
    said = [heard.opaque("intake", place, body) for place, body in enumerate(bodies, start=1)]
    Logbook(heard.engine, CLOCK).take(said)


def records(count: int, first: int = 1) -> list[bytes]:
    return [record(number) for number in range(first, first + count)]


def test_a_checkpoint_covers_all_trees_and_goes_on_record_first(heard: Witness) -> None:
    heard.hears(*records(70))
    made = heard.duty.make()
    assert made is not None
    (tree,) = made.checkpoint.trees
    expected = CompactRange()
    expected.extend(leaf_hash(body) for body in records(70))
    assert (tree.service, tree.size, tree.root) == ("intake", 70, expected.root())
    assert heard.checkpoints.get(made.name).note == made.note
    (event,) = heard.own.read_log(after=0)
    assert json.loads(event.body)["data"]["heads"][0]["root"] == tree.root.hex()


def test_nothing_new_is_published_while_nothing_is_said(heard: Witness) -> None:
    assert heard.duty.make() is None
    heard.hears(*records(3))
    assert heard.duty.make() is not None
    assert heard.duty.make() is None
    assert len(heard.checkpoints.names()) == 1


def test_what_no_checkpoint_covers_is_counted(heard: Witness) -> None:
    heard.hears(*records(3))
    assert heard.checkpoints.uncovered() == {"intake": 3}
    heard.duty.make()
    heard.hears(*records(2, first=4))
    assert heard.checkpoints.uncovered() == {"intake": 2}
    ((sample,),) = [gauge.samples for gauge in heard.duty.metrics()]
    assert (sample.labels, sample.value) == ({"service": "intake"}, 2)


def test_all_made_anew_is_found_by_the_checkpoint_that_was_kept(heard: Witness) -> None:
    heard.hears(*records(80))
    heard.duty.make()
    heard.hears(*records(20, first=81))
    heard.duty.make()
    heard.hears(*records(5, first=101))
    bodies = records(105)
    bodies[89] = record(90, actor="00000000-0000-0000-0000-000000000000")
    rewrite(heard, bodies)
    with pytest.raises(Contradicted, match="hendelse 81–100"):
        heard.duty.make()


def test_a_ledger_made_anew_with_its_logbook_is_found_and_named(heard: Witness) -> None:
    """As if another ledger had been put in the place of the one that was published of."""
    heard.hears(*records(8))
    published = dict(heard.published)
    heard.hears(*records(4, first=9))
    honest = verify_ledger("intake", heard.ledger, heard.engine, published)
    assert honest.sound
    other = CompactRange()
    other.extend(leaf_hash(body) for body in records(8))
    at_eight = other.root()
    other.extend(leaf_hash(body) for body in records(4, first=20))
    told = {8: at_eight, 12: other.root()}
    verdict = verify_ledger("intake", heard.ledger, heard.engine, told)
    assert verdict.first_bad == 9
    assert "12" in verdict.what


def test_a_log_cut_off_behind_a_checkpoint_is_found(heard: Witness) -> None:
    heard.hears(*records(6))
    heard.duty.make()
    rewrite(heard, records(4))
    with pytest.raises(Contradicted):
        heard.duty.make()
    assert verify_ledger("intake", heard.ledger, heard.engine, heard.published).first_bad == 5


def test_a_checkpoint_that_was_changed_is_none(heard: Witness) -> None:
    heard.hears(*records(2))
    made = heard.duty.make()
    assert made is not None
    (file,) = (heard.folder / "checkpoints").iterdir()
    file.chmod(0o644)
    file.write_text(made.note.replace("intake", "outake"))
    with pytest.raises(NotSigned):
        heard.checkpoints.get(made.name)


def test_a_kept_node_that_was_changed_makes_no_true_proof(heard: Witness) -> None:
    heard.hears(*records(130))
    heard.duty.make()
    with heard.engine.begin() as connection:
        connection.execute(update(NODES).values(hash=b"\0" * 32))
    with pytest.raises(Contradicted):
        heard.duty.make()


async def test_the_leader_publishes_and_tells_of_what_is_in_the_way(heard: Witness) -> None:
    heard.hears(*records(2))
    stop = asyncio.Event()
    working = asyncio.create_task(heard.duty.run(stop))
    await until(lambda: len(heard.checkpoints.names()) == 1)
    for file in (heard.folder / "checkpoint-keys").glob("*.key"):
        file.unlink()
    await asyncio.to_thread(heard.hears, *records(1, first=3))
    await until(lambda: heard.duty.alarm is not None)
    heard.checkpoints.keys.add()
    await until(lambda: heard.duty.alarm is None and len(heard.checkpoints.names()) == 2)
    stop.set()
    await working
