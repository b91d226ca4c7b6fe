"""The answers that the forms offer, in words."""

from dataclasses import dataclass

from shared.contracts.assessment import RouteKind
from shared.web.components import Option
from shared.web.i18n import Words

ROUTES: tuple[RouteKind, ...] = (
    "own-line",
    "known-answer",
    "samarbeidsutvalg",
    "dialogue-meeting",
    "lsu",
    "fs",
    "system-level",
)


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers that the forms offer."""

    statuses: tuple[Option, ...]
    with_not_relevant: tuple[Option, ...]
    standings: tuple[Option, ...]
    conclusions: tuple[Option, ...]
    routes: tuple[Option, ...]

    @classmethod
    def in_words(cls, words: Words) -> "Choices":
        statuses = tuple(
            Option(each, words(f"framework.status.{each}"))
            for each in ("met", "partly", "unmet", "unclear")
        )
        apart = Option("not-relevant", words("framework.status.not-relevant"))
        return cls(
            statuses=statuses,
            with_not_relevant=(*statuses, apart),
            standings=tuple(
                Option(each, words(f"framework.capacity.{each}"))
                for each in ("within", "over", "unknown")
            ),
            conclusions=tuple(
                Option(each, words(f"assessment.conclusion.{each}"))
                for each in ("proceed", "not-realistic")
            ),
            routes=(
                Option("", words("assessment.route.follow")),
                *(Option(each, words(f"assessment.route.{each}")) for each in ROUTES),
            ),
        )
