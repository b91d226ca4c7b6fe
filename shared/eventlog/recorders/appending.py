"""The one way into every store."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from eventsourcing.persistence import IntegrityError, StoredEvent

from shared.eventlog.ledger import Append, Appended, NewEvent, Outcome
from shared.eventlog.recorders.judging import check_append, transactions


class GroupCommit(ABC):
    """Append in groups; the stores differ in how one transaction is done."""

    def append_all(self, appends: Sequence[Append]) -> list[Outcome]:
        """Commits a group; a conflict fails only its own append.

        A group of more than MAX_TRANSACTION_BYTES takes several transactions, in order: where
        one fails, those before it stay. Raises AppendTooLarge and ValueError before anything is
        written; StoreUnavailable where it is not known what was committed.
        """
        for append in appends:
            check_append(append)
        outcomes: list[Outcome] = []
        for group in transactions(appends):
            outcomes += self._commit(group)
        return outcomes

    @abstractmethod
    def _commit(self, appends: Sequence[Append]) -> list[Outcome]:
        """One transaction under the append lock."""

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: object
    ) -> Sequence[int] | None:
        """The library's own way of saving, led the same way: there is no second one.

        Raises IntegrityError on a conflict, and TypeError for arguments (such as `tracking`)
        that would otherwise be ignored in silence.
        """
        if kwargs:
            raise TypeError(f"not known here: {', '.join(kwargs)}")
        events = tuple(
            NewEvent(str(event.originator_id), event.originator_version, event.topic, event.state)
            for event in stored_events
        )
        [outcome] = self.append_all([Append(events)])
        if not isinstance(outcome, Appended):
            raise IntegrityError(str(outcome))
        return outcome.positions
