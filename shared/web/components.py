"""What the templates' components are given: presenters fill these in, templates only show them.

Nothing is told by colour alone: each state has its word in the catalogue and a sign of its own
shape (WCAG 1.4.1).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

Tone: TypeAlias = Literal["neutral", "info", "success", "warning", "danger"]
ComponentName: TypeAlias = Literal[
    "practical", "medical", "language", "economic", "legal", "technical"
]
ComponentStatus: TypeAlias = Literal["met", "partly", "unmet", "unclear", "not-relevant", "open"]
CapacityStatus: TypeAlias = Literal["within", "over", "unknown", "open"]

BUILD_ORDER: tuple[ComponentName, ...] = (
    "practical",
    "medical",
    "language",
    "economic",
    "legal",
    "technical",
)
"""Built from below: practical first, medical as the foundation, then upward (A-11)."""

STATUS_LOOKS: dict[ComponentStatus, tuple[Tone, str]] = {
    "met": ("success", "check"),
    "partly": ("warning", "half"),
    "unmet": ("danger", "cross"),
    "unclear": ("info", "question"),
    "not-relevant": ("neutral", "dash"),
    "open": ("neutral", "empty"),
}
CAPACITY_LOOKS: dict[CapacityStatus, tuple[Tone, str]] = {
    "within": ("success", "check"),
    "over": ("danger", "cross"),
    "unknown": ("info", "question"),
    "open": ("neutral", "empty"),
}


@dataclass(frozen=True, slots=True)
class ComponentState:
    """One of the six components; `open` is not assessed yet (A-1). `address` is where more of it
    stands."""

    name: ComponentName
    status: ComponentStatus
    reason: str | None = None
    obstacle: bool = False
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Framework:
    """The picture of the framework: components, the capacity frame, the structures along them.

    A capacity that is `open` has not been asked about yet; `unknown` is a party's own answer (A-2).
    """

    components: tuple[ComponentState, ...]
    capacity: CapacityStatus
    structures: tuple[str, ...] = ()
    capacity_address: str | None = None

    def __post_init__(self) -> None:
        if tuple(component.name for component in self.components) != BUILD_ORDER:
            raise ValueError("the framework shows all six components in build order (A-1, A-11)")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened; `reference` is where it stands in the log.

    `after` is how long it took since the one before, `notes` what some said to it.
    """

    title: str
    at: datetime
    by: str | None = None
    text: str | None = None
    reference: str | None = None
    tone: Tone = "neutral"
    address: str | None = None
    after: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a route: who has the case when; exactly one is `current` in an open case."""

    label: str
    state: Literal["done", "current", "ahead", "skipped"]
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Onward:
    """A link to another page about the same case."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: the value already written for a reader."""

    label: str
    value: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An answer one can choose."""

    value: str
    label: str
    description: str | None = None


COMPONENTS: dict[str, Any] = {
    "status_looks": STATUS_LOOKS,
    "capacity_looks": CAPACITY_LOOKS,
}
"""What the component templates look up."""
