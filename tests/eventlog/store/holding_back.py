"""Appends that are held back, so that what waits together is known."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager

import psycopg

from shared.eventlog.ledger import Outcome
from tests.eventlog.store.conftest import SERVICE

WAIT_SECONDS = 20.0


@contextmanager
def inserts_held_back(database: str) -> Iterator[Callable[[], None]]:
    """Nothing can be inserted inside; gives what waits until somebody tries."""
    with (
        psycopg.connect(database) as holder,
        psycopg.connect(database, autocommit=True) as observer,
    ):
        holder.execute(f"LOCK TABLE {SERVICE}.stored_events IN EXCLUSIVE MODE")

        def until_somebody_tries() -> None:
            blocked = (
                "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database "
                "WHERE NOT granted AND datname = current_database()"
            )
            until(lambda: observer.execute(blocked).fetchone() == (1,))

        yield until_somebody_tries


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.005)


def outcomes(futures: list["Future[Outcome]"]) -> list[Outcome]:
    return [future.result(WAIT_SECONDS) for future in futures]
