"""The short forms of an assessment: what they send, and what each of them asks (A-0 to A-17)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shared.contracts.assessment import (
    Clinician,
    Conclusion,
    RouteKind,
    Standing,
    Status,
)
from shared.contracts.assessment.parts import PhaseCost, Priority, Standardised
from shared.contracts.assessment.words import Component, Reach
from shared.values.refusal import Refused
from shared.web.entries import DecimalComma, WholeNumber

Kroner = Annotated[DecimalComma, Field(decimal_places=2)]
"""Kroner as they are typed; the rules say which amounts are possible."""


def in_ore(kroner: Kroner | None) -> int | None:
    return None if kroner is None else int(kroner * 100)


class Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class FormModel(Fields):
    """What a form sends beside its fields: the token (checked before), the key, and the version
    of the assessment that its page showed."""

    idempotency_key: str = Field(min_length=1, max_length=200)
    seen: int = Field(ge=0)


class ClinicianRow(Fields):
    """A clinician who may have taken part, for a party (A-3, A-17)."""

    party: UUID
    took_part: bool = False
    role: str = ""
    person: UUID | None = None


class AnotherClinician(Fields):
    """One more, of a party that has one already, or of another organisation."""

    party: UUID | None = None
    role: str = ""


class TakingPart(FormModel):
    """Who took part: a row is there for each that is recorded and for each party without one."""

    clinicians: list[ClinicianRow] = Field(default_factory=list)
    another: AnotherClinician = AnotherClinician()

    @property
    def taking_part(self) -> tuple[Clinician, ...]:
        """Raises Refused where a role is typed of nobody: it is never left out in silence."""
        for place, row in enumerate(self.clinicians):
            if row.role and not row.took_part and row.person is None:
                at = f"clinicians.{place}.took_part"
                raise Refused("A-3", "assessment.role-without-clinician", field=at)
        if self.another.role and self.another.party is None:
            raise Refused("A-3", "assessment.role-without-clinician", field="another.party")
        told = [
            Clinician(party=row.party, role=row.role, person=row.person)
            for row in self.clinicians
            if row.took_part
        ]
        if self.another.party is not None:
            told.append(Clinician(party=self.another.party, role=self.another.role))
        return tuple(told)


class FindingForm(TakingPart):
    """The short form of a component, for the case or for one party (A-2)."""

    status: Status
    reason: str = ""
    party: UUID | None = None


class GoalForm(FormModel):
    problem: str = ""
    patients: str = ""
    benefit: str = ""
    burden: str = ""
    general_duty: bool = False


class DemandRow(Fields):
    profession: str = ""
    demanded: WholeNumber
    available: WholeNumber


class CapacityForm(FormModel):
    """One organisation against the frame (A-9, A-10)."""

    standing: Standing
    reason: str = ""
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False
    demands: list[DemandRow] = Field(default_factory=list)
    ore_demanded: Kroner | None = None
    ore_available: Kroner | None = None


class PriorityForm(FormModel):
    """What gives way (A-9)."""

    gives_way: str = ""
    decided_by: str = ""
    reference: str = ""

    def priority(self, party: UUID) -> Priority:
        return Priority(
            party=party,
            gives_way=self.gives_way,
            decided_by=self.decided_by,
            reference=self.reference,
        )


class StandardisedRow(Fields):
    component: Component
    what: str = ""
    level: Reach
    fixes_work_flow: bool = False
    exception: str = ""
    way_off: str = ""


class StandardisationForm(FormModel):
    """All that is standardised (A-12)."""

    standardised: list[StandardisedRow] = Field(default_factory=list)

    def told(self) -> tuple[Standardised, ...]:
        return tuple(Standardised(**row.model_dump()) for row in self.standardised)


class CostRow(Fields):
    what: str = ""
    bearer: str = ""


class PhaseForm(TakingPart):
    """One phase of a project (A-17)."""

    costs: list[CostRow] = Field(default_factory=list)

    @property
    def borne(self) -> tuple[PhaseCost, ...]:
        return tuple(PhaseCost(**row.model_dump()) for row in self.costs)


def _unchosen(given: object) -> object:
    return None if given == FOLLOW else given


FOLLOW = "follow"
"""The answer that the proposed route is taken."""


class ConcludeForm(FormModel):
    conclusion: Conclusion
    route: Annotated[RouteKind | None, BeforeValidator(_unchosen)] = None
    route_reason: str | None = None
    national: bool = False
    known_answer: str | None = None


class FurtherForm(FormModel):
    """What happens to what was not realistic (A-9)."""

    choice: Literal["reopen", "close"]
    text: str = ""
