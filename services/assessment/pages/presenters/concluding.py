"""What a conclusion can be, and which route is proposed when (A-9, A-13, A-14)."""

from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from services.assessment.pages.forms import FOLLOW
from services.assessment.readmodels.preview import Preview
from services.assessment.rules.diagnosis import CURRENT, VERSIONS
from services.assessment.rules.routes import Crossroads
from shared.contracts.assessment import Conclusion, RouteKind
from shared.web.components import Option
from shared.web.i18n import Words

FROM_BELOW: tuple[RouteKind, ...] = (
    "own-line",
    "known-answer",
    "samarbeidsutvalg",
    "dialogue-meeting",
    "lsu",
    "fs",
    "system-level",
)
"""The lowest level that can decide comes first (A-14)."""


@dataclass(frozen=True, slots=True)
class ConcludeFields:
    """What the form offers; `proposals` are the routes that follow from what is answered."""

    conclusions: tuple[Option, ...]
    routes: tuple[Option, ...]
    proposals: tuple[tuple[str, str], ...]


def fields(so_far: Preview, lsu: tuple[tuple[UUID, ...], ...], words: Words) -> ConcludeFields:
    return ConcludeFields(
        conclusions=tuple(
            Option(each, words(f"assessment.conclusion.{each}")) for each in get_args(Conclusion)
        ),
        routes=(
            Option(FOLLOW, words("assessment.route.follow")),
            *(Option(each, words(f"assessment.route.{each}")) for each in FROM_BELOW),
        ),
        proposals=_proposals(so_far, lsu, words),
    )


def _proposals(
    so_far: Preview, lsu: tuple[tuple[UUID, ...], ...], words: Words
) -> tuple[tuple[str, str], ...]:
    """The proposal as it stands, and what becomes of it where either box is used."""
    cases = (
        ("assessment.proposed.plain", False, False),
        ("assessment.proposed.national", False, True),
        ("assessment.proposed.known", True, False),
    )
    propose, of = VERSIONS[CURRENT].propose, so_far.inputs
    return tuple(
        (
            words(key),
            words(f"assessment.route.{route}"),
        )
        for key, known, national in cases
        for route in (propose(Crossroads(of.affected, of.kinds, known, national, lsu)),)
    )
