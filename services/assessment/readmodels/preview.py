"""What does an assessment say: as concluded, or what would follow from what is recorded so far?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from services.assessment.decisions import inputs_of
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.lsu import lsu_parties
from services.assessment.rules import diagnosis
from services.assessment.rules.routes import Crossroads, propose
from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import (
    AssessmentConcluded,
    Component,
    ComponentStatus,
    Diagnosis,
    Finding,
    PartyStanding,
    RouteKind,
)
from shared.service.platform import Platform


@dataclass(frozen=True, slots=True)
class Preview:
    """The diagnosis with its inputs, and the route that is proposed (A-13, A-14)."""

    components: tuple[ComponentStatus, ...]
    missing: tuple[Component, ...]
    findings: tuple[Finding, ...]
    capacity: tuple[PartyStanding, ...]
    diagnosis: Diagnosis
    proposed_route: RouteKind
    legal_question: bool


def previews(platform: Platform) -> Callable[[Sheet], Preview]:
    """For a whole list, with the register asked once.

    By the rules of today, unless an assessment is concluded: then as it was recorded.
    """
    kinds = {each.id: each.kind for each in platform.register.organisations()}

    @cache
    def lsu(helsefellesskap: UUID) -> tuple[tuple[UUID, ...], ...]:
        return lsu_parties(platform.views, helsefellesskap)

    def of(sheet: Sheet) -> Preview:
        if sheet.concluded is not None:
            return _recorded(sheet.concluded)
        return _so_far(sheet, kinds, lsu(sheet.helsefellesskap))

    return of


def preview(platform: Platform, sheet: Sheet) -> Preview:
    """For one assessment."""
    return previews(platform)(sheet)


def _recorded(end: AssessmentConcluded) -> Preview:
    return Preview(
        components=end.components,
        missing=(),
        findings=end.findings,
        capacity=end.capacity,
        diagnosis=end.diagnosis,
        proposed_route=end.proposed_route,
        legal_question=end.legal_question,
    )


def _so_far(sheet: Sheet, kinds: Kinds, lsu: tuple[tuple[UUID, ...], ...]) -> Preview:
    inputs = inputs_of(sheet.being, kinds)
    statuses = diagnosis.components(inputs)
    return Preview(
        components=statuses,
        missing=diagnosis.unassessed(inputs.findings),
        findings=inputs.findings,
        capacity=inputs.capacity,
        diagnosis=diagnosis.diagnose(inputs),
        proposed_route=propose(Crossroads(inputs.affected, kinds, lsu=lsu)),
        legal_question=diagnosis.open_legal_question(statuses),
    )
