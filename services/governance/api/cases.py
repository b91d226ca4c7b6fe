"""The case between bodies over HTTP: proposal, ratification, implementation (G-5, G-14, G-15)."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from services.governance.api.answering import Body, newest
from services.governance.api.case_answers import CaseOut, case_out
from services.governance.application import Governance
from services.governance.application.streams import case_stream
from services.governance.commands.cases import (
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.readmodels import cases
from services.governance.readmodels.case import Case
from shared.contracts.governance import (
    Consequences,
    RatificationAnswer,
    TaskPlanned,
)
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class TaskBody(Body):
    party: UUID
    what: str


class ConsequencesBody(Body):
    patient: str = ""
    gp: str = ""
    municipality: str = ""
    hospital: str = ""


class ProposalBody(Body):
    """`on_behalf_of` is the member, where the secretariat enters it (P-5)."""

    body_id: UUID
    what: str = ""
    reasons: str = ""
    tasks: list[TaskBody] = Field(default_factory=list, max_length=200)
    consequences: ConsequencesBody = ConsequencesBody()
    adoption: Literal["all-or-none", "for-those-who-adopt"]
    on_behalf_of: UUID | None = None


class RatificationBody(Body):
    party: UUID
    answer: RatificationAnswer
    organ: str = ""
    reference: str = ""
    reservation: str | None = None
    touches_others: bool = False


class ImplementationBody(Body):
    party: UUID
    result: Literal["done", "deviation"]
    note: str = ""


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _reading(api, platform)

    @api.post("/cases/{case_id}/proposal")
    def propose(
        case_id: UUID,
        body: ProposalBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sender forslaget til organet over."""
        done = governance.ask(
            actor,
            proposal_command(case_id, body),
            key=key,
            expected_version=expected,
            on_behalf_of=body.on_behalf_of,
        )
        return accepted(response, done)

    @api.post("/cases/{case_id}/ratifications")
    def ratify(
        case_id: UUID,
        body: RatificationBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer svaret fra partens eget organ."""
        command = RegisterRatification(case_id=case_id, **body.model_dump())
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/cases/{case_id}/implementation")
    def implement(
        case_id: UUID,
        body: ImplementationBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Forteller hvordan det gikk i partens egen linje."""
        command = ReportImplementation(case_id=case_id, **body.model_dump())
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    return api


def _reading(api: APIRouter, platform: Platform) -> None:
    @api.get("/cases")
    def listed(
        actor: Asking,
        body: UUID | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[CaseOut]:
        """Sakene du har tilgang til, den sist endrede først."""
        found = cases.listed(platform.views, actor, "governance.read-case", body=body, limit=limit)
        return [case_out(case) for case in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> CaseOut:
        """Én sak."""
        newest(platform, response, case_stream(case_id))
        return case_out(seen(platform, actor, case_id))


def seen(platform: Platform, actor: Actor, case_id: UUID) -> Case:
    """The case, if the actor may see it. Raises NotFound, Forbidden."""
    case = cases.one(platform.views, case_id)
    if case is None:
        raise NotFound
    require(actor, "governance.read-case", case.resource)
    return case


def proposal_command(case_id: UUID, body: ProposalBody) -> SubmitProposal:
    """From what was sent to what is asked."""
    return SubmitProposal(
        case_id=case_id,
        body_id=body.body_id,
        what=body.what,
        reasons=body.reasons,
        tasks=tuple(TaskPlanned(party=task.party, what=task.what) for task in body.tasks),
        consequences=Consequences(**body.consequences.model_dump()),
        adoption=body.adoption,
    )
