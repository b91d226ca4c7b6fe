"""Drafts: sealed, the author's alone, and gone after thirty days (I-1, P-1)."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from shared.clock import SystemClock
from shared.eventlog.keys import KeyStore, MasterKey
from shared.eventlog.sealing import Seals
from shared.service.drafts import KEPT, MOST, Drafts, TooManyDrafts

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KARI, OLA = UUID(int=1), UUID(int=2)
ONE, TWO = UUID(int=11), UUID(int=12)
TEXT = '{"title": "Prøvesvar uten mottaker"}'


@dataclass
class SetClock:
    """Says what it is told to say."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def keys() -> Iterator[KeyStore]:
    store = KeyStore("memory:", MasterKey.of(b"k" * 32), clock=SystemClock())
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def drafts(database: str, keys: KeyStore, clock: SetClock) -> Iterator[Drafts]:
    made = Drafts(database, Seals(keys), clock)
    made.migrate()
    made.migrate()
    yield made
    made.close()


def test_a_draft_is_kept_and_kept_anew_under_its_id(drafts: Drafts) -> None:
    drafts.keep(KARI, ONE, "først")
    kept = drafts.keep(KARI, ONE, TEXT)
    assert drafts.one(KARI, ONE) == kept
    assert (kept.text, kept.saved, kept.kept_until) == (TEXT, NOW, NOW + KEPT)
    assert drafts.of(KARI) == [kept]


def test_nobody_else_sees_it_changes_it_or_drops_it(drafts: Drafts) -> None:
    kept = drafts.keep(KARI, ONE, TEXT)
    assert drafts.one(OLA, ONE) is None
    assert drafts.of(OLA) == []
    assert not drafts.drop(OLA, ONE)
    drafts.keep(OLA, ONE, "Olas")
    assert drafts.one(KARI, ONE) == kept


def test_the_author_drops_it(drafts: Drafts) -> None:
    drafts.keep(KARI, ONE, TEXT)
    assert drafts.drop(KARI, ONE)
    assert not drafts.drop(KARI, ONE)
    assert drafts.one(KARI, ONE) is None


def test_what_is_not_touched_for_thirty_days_is_gone(drafts: Drafts, clock: SetClock) -> None:
    drafts.keep(KARI, ONE, TEXT)
    clock.at = NOW + KEPT - timedelta(seconds=1)
    assert drafts.one(KARI, ONE) is not None
    clock.at = NOW + KEPT
    assert drafts.one(KARI, ONE) is None
    drafts.keep(OLA, TWO, TEXT)
    clock.at = NOW
    assert drafts.one(KARI, ONE) is None, "it is not only hidden"


def test_one_person_keeps_so_many_and_no_more(drafts: Drafts) -> None:
    for number in range(MOST):
        drafts.keep(KARI, UUID(int=100 + number), TEXT)
    with pytest.raises(TooManyDrafts):
        drafts.keep(KARI, ONE, TEXT)
    drafts.keep(KARI, UUID(int=100), "den samme kan endres")
    drafts.keep(OLA, ONE, TEXT)


def test_it_is_sealed_where_it_is_kept_and_gone_with_the_authors_key_r_7(
    tmp_path: Path, keys: KeyStore, clock: SetClock
) -> None:
    drafts = Drafts(f"sqlite:///{tmp_path}", Seals(keys), clock)
    drafts.migrate()
    drafts.keep(KARI, ONE, TEXT)
    with sqlite3.connect(tmp_path / "drafts.sqlite") as kept:
        ((row,),) = kept.execute("SELECT key || box FROM drafts").fetchall()
    assert "mottaker" not in row
    keys.destroy(f"person-{KARI}")
    assert drafts.of(KARI) == []
    drafts.close()
