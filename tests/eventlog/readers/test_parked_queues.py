"""What is poison and what is not, and the pure fold of what is parked."""

import sqlite3
from datetime import UTC, datetime
from uuid import UUID, uuid5

import httpx2
import psycopg
import pytest
import redis.exceptions
import sqlalchemy.exc
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.parking import EventParked, ParkedEventHandled, ParkedEventSkipped
from shared.contracts.record import NAMESPACE
from shared.eventlog.appender import Overloaded
from shared.eventlog.parking import Queues, WaitingFor, evolve, is_infrastructure, is_poison
from shared.eventlog.recorders import StoreUnavailable
from tests.eventlog.readers.world import SERVICE

READER = "notes-1"


@pytest.mark.parametrize(
    "error",
    [
        StoreUnavailable(),
        Overloaded(3),
        sqlalchemy.exc.OperationalError("SELECT", {}, psycopg.OperationalError()),
        sqlalchemy.exc.InterfaceError("SELECT", {}, psycopg.InterfaceError()),
        psycopg.errors.AdminShutdown(),
        psycopg.InterfaceError(),
        redis.exceptions.ConnectionError(),
        redis.exceptions.TimeoutError(),
        httpx2.ConnectTimeout("slow"),
        TimeoutError(),
        ConnectionResetError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_the_world_around_does_is_never_poison(error: Exception) -> None:
    assert is_infrastructure(error)
    assert not is_poison(error)


def test_faults_of_event_and_code_are_poison_and_waiting_is_neither() -> None:
    assert is_poison(KeyError("x"))
    assert is_poison(sqlalchemy.exc.IntegrityError("INSERT", {}, psycopg.IntegrityError()))
    assert not is_poison(WaitingFor(SERVICE))
    assert not is_infrastructure(WaitingFor(SERVICE))
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as faulty:
        connection.execute("SELECT nothing FROM nowhere")
    connection.close()
    assert is_poison(sqlalchemy.exc.OperationalError("SELECT", {}, faulty.value))


IDS = [uuid5(NAMESPACE, str(number)) for number in range(6)]
CASE = {event: f"case-{number % 3}" for number, event in enumerate(IDS)}


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["park", "handle", "skip"]))))
def test_the_fold_keeps_every_parked_event_once_and_in_order(
    steps: list[tuple[UUID, str]],
) -> None:
    state = Queues()
    expected: dict[str, list[UUID]] = {}
    now = datetime(2026, 11, 23, tzinfo=UTC)
    for event, step in steps:
        case = CASE[event]
        queue = expected.setdefault(case, [])
        if step == "park" and event not in queue:
            queue.append(event)
            parked = EventParked(
                reader=READER,
                source="intake",
                epoch=NAMESPACE,
                position=1,
                event_id=event,
                case=case,
                error="KeyError",
            )
            state = evolve(state, parked, now)
        elif step == "handle" and event in queue:
            queue.remove(event)
            state = evolve(state, ParkedEventHandled(reader=READER, event_id=event), now)
        elif step == "skip" and event in queue:
            queue.remove(event)
            skipped = ParkedEventSkipped(reader=READER, event_id=event, reason="x")
            state = evolve(state, skipped, now)
        found = {name: [each.event_id for each in rows] for name, rows in state.cases.items()}
        assert found == {name: ids for name, ids in expected.items() if ids}
        for each in IDS:
            entry = state.entry(each)
            assert (entry is not None) == (each in expected.get(CASE[each], []))
