"""The diagnosis: what hinders, and how badly (A-13). A pure function of the findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from services.assessment.rules.sides import Kinds, every_side_takes_part
from shared.contracts.assessment import (
    BUILD_ORDER,
    Caution,
    Component,
    ComponentStatus,
    Diagnosis,
    Finding,
    MainObstacle,
    Obstacle,
    PartyStanding,
    Status,
)

Hindrance: TypeAlias = Literal["unmet", "unclear", "partly"]
SEVERITY: tuple[Hindrance, ...] = ("unmet", "unclear", "partly")
"""The worst first (A-13)."""
WORST_FIRST: tuple[Status, ...] = (*SEVERITY, "met", "not-relevant")


@dataclass(frozen=True, slots=True)
class Goal:
    """What the case is for (A-0)."""

    problem: str
    patients: str
    benefit: str
    burden: str
    general_duty: bool = False

    @property
    def clear(self) -> bool:
        """It says for which patients, and what they gain."""
        return bool(self.patients.strip() and self.benefit.strip())


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a diagnosis rests on; their order says nothing.

    `affected` are the organisations of the case, `kinds` what the register says they are.
    """

    goal: Goal | None
    findings: tuple[Finding, ...]
    capacity: tuple[PartyStanding, ...]
    affected: tuple[UUID, ...]
    kinds: Kinds


def diagnose(inputs: Inputs) -> Diagnosis:
    """A-13: the obstacles by severity, then by the build order; and what to beware of."""
    obstacles = ranked(components(inputs))
    return Diagnosis(
        main_obstacle=_main_obstacle(obstacles, inputs.capacity),
        obstacles=obstacles,
        warnings=cautions(inputs),
    )


def components(inputs: Inputs) -> tuple[ComponentStatus, ...]:
    """What has been found of each component, in build order: the worst over the parties."""
    worst: list[ComponentStatus] = []
    for component in BUILD_ORDER:
        found = [each for each in inputs.findings if each.component == component]
        if found:
            first = min(found, key=lambda each: _weight(each, inputs))
            status = counted(first, inputs)
            worst.append(ComponentStatus(component=component, status=status, reason=first.reason))
    return tuple(worst)


def counted(finding: Finding, inputs: Inputs) -> Status:
    """A-3: a practical finding without the clinicians of each side counts as unclear at best."""
    if finding.component != "practical" or found_by_clinicians(finding, inputs):
        return finding.status
    return min(finding.status, "unclear", key=WORST_FIRST.index)


def found_by_clinicians(finding: Finding, inputs: Inputs) -> bool:
    """A-3: whether active clinicians of each affected side took part in it."""
    return every_side_takes_part(finding.clinicians, inputs.affected, inputs.kinds)


def ranked(statuses: Iterable[ComponentStatus]) -> tuple[Obstacle, ...]:
    """A-13: the obstacles, the worst first, and of those equally bad the lowest in the build."""
    found = [
        Obstacle(component=each.component, status=each.status)
        for each in statuses
        if each.status in SEVERITY
    ]
    return tuple(sorted(found, key=rank))


def rank(obstacle: Obstacle) -> tuple[int, int]:
    """Where an obstacle stands among others; no two components have the same rank."""
    return SEVERITY.index(obstacle.status), BUILD_ORDER.index(obstacle.component)


def cautions(inputs: Inputs) -> tuple[Caution, ...]:
    """A-13: what to beware of, each for a cause of its own, in a fixed order."""
    standings = {each.standing for each in inputs.capacity}
    practical = [each for each in inputs.findings if each.component == "practical"]
    causes: dict[Caution, bool] = {
        "no-clear-goal": inputs.goal is None or not inputs.goal.clear,
        "general-duty": inputs.goal is not None and inputs.goal.general_duty,
        "over-capacity": "over" in standings,
        "capacity-unknown": "unknown" in standings,
        "hidden-task-shift": any(shifts_hidden(each) for each in inputs.capacity),
        "no-active-clinician": any(not found_by_clinicians(each, inputs) for each in practical),
    }
    return tuple(caution for caution, caused in causes.items() if caused)


def shifts_hidden(standing: PartyStanding) -> bool:
    """A-10: a task comes from another level, and nobody has accepted it."""
    return bool(standing.receives_task) and not standing.task_accepted_by


def unanswered(standing: PartyStanding) -> bool:
    """A-10: a task comes from another level, and nobody has said yes or no."""
    return shifts_hidden(standing) and not standing.task_not_accepted


def open_legal_question(statuses: Iterable[ComponentStatus]) -> bool:
    """A-14: nobody knows yet what the law allows; to be clarified later (G-16)."""
    return any(each.component == "legal" and each.status == "unclear" for each in statuses)


def unassessed(findings: Iterable[Finding]) -> tuple[Component, ...]:
    """The components nothing has been found of yet, in build order (A-1, A-11)."""
    found = {each.component for each in findings}
    return tuple(component for component in BUILD_ORDER if component not in found)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By component in build order; the case as a whole before its parties."""
    return tuple(
        sorted(findings, key=lambda each: (BUILD_ORDER.index(each.component), _whose(each)))
    )


def _weight(finding: Finding, inputs: Inputs) -> tuple[int, tuple[int, str]]:
    return WORST_FIRST.index(counted(finding, inputs)), _whose(finding)


def _whose(finding: Finding) -> tuple[int, str]:
    return (0, "") if finding.party is None else (1, str(finding.party))


def _main_obstacle(
    obstacles: tuple[Obstacle, ...], capacity: tuple[PartyStanding, ...]
) -> MainObstacle:
    if obstacles:
        return obstacles[0].component
    return "capacity" if any(each.standing == "over" for each in capacity) else "none"
