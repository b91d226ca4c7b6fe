"""The appender: group commit that fails alone, is bounded, and goes on (architecture 4: Append)."""

from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest

from shared.clock import new_id
from shared.eventlog.appender import Appender, Overloaded
from shared.eventlog.ledger import (
    MAX_APPEND_BYTES,
    Appended,
    AppendTooLarge,
    Conflict,
    Ledger,
    Place,
    ReaderMove,
)
from shared.eventlog.recorders import StoreUnavailable
from tests.eventlog.store.appends import append, event
from tests.eventlog.store.conftest import SERVICE
from tests.eventlog.store.holding_back import WAIT_SECONDS, inserts_held_back, outcomes, until
from tests.servers.postgres import PostgresServer


def transactions(database: str) -> list[int]:
    """How many events each transaction wrote, in the order of the log."""
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            f"SELECT count(*) FROM {SERVICE}.stored_events "
            "GROUP BY xmin::text ORDER BY min(notification_id)"
        ).fetchall()
    return [count for (count,) in rows]


def test_an_append_gets_its_outcome(ledger: Ledger, appenders: Callable[..., Appender]) -> None:
    appender = appenders(ledger)
    assert appender.append(append(event("case-1"))) == Appended((1,))
    assert appender.append(append(event("case-1"))) == Conflict("case-1", 1)


def test_appends_that_wait_are_committed_together(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        others = [appender.submit(append(event(f"case-{n}"))) for n in range(1, 100)]
    assert outcomes([first, *others]) == [Appended((n,)) for n in range(1, 101)]
    assert transactions(postgres) == [1, 99]


def test_a_conflict_in_a_group_fails_alone(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-1")))
        until_somebody_tries()
        others = [
            appender.submit(append(event("case-2"))),
            appender.submit(append(event("case-1"))),
            appender.submit(append(event("case-1", 2))),
        ]
    assert outcomes([first, *others]) == [
        Appended((1,)),
        Appended((2,)),
        Conflict("case-1", 1),
        Appended((3,)),
    ]
    assert transactions(postgres) == [1, 2]


def test_groups_end_at_the_byte_limit_and_moves_go_alone(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    """Reaction: never grouped with others. Append: bounded bytes in one transaction."""
    large = b"x" * (MAX_APPEND_BYTES // 2)
    move = ReaderMove("reactions", None, Place(new_id(), 1, new_id()))
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        others = [
            appender.submit(append(event("case-1"), event("case-1", 2))),
            appender.submit(append(event("case-2"), move=move)),
            appender.submit(append(event("case-3"))),
            appender.submit(append(event("case-4", 1, large))),
            appender.submit(append(event("case-5", 1, large))),
        ]
    assert all(isinstance(outcome, Appended) for outcome in outcomes([first, *others]))
    assert transactions(postgres) == [1, 2, 1, 2, 1]
    assert postgres_ledger.place("reactions") == move.after


def test_a_full_queue_is_refused_and_the_rest_is_done(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    """Bounded queue: 503 with Retry-After."""
    appender = appenders(postgres_ledger, queue_limit=3)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        others = [appender.submit(append(event(f"case-{n}"))) for n in range(1, 4)]
        with pytest.raises(Overloaded) as refused:
            appender.submit(append(event("case-4")))
        assert refused.value.retry_after == 1
        assert appender.waiting == 3
    assert outcomes([first, *others]) == [Appended((n,)) for n in range(1, 5)]
    assert postgres_ledger.read_stream("case-4") == []


def test_too_large_an_append_is_refused_before_it_is_queued(
    ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(ledger)
    with pytest.raises(AppendTooLarge):
        appender.submit(append(event("case-1", 1, b"x" * (MAX_APPEND_BYTES + 1))))
    assert appender.append(append(event("case-1"))) == Appended((1,))


def test_a_lost_connection_is_told_to_all_and_the_appender_goes_on(
    postgres: str,
    own_postgres_server: PostgresServer,
    postgres_ledger: Ledger,
    appenders: Callable[..., Appender],
) -> None:
    appender = appenders(postgres_ledger)
    # The one who holds back loses its connection too.
    with suppress(psycopg.OperationalError), inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        others = [appender.submit(append(event(f"case-{n}"))) for n in range(1, 10)]
        own_postgres_server.kill()
    for future in [first, *others]:
        with pytest.raises(StoreUnavailable):
            future.result(WAIT_SECONDS)
    own_postgres_server.start()
    assert appender.append(append(event("case-0"))) == Appended((1,))


def test_listeners_hear_the_new_head_even_if_one_of_them_fails(
    ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    """Tails in the process are woken by the appender."""
    heard: list[int] = []

    def fail(_: int) -> None:
        raise RuntimeError("a listener of no use")

    appender = appenders(ledger)
    appender.on_appended(fail)
    appender.on_appended(heard.append)
    appender.append(append(event("case-1"), event("case-1", 2)))
    appender.append(append(event("case-1")))
    appender.append(append(event("case-1", 3)))
    until(lambda: len(heard) == 2)
    assert heard == [2, 3]


def test_closing_finishes_what_is_in_hand(
    ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(ledger)
    futures = [appender.submit(append(event(f"case-{n}"))) for n in range(200)]
    appender.close()
    assert outcomes(futures) == [Appended((n,)) for n in range(1, 201)]
    with pytest.raises(StoreUnavailable):
        appender.submit(append(event("case-200")))


def test_closing_is_bounded_and_leaves_nobody_waiting(
    postgres: str, postgres_ledger: Ledger, appenders: Callable[..., Appender]
) -> None:
    appender = appenders(postgres_ledger)
    with inserts_held_back(postgres) as until_somebody_tries:
        first = appender.submit(append(event("case-0")))
        until_somebody_tries()
        second = appender.submit(append(event("case-1")))
        appender.close(timeout=0.1)
        with pytest.raises(StoreUnavailable):
            second.result(0)
        assert not first.done()
    assert first.result(WAIT_SECONDS) == Appended((1,))
    assert postgres_ledger.head() == 1
