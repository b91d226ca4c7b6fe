"""The second rules of the diagnosis: what the long form tells counts too (A-6, A-8 to A-13, A-17).

A priority that the owner of a capacity has decided takes the frame out of the way (A-9).
"""

from typing import get_args

from services.assessment.rules.capacity import stopping
from services.assessment.rules.diagnosis import first
from services.assessment.rules.economy import economy
from services.assessment.rules.inputs import Inputs
from services.assessment.rules.phases import costs_without_bearer, phases_without_clinicians
from services.assessment.rules.readiness import not_ready
from services.assessment.rules.shifts import hidden, shifts
from services.assessment.rules.standardising import on_rails
from shared.contracts.assessment import Caution, Diagnosis, MainObstacle, Obstacle


def diagnose(inputs: Inputs) -> Diagnosis:
    """A-13: the obstacles as before; and all there is to beware of."""
    obstacles = first.ranked(first.components(inputs))
    return Diagnosis(
        main_obstacle=_main_obstacle(obstacles, inputs),
        obstacles=obstacles,
        warnings=cautions(inputs),
    )


def cautions(inputs: Inputs) -> tuple[Caution, ...]:
    """A-13: those of the first rules, and what the long form gives cause for, in a fixed order."""
    causes: dict[Caution, bool] = {
        **dict.fromkeys(first.cautions(inputs), True),
        "hidden-task-shift": bool(hidden(shifts(inputs))),
        "asymmetry": bool(economy(inputs.money).asymmetries),
        "not-all-ready": bool(not_ready(inputs.systems, inputs.on)),
        "over-standardised": bool(on_rails(inputs.standardised)),
        "phase-without-clinicians": bool(phases_without_clinicians(inputs.phases)),
        "cost-without-bearer": bool(costs_without_bearer(inputs.phases)),
    }
    return tuple(caution for caution in ORDER if causes.get(caution))


ORDER: tuple[Caution, ...] = get_args(Caution)


def _main_obstacle(obstacles: tuple[Obstacle, ...], inputs: Inputs) -> MainObstacle:
    if obstacles:
        return obstacles[0].component
    return "capacity" if stopping(inputs) else "none"
