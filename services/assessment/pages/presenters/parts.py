"""The parts of an assessment in build order (A-11): how far each has come, where its form is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview
from shared.contracts.assessment import BUILD_ORDER, Component
from shared.web.components import CAPACITY_LOOKS, STATUS_LOOKS, ComponentStatus, Tone
from shared.web.i18n import Words

PartName: TypeAlias = (
    Component | Literal["goal", "capacity", "standardisation", "project", "conclusion"]
)
PATHS: dict[PartName, str] = {
    "goal": "formal",
    **{component: f"komponent/{component}" for component in BUILD_ORDER},
    "capacity": "kapasitet",
    "standardisation": "standardisering",
    "project": "prosjekt",
    "conclusion": "konklusjon",
}
"""Where each part stands, under the assessment's own address; in build order."""
ORDER: tuple[PartName, ...] = tuple(PATHS)


def address_of(case_id: UUID, part: PartName | None = None) -> str:
    """The assessment's address, or that of one of its parts."""
    return f"/vurdering/{case_id}" + (f"/{PATHS[part]}" if part else "")


@dataclass(frozen=True, slots=True)
class PartLink:
    """One part: its state has a word and a sign of its own shape."""

    name: PartName
    label: str
    address: str
    state: str
    tone: Tone
    shape: str
    done: bool
    current: bool


def parts(
    sheet: Sheet, so_far: Preview, words: Words, current: PartName | None = None
) -> tuple[PartLink, ...]:
    return tuple(
        PartLink(
            name=name,
            label=called(name, words),
            address=address_of(sheet.case_id, name),
            state=state,
            tone=tone,
            shape=shape,
            done=shape != "empty",
            current=name == current,
        )
        for name, state, (tone, shape) in _states(sheet, so_far, words)
    )


def called(name: PartName, words: Words) -> str:
    if name in BUILD_ORDER:
        number = BUILD_ORDER.index(name) + 1
        return f"{number}. {words(f'framework.component.{name}')}"
    return words(f"assessment.part.{name}")


def next_part(name: PartName) -> PartName:
    """The one that comes after it; the conclusion is the last."""
    return ORDER[min(ORDER.index(name) + 1, len(ORDER) - 1)]


def _states(
    sheet: Sheet, so_far: Preview, words: Words
) -> Iterator[tuple[PartName, str, tuple[Tone, str]]]:
    being = sheet.being
    yield _told("goal", being.goal is not None, "framework.status.open", words)
    found: dict[Component, ComponentStatus] = {
        each.component: each.status for each in so_far.components
    }
    for component in BUILD_ORDER:
        status: ComponentStatus = found.get(component, "open")
        yield component, words(f"framework.status.{status}"), STATUS_LOOKS[status]
    standing = worst_standing(so_far)
    yield "capacity", words(f"framework.capacity.{standing}"), CAPACITY_LOOKS[standing]
    optional = "assessment.part.optional"
    yield _told("standardisation", bool(being.standardised), optional, words)
    yield _told("project", bool(being.phases), optional, words)
    yield _told("conclusion", sheet.concluded is not None, "assessment.part.left", words)


def worst_standing(so_far: Preview) -> Literal["over", "unknown", "within", "open"]:
    """The frame as a whole: open until each organisation's own has been asked about (A-1)."""
    standings = {each.standing for each in so_far.capacity}
    if "over" in standings:
        return "over"
    asked = {each.party for each in so_far.capacity} >= set(so_far.inputs.affected)
    if not asked or not standings:
        return "open"
    return "unknown" if "unknown" in standings else "within"


def _told(
    name: PartName, told: bool, otherwise: str, words: Words
) -> tuple[PartName, str, tuple[Tone, str]]:
    if told:
        return name, words("assessment.part.told"), ("success", "check")
    return name, words(otherwise), ("neutral", "empty")
