"""A long history: reading a case with a thousand events from its first one, one caller."""

import time
from collections.abc import Callable
from uuid import uuid5

from shared.contracts.record import NAMESPACE
from tests.bench.figures import Comparison, Figures, Stopwatch
from tests.bench.implementation import DUE, TODAY, Implementation, report, stream
from tests.bench.library import application
from tests.bench.service import service
from tests.servers.postgres_databases import Databases

HISTORY = 1_000
CASE = uuid5(NAMESPACE, "a long case")
TARGET = 1.0
"""Reading is not what we set out to do better; it must not be worse."""


def measure(databases: Databases, seconds: float) -> Comparison:
    """One stream, read again and again; nothing of it in any cache."""
    ours, library = _ours(databases, seconds), _library(databases, seconds)
    return Comparison(f"lese {HISTORY} hendelser", ours, library, TARGET)


def _ours(databases: Databases, seconds: float) -> Figures:
    database = databases.take()
    with service(database) as running:
        running.give_history([CASE], HISTORY, TODAY)
        decider = running.handler.decider(report(CASE, 0, TODAY))

        def read() -> int:
            running.handler.forget(stream(CASE))
            return int(running.handler.state(decider, stream(CASE)).state.reports)

        measured = _read_until_the_end(read, seconds)
    databases.give_back(database)
    return measured


def _library(databases: Databases, seconds: float) -> Figures:
    database = databases.take()
    with application(database) as running:
        written = Implementation(CASE, DUE)
        for number in range(HISTORY):
            written.report(report(CASE, number, TODAY), TODAY)
        running.save(written)

        def read() -> int:
            loaded: Implementation = running.repository.get(written.id)
            return loaded.reports

        measured = _read_until_the_end(read, seconds)
    databases.give_back(database)
    return measured


def _read_until_the_end(read: Callable[[], int], seconds: float) -> Figures:
    watch = Stopwatch(seconds)
    while watch.running:
        began = time.perf_counter()
        if read() != HISTORY:
            raise AssertionError("a report is missing")
        watch.add(began)
    return watch.figures()
