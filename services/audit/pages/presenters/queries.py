"""Cases as a list, and figures of many, in words (R-5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import get_args
from uuid import UUID

from services.audit.application.querying import Variation
from services.audit.pages.asking import AskedCases, Outcome, address
from services.audit.pages.presenters.details import Dissent
from services.audit.pages.presenters.names import Names
from services.audit.readmodels.case_lists import Case, Figure
from shared.contracts.assessment import BUILD_ORDER
from shared.identity.actors import Actor
from shared.identity.conditions import InHelsefellesskap
from shared.identity.policy import scope
from shared.identity.register import Body, Helsefellesskap
from shared.values.calendar import local_day
from shared.web.components import Option, Tone
from shared.web.forms import Form
from shared.web.i18n import Words

OUTCOMES: dict[str, Tone] = {
    "open": "info",
    "in-force": "success",
    "result-confirmed": "success",
    "not-agreed": "danger",
}
COMPONENTS = (*BUILD_ORDER, "capacity", "none")
DISAGREEMENTS = ("professional", "other", "mixed")
MOMENTS = ("since", "until")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as it is listed."""

    name: str
    address: str
    area: str
    reported: datetime | None
    obstacle: str
    outcome: str
    tone: Tone
    days: int
    stays: tuple[str, ...]
    provisions: tuple[str, ...]
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """So many cases with this hindrance and this outcome, and how long they lay at the level."""

    component: str
    level: str
    outcome: str
    cases: int
    days: int
    average: int


@dataclass(frozen=True, slots=True)
class VariationRow:
    name: str
    cases: int
    days: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that is kept: where it leads, and what it asks in words."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the form."""

    areas: tuple[Option, ...]
    bodies: tuple[Option, ...]
    components: tuple[Option, ...]
    disagreements: tuple[Option, ...]
    outcomes: tuple[Option, ...]


def case_rows(cases: Iterable[Case], names: Names, about: str) -> tuple[CaseRow, ...]:
    """`about` follows the addresses of the histories, as `?purpose=…` does."""
    return tuple(_row(each, names, about) for each in cases)


def _row(case: Case, names: Names, about: str) -> CaseRow:
    words = names.words
    return CaseRow(
        name=case.number or words("audit.no-number"),
        address=f"/revisjon/saker/{case.case_id}{about}",
        area=names.area(case.helsefellesskap),
        reported=case.reported_at,
        obstacle=words(f"audit.extract.component.{case.main_obstacle or 'unknown'}"),
        outcome=words(f"audit.extract.outcome.{case.outcome}"),
        tone=OUTCOMES.get(case.outcome, "neutral"),
        days=case.days,
        stays=tuple(_stays(case, words)),
        provisions=tuple(f"{law} {section}" for law, section in case.provisions),
        dissents=tuple(
            Dissent(
                names.party(each.party),
                names.seat(each.seat) or "",
                words(f"audit.extract.kind.{each.kind or 'statement'}"),
                each.text,
                each.blocking,
            )
            for each in case.dissents
        ),
    )


def _stays(case: Case, words: Words) -> Iterator[str]:
    """How long it has lain at each level, all its times there together."""
    days: dict[str, int] = defaultdict(int)
    for stay in case.stays:
        days[stay.level] += stay.days
    for level, count in days.items():
        yield words("audit.query.stay", level=words(f"audit.query.level.{level}"), count=count)


def figure_rows(figures: Iterable[Figure], words: Words) -> tuple[FigureRow, ...]:
    """Where the most days went, first."""
    ordered = sorted(figures, key=lambda each: (-each.days, each.component, each.level))
    return tuple(
        FigureRow(
            words(f"audit.extract.component.{each.component}"),
            words(f"audit.extract.level.{each.level}").capitalize(),
            words(f"audit.extract.outcome.{each.outcome}"),
            each.cases,
            each.days,
            round(each.days / each.cases),
        )
        for each in ordered
    )


def variation_rows(variations: Iterable[Variation], words: Words) -> tuple[VariationRow, ...]:
    return tuple(
        VariationRow(each.name or words("audit.no-area"), each.cases, each.days)
        for each in variations
    )


def kept(queries: Mapping[str, Mapping[str, str]], page: str) -> tuple[Kept, ...]:
    """By name; each leads to the page that asks it again."""
    return tuple(
        Kept(name, address(page, {key: _typed(key, value) for key, value in queries[name].items()}))
        for name in sorted(queries)
    )


def _typed(name: str, value: str) -> str:
    """As the form has it: a day, where the rows have a moment."""
    return local_day(datetime.fromisoformat(value)).isoformat() if name in MOMENTS else value


def in_words(form: Form[AskedCases], choices: Choices, words: Words) -> tuple[tuple[str, str], ...]:
    """What is asked, for those who read the answer."""
    labels = {
        option.value: option.label
        for options in (
            choices.areas,
            choices.bodies,
            choices.components,
            choices.disagreements,
            choices.outcomes,
        )
        for option in options
    }
    asked = ("helsefellesskap", "body", "since", "until", "component", "law", "section")
    return tuple(
        (words(f"audit.asked.{name}"), labels.get(form.text(name), form.text(name)))
        for name in (*asked, "disagreement", "outcome", "days")
        if form.text(name)
    )


def choices(
    actor: Actor, areas: Sequence[Helsefellesskap], bodies: Iterable[Body], words: Words
) -> Choices:
    """Of the helsefellesskap whose figures the actor may see, and of what lies there (P-3)."""
    reachable = [each for each in areas if each.id in _areas_of(actor, areas)]
    named = {each.id: each.name for each in reachable}

    def of_body(body: Body) -> str:
        return body.name if len(named) == 1 else f"{body.name} ({named[body.helsefellesskap]})"

    return Choices(
        areas=tuple(Option(str(ident), name) for ident, name in named.items()),
        bodies=tuple(
            Option(str(each.id), of_body(each)) for each in bodies if each.helsefellesskap in named
        ),
        components=tuple(
            Option(each, words(f"audit.extract.component.{each}")) for each in COMPONENTS
        ),
        disagreements=tuple(
            Option(each, words(f"audit.query.disagreement.{each}")) for each in DISAGREEMENTS
        ),
        outcomes=tuple(
            Option(each, words(f"audit.extract.outcome.{each}")) for each in get_args(Outcome)
        ),
    )


def _areas_of(actor: Actor, areas: Sequence[Helsefellesskap]) -> frozenset[UUID]:
    reaches = scope(actor, "audit.query").reaches
    own = {
        condition.id
        for reach in reaches
        for condition in reach.conditions
        if isinstance(condition, InHelsefellesskap)
    }
    nation = any(
        not any(isinstance(condition, InHelsefellesskap) for condition in reach.conditions)
        for reach in reaches
    )
    return frozenset(each.id for each in areas) if nation else frozenset(own)
