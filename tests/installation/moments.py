"""Striking at a moment: in the middle of a step, when the ledger has come so far."""

import threading
from collections.abc import Callable, Iterable

from shared.contracts.record import ServiceName
from tests.installation.installation import Installation
from tests.installation.waiting import eventually


class Strike:
    """Once `step` has been said, waits for so many more events of a service, and strikes, while
    the step that follows is being played. Given to the walk as what it says."""

    def __init__(
        self,
        installation: Installation,
        step: str,
        service: ServiceName,
        events: int,
        blow: Callable[[], None],
    ) -> None:
        self._installation = installation
        self._step = step
        self._service: ServiceName = service
        self._events = events
        self._blow = blow
        self._thread: threading.Thread | None = None
        self._trouble: list[BaseException] = []

    def __call__(self, said: str) -> None:
        if self._thread is None and said.startswith(self._step):
            at = self._installation.ledger(self._service).head() + self._events
            self._thread = threading.Thread(target=self._strike, args=(at,), name="strike")
            self._thread.start()

    def _strike(self, at: int) -> None:
        try:
            ledger = self._installation.ledger(self._service)
            eventually(f"{self._service} has come to {at}", lambda: ledger.head() >= at)
            self._blow()
        except BaseException as error:  # noqa: BLE001 - told when the walk is over
            self._trouble.append(error)

    def assert_it_struck(self) -> None:
        """Raises what went wrong, or AssertionError where the moment never came."""
        assert self._thread is not None, f"«{self._step}» was never said"
        self._thread.join()
        if self._trouble:
            raise self._trouble[0]


class Strikes:
    """Several, each at its own moment of one walk."""

    def __init__(self, strikes: Iterable[Strike]) -> None:
        self._strikes = list(strikes)

    def __call__(self, said: str) -> None:
        for strike in self._strikes:
            strike(said)

    def assert_they_struck(self) -> None:
        """Raises what the first that did not strike raises."""
        for strike in self._strikes:
            strike.assert_it_struck()
