"""Assessment over HTTP: parse, ask the application, answer (architecture, section 6)."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from services.assessment.application import Asked, Assessment, assessment_stream
from services.assessment.commands import (
    ConcludeAssessment,
    RecordCapacity,
    RecordFinding,
    StateGoal,
)
from services.assessment.readmodels import assessments
from services.assessment.readmodels.assessments import Sheet
from services.assessment.readmodels.preview import Preview, preview, previews
from shared.contracts.assessment import (
    Component,
    ComponentStatus,
    Conclusion,
    Diagnosis,
    Finding,
    PartyStanding,
    RouteKind,
    Standing,
    Status,
)
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted, tagged
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound

PREFIX = "/api/assessment/v1"


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
    clinicians: list[UUID] = Field(
        default_factory=list,
        max_length=50,
        description="Virksomhetene som hadde aktive klinikere med i vurderingen.",
    )


class CapacityBody(Body):
    """Én virksomhet mot kapasitetsrammen (A-9, A-10)."""

    party: UUID
    standing: Standing
    reason: str = ""
    receives_task: str | None = None
    task_accepted_by: str | None = None
    task_not_accepted: bool = False


class ConcludeBody(Body):
    """Konklusjonen; uten `route` følges forslaget (A-14)."""

    conclusion: Conclusion
    route: RouteKind | None = None
    route_reason: str | None = None
    national: bool = False
    known_answer: str | None = None


class GoalOut(BaseModel):
    problem: str
    patients: str
    benefit: str
    burden: str
    general_duty: bool


class AssessmentOut(BaseModel):
    """An assessment as the API tells it.

    Until it is concluded `diagnosis` and `proposed_route` are what would follow from what is
    recorded so far, and `missing` are the components nothing is recorded of.
    """

    case_id: UUID
    number: str
    helsefellesskap: UUID
    concluded: bool
    parties: list[UUID]
    goal: GoalOut | None
    components: list[ComponentStatus]
    missing: list[Component]
    findings: list[Finding]
    capacity: list[PartyStanding]
    diagnosis: Diagnosis
    conclusion: Conclusion | None
    proposed_route: RouteKind
    route: RouteKind | None
    route_reason: str | None
    legal_question: bool
    known_answer: str | None


def assessment_out(sheet: Sheet, so_far: Preview) -> AssessmentOut:
    """What was concluded where it is; else what would follow."""
    end = sheet.concluded
    goal = sheet.being.goal
    return AssessmentOut(
        case_id=sheet.case_id,
        number=sheet.number,
        helsefellesskap=sheet.helsefellesskap,
        concluded=end is not None,
        parties=list(sheet.being.affected),
        goal=(
            GoalOut(
                problem=goal.problem,
                patients=goal.patients,
                benefit=goal.benefit,
                burden=goal.burden,
                general_duty=goal.general_duty,
            )
            if goal
            else None
        ),
        components=list(so_far.components),
        missing=list(so_far.missing),
        findings=list(so_far.findings),
        capacity=list(so_far.capacity),
        diagnosis=so_far.diagnosis,
        conclusion=end.conclusion if end else None,
        proposed_route=so_far.proposed_route,
        route=end.route if end else None,
        route_reason=end.route_reason if end else None,
        legal_question=so_far.legal_question,
        known_answer=end.known_answer if end else None,
    )


def router(assessment: Assessment, platform: Platform) -> APIRouter:
    api = APIRouter(prefix=PREFIX, tags=["assessment"])

    def ask(response: Response, actor: Actor, command: Asked, key: str, expected: int) -> Accepted:
        done = assessment.ask(actor, command, key=key, expected_version=expected)
        return accepted(response, done)

    @api.post("/cases/{case_id}/goal")
    def goal(
        case_id: UUID,
        body: GoalBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sier hva saken gjelder, for hvem, og hva som er nytten."""
        return ask(response, actor, StateGoal(case_id, **body.model_dump()), key, expected)

    @api.post("/cases/{case_id}/findings")
    def finding(
        case_id: UUID,
        body: FindingBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Vurderer én komponent."""
        said = {**body.model_dump(), "clinicians": tuple(body.clinicians)}
        return ask(response, actor, RecordFinding(case_id, **said), key, expected)

    @api.post("/cases/{case_id}/capacity")
    def capacity(
        case_id: UUID,
        body: CapacityBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Vurderer én virksomhet mot kapasitetsrammen."""
        return ask(response, actor, RecordCapacity(case_id, **body.model_dump()), key, expected)

    @api.post("/cases/{case_id}/conclude")
    def conclude(
        case_id: UUID,
        body: ConcludeBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avslutter vurderingen med diagnose og vei videre."""
        command = ConcludeAssessment(case_id, **body.model_dump())
        return ask(response, actor, command, key, expected)

    @api.get("/cases")
    def listed(
        actor: Asking,
        response: Response,
        concluded: bool | None = None,
        after: Annotated[UUID | None, Query(description="Den siste saken du har fått.")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[AssessmentOut]:
        """Vurderingene du har tilgang til, de nyeste først. `Link` fører til resten av listen."""
        found = assessments.listed(
            platform.views, actor, "assessment.read", concluded=concluded, after=after, limit=limit
        )
        if len(found) == limit:
            rest: dict[str, object] = {"after": found[-1].case_id, "limit": limit}
            if concluded is not None:
                rest["concluded"] = str(concluded).lower()
            response.headers["Link"] = f'<{PREFIX}/cases?{urlencode(rest)}>; rel="next"'
        of = previews(platform)
        return [assessment_out(sheet, of(sheet)) for sheet in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> AssessmentOut:
        """Én vurdering: komponentene, kapasiteten og diagnosen."""
        sheet = seen(platform, actor, case_id)
        tagged(response, platform.version(assessment_stream(case_id)))
        return assessment_out(sheet, preview(platform, sheet))

    return api


def seen(platform: Platform, actor: Actor, case_id: UUID) -> Sheet:
    """The assessment, if the actor may see it. Raises NotFound, Forbidden."""
    sheet = assessments.one(platform.views, case_id)
    if sheet is None:
        raise NotFound
    require(actor, "assessment.read", sheet.resource)
    return sheet
