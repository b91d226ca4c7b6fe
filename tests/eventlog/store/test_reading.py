"""Reading, waiting and closing, as every store does it."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent

from shared.clock import new_id
from shared.eventlog.ledger import Appended, Conflict, Ledger, Place, ReaderMove
from shared.eventlog.recorders import StoreUnavailable, open_ledger
from tests.eventlog.store.appends import append, append_one, event, fill


def test_a_stream_is_read_in_order_from_a_version(ledger: Ledger) -> None:
    for version in (1, 2, 3):
        append_one(ledger, event("case-1", version), event("case-2", version))
    assert [stored.version for stored in ledger.read_stream("case-1")] == [1, 2, 3]
    assert [stored.position for stored in ledger.read_stream("case-2", after=1)] == [4, 6]
    assert ledger.read_stream("case-1", after=3) == []
    assert ledger.read_stream("case-9") == []


def test_the_log_is_read_in_pages(ledger: Ledger) -> None:
    fill(ledger, 25)
    pages, after = [], 0
    while page := ledger.read_log(after=after, limit=10):
        pages.append([stored.position for stored in page])
        after = page[-1].position
    assert pages == [list(range(1, 11)), list(range(11, 21)), list(range(21, 26))]


def test_an_empty_ledger_has_no_head(ledger: Ledger) -> None:
    assert ledger.head() == 0
    assert ledger.read_log(after=0) == []


def test_waiting_ends_at_once_where_there_is_something(ledger: Ledger) -> None:
    fill(ledger, 2)
    assert ledger.wait(after=1, timeout=30)


def test_waiting_ends_when_the_time_is_up(ledger: Ledger) -> None:
    fill(ledger, 2)
    began = time.monotonic()
    assert not ledger.wait(after=2, timeout=0.2)
    assert 0.2 <= time.monotonic() - began < 5


def test_an_append_wakes_those_who_wait(ledger: Ledger) -> None:
    with ThreadPoolExecutor() as threads:
        for position in range(1, 4):
            waiting = [
                threads.submit(ledger.wait, after=position - 1, timeout=30) for _ in range(3)
            ]
            append_one(ledger, event("case-1", position))
            assert all(woken.result(timeout=10) for woken in waiting)


def test_closing_lets_those_who_wait_go(ledger: Ledger) -> None:
    with ThreadPoolExecutor() as threads:
        began = time.monotonic()
        waiting = threads.submit(_wait_until_closed, ledger)
        ledger.close()
        assert waiting.result(timeout=10)
        assert time.monotonic() - began < 10


def _wait_until_closed(ledger: Ledger) -> bool:
    """Waiting ends with False where it had begun, with the error where it had not."""
    try:
        return not ledger.wait(after=0, timeout=60)
    except StoreUnavailable:
        return True


def test_a_closed_ledger_says_so(ledger: Ledger) -> None:
    ledger.close()
    ledger.close()
    with pytest.raises(StoreUnavailable):
        ledger.head()
    with pytest.raises(StoreUnavailable):
        append_one(ledger, event("case-1"))
    with pytest.raises(StoreUnavailable):
        ledger.wait(after=0, timeout=0)


def test_what_was_appended_outlives_its_handle(durable_database: str) -> None:
    first = open_ledger(durable_database, "governance")
    first.migrate()
    place = Place(new_id(), 3, new_id())
    append_one(first, event("case-1", 1, b"bytes"), move=ReaderMove("reactions", None, place))
    epoch, log = first.epoch, first.read_log(after=0)
    first.close()

    second = open_ledger(durable_database, "governance")
    try:
        assert (second.epoch, second.read_log(after=0)) == (epoch, log)
        assert second.place("reactions") == place
        assert append_one(second, event("case-1", 2)) == Appended((2,))
    finally:
        second.close()


def test_two_handles_see_each_other(durable_database: str, opened: Callable[[str], Ledger]) -> None:
    one, two = opened(durable_database), opened(durable_database)
    one.migrate()
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(two.wait, after=0, timeout=30)
        assert append_one(one, event("case-1")) == Appended((1,))
        assert waiting.result(timeout=10)
    assert append_one(two, event("case-1")) == Conflict("case-1", 1)
    assert append_one(two, event("case-1", 2)) == Appended((2,))
    assert one.read_log(after=0) == two.read_log(after=0)
    assert one.epoch == two.epoch


def test_services_do_not_see_each_other(durable_database: str) -> None:
    """Position and epoch are the ledger's own."""
    ledgers = [open_ledger(durable_database, service) for service in ("intake", "audit")]
    try:
        for each in ledgers:
            each.migrate()
            assert append_one(each, event("case-1")) == Appended((1,))
        assert ledgers[0].epoch != ledgers[1].epoch
    finally:
        for each in ledgers:
            each.close()


def test_many_threads_append_without_losing_their_place(ledger: Ledger) -> None:
    def append_some(thread: int) -> list[int]:
        positions: list[int] = []
        for number in range(20):
            [outcome] = ledger.append_all([append(event(f"case-{thread}-{number}"))])
            assert isinstance(outcome, Appended)
            positions += outcome.positions
        return positions

    with ThreadPoolExecutor(8) as threads:
        given = [position for some in threads.map(append_some, range(8)) for position in some]
    assert sorted(given) == list(range(1, 161))
    assert [stored.position for stored in ledger.read_log(after=0)] == list(range(1, 161))


def test_the_librarys_own_save_goes_the_same_way(ledger: Ledger) -> None:
    """There is no second way in, past the lock and the positions."""
    assert isinstance(ledger, ApplicationRecorder)
    fill(ledger, 1, subject="case-1")
    saved = StoredEvent("case-2", 1, "governance.case-opened.v1", b"{}")
    assert ledger.insert_events([saved]) == (2,)
    with pytest.raises(IntegrityError):
        ledger.insert_events([saved])
    with pytest.raises(TypeError, match="tracking"):
        ledger.insert_events([], tracking=None)
    assert ledger.head() == 2
