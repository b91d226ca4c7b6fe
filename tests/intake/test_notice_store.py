"""Notices wait until they are sent, each once, and are put off by those who can't take them."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from services.intake.application.notice_store import Notice, NoticeStore
from tests.examples.ids import CASE, GP, NOW, SECRETARY

HOUR = timedelta(hours=1)


@pytest.fixture
def store(database: str) -> Iterator[NoticeStore]:
    made = NoticeStore(database)
    made.migrate()
    made.migrate()
    yield made
    made.close()


def notice(position: int, person: UUID = GP) -> Notice:
    return Notice("intake", position, person, CASE, NOW)


def test_what_is_found_moves_the_place_it_was_found_after_and_only_that_i_11(
    store: NoticeStore,
) -> None:
    assert store.place("intake", NOW).position == 0
    store.found("intake", 0, 5, [notice(3), notice(5)])
    store.found("intake", 0, 5, [notice(3), notice(5)])
    assert store.due(NOW, 10) == [notice(3), notice(5)], "two leaders at once find it once"
    assert store.place("intake", NOW + HOUR).position == 5
    assert store.place("intake", NOW + HOUR).since == NOW
    assert store.place("governance", NOW).position == 0


def test_what_is_sent_waits_no_more_i_11(store: NoticeStore) -> None:
    store.place("intake", NOW)
    store.found("intake", 0, 5, [notice(3), notice(3, SECRETARY)])
    store.settled([notice(3)])
    assert store.due(NOW, 10) == [notice(3, SECRETARY)]
    assert store.counts().waiting == 1
    assert store.counts().since == NOW


def test_what_is_put_off_comes_later_each_time_and_is_never_lost_i_11(store: NoticeStore) -> None:
    store.place("intake", NOW)
    store.found("intake", 0, 5, [notice(3)])
    now = NOW
    pauses = []
    for tries in range(8):
        (due,) = store.due(now, 10)
        assert due.tries == tries
        store.put_off([due], now, HOUR)
        pause = timedelta(minutes=min(60, 2**tries))
        assert store.due(now + pause - timedelta(seconds=1), 10) == []
        now += pause
        pauses.append(pause)
    assert pauses[-1] == HOUR
    store.given_up(store.due(now, 10))
    assert (store.due(now + HOUR, 10), store.counts().given_up) == ([], 1)
