"""Days that pass in a moment: governance's own deadlines, by a clock that is moved (G-11)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from deploy.assembled import Assembled
from deploy.playing.client import Client
from deploy.services import built
from shared.eventlog.timers import Timer, Timers
from shared.service.assembly import Service, timers_of
from shared.service.platform import Surroundings

FAR = datetime(2199, 1, 1, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A clock that stands at a moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class Later:
    """What is due in one case, on the installation's own stores."""

    client: Client
    parts: Assembled
    case_id: UUID

    def next(self, kind: str = "step") -> Timer:
        """The case's deadline, once the running service has set it; it is still ahead."""
        with self._timers(FAR) as (_, timers):
            timer = self.client.until("the deadline", lambda: self._of(timers, kind, FAR))
            assert self._of(timers, kind, self.parts.around.clock.now()) is None
        return timer

    def passes(self, timer: Timer) -> None:
        """The deadline's moment comes: it is fired, once more as after a crash before that was
        noted, and is then as little due as any that has fired."""
        with self._timers(timer.due_at + MOMENT) as (service, timers):
            assert timer in timers.due(timer.due_at + MOMENT)
            assert service.fire is not None
            service.fire(timer)
            service.fire(timer)
            timers.fired(timer, timer.due_at)
            assert timer not in timers.due(FAR)

    def nothing_more(self, kind: str = "step") -> None:
        """No deadline is left in the case."""
        with self._timers(FAR) as (_, timers):
            assert self._of(timers, kind, FAR) is None

    def _of(self, timers: Timers, kind: str, now: datetime) -> Timer | None:
        key = f"{kind}:{self.case_id}"
        return next((each for each in timers.due(now, limit=10_000) if each.key == key), None)

    @contextmanager
    def _timers(self, moment: datetime) -> Iterator[tuple[Service, Timers]]:
        around: Surroundings = replace(self.parts.around, clock=Standing(moment))
        service = built("governance", around)
        try:
            timers = timers_of(service)
            assert timers is not None
            yield service, timers
        finally:
            service.platform.close()
