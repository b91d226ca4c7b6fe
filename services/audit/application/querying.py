"""What may be asked of many cases at once, and taken out of it with proof (R-5, R-6)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from services.audit.application.bundles import Bundles
from services.audit.application.histories import Audit
from services.audit.documents.extracts import Extract, Format
from services.audit.readmodels import case_lists
from services.audit.readmodels.case_lists import Asked, Case, Figure
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.web.i18n import Words

MOST_ROWS = 5_000
"""So many cases may stand in one extract."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, and what for where they read for an authority; each reading has a key."""

    actor: Actor
    key: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """One helsefellesskap beside the others: `days` is how long its cases lasted on average."""

    helsefellesskap: UUID | None
    name: str
    cases: int
    days: int


class Querying:
    """Answers within what the policy allows each one to list and to count."""

    def __init__(self, audit: Audit, bundles: Bundles, platform: Platform, words: Words) -> None:
        self._audit = audit
        self._bundles = bundles
        self._platform = platform
        self._words = words

    def cases(
        self, by: Reader, asked: Asked, *, after: UUID | None = None, limit: int = 50
    ) -> list[Case]:
        """Raises Forbidden, Refused where the purpose is missing."""
        self._logged(by, asked)
        return case_lists.listed(
            self._platform.views, by.actor, asked, self._now(), after=after, limit=limit
        )

    def figures(self, by: Reader, asked: Asked) -> list[Figure]:
        """The national picture, or one's own. Raises as `cases` does."""
        self._logged(by, asked)
        return case_lists.figures(self._platform.views, by.actor, asked, self._now())

    def variation(self, by: Reader, asked: Asked) -> list[Variation]:
        """The helsefellesskap beside each other. Raises as `cases` does."""
        self._logged(by, asked)
        found = case_lists.by_helsefellesskap(self._platform.views, by.actor, asked, self._now())
        names = self._names()
        rows = [
            Variation(area, names.get(area, ""), cases, round(days / cases))
            for area, (cases, days) in found.items()
        ]
        return sorted(rows, key=lambda row: (row.name, str(row.helsefellesskap)))

    def extract(self, by: Reader, asked: Asked, kind: Format) -> bytes:
        """A bundle with the extract as a file, and the proof of every event that it rests on; of
        those nothing is told but their hashes. Raises as `cases` does."""
        about = in_words(asked)
        self._audit.reads(by.actor, "export", about, key=by.key, purpose=by.purpose)
        now = self._now()
        found = case_lists.listed(self._platform.views, by.actor, asked, now, limit=MOST_ROWS)
        made = Extract(found, self._names(), about, now, self._words).file(kind)
        return self._bundles.made(
            "query",
            about or "*",
            (),
            withheld=0,
            extra={f"uttrekk.{kind}": made},
            hashes_only=self._audit.on_record(self._events(found)),
        )

    def _events(self, cases: Sequence[Case]) -> list[UUID]:
        return case_lists.events_of(self._platform.views, [each.case_id for each in cases])

    def _logged(self, by: Reader, asked: Asked) -> None:
        self._audit.reads(by.actor, "query", in_words(asked), key=by.key, purpose=by.purpose)

    def _names(self) -> dict[Any, str]:
        register = self._platform.register
        areas = {each.id: each.name for each in register.all_helsefellesskap()}
        return areas | {each.id: each.name for each in register.organisations()}

    def _now(self) -> Any:
        return self._platform.clock.now()


def in_words(asked: Asked) -> str:
    """What was asked, as it stands in the log: `component=legal, outcome=open`."""
    given = {name: value for name, value in asdict(asked).items() if value is not None}
    return ", ".join(f"{name}={value}" for name, value in given.items())
