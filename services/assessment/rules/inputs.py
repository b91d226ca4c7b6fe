"""All that a diagnosis rests on (A-13): put together from what is recorded, or taken back out of
what was concluded. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import (
    BUILD_ORDER,
    AssessmentConcluded,
    Detail,
    Finding,
    Goal,
    PartyStanding,
    Phase,
    Priority,
    Standardised,
)
from shared.contracts.assessment.details import (
    EconomicDetail,
    MoneyLine,
    PartySystem,
    PracticalDetail,
    TaskRow,
    TechnicalDetail,
)

D = TypeVar("D", bound=Detail)


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a diagnosis rests on; their order says nothing.

    `affected` are the organisations of the case, `kinds` what the register says they are, `on`
    the day it is made: what is ready later is not ready yet (A-8).
    """

    goal: Goal | None
    findings: tuple[Finding, ...]
    capacity: tuple[PartyStanding, ...]
    affected: tuple[UUID, ...]
    kinds: Kinds
    details: tuple[Detail, ...] = ()
    standardised: tuple[Standardised, ...] = ()
    phases: tuple[Phase, ...] = ()
    priorities: tuple[Priority, ...] = ()
    on: date | None = None

    @property
    def tasks(self) -> tuple[TaskRow, ...]:
        """The table of tasks (A-3)."""
        return tuple(row for each in self._of(PracticalDetail) for row in each.tasks)

    @property
    def money(self) -> tuple[MoneyLine, ...]:
        """Cost and gain per party and phase (A-6)."""
        return tuple(line for each in self._of(EconomicDetail) for line in each.lines)

    @property
    def systems(self) -> tuple[PartySystem, ...]:
        """The systems of the parties (A-8)."""
        return tuple(system for each in self._of(TechnicalDetail) for system in each.systems)

    def _of(self, kind: type[D]) -> Iterable[D]:
        return (each for each in self.details if isinstance(each, kind))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By component in build order; the case as a whole before its parties."""
    return tuple(
        sorted(findings, key=lambda each: (BUILD_ORDER.index(each.component), whose(each)))
    )


def whose(finding: Finding) -> tuple[int, str]:
    """The place of a finding among those on the same component."""
    return (0, "") if finding.party is None else (1, str(finding.party))


def inputs_kept(concluded: AssessmentConcluded) -> Inputs:
    """What a conclusion was made from, as it stands in it (A-13)."""
    return Inputs(
        goal=concluded.goal,
        findings=concluded.findings,
        capacity=concluded.capacity,
        affected=concluded.parties,
        kinds={each.party: each.kind for each in concluded.kinds},
        details=concluded.details,
        standardised=concluded.standardised,
        phases=concluded.phases,
        priorities=concluded.priorities,
        on=concluded.concluded_on,
    )
