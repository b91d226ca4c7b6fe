"""What can be asked of an assessment: each part is recorded by itself, then it is concluded."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from services.assessment.api.bodies import (
    Body,
    CapacityBody,
    CloseBody,
    ConcludeBody,
    FindingBody,
    GoalBody,
    ReopenBody,
    StandardisationBody,
)
from services.assessment.api.queries import PREFIX
from services.assessment.application import Asked, Assessment
from services.assessment.commands import (
    CloseAssessment,
    ConcludeAssessment,
    DecidePriority,
    RecordCapacity,
    RecordDetail,
    RecordFinding,
    RecordPhase,
    ReopenAssessment,
    StateGoal,
    StateStandardisation,
)
from shared.contracts.assessment import Detail, Phase, Priority
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey


def commands(assessment: Assessment) -> APIRouter:
    """The routes that change something."""
    api = APIRouter(prefix=f"{PREFIX}/cases/{{case_id}}", tags=["assessment"])

    def ask(response: Response, actor: Actor, command: Asked, key: str, expected: int) -> Accepted:
        done = assessment.ask(actor, command, key=key, expected_version=expected)
        return accepted(response, done)

    @api.post("/goal")
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

    @api.post("/findings")
    def finding(
        case_id: UUID,
        body: FindingBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Vurderer én komponent."""
        return ask(response, actor, RecordFinding(case_id, **_fields(body)), key, expected)

    @api.post("/details")
    def detail(
        case_id: UUID,
        body: Detail,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Lagrer langformen av én komponent; hele tabellen avløser den forrige."""
        return ask(response, actor, RecordDetail(case_id, body), key, expected)

    @api.post("/capacity")
    def capacity(
        case_id: UUID,
        body: CapacityBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Vurderer én virksomhet mot kapasitetsrammen."""
        return ask(response, actor, RecordCapacity(case_id, **_fields(body)), key, expected)

    @api.post("/priorities")
    def priority(
        case_id: UUID,
        body: Priority,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Eieren av kapasiteten prioriterer tiltaket, og sier hva som må vike."""
        return ask(response, actor, DecidePriority(case_id, body), key, expected)

    @api.post("/standardisation")
    def standardisation(
        case_id: UUID,
        body: StandardisationBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sier hva tiltaket standardiserer, og på hvilket nivå."""
        command = StateStandardisation(case_id, body.standardised)
        return ask(response, actor, command, key, expected)

    @api.post("/phases")
    def phase(
        case_id: UUID,
        body: Phase,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sier hvilke klinikere som var med i en fase av et digitaliseringsprosjekt, og hvem som
        betaler."""
        return ask(response, actor, RecordPhase(case_id, body), key, expected)

    @api.post("/conclude")
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

    @api.post("/reopen")
    def reopen(
        case_id: UUID,
        body: ReopenBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Vurderer på nytt det som ikke var realistisk, når kravet skal bli mindre."""
        command = ReopenAssessment(case_id, "lower-demand", body.question)
        return ask(response, actor, command, key, expected)

    @api.post("/close")
    def close(
        case_id: UUID,
        body: CloseBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Lukker en sak som ikke var realistisk."""
        return ask(response, actor, CloseAssessment(case_id, body.reason), key, expected)

    return api


def _fields(body: Body) -> dict[str, Any]:
    """The body's fields with the values inside them as they are."""
    return {name: getattr(body, name) for name in type(body).model_fields}
