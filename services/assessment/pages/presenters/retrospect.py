"""Over all concluded assessments: what hinders most, at which level, for which parties."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.assessment.pages.presenters.bars import Amount, Group, Picture, picture
from services.assessment.pages.presenters.names import Names
from services.assessment.readmodels.retrospect import Count, Retrospect
from shared.web.components import Figure


@dataclass(frozen=True, slots=True)
class CountRow:
    """In how many cases a component hinders, and how badly; `whose` is the level or the party."""

    component: str
    whose: str
    cases: int
    main: int
    unmet: int
    unclear: int
    partly: int


@dataclass(frozen=True, slots=True)
class RetrospectSaid:
    """The figures, the drawing of the components, and the tables."""

    figures: tuple[Figure, ...]
    picture: Picture | None
    components: tuple[CountRow, ...]
    levels: tuple[CountRow, ...]
    parties: tuple[CountRow, ...]


def retrospect_said(found: Retrospect, names: Names) -> RetrospectSaid:
    words = names.words
    return RetrospectSaid(
        figures=(
            Figure(
                words("assessment.retrospect.assessments"),
                words.formats.number(found.assessments),
            ),
            Figure(
                words("assessment.retrospect.unhindered"), words.formats.number(found.unhindered)
            ),
        ),
        picture=_drawn(found.components, names) if found.components else None,
        components=tuple(_row(each, names) for each in found.components),
        levels=tuple(_row(each, names) for each in found.levels),
        parties=tuple(_row(each, names) for each in found.parties),
    )


def _drawn(counts: Sequence[Count], names: Names) -> Picture:
    words = names.words
    groups = [
        Group(
            words(f"framework.component.{each.component}"),
            (
                Amount(
                    "gain",
                    words("assessment.retrospect.bar", count=each.cases, main=each.main),
                    each.main,
                    each.cases,
                ),
            ),
        )
        for each in counts
    ]
    return picture("hindrances", words("assessment.retrospect.picture"), groups)


def _row(count: Count, names: Names) -> CountRow:
    words, whose = names.words, ""
    if count.level is not None:
        whose = words(f"assessment.level.{count.level}")
    elif count.party is not None:
        whose = names.party(count.party)
    return CountRow(
        component=words(f"framework.component.{count.component}"),
        whose=whose,
        cases=count.cases,
        main=count.main,
        unmet=count.unmet,
        unclear=count.unclear,
        partly=count.partly,
    )
