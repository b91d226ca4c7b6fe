"""Read-your-own-writes: rows are read once they show what the ledger holds."""

from typing import Any

from shared.contracts.record import ServiceName
from shared.eventlog.ledger import Ledger
from shared.eventlog.parking import WaitingFor
from shared.eventlog.projections import ReadModel, Views
from shared.web.conditions import NotFound

OWN: ServiceName = "compensation"


class OwnViews:
    """Waits, bounded, for this service's own read models."""

    def __init__(self, ledger: Ledger, views: Views, seconds: float) -> None:
        self._ledger = ledger
        self._views = views
        self._seconds = seconds

    def catch_up(self, model: ReadModel[Any]) -> None:
        """Until the model shows all that the ledger holds now. Raises WaitingFor (503)."""
        self._wait(self._ledger.head(), model)

    def freshen(self, model: ReadModel[Any]) -> None:
        """The same for a list, which is shown even if it lags behind when the time is up."""
        self._views.wait_for(OWN, self._ledger.head(), self._seconds, model)

    def show(self, stream: str, model: ReadModel[Any]) -> int:
        """Until the model shows the stream; its version, which is then no newer than the row.

        Raises NotFound for a stream in which nothing has happened, WaitingFor (503).
        """
        stored = self._ledger.read_stream(stream)
        if not stored:
            raise NotFound
        self._wait(stored[-1].position, model)
        return stored[-1].version

    def _wait(self, position: int, model: ReadModel[Any]) -> None:
        if not self._views.wait_for(OWN, position, self._seconds, model):
            raise WaitingFor(OWN)
