"""A ledger in the process's memory: for tests, and gone with the process."""

from collections.abc import Sequence
from threading import Condition
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from shared.eventlog.ledger import Append, Outcome, Place, Stored
from shared.eventlog.recorders.appending import GroupCommit
from shared.eventlog.recorders.failures import StoreUnavailable
from shared.eventlog.recorders.judging import judge, readers_of, subjects_of
from shared.eventlog.recorders.schema import CURRENT


class MemoryLedger(GroupCommit, POPOApplicationRecorder):
    """Born migrated, since nobody else could do it."""

    def __init__(self, epoch: UUID) -> None:
        super().__init__()
        self._epoch = epoch
        self._places: dict[str, Place] = {}
        self._grown = Condition(self._database_lock)
        self._closed = False

    @property
    def epoch(self) -> UUID:
        return self._epoch

    def migrate(self) -> None:
        """Nothing to prepare."""

    def schema_version(self) -> int:
        return CURRENT

    def _commit(self, appends: Sequence[Append]) -> list[Outcome]:
        with self._grown:
            self._require_open()
            judged = judge(
                appends,
                highest=len(self._stored_events),
                heads={subject: self._head_of(subject) for subject in subjects_of(appends)},
                places={
                    reader: self._places[reader]
                    for reader in readers_of(appends)
                    if reader in self._places
                },
            )
            self._update_table(
                [
                    StoredEvent(event.subject, event.version, event.type, event.body)
                    for event in judged.accepted
                ]
            )
            self._places.update(judged.moves)
            self._grown.notify_all()
        self._notify_listeners()
        return judged.outcomes

    def _head_of(self, subject: str) -> int:
        return len(self._stored_events_index.get(subject, ()))

    def read_stream(self, subject: str, *, after: int = 0) -> list[Stored]:
        with self._database_lock:
            self._require_open()
            index = self._stored_events_index.get(subject, {})
            return [
                self._stored(index[version] + 1)
                for version in range(max(after, 0) + 1, len(index) + 1)
            ]

    def read_log(self, *, after: int, limit: int = 1_000) -> list[Stored]:
        with self._database_lock:
            self._require_open()
            first = max(after, 0) + 1
            last = min(first + limit - 1, len(self._stored_events))
            return [self._stored(position) for position in range(first, last + 1)]

    def _stored(self, position: int) -> Stored:
        event = self._stored_events[position - 1]
        return Stored(
            position, str(event.originator_id), event.originator_version, event.topic, event.state
        )

    def head(self) -> int:
        with self._database_lock:
            self._require_open()
            return len(self._stored_events)

    def place(self, reader: str) -> Place | None:
        with self._database_lock:
            self._require_open()
            return self._places.get(reader)

    def wait(self, *, after: int, timeout: float) -> bool:
        with self._grown:
            self._require_open()
            self._grown.wait_for(lambda: self._closed or len(self._stored_events) > after, timeout)
            return len(self._stored_events) > after

    def close(self) -> None:
        with self._grown:
            self._closed = True
            self._grown.notify_all()

    def _require_open(self) -> None:
        if self._closed:
            raise StoreUnavailable("hendelsesloggen er lukket")
