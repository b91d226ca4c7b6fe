"""The long form of each component: its short form, and the tables that may be filled in (A-2).

The names of fields are those of the API, so that what the rules say of one stands at it.
"""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from services.assessment.pages.forms import Fields, FindingForm, Kroner, in_ore
from shared.contracts.assessment import Component, Detail
from shared.contracts.assessment.details import (
    Disagreement,
    EconomicDetail,
    Evidence,
    Handover,
    LanguageDetail,
    LegalDetail,
    LegalQuestion,
    MedicalDetail,
    MoneyLine,
    PartySystem,
    PracticalDetail,
    Span,
    TaskRow,
    TechnicalDetail,
)
from shared.contracts.assessment.words import (
    Amount,
    Capability,
    EconomicPhase,
    Flow,
    Understood,
)
from shared.contracts.governance.exits import ProvisionQuestion
from shared.web.entries import WholeNumber


def _lines(typed: object) -> object:
    """One thing on each line."""
    if not isinstance(typed, str):
        return typed
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _several(given: object) -> object:
    """One box that is ticked is a list of one."""
    return [given] if isinstance(given, str) else given


Lines = Annotated[list[str], BeforeValidator(_lines)]


class ComponentForm(FindingForm):
    """One component, in short and at length."""

    @abstractmethod
    def detail(self) -> Detail:
        """What the long form tells; empty where nothing is filled in."""


class TaskFields(Fields):
    what: str = ""
    party: UUID
    unit: str = ""
    role: str = ""
    when: str = ""
    where: str = ""
    moves_from: UUID | None = None


class PracticalForm(ComponentForm):
    tasks: list[TaskFields] = Field(default_factory=list)
    patient_flow: str = ""
    work_flow: str = ""

    def detail(self) -> PracticalDetail:
        return PracticalDetail(
            tasks=tuple(TaskRow(**row.model_dump()) for row in self.tasks),
            patient_flow=self.patient_flow,
            work_flow=self.work_flow,
        )


class EvidenceFields(Fields):
    reference: str = ""
    says: str = ""


class DisagreementFields(Fields):
    question: str = ""
    between: str = ""


class MedicalForm(ComponentForm):
    evidence: list[EvidenceFields] = Field(default_factory=list)
    disagreements: list[DisagreementFields] = Field(default_factory=list)
    judgement: str = ""

    def detail(self) -> MedicalDetail:
        return MedicalDetail(
            evidence=tuple(Evidence(**row.model_dump()) for row in self.evidence),
            disagreements=tuple(Disagreement(**row.model_dump()) for row in self.disagreements),
            judgement=self.judgement,
        )


class HandoverFields(Fields):
    what: str = ""
    from_party: UUID
    to_party: UUID
    understood: Understood = "unknown"
    amount: Amount = "unknown"


class LanguageForm(ComponentForm):
    handovers: list[HandoverFields] = Field(default_factory=list)
    code_systems: Lines = Field(default_factory=list)
    documents: Lines = Field(default_factory=list)

    def detail(self) -> LanguageDetail:
        return LanguageDetail(
            handovers=tuple(Handover(**row.model_dump()) for row in self.handovers),
            code_systems=tuple(self.code_systems),
            documents=tuple(self.documents),
        )


class KronerRange(Fields):
    """From the lowest to the highest; left out, the highest is as the lowest."""

    low: Kroner | None = None
    high: Kroner | None = None

    def span(self) -> Span:
        return _span(in_ore(self.low), in_ore(self.high))


class HoursRange(Fields):
    """The same in whole hours."""

    low: WholeNumber | None = None
    high: WholeNumber | None = None

    def span(self) -> Span:
        return _span(self.low, self.high)


def _span(low: int | None, high: int | None) -> Span:
    first = low or 0
    return Span(low=first, high=first if high is None else high)


class MoneyFields(Fields):
    party: UUID
    phase: EconomicPhase
    flow: Flow
    what: str = ""
    ore: KronerRange = KronerRange()
    hours: HoursRange = HoursRange()


class EconomicForm(ComponentForm):
    lines: list[MoneyFields] = Field(default_factory=list)
    financing_rule: str = ""

    def detail(self) -> EconomicDetail:
        return EconomicDetail(
            lines=tuple(
                MoneyLine(
                    party=row.party,
                    phase=row.phase,
                    flow=row.flow,
                    what=row.what,
                    ore=row.ore.span(),
                    hours=row.hours.span(),
                )
                for row in self.lines
            ),
            financing_rule=self.financing_rule,
        )


class ProvisionFields(Fields):
    law: str = ""
    section: str = ""
    question: ProvisionQuestion
    text: str = ""


class LegalForm(ComponentForm):
    provisions: list[ProvisionFields] = Field(default_factory=list)

    def detail(self) -> LegalDetail:
        return LegalDetail(
            provisions=tuple(LegalQuestion(**row.model_dump()) for row in self.provisions)
        )


class SystemFields(Fields):
    """`not_needed`: others gain without it, so that a row nobody has touched says nothing."""

    party: UUID
    system: str = ""
    can: Annotated[list[Capability], BeforeValidator(_several)] = Field(default_factory=list)
    not_needed: bool = False
    ready_on: date | None = None


class TechnicalForm(ComponentForm):
    systems: list[SystemFields] = Field(default_factory=list)

    def detail(self) -> TechnicalDetail:
        return TechnicalDetail(
            systems=tuple(
                PartySystem(
                    party=row.party,
                    system=row.system,
                    can=tuple(row.can),
                    needed=not row.not_needed,
                    ready_on=row.ready_on,
                )
                for row in self.systems
            )
        )


COMPONENT_FORMS: Mapping[Component, type[ComponentForm]] = {
    "practical": PracticalForm,
    "medical": MedicalForm,
    "language": LanguageForm,
    "economic": EconomicForm,
    "legal": LegalForm,
    "technical": TechnicalForm,
}
