"""What an assessment can be: unknown, open, concluded, closed; and what is recorded of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.assessment.rules.inputs import Inputs, in_order
from services.assessment.rules.phases import PHASES
from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import (
    BUILD_ORDER,
    Component,
    Conclusion,
    Detail,
    Finding,
    Goal,
    PartyStanding,
    Phase,
    Priority,
    ProjectPhase,
    Standardised,
)
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Unknown:
    """No assessment has been opened for this case."""


@dataclass(frozen=True, slots=True)
class Open:
    """Being assessed. Of each component and party the latest finding counts (A-1).

    `revision` counts from 1; `question` is what a later one is asked (A-9, A-15).
    """

    helsefellesskap: UUID
    number: str
    parties: tuple[UUID, ...]
    goal: Goal | None = None
    findings: Mapping[tuple[Component, UUID | None], Finding] = field(default_factory=dict)
    capacity: Mapping[UUID, PartyStanding] = field(default_factory=dict)
    details: Mapping[Component, Detail] = field(default_factory=dict)
    standardised: tuple[Standardised, ...] = ()
    phases: Mapping[ProjectPhase, Phase] = field(default_factory=dict)
    priorities: Mapping[UUID, Priority] = field(default_factory=dict)
    revision: int = 1
    question: str | None = None

    @property
    def affected(self) -> tuple[UUID, ...]:
        """The parties, and the other organisations that something is recorded of (A-2)."""
        named = {party for _, party in self.findings if party is not None} | self.capacity.keys()
        return (*self.parties, *sorted(named - set(self.parties), key=str))


@dataclass(frozen=True, slots=True)
class Concluded:
    """The diagnosis and the route stand; `being` is what they were made from."""

    being: Open
    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Closed:
    """It was not realistic, and goes no further (A-9)."""

    being: Open


Assessment: TypeAlias = Unknown | Open | Concluded | Closed


def opened(assessment: Assessment) -> Open:
    """The assessment to record in. Raises Refused where nothing can be recorded."""
    match assessment:
        case Unknown():
            raise Refused("A-1", "assessment.case-unknown")
        case Concluded():
            raise Refused("A-1", "assessment.concluded")
        case Closed():
            raise Refused("A-9", "assessment.closed")
        case Open():
            return assessment
        case _:
            assert_never(assessment)


def inputs_of(being: Open, kinds: Kinds, on: date | None = None) -> Inputs:
    """What the diagnosis rests on, in an order that does not depend on when it was recorded."""
    return Inputs(
        goal=being.goal,
        findings=in_order(being.findings.values()),
        capacity=tuple(being.capacity[each] for each in being.affected if each in being.capacity),
        affected=being.affected,
        kinds=kinds,
        details=tuple(being.details[each] for each in BUILD_ORDER if each in being.details),
        standardised=being.standardised,
        phases=tuple(being.phases[each] for each in PHASES if each in being.phases),
        priorities=tuple(being.priorities[each] for each in sorted(being.priorities, key=str)),
        on=on,
    )
