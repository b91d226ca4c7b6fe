"""Triage over HTTP, and what is done with whole cases (I-0, I-2, I-5, I-6, I-13)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from services.intake.api.answering import Body, Changing, created, home_of, new_id, sealed_for
from services.intake.application import Intake
from services.intake.commands import (
    AnswerFirst,
    MergeCase,
    RequestInformation,
    SplitCase,
    StartCase,
    TriageCase,
)
from shared.contracts.intake import CaseSplit, CaseStarted, StarterKind, TriageOutcome
from shared.service.answers import Accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey

WORKING_DAYS = 10
"""How long a reporter has to answer, unless triage says otherwise."""


class TriageBody(Body):
    """The outcome, with what it refers to: free text, a known rule, a routine in force.

    `line` says in whose own line it belongs, `joined_to` which case is the same problem.
    """

    outcome: TriageOutcome
    reason: str = ""
    reference: str | None = None
    rule: UUID | None = None
    routine: UUID | None = None
    line: UUID | None = None
    joined_to: UUID | None = None
    no_patient_recognisable: bool = False


class FirstAnswerBody(Body):
    reason: str = ""
    reference: str | None = None
    rule: UUID | None = None
    routine: UUID | None = None


class QuestionBody(Body):
    question: str = ""
    working_days: int = WORKING_DAYS


class MergeBody(Body):
    """`into` is the older of the two."""

    into: UUID
    reason: str = ""


class SplitBody(Body):
    """The new case, and what goes with it."""

    title: str = ""
    what_happens: str = ""
    reports: list[UUID] = Field(default_factory=list, max_length=500)
    parties: list[str] = Field(default_factory=list, max_length=50)
    urgent: bool = False
    reason: str = ""


class StartBody(Body):
    """A measure that a body, a party or a project plans or adjusts."""

    helsefellesskap: Annotated[UUID | str, Field(union_mode="left_to_right")] = Field(
        description="Id eller navn."
    )
    starter: StarterKind
    body_id: UUID | None = None
    party: UUID | None = None
    project: str | None = Field(default=None, max_length=200)
    title: str = ""
    what_happens: str = ""
    parties: list[str] = Field(default_factory=list, max_length=50)
    urgent: bool = False
    no_patient_recognisable: bool = False


class NewCase(Accepted):
    """A case that has begun, with its number."""

    case_id: UUID
    case_number: str


def router(intake: Intake, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.post("/cases", status_code=201)
    def start(body: StartBody, key: IdempotencyKey, actor: Asking, response: Response) -> NewCase:
        """Et organ, en part eller et prosjekt starter en sak."""
        case_id = new_id(actor, key, "case")
        told = body.model_dump(exclude={"helsefellesskap", "title", "what_happens", "parties"})
        command = StartCase(
            case_id=case_id,
            helsefellesskap=home_of(platform, body.helsefellesskap, "I-13").id,
            title=sealed_for(case_id, body.title),
            what_happens=sealed_for(case_id, body.what_happens),
            parties=tuple(body.parties),
            **told,
        )
        done = intake.ask(actor, command, key=key)
        started = next(event for event in done.events if isinstance(event, CaseStarted))
        return NewCase.model_validate(
            {**created(response, done), "case_id": case_id, "case_number": started.number}
        )

    @api.post("/cases/{case_id}/triage")
    def triage(case_id: UUID, body: TriageBody, change: Changing) -> Accepted:
        """Avslutter siling av saken med ett utfall."""
        return change.ask(intake, TriageCase(case_id=case_id, **body.model_dump()))

    @api.post("/cases/{case_id}/answer")
    def answer(case_id: UUID, body: FirstAnswerBody, change: Changing) -> Accepted:
        """En utpekt kontaktperson svarer før silingen."""
        return change.ask(intake, AnswerFirst(case_id=case_id, **body.model_dump()))

    @api.post("/cases/{case_id}/question")
    def question(case_id: UUID, body: QuestionBody, change: Changing) -> Accepted:
        """Ber melderne om mer, med en frist."""
        return change.ask(intake, RequestInformation(case_id, body.question, body.working_days))

    @api.post("/cases/{case_id}/merge")
    def merge(case_id: UUID, body: MergeBody, change: Changing) -> Accepted:
        """Slår saken sammen med en eldre; det eldste nummeret består."""
        return change.ask(intake, MergeCase(case_id, body.into, body.reason))

    @api.post("/cases/{case_id}/split")
    def split(case_id: UUID, body: SplitBody, change: Changing) -> NewCase:
        """Skiller ut en ny sak med eget nummer."""
        to_case = new_id(change.actor, change.key, "split")
        command = SplitCase(
            case_id=case_id,
            to_case=to_case,
            title=sealed_for(to_case, body.title),
            what_happens=sealed_for(to_case, body.what_happens),
            reports=tuple(body.reports),
            parties=tuple(body.parties),
            reason=body.reason,
            urgent=body.urgent,
        )
        done = intake.ask(change.actor, command, key=change.key, expected_version=change.expected)
        number = next(event.to_number for event in done.events if isinstance(event, CaseSplit))
        return NewCase.model_validate(
            {**created(change.response, done), "case_id": to_case, "case_number": number}
        )

    return api
