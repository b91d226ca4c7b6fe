"""What the steps of the walk have in common: who plays, with which keys, and what is waited for."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from shared.contracts.record import ServiceName

OSLO = ZoneInfo("Europe/Oslo")
Said = Callable[[str], None]


class Player:
    """Plays the example's case. `run` makes the keys of its commands: the same run, continued
    after a crash, has each effect once. `today` is the date in Oslo."""

    def __init__(
        self, client: Client, example: Example, *, run: str, today: date, said: Said
    ) -> None:
        self.client = client
        self.case = example.case
        self.example = example
        self.run = run
        self.today = today
        self.said = said
        self.meeting_day: date | None = None

    def slot(self) -> tuple[datetime, datetime]:
        """When the meeting was: at the example's hours, on the latest day before today for which
        the claimant has claimed nothing yet (C-6)."""
        if self.meeting_day is None:
            self.meeting_day = self.free_day()
        meeting = self.case["meeting"]
        starts, ends = (
            datetime.combine(
                self.meeting_day,
                time.fromisoformat(datetime.fromisoformat(meeting[name]).time().isoformat()),
                OSLO,
            ).astimezone(UTC)
            for name in ("starts_at", "ends_at")
        )
        return starts, ends

    def period(self) -> str:
        """The month of the meeting, by which payroll asks."""
        starts, _ = self.slot()
        return f"{starts.astimezone(OSLO):%Y-%m}"

    def free_day(self) -> date:
        claim = self.case["claim"]
        claims = self.client.get("compensation", "/claims", self.person(claim["claimant"]))
        taken = {
            datetime.fromisoformat(line["work_from"]).astimezone(OSLO).date()
            for each in claims["claims"]
            for line in each["lines"]
        }
        day = self.today - timedelta(days=1)
        # Preparation is claimed two days before the meeting: both days must be free.
        while day in taken or day - timedelta(days=2) in taken:
            day -= timedelta(days=1)
        return day

    def there(self, service: ServiceName, case_id: UUID, person: UUID) -> None:
        self.client.until(
            f"saken er kommet til {service}",
            lambda: self.client.get(service, f"/cases/{case_id}", person),
        )

    def stage(self, case_id: UUID, person: UUID, stages: set[str]) -> None:
        def reached() -> bool | None:
            found = self.client.get("governance", f"/cases/{case_id}", person)
            return True if found["stage"] in stages else None

        self.client.until(f"saken er i {' eller '.join(sorted(stages))}", reached)

    def change(
        self,
        service: ServiceName,
        case_id: UUID,
        rest: str,
        body: dict[str, Any],
        person: UUID,
        name: str,
    ) -> None:
        path = f"/cases/{case_id}"
        self.client.ask(service, f"{path}{rest}", body, person, key=self.key(name), of=path)

    def key(self, name: str) -> str:
        return f"{self.run}:{name}"

    def person(self, key: str) -> UUID:
        return id_of("person", key)


def party(key: str | None) -> str | None:
    return None if key is None else str(id_of("organisation", key))
