"""What assessment is asked over HTTP: the bodies of its commands."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shared.contracts.assessment import (
    Clinician,
    Component,
    Conclusion,
    Demand,
    RouteKind,
    Standardised,
    Standing,
    Status,
)


def _short(given: object) -> object:
    """The short form names only the organisation (A-2)."""
    return given if isinstance(given, Mapping | Clinician) else {"party": given}


TakingPart = Annotated[Clinician, BeforeValidator(_short)]


class Body(BaseModel):
    """A request's body: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class GoalBody(Body):
    """Problem, pasienter, nytte og byrde (A-0)."""

    problem: str = ""
    patients: str = ""
    benefit: str = ""
    burden: str = ""
    general_duty: bool = Field(
        default=False, description="Tiltaket legger en plikt på alle av hensyn til en liten gruppe."
    )


class FindingBody(Body):
    """Én komponent: status og begrunnelse (A-1 til A-3)."""

    component: Component
    status: Status
    reason: str = ""
    party: UUID | None = None
    clinicians: tuple[TakingPart, ...] = Field(
        default=(),
        max_length=50,
        description="De aktive klinikerne som var med: virksomhet, rolle og person. "
        "Bare virksomhetens id er nok i kortformen.",
    )


class CapacityBody(Body):
    """Én virksomhet mot kapasitetsrammen (A-9, A-10). Timer og hele øre per år."""

    party: UUID
    standing: Standing
    reason: str = ""
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False
    demands: tuple[Demand, ...] = ()
    ore_demanded: int | None = None
    ore_available: int | None = None


class StandardisationBody(Body):
    """Alt tiltaket standardiserer, og på hvilket nivå (A-12)."""

    standardised: tuple[Standardised, ...]


class ConcludeBody(Body):
    """Konklusjonen; uten `route` følges forslaget (A-14)."""

    conclusion: Conclusion
    route: RouteKind | None = None
    route_reason: str | None = None
    national: bool = False
    known_answer: str | None = None


class ReopenBody(Body):
    """Hvorfor det som ikke var realistisk, skal vurderes på nytt (A-9)."""

    question: str = ""


class CloseBody(Body):
    """Hvorfor saken ikke går videre (A-9)."""

    reason: str = ""
