"""The diagnosis and the route by version: what was concluded is replayed by its own (A-13, R-3).

A change of how a diagnosis comes out is a new version here; the earlier ones stay as they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from services.assessment.rules.diagnosis import first, second
from services.assessment.rules.inputs import Inputs, inputs_kept
from services.assessment.rules.routes import Crossroads, propose
from shared.contracts.assessment import (
    AssessmentConcluded,
    Diagnosis,
    DiagnosisVersion,
    RouteKind,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """How a diagnosis (A-13) and a route (A-14) are made."""

    diagnose: Callable[[Inputs], Diagnosis]
    propose: Callable[[Crossroads], RouteKind]


VERSIONS: Mapping[DiagnosisVersion, Rules] = MappingProxyType(
    {
        "1": Rules(first.diagnose, propose),
        "2": Rules(second.diagnose, propose),
    }
)
CURRENT: DiagnosisVersion = "2"


@dataclass(frozen=True, slots=True)
class Replayed:
    """A conclusion made once more from its own inputs by its own rules; `same` if it comes out
    as it was recorded."""

    diagnosis: Diagnosis
    route: RouteKind
    same: bool


def replayed(
    concluded: AssessmentConcluded, versions: Mapping[DiagnosisVersion, Rules] = VERSIONS
) -> Replayed | None:
    """R-3: None where the inputs do not all stand in the conclusion, as before they did."""
    if not concluded.kinds:
        return None
    rules = versions[concluded.diagnosis_rules]
    inputs = inputs_kept(concluded)
    diagnosis = rules.diagnose(inputs)
    route = rules.propose(
        Crossroads(
            affected=inputs.affected,
            kinds=inputs.kinds,
            known=concluded.known_answer is not None,
            national=concluded.national,
            lsu=concluded.lsu,
        )
    )
    same = (diagnosis, route) == (concluded.diagnosis, concluded.proposed_route)
    return Replayed(diagnosis, route, same)
