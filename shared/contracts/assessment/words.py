"""Words that assessment's events share: closed lists, and the base of a value inside an event."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

Component: TypeAlias = Literal["practical", "medical", "language", "economic", "legal", "technical"]
BUILD_ORDER: tuple[Component, ...] = (
    "practical",
    "medical",
    "language",
    "economic",
    "legal",
    "technical",
)
"""Built from below (A-11): the order of the form, and of obstacles that are equally severe."""

Status: TypeAlias = Literal["met", "partly", "unmet", "unclear", "not-relevant"]
Standing: TypeAlias = Literal["within", "over", "unknown"]
MainObstacle: TypeAlias = Component | Literal["none", "capacity"]
Caution: TypeAlias = Literal[
    "no-clear-goal",
    "general-duty",
    "over-capacity",
    "capacity-unknown",
    "hidden-task-shift",
    "no-active-clinician",
    "asymmetry",
    "not-all-ready",
    "over-standardised",
    "phase-without-clinicians",
    "cost-without-bearer",
]
RouteKind: TypeAlias = Literal[
    "own-line",
    "known-answer",
    "samarbeidsutvalg",
    "dialogue-meeting",
    "system-level",
    "lsu",
    "fs",
]
Conclusion: TypeAlias = Literal["proceed", "not-realistic"]
DiagnosisVersion: TypeAlias = Literal["1", "2"]
"""Which rules a diagnosis was made by (A-13); those of earlier ones stay runnable."""

EconomicPhase: TypeAlias = Literal["investment", "running"]
"""Investment is counted once, running a year (A-6)."""
Flow: TypeAlias = Literal["cost", "gain"]
Understood: TypeAlias = Literal["understood", "partly", "not-understood", "unknown"]
Amount: TypeAlias = Literal["fitting", "too-little", "too-much", "unknown"]
Capability: TypeAlias = Literal["send", "receive", "shared-view"]
Reach: TypeAlias = Literal["local", "regional", "national"]
"""The level at which something is standardised (A-12)."""
ProjectPhase: TypeAlias = Literal["need", "development", "trial", "improvement"]
Reopening: TypeAlias = Literal["returned", "lower-demand", "priority"]
"""Why an assessment is taken up again: SSU has sent the case back (A-15), or what was not
realistic is to be less, or goes before something else (A-9)."""


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Written(Part):
    """A value that somebody has typed: space at the ends of a text says nothing."""

    model_config = ConfigDict(str_strip_whitespace=True)
