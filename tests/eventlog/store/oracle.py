"""Does a reader that tails a log while others write miss, repeat or reorder anything?

Writers and the reader are processes of their own. The same oracle is put to our ledger, which
must pass, and to the library's recorder with a setting known to be wrong, which must not: so it
is shown that the oracle can see (event-sourcing.md A3 and E2).
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier, Event
from typing import Protocol, TypeAlias
from uuid import uuid4

from eventsourcing.persistence import ApplicationRecorder, InfrastructureFactory, StoredEvent
from eventsourcing.utils import Environment
from psycopg.conninfo import conninfo_to_dict

from shared.eventlog.ledger import Append, Appended, Conflict, Ledger, NewEvent
from shared.eventlog.recorders import open_ledger

Seen: TypeAlias = tuple[int, str, int]
"""Position, stream, version."""

START_SECONDS = 60.0
SHARED = "shared-stream"
TYPE = "governance.case-opened.v1"
BODY = b"x" * 300


class Log(Protocol):
    """What the oracle needs of a log."""

    def write(self, group: int) -> Iterable[Seen]:
        """Appends some events; what was acknowledged."""
        ...

    def read(self, after: int) -> Sequence[Seen]:
        """The next page of the log."""
        ...


class LedgerLog:
    """Our ledger; one append in each group contends for a stream that all write to."""

    def __init__(self, database: str) -> None:
        self._ledger: Ledger = open_ledger(database, "governance")
        self._name = uuid4().hex
        self._shared_head = 0

    def prepare(self) -> None:
        self._ledger.migrate()
        self._ledger.close()

    def write(self, group: int) -> Iterable[Seen]:
        events = [NewEvent(f"{self._name}-{group}-{n}", 1, TYPE, BODY) for n in range(group % 5)]
        events.append(NewEvent(SHARED, self._shared_head + 1, TYPE, BODY))
        outcomes = self._ledger.append_all([Append((event,)) for event in events])
        for event, outcome in zip(events, outcomes, strict=True):
            match outcome:
                case Appended((position,)):
                    yield position, event.subject, event.version
                    if event.subject == SHARED:
                        self._shared_head = event.version
                case Conflict(subject, head):
                    assert subject == SHARED
                    self._shared_head = head
                case _:
                    raise AssertionError(outcome)

    def read(self, after: int) -> Sequence[Seen]:
        self._ledger.wait(after=after, timeout=0.2)
        page = self._ledger.read_log(after=after)
        return [(stored.position, stored.subject, stored.version) for stored in page]


class LibraryLog:
    """The library's own recorder, with the setting that takes its lock away."""

    def __init__(self, database: str) -> None:
        given = conninfo_to_dict(database)
        self._settings = {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            **{f"POSTGRES_{key.upper()}": str(given[key]) for key in ("dbname", "host", "port")},
            "POSTGRES_USER": str(given["user"]),
            "POSTGRES_PASSWORD": str(given.get("password") or "none"),
            "POSTGRES_ORIGINATOR_ID_TYPE": "text",
            "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
        }
        self._recorder: ApplicationRecorder | None = None

    def prepare(self) -> None:
        factory = InfrastructureFactory.construct(Environment(env=self._settings))
        factory.application_recorder()
        factory.close()

    @property
    def recorder(self) -> ApplicationRecorder:
        if self._recorder is None:
            environment = Environment(env={**self._settings, "CREATE_TABLE": "n"})
            self._recorder = InfrastructureFactory.construct(environment).application_recorder()
        return self._recorder

    def write(self, group: int) -> Iterable[Seen]:
        events = [StoredEvent(uuid4().hex, 1, TYPE, BODY) for _ in range(group % 5 + 1)]
        positions = self.recorder.insert_events(events) or ()
        for position, event in zip(positions, events, strict=True):
            yield position, str(event.originator_id), event.originator_version

    def read(self, after: int) -> Sequence[Seen]:
        page = self.recorder.select_notifications(after, 1_000, inclusive_of_start=False)
        return [(each.id, str(each.originator_id), each.originator_version) for each in page]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the reader got, against what the writers were told."""

    written: int
    missed: int
    repeated: int
    disorder: int
    gaps: int


def compare(acknowledged: Sequence[Seen], seen: Sequence[Seen]) -> Findings:
    """Judges one run; pure."""
    times = Counter(seen)
    versions: dict[str, int] = {}
    disorder = gaps = before = 0
    for position, subject, version in seen:
        disorder += position <= before or version <= versions.get(subject, 0)
        gaps += position > before + 1
        before, versions[subject] = position, version
    return Findings(
        written=len(acknowledged),
        missed=len(set(acknowledged) - set(times)),
        repeated=sum(count - 1 for count in times.values()),
        disorder=disorder,
        gaps=gaps,
    )


def _write(
    log: Callable[[str], Log],
    database: str,
    seconds: float,
    start: Barrier,
    told: "Queue[list[Seen]]",
) -> None:
    ours, acknowledged, group = log(database), list[Seen](), 0
    start.wait(START_SECONDS)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        group += 1
        acknowledged += ours.write(group)
    told.put(acknowledged)


def _tail(
    log: Callable[[str], Log],
    database: str,
    start: Barrier,
    written: Event,
    told: "Queue[list[Seen]]",
) -> None:
    ours, seen = log(database), list[Seen]()
    start.wait(START_SECONDS)
    while True:
        # Asked before reading: what is read after the writers have ended is complete.
        ended = written.is_set()
        page = ours.read(seen[-1][0] if seen else 0)
        seen += page
        if ended and not page:
            break
    told.put(seen)


def consult(
    log: type[LedgerLog] | type[LibraryLog], database: str, *, writers: int, seconds: float
) -> Findings:
    """Runs writers and one reader against a log for some seconds and compares."""
    log(database).prepare()
    spawning = get_context("spawn")
    start, written = spawning.Barrier(writers + 1), spawning.Event()
    acknowledged, seen = spawning.Queue(), spawning.Queue()
    reader = spawning.Process(target=_tail, args=(log, database, start, written, seen), daemon=True)
    writing = [
        spawning.Process(
            target=_write, args=(log, database, seconds, start, acknowledged), daemon=True
        )
        for _ in range(writers)
    ]
    for process in (reader, *writing):
        process.start()
    limit = START_SECONDS + seconds
    told = [each for _ in writing for each in acknowledged.get(timeout=limit)]
    written.set()
    findings = compare(told, seen.get(timeout=limit))
    for process in (reader, *writing):
        process.join(START_SECONDS)
        assert process.exitcode == 0
    return findings
