"""What does an assessment say: as concluded, or what would follow from what is recorded so far?"""

from dataclasses import dataclass

from services.assessment.decisions import inputs_of
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.lsu import lsu_parties
from services.assessment.rules import diagnosis
from services.assessment.rules.routes import Crossroads, propose
from shared.contracts.assessment import (
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


def preview(platform: Platform, sheet: Sheet) -> Preview:
    """By the rules of today, unless it is concluded: then as it was recorded."""
    end = sheet.concluded
    if end is not None:
        return Preview(
            components=end.components,
            missing=(),
            findings=end.findings,
            capacity=end.capacity,
            diagnosis=end.diagnosis,
            proposed_route=end.proposed_route,
            legal_question=end.legal_question,
        )
    affected = sheet.being.affected
    known = {each.id: each.kind for each in platform.register.organisations()}
    inputs = inputs_of(sheet.being, {each: known[each] for each in affected if each in known})
    statuses = diagnosis.components(inputs)
    lsu = lsu_parties(platform.views, sheet.helsefellesskap)
    return Preview(
        components=statuses,
        missing=diagnosis.unassessed(inputs.findings),
        findings=inputs.findings,
        capacity=inputs.capacity,
        diagnosis=diagnosis.diagnose(inputs),
        proposed_route=propose(Crossroads(affected, inputs.kinds, lsu=lsu)),
        legal_question=diagnosis.open_legal_question(statuses),
    )
