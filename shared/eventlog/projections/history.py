"""The logs read from their beginning, for a read model that is built anew.

Each log is in its own order. Between them the time of recording decides, which is nearly the
order in which the events were heard when they were new.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from shared.contracts.record import ServiceName
from shared.eventlog.codec import Codec
from shared.eventlog.heard import Heard
from shared.eventlog.ledger import Ledger, Place

PAGE = 500


class History(Protocol):
    """The feeds of all services; calls block."""

    def page(self, source: ServiceName, after: int) -> Sequence[Heard]:
        """The events that follow a position, in order; none at the end of the log."""
        ...

    def head(self, source: ServiceName) -> int:
        """The highest position of the log."""
        ...


class LedgerHistory:
    """History straight from ledgers: all of them in one process, a service's own otherwise."""

    def __init__(self, ledgers: Mapping[ServiceName, Ledger], codec: Codec) -> None:
        self._ledgers = ledgers
        self._codec = codec

    def page(self, source: ServiceName, after: int) -> list[Heard]:
        ledger = self._ledgers[source]
        epoch = ledger.epoch
        heard = []
        for stored in ledger.read_log(after=after, limit=PAGE):
            envelope, event = self._codec.decode(stored.body)
            heard.append(Heard(source, epoch, stored.position, envelope, event, stored.body))
        return heard

    def head(self, source: ServiceName) -> int:
        return self._ledgers[source].head()


class Replay:
    """Several logs merged into batches, each log in its order."""

    def __init__(self, history: History, starts: Mapping[ServiceName, Place | None]) -> None:
        self._history = history
        self._waiting: dict[ServiceName, deque[Heard]] = {source: deque() for source in starts}
        self._held: set[ServiceName] = set()
        self._after = {source: _position(place) for source, place in starts.items()}

    @property
    def done(self) -> int:
        """How many events have been given."""
        return sum(self._after.values())

    def batch(self) -> list[Heard]:
        """The next events; none when all logs are read, or those left are held back."""
        for source, waiting in self._waiting.items():
            if not waiting and source not in self._held:
                waiting.extend(self._history.page(source, self._after[source]))
        batch: list[Heard] = []
        while len(batch) < PAGE:
            ready = [
                waiting
                for source, waiting in self._waiting.items()
                if waiting and source not in self._held
            ]
            if not ready:
                break
            first = min(ready, key=lambda waiting: waiting[0].envelope.recordedtime)
            heard = first.popleft()
            self._after[heard.source] = heard.position
            batch.append(heard)
            if not first:
                break  # its log may go on with something earlier than the others have
        return batch

    def release(self) -> None:
        """Something has moved: what was held back may go on."""
        self._held.clear()

    def hold(self, batch: Collection[Heard], places: Mapping[ServiceName, Place | None]) -> None:
        """Goes back to these places, and holds back the log whose event was not taken."""
        for source, place in places.items():
            self._after[source] = _position(place)
            self._waiting[source].clear()
        self._held.add(
            next(
                heard.source for heard in batch if heard.position > _position(places[heard.source])
            )
        )


def _position(place: Place | None) -> int:
    return 0 if place is None else place.position
