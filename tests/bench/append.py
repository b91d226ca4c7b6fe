"""Append: our ledger through its appender, beside the library's save; 64 callers at once."""

import asyncio
import copy
import json
import time
from concurrent.futures import ThreadPoolExecutor

from eventsourcing.persistence import IntegrityError

from shared.clock import new_id
from shared.eventlog.appender import Appender
from shared.eventlog.ledger import Append, Appended, Conflict, NewEvent
from shared.eventlog.recorders import open_ledger
from tests.bench.figures import Comparison, Figures, Stopwatch
from tests.bench.library import TEXT, Case, application
from tests.servers.postgres_databases import Databases

CALLERS = 64
TARGET = 10.0
CONFLICT_EVERY = 50
"""One in fifty is 2 %."""


def measure(databases: Databases, seconds: float) -> Comparison:
    """One event at a time, no conflicts."""
    return _compare("append", databases, seconds, conflict_every=0)


def measure_with_conflicts(databases: Databases, seconds: float) -> Comparison:
    """The same where 2 % of the appends come too late."""
    return _compare("append, 2 % konflikter", databases, seconds, conflict_every=CONFLICT_EVERY)


def _compare(name: str, databases: Databases, seconds: float, *, conflict_every: int) -> Comparison:
    library = _library(databases, seconds, conflict_every)
    ours = _ours(databases, seconds, conflict_every)
    return Comparison(name, ours, library, TARGET)


def _ours(databases: Databases, seconds: float, conflict_every: int) -> Figures:
    database = databases.take()
    ledger = open_ledger(database, "governance")
    ledger.migrate()
    appender = Appender(ledger)
    try:
        return asyncio.run(_append_until_the_end(appender, seconds, conflict_every))
    finally:
        appender.close()
        ledger.close()
        databases.give_back(database)


async def _append_until_the_end(appender: Appender, seconds: float, conflict_every: int) -> Figures:
    watch = Stopwatch(seconds)

    async def call() -> None:
        number, subject = 0, "none"
        while watch.running:
            began = time.perf_counter()
            number += 1
            late = conflict_every and number % conflict_every == 0
            # A caller that comes too late takes a version that has been taken.
            subject = subject if late else str(new_id())
            outcome = await appender.append_async(_opened(subject))
            watch.add(began)
            if not isinstance(outcome, Conflict if late else Appended):
                raise AssertionError(outcome)

    await asyncio.gather(*(call() for _ in range(CALLERS)))
    return watch.figures()


def _opened(subject: str) -> Append:
    body = json.dumps({"id": str(new_id()), "subject": subject, "data": {"text": TEXT}}).encode()
    return Append((NewEvent(subject, 1, "governance.case-opened.v1", body),))


def _library(databases: Databases, seconds: float, conflict_every: int) -> Figures:
    database = databases.take()
    with application(database) as running, ThreadPoolExecutor(CALLERS) as threads:
        watch = Stopwatch(seconds)

        def call() -> None:
            number, late = 0, Case(TEXT)
            while watch.running:
                began = time.perf_counter()
                number += 1
                if conflict_every and number % conflict_every == 0:
                    _save_too_late(late)
                else:
                    case = Case(TEXT)
                    # What somebody else would hold who loaded it at the same time.
                    late = copy.deepcopy(case)
                    running.save(case)
                watch.add(began)

        def _save_too_late(late: Case) -> None:
            try:
                running.save(late)
            except IntegrityError:
                return
            raise AssertionError("a conflict was expected")

        for caller in [threads.submit(call) for _ in range(CALLERS)]:
            caller.result()
        measured = watch.figures()
    databases.give_back(database)
    return measured
