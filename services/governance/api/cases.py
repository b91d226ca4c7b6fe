"""The case between bodies over HTTP: proposal, ratification, implementation (G-5, G-14, G-15)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, newest
from services.governance.application import Governance
from services.governance.application.streams import case_stream
from services.governance.commands.cases import (
    RegisterRatification,
    ReportImplementation,
    SubmitProposal,
)
from services.governance.readmodels import cases
from shared.contracts.governance import (
    Consequences,
    Objection,
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


class ProposalOut(BaseModel):
    proposal_id: UUID
    from_body: UUID
    to_body: UUID
    what: str
    reasons: str
    tasks: list[TaskPlanned]
    consequences: Consequences
    adoption: str


class DisagreementOut(BaseModel):
    proposal_id: UUID
    body_id: UUID
    meeting_id: UUID
    item_id: UUID
    disagreement: str
    objections: list[Objection]
    wording: str
    to_body: UUID


class RatificationOut(BaseModel):
    """A row of the table (G-14): `answer` is None while it is pending."""

    party: UUID
    answer: RatificationAnswer | None
    organ: str | None
    reference: str | None
    reservation: str | None
    touches_others: bool
    overdue: bool
    at: datetime | None


class ImplementationOut(BaseModel):
    """A row of the table (G-15): `result` is None until the party has told."""

    party: UUID
    tasks: list[str]
    result: Literal["done", "deviation"] | None
    note: str | None
    at: datetime | None


class CaseOut(BaseModel):
    """A case as it stands between the bodies; `body` has it now."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    body: UUID
    stage: str
    since: datetime
    parties: list[UUID]
    main_obstacle: str
    assessment_revision: int
    returns: int
    proposal: ProposalOut | None
    disagreements: list[DisagreementOut]
    remarks: list[Objection]
    ratify_by: datetime | None
    ratifications: list[RatificationOut]
    implementation: list[ImplementationOut]


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


def seen(platform: Platform, actor: Actor, case_id: UUID) -> cases.Case:
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


def case_out(case: cases.Case) -> CaseOut:
    copied: dict[str, Any] = {
        name: getattr(case, name)
        for name in (
            "case_id",
            "number",
            "helsefellesskap",
            "body",
            "stage",
            "since",
            "main_obstacle",
            "assessment_revision",
            "returns",
        )
    }
    proposal = case.proposal
    return CaseOut(
        **copied,
        parties=list(case.parties),
        proposal=(
            ProposalOut(**proposal.model_dump(exclude={"type", "case_id"})) if proposal else None
        ),
        disagreements=[
            DisagreementOut(**each.model_dump(exclude={"type", "case_id", "returns"}))
            for each in case.disagreements
        ],
        remarks=list(case.consensus.remarks) if case.consensus else [],
        ratify_by=case.consensus.ratify_by if case.consensus else None,
        ratifications=[_ratification(case, party) for party in asked(case)],
        implementation=[_implementation(case, party) for party in case.bound],
    )


def asked(case: cases.Case) -> tuple[UUID, ...]:
    """The parties whose organs are to answer (G-14)."""
    return case.consensus.ratify if case.consensus else ()


def _ratification(case: cases.Case, party: UUID) -> RatificationOut:
    answer = case.answers.get(party)
    told = answer.event if answer else None
    return RatificationOut(
        party=party,
        answer=told.answer if told else None,
        organ=told.organ if told else None,
        reference=told.reference if told else None,
        reservation=told.reservation if told else None,
        touches_others=told.touches_others if told else False,
        overdue=answer is None and party in case.overdue,
        at=answer.at if answer else None,
    )


def _implementation(case: cases.Case, party: UUID) -> ImplementationOut:
    report = case.reports.get(party)
    return ImplementationOut(
        party=party,
        tasks=tasks_of(case, party),
        result=report.event.result if report else None,
        note=report.event.note if report else None,
        at=report.at if report else None,
    )


def tasks_of(case: cases.Case, party: UUID) -> list[str]:
    """What the proposal asks of one party."""
    tasks = case.proposal.tasks if case.proposal else ()
    return [task.what for task in tasks if task.party == party]
