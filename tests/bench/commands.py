"""A command: load, decide, append by our Handler, beside the library's get and save; 64 threads.

Threads, because that is how FastAPI runs what blocks. Every case has a history, and each caller
has cases of its own, so that nobody meets a conflict. Warm is a case whose state is in the cache
on either side (the library's is off as it comes; here it is on); cold is one that is read from
its first event. Afterwards what was answered is counted in the store, over new connections.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from uuid import UUID, uuid5

from eventsourcing.application import Application

from shared.contracts.record import NAMESPACE
from tests.bench.figures import Comparison, Figures, Stopwatch
from tests.bench.implementation import DUE, TODAY, Implementation, report, stream
from tests.bench.library import application
from tests.bench.service import Service, asked, service
from tests.servers.postgres_databases import Databases

CALLERS = 64
CASES = 200
HISTORY = 100
TARGET = 5.0
COLD_TARGET = 1.5
"""A cold stream is read whole, as the library does, so both sides fetch and parse its bytes.

What bounds it is the interpreter: a hundred events of 2.3 kB cost some 2 µs each to fetch, 3 to
parse and 1 to fold, beside 250 µs for the command itself. Only a stored snapshot would get past
that.
"""

Tell = Callable[[UUID, int], None]
"""Carries out the command with this number on this case, and returns when it is durable."""


def measure_warm(databases: Databases, seconds: float) -> Comparison:
    """With what is needed in the cache."""
    ours = _ours(databases, seconds, cold=False)
    library = _library(databases, seconds, AGGREGATE_CACHE_MAXSIZE=str(CASES))
    return Comparison("kommando, varm", ours, library, TARGET)


def measure_cold(databases: Databases, seconds: float) -> Comparison:
    """Reading the whole history for each command."""
    ours = _ours(databases, seconds, cold=True)
    return Comparison("kommando, kald", ours, _library(databases, seconds), COLD_TARGET)


def _ours(databases: Databases, seconds: float, *, cold: bool) -> Figures:
    database = databases.take()
    cases = _cases()
    with service(database) as running:
        running.give_history(cases, HISTORY, TODAY)

        def tell(case: UUID, number: int) -> None:
            if cold:
                running.handler.forget(stream(case))
            done = running.handler.handle(asked(report(case, number, TODAY), number))
            if not done.position:
                raise AssertionError(done)

        measured, told = _told_until_the_end(tell, cases, seconds)
    with service(database) as reopened:
        _require_all(told, lambda case: _ours_in_store(reopened, case))
    databases.give_back(database)
    return measured


def _library(databases: Databases, seconds: float, **settings: str) -> Figures:
    database = databases.take()
    with application(database, **settings) as running:
        aggregates = {case: Implementation(case, DUE) for case in _cases()}
        for case, aggregate in aggregates.items():
            for number in range(HISTORY):
                aggregate.report(report(case, number, TODAY), TODAY)
            running.save(aggregate)
        ids = {case: aggregate.id for case, aggregate in aggregates.items()}

        def tell(case: UUID, number: int) -> None:
            loaded: Implementation = running.repository.get(ids[case])
            loaded.report(report(case, number, TODAY), TODAY)
            running.save(loaded)

        measured, told = _told_until_the_end(tell, list(ids), seconds)
    with application(database) as reopened:
        _require_all(told, lambda case: _library_in_store(reopened, ids[case]))
    databases.give_back(database)
    return measured


def _cases() -> list[UUID]:
    return [uuid5(NAMESPACE, f"case {number}") for number in range(CASES)]


def _told_until_the_end(
    tell: Tell, cases: Sequence[UUID], seconds: float
) -> tuple[Figures, dict[UUID, int]]:
    """The figures, and how many reports each case has been answered to have."""
    told = dict.fromkeys(cases, HISTORY)
    watch = Stopwatch(seconds)

    def call(own: Sequence[UUID]) -> None:
        for turn in count():
            if not watch.running:
                return
            case = own[turn % len(own)]
            began = time.perf_counter()
            tell(case, told[case])
            told[case] += 1
            watch.add(began)

    with ThreadPoolExecutor(CALLERS) as threads:
        for caller in [threads.submit(call, cases[first::CALLERS]) for first in range(CALLERS)]:
            caller.result()
    return watch.figures(), told


def _require_all(told: dict[UUID, int], in_store: Callable[[UUID], tuple[int, str]]) -> None:
    """Everything that was answered is in the store, once, and in order."""
    for case, reports in told.items():
        expected = (reports, report(case, reports - 1, TODAY).note)
        if in_store(case) != expected:
            raise AssertionError(f"{case}: {in_store(case)}, not {expected}")


def _ours_in_store(service: Service, case: UUID) -> tuple[int, str]:
    decider = service.handler.decider(report(case, 0, TODAY))
    loaded = service.handler.state(decider, stream(case))
    return loaded.state.reports, loaded.state.latest


def _library_in_store(running: Application[UUID], aggregate_id: UUID) -> tuple[int, str]:
    loaded: Implementation = running.repository.get(aggregate_id)
    return loaded.reports, loaded.latest
