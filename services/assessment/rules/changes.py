"""What differs between two revisions of an assessment (A-1, A-15). Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from services.assessment.rules.inputs import Inputs
from shared.contracts.assessment import (
    BUILD_ORDER,
    Component,
    ComponentStatus,
    Detail,
    Part,
    Status,
)

Kind: TypeAlias = Literal[
    "goal", "finding", "detail", "capacity", "priority", "standardisation", "phase"
]
Said: TypeAlias = Part | str
Key: TypeAlias = tuple[Kind, str | None, UUID | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was said and is said otherwise, is new (`was` None), or is gone (`now` None).

    `about` is a component, a phase, or a place in a long form (`technical.systems`); rows of a
    table are told each by itself, as gone or new.
    """

    kind: Kind
    about: str | None
    party: UUID | None
    was: Said | None
    now: Said | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A component's status in two revisions; None where it was not assessed."""

    component: Component
    was: Status | None
    now: Status | None


def changes(before: Inputs, now: Inputs) -> tuple[Change, ...]:
    """A-15: all that differs, each once; in the order of the form."""
    earlier, later = _once(before), _once(now)
    told = [
        Change(*key, earlier.get(key), later.get(key))
        for key in dict.fromkeys((*earlier, *later))
        if earlier.get(key) != later.get(key)
    ]
    return tuple(sorted((*told, *_rows_changed(before, now)), key=_place))


def moved(before: Iterable[ComponentStatus], now: Iterable[ComponentStatus]) -> tuple[Moved, ...]:
    """Each component in build order, with its status in both."""
    earlier, later = ({each.component: each.status for each in told} for told in (before, now))
    return tuple(
        Moved(component, earlier.get(component), later.get(component)) for component in BUILD_ORDER
    )


ORDER: tuple[Kind, ...] = (
    "goal",
    "finding",
    "detail",
    "capacity",
    "priority",
    "standardisation",
    "phase",
)


def _place(change: Change) -> tuple[int, str, str, bool, str]:
    said = change.was or change.now
    return (
        ORDER.index(change.kind),
        change.about or "",
        str(change.party or ""),
        change.was is None,
        str(said),
    )


def _once(inputs: Inputs) -> Mapping[Key, Said]:
    """What there is at most one of, by what it is about."""
    found: dict[Key, Said] = {}
    if inputs.goal is not None:
        found["goal", None, None] = inputs.goal
    for finding in inputs.findings:
        found["finding", finding.component, finding.party] = finding
    for standing in inputs.capacity:
        found["capacity", None, standing.party] = standing
    for priority in inputs.priorities:
        found["priority", None, priority.party] = priority
    for phase in inputs.phases:
        found["phase", phase.phase, None] = phase
    for detail in inputs.details:
        for name, value in _fields(detail):
            if isinstance(value, str) and value:
                found["detail", f"{detail.component}.{name}", None] = value
    return found


def _rows(inputs: Inputs) -> Iterator[tuple[Kind, str | None, Said]]:
    """The rows of all tables."""
    for detail in inputs.details:
        for name, value in _fields(detail):
            if isinstance(value, tuple):
                for row in value:
                    yield "detail", f"{detail.component}.{name}", row
    for each in inputs.standardised:
        yield "standardisation", None, each


def _rows_changed(before: Inputs, now: Inputs) -> Iterator[Change]:
    earlier, later = tuple(_rows(before)), tuple(_rows(now))
    for kind, about, row in dict.fromkeys(earlier):
        if (kind, about, row) not in later:
            yield Change(kind, about, _party_of(row), row, None)
    for kind, about, row in dict.fromkeys(later):
        if (kind, about, row) not in earlier:
            yield Change(kind, about, _party_of(row), None, row)


def _fields(detail: Detail) -> Iterator[tuple[str, object]]:
    for name in type(detail).model_fields:
        if name != "component":
            yield name, getattr(detail, name)


def _party_of(row: Said) -> UUID | None:
    party = getattr(row, "party", None)
    return party if isinstance(party, UUID) else None
