"""The first rules of the diagnosis: what hinders, and how badly (A-13). A pure function.

They stay as they are, for what was concluded by them; the later ones build upon them.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from services.assessment.rules.inputs import Inputs, whose
from services.assessment.rules.sides import every_side_takes_part
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
    parties = (each.party for each in finding.clinicians)
    return every_side_takes_part(parties, inputs.affected, inputs.kinds)


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


def open_legal_question(statuses: Iterable[ComponentStatus]) -> bool:
    """A-14: nobody knows yet what the law allows; to be clarified later (G-16)."""
    return any(each.component == "legal" and each.status == "unclear" for each in statuses)


def unassessed(findings: Iterable[Finding]) -> tuple[Component, ...]:
    """The components nothing has been found of yet, in build order (A-1, A-11)."""
    found = {each.component for each in findings}
    return tuple(component for component in BUILD_ORDER if component not in found)


def _weight(finding: Finding, inputs: Inputs) -> tuple[int, tuple[int, str]]:
    return WORST_FIRST.index(counted(finding, inputs)), whose(finding)


def _main_obstacle(
    obstacles: tuple[Obstacle, ...], capacity: tuple[PartyStanding, ...]
) -> MainObstacle:
    if obstacles:
        return obstacles[0].component
    return "capacity" if any(each.standing == "over" for each in capacity) else "none"
