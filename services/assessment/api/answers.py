"""What assessment tells over HTTP."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.comparison import Comparison
from services.assessment.readmodels.hindrances import Conclusion as Ended
from services.assessment.readmodels.preview import Preview
from services.assessment.readmodels.retrospect import Count
from services.assessment.readmodels.revisions import Revision
from services.assessment.rules.changes import Kind, Moved
from services.assessment.rules.diagnosis import replayed
from services.assessment.rules.economy import Asymmetry, Balance, Economy, Unit
from services.assessment.rules.routes import Level
from services.assessment.rules.shifts import Shift
from shared.contracts.assessment import (
    AssessmentConcluded,
    Clinician,
    Component,
    ComponentStatus,
    Conclusion,
    Detail,
    Diagnosis,
    DiagnosisVersion,
    Finding,
    Goal,
    PartyStanding,
    Phase,
    Priority,
    Readiness,
    RouteKind,
    Standardised,
)
from shared.contracts.assessment.details import Span
from shared.contracts.assessment.words import EconomicPhase


class BalanceOut(BaseModel):
    """Kostnad, gevinst og netto i én fase og én enhet (A-6): hele øre eller timer."""

    party: UUID | None
    phase: EconomicPhase
    unit: Unit
    cost: Span
    gain: Span
    net: Span

    @classmethod
    def of(cls, balance: Balance) -> "BalanceOut":
        return cls(**asdict(balance), net=balance.net)


class EconomyOut(BaseModel):
    """Hvem som betaler, og hvem som får gevinsten (A-6)."""

    balances: list[BalanceOut]
    totals: list[BalanceOut]
    asymmetries: list[Asymmetry]

    @classmethod
    def of(cls, economy: Economy) -> "EconomyOut":
        return cls(
            balances=[BalanceOut.of(each) for each in economy.balances],
            totals=[BalanceOut.of(each) for each in economy.totals],
            asymmetries=list(economy.asymmetries),
        )


class AssessmentOut(BaseModel):
    """An assessment as the API tells it.

    Until it is concluded `diagnosis` and `proposed_route` are what would follow from what is
    recorded so far, and `missing` are the components nothing is recorded of. `stopping` are the
    parties over their capacity that have decided no priority (A-9).
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    concluded: bool
    closed: str | None
    revision: int
    question: str | None
    parties: list[UUID]
    goal: Goal | None
    components: list[ComponentStatus]
    missing: list[Component]
    findings: list[Finding]
    details: list[Detail]
    capacity: list[PartyStanding]
    priorities: list[Priority]
    standardised: list[Standardised]
    phases: list[Phase]
    economy: EconomyOut
    readiness: Readiness
    shifts: list[Shift]
    stopping: list[UUID]
    diagnosis: Diagnosis
    conclusion: Conclusion | None
    proposed_route: RouteKind
    route: RouteKind | None
    route_reason: str | None
    legal_question: bool
    known_answer: str | None


def assessment_out(sheet: Sheet, so_far: Preview) -> AssessmentOut:
    """What was concluded where it is; else what would follow."""
    end, being, inputs = sheet.concluded, sheet.being, so_far.inputs
    return AssessmentOut(
        case_id=sheet.case_id,
        number=sheet.number,
        helsefellesskap=sheet.helsefellesskap,
        concluded=end is not None,
        closed=sheet.closed,
        revision=being.revision,
        question=being.question,
        parties=list(being.affected),
        goal=being.goal,
        components=list(so_far.components),
        missing=list(so_far.missing),
        findings=list(inputs.findings),
        details=list(inputs.details),
        capacity=list(inputs.capacity),
        priorities=list(inputs.priorities),
        standardised=list(inputs.standardised),
        phases=list(inputs.phases),
        economy=EconomyOut.of(so_far.economy),
        readiness=so_far.readiness,
        shifts=list(so_far.shifts),
        stopping=list(so_far.stopping),
        diagnosis=so_far.diagnosis,
        conclusion=end.conclusion if end else None,
        proposed_route=so_far.proposed_route,
        route=end.route if end else None,
        route_reason=end.route_reason if end else None,
        legal_question=so_far.legal_question,
        known_answer=end.known_answer if end else None,
    )


class RevisionOut(BaseModel):
    """Noe som er registrert: av hvem, i hvilken rolle, når (A-1)."""

    position: int
    at: datetime
    by: UUID
    role: str
    seat: UUID | None
    for_party: UUID | None
    on_behalf_of: UUID | None
    kind: str
    about: str | None
    party: UUID | None
    said: str | None
    reason: str | None
    clinicians: list[Clinician]

    @classmethod
    def of(cls, revision: Revision) -> "RevisionOut":
        return cls(**asdict(revision) | {"clinicians": revision.clinicians}, role=revision.role)


class ConclusionOut(BaseModel):
    """Én revisjon slik den ble avsluttet. `replays`: om den kommer likt ut av sine egne regler og
    det den bygger på (R-3); tomt der ikke alt står i den."""

    at: datetime
    revision: int
    question: str | None
    conclusion: Conclusion
    route: RouteKind
    route_reason: str | None
    components: list[ComponentStatus]
    diagnosis: Diagnosis
    diagnosis_rules: DiagnosisVersion
    readiness: Readiness
    replays: bool | None

    @classmethod
    def of(cls, ended: Ended) -> "ConclusionOut":
        said: AssessmentConcluded = ended.said
        again = replayed(said)
        kept: dict[str, Any] = {
            name: getattr(said, name) for name in cls.model_fields if name not in ("at", "replays")
        }
        return cls(**kept, at=ended.at, replays=again.same if again else None)


class ChangeOut(BaseModel):
    """Én ting som ble sagt og nå er sagt annerledes, er ny eller er borte (A-15)."""

    kind: Kind
    about: str | None
    party: UUID | None
    was: Any
    now: Any


class ComparisonOut(BaseModel):
    """To revisjoner ved siden av hverandre; `to_revision` tom er det som er registrert til nå."""

    from_revision: int
    to_revision: int | None
    question: str | None
    components: list[Moved]
    before: Diagnosis
    now: Diagnosis
    changes: list[ChangeOut]

    @classmethod
    def of(cls, comparison: Comparison) -> "ComparisonOut":
        return cls(
            from_revision=comparison.from_revision,
            to_revision=comparison.to_revision,
            question=comparison.question,
            components=list(comparison.components),
            before=comparison.before,
            now=comparison.now,
            changes=[
                ChangeOut(
                    kind=each.kind,
                    about=each.about,
                    party=each.party,
                    was=_data(each.was),
                    now=_data(each.now),
                )
                for each in comparison.changes
            ],
        )


class CountOut(BaseModel):
    """I hvor mange saker en komponent hindrer, og i hvor mange den er hovedhinderet."""

    component: Component
    level: Level | None
    party: UUID | None
    cases: int
    main: int
    unmet: int
    unclear: int
    partly: int


class RetrospectOut(BaseModel):
    """Hva som hindrer mest, på hvilket nivå og for hvilke parter."""

    assessments: int
    unhindered: int
    components: list[CountOut]
    levels: list[CountOut]
    parties: list[CountOut]


def counts_out(counts: Iterable[Count]) -> list[CountOut]:
    return [CountOut(**asdict(each)) for each in counts]


def _data(said: BaseModel | str | None) -> Any:
    return said.model_dump(mode="json") if isinstance(said, BaseModel) else said
