"""What does an assessment say: as concluded, or what would follow from what is recorded so far?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from services.assessment.decisions import inputs_of
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.lsu import lsu_parties
from services.assessment.rules.capacity import stopping
from services.assessment.rules.diagnosis import CURRENT, VERSIONS, first
from services.assessment.rules.economy import Economy, economy
from services.assessment.rules.inputs import Inputs, inputs_kept
from services.assessment.rules.readiness import readiness
from services.assessment.rules.routes import Crossroads
from services.assessment.rules.shifts import Shift, shifts
from services.assessment.rules.sides import Kinds
from shared.contracts.assessment import (
    AssessmentConcluded,
    Component,
    ComponentStatus,
    Diagnosis,
    Finding,
    PartyStanding,
    Readiness,
    RouteKind,
)
from shared.service.platform import Platform
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Preview:
    """The diagnosis with its inputs, and the route that is proposed (A-13, A-14).

    Computed from the inputs: who pays and who gains (A-6), from when there is gain (A-8), which
    tasks change level (A-10), and which parties' capacity stops it (A-9).
    """

    inputs: Inputs
    components: tuple[ComponentStatus, ...]
    missing: tuple[Component, ...]
    diagnosis: Diagnosis
    proposed_route: RouteKind
    legal_question: bool
    economy: Economy
    readiness: Readiness
    shifts: tuple[Shift, ...]
    stopping: tuple[UUID, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.inputs.findings

    @property
    def capacity(self) -> tuple[PartyStanding, ...]:
        return self.inputs.capacity


def previews(platform: Platform) -> Callable[[Sheet], Preview]:
    """For a whole list, with the register asked once.

    By the rules of today, unless an assessment is concluded: then as it was recorded.
    """
    kinds = {each.id: each.kind for each in platform.register.organisations()}
    today = local_day(platform.clock.now())

    @cache
    def lsu(helsefellesskap: UUID) -> tuple[tuple[UUID, ...], ...]:
        return lsu_parties(platform.views, helsefellesskap)

    def of(sheet: Sheet) -> Preview:
        if sheet.concluded is not None:
            return as_concluded(sheet.concluded)
        return _so_far(sheet, kinds, lsu(sheet.helsefellesskap), today)

    return of


def preview(platform: Platform, sheet: Sheet) -> Preview:
    """For one assessment."""
    return previews(platform)(sheet)


def as_concluded(end: AssessmentConcluded) -> Preview:
    """As it was recorded; what it did not tell is computed from what it did."""
    inputs = inputs_kept(end)
    return Preview(
        inputs=inputs,
        components=end.components,
        missing=(),
        diagnosis=end.diagnosis,
        proposed_route=end.proposed_route,
        legal_question=end.legal_question,
        economy=economy(inputs.money),
        readiness=end.readiness,
        shifts=shifts(inputs),
        stopping=stopping(inputs),
    )


def _so_far(sheet: Sheet, kinds: Kinds, lsu: tuple[tuple[UUID, ...], ...], today: date) -> Preview:
    inputs = inputs_of(sheet.being, kinds, today)
    statuses, rules = first.components(inputs), VERSIONS[CURRENT]
    return Preview(
        inputs=inputs,
        components=statuses,
        missing=first.unassessed(inputs.findings),
        diagnosis=rules.diagnose(inputs),
        proposed_route=rules.propose(Crossroads(inputs.affected, kinds, lsu=lsu)),
        legal_question=first.open_legal_question(statuses),
        economy=economy(inputs.money),
        readiness=readiness(inputs.systems),
        shifts=shifts(inputs),
        stopping=stopping(inputs),
    )
