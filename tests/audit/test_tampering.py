"""Whatever is done to a ledger is found, on either store, and its first position named (R-4)."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from services.audit.application.checkpointing import Contradicted
from services.audit.readmodels.verifying import verify_ledger
from tests.audit.scenery import Witness, witness
from tests.audit.strange import record

EVENTS, COVERED = 12, 8
"""Of twelve events the first eight stand under a checkpoint that was published."""

OTHER = "00000000-0000-0000-0000-000000000000"

Run = Callable[[str], None]


@pytest.fixture(params=["sqlite", "postgres"])
def heard(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Witness, Run]]:
    """A ledger of which audit has heard all, and somebody with the database in hand."""
    sqlite = request.param == "sqlite"
    database = f"sqlite:///{tmp_path}" if sqlite else request.getfixturevalue("postgres")
    with witness(tmp_path, database) as found:
        found.hears(*[record(number) for number in range(1, COVERED + 1)])
        found.duty.make()
        found.hears(*[record(number) for number in range(COVERED + 1, EVENTS + 1)])
        with closing(_connection(database, tmp_path, sqlite=sqlite)) as connection:
            table = "stored_events" if sqlite else "intake.stored_events"

            def run(statement: str) -> None:
                connection.execute(statement.replace("EVENTS", table))
                connection.commit()

            for trigger in ("changed", "deleted")[: 2 if sqlite else 1]:
                on = "" if sqlite else " ON EVENTS"
                run(f"DROP TRIGGER stored_events_not_{trigger}{on}")
            yield found, run


def _connection(database: str, folder: Path, *, sqlite: bool) -> Any:
    if sqlite:
        return sqlite3.connect(folder / "intake-ledger.sqlite")
    return psycopg.connect(database)


def moved(by: int, above: int) -> Sequence[str]:
    """Every event above this position, so many positions on."""
    shift = "UPDATE EVENTS SET notification_id = notification_id"
    return (
        f"{shift} + 1000 WHERE notification_id > {above}",
        f"{shift} - {1000 - by} WHERE notification_id > 1000",
    )


CHANGED = (
    "UPDATE EVENTS SET state = (SELECT other.state FROM EVENTS AS other"
    " WHERE other.notification_id = 1) WHERE notification_id = 7"
)
INSERTED = (
    "INSERT INTO EVENTS (notification_id, originator_id, originator_version, topic, state)"
    " SELECT 5, 'forged', 1, topic, state FROM EVENTS WHERE notification_id = 1"
)
SWAPPED = (
    "UPDATE EVENTS SET notification_id = 1003 WHERE notification_id = 3",
    "UPDATE EVENTS SET notification_id = 3 WHERE notification_id = 6",
    "UPDATE EVENTS SET notification_id = 6 WHERE notification_id = 1003",
)


@pytest.mark.parametrize(
    ("statements", "position"),
    [
        ((CHANGED,), 7),
        (("DELETE FROM EVENTS WHERE notification_id = 4",), 4),
        (("DELETE FROM EVENTS WHERE notification_id = 4", *moved(-1, 4)), 4),
        ((*moved(1, 4), INSERTED), 5),
        (SWAPPED, 3),
        (("DELETE FROM EVENTS WHERE notification_id > 9",), 10),
        (("DELETE FROM EVENTS",), 1),
    ],
    ids=["changed", "dropped", "dropped and closed up", "put in", "swapped", "cut off", "emptied"],
)
def test_what_was_done_is_found_at_its_position(
    heard: tuple[Witness, Run], statements: Sequence[str], position: int
) -> None:
    found, run = heard
    assert verify_ledger("intake", found.ledger, found.engine, found.published).sound
    for statement in statements:
        run(statement)
    verdict = verify_ledger("intake", found.ledger, found.engine, found.published)
    assert verdict.first_bad == position


def test_all_made_anew_beneath_a_checkpoint_is_found(heard: tuple[Witness, Run]) -> None:
    """Ledger, logbook and tree agree with each other, and not with what was published."""
    found, run = heard
    with found.engine.begin() as connection:
        for table in ("logbook_entries", "logbook_trees", "logbook_nodes"):
            connection.execute(text(f"DELETE FROM {table}"))
    run("DELETE FROM EVENTS")
    if found.engine.dialect.name == "sqlite":
        run("DELETE FROM sqlite_sequence")
    found.hears(*[record(number, actor=OTHER) for number in range(1, EVENTS + 1)])
    assert verify_ledger("intake", found.ledger, found.engine).sound
    verdict = verify_ledger("intake", found.ledger, found.engine, found.published)
    assert (verdict.first_bad, str(COVERED) in verdict.what) == (1, True)
    with pytest.raises(Contradicted):
        found.duty.make()


def honest(batches: list[int], published: list[bool]) -> None:
    """A ledger that only grows, heard in pieces, with a checkpoint now and then."""
    with (
        TemporaryDirectory() as folder,
        witness(Path(folder), "memory:") as found,
    ):
        said = 0
        for count, publishes in zip(batches, published, strict=False):
            found.hears(*[record(said + number) for number in range(1, count + 1)])
            said += count
            if publishes:
                found.duty.make()
        assert found.checkpoints.contradiction() is None
        assert verify_ledger("intake", found.ledger, found.engine, found.published).sound


HISTORIES = {
    "batches": st.lists(st.integers(1, 30), min_size=1, max_size=6),
    "published": st.lists(st.booleans(), min_size=6, max_size=6),
}


@given(**HISTORIES)
@settings(max_examples=25, deadline=None)
def test_an_honest_history_is_never_suspected(batches: list[int], published: list[bool]) -> None:
    honest(batches, published)


@pytest.mark.long
@pytest.mark.timeout(3_600)
@given(**HISTORIES)
@settings(max_examples=10_000, deadline=None)
def test_none_of_ten_thousand_honest_histories_is_suspected(
    batches: list[int], published: list[bool]
) -> None:
    honest(batches, published)
