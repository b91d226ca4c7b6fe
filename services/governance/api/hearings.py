"""Hearings over HTTP (G-19): for the representative and those asked; the summary for the case."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, changed, created, new_id, newest
from services.governance.api.cases import seen as seen_case
from services.governance.application import Governance
from services.governance.application.streams import hearing_stream
from services.governance.commands.hearings import (
    AnswerHearing,
    OpenHearing,
    ReportHearing,
    SummariseHearing,
)
from services.governance.readmodels import hearings
from services.governance.readmodels.hearings import Hearing
from shared.contracts.governance import Position
from shared.contracts.record import Sealed
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class OpenHearingBody(Body):
    """`clinicians_of`: all clinicians of this party are asked, beside those named."""

    seat_id: UUID
    question: str = ""
    asked: list[UUID] = Field(default_factory=list, max_length=500)
    clinicians_of: UUID | None = None
    answer_by: date


class HearingAnswerBody(Body):
    position: Position
    text: str | None = None


class SummaryBody(Body):
    summary: str = ""


class OutcomeBody(Body):
    outcome: str = ""


class HearingMade(Accepted):
    hearing_id: UUID


class OneAnswer(BaseModel):
    """`text` is None where nothing was written, or where it is erased (R-7)."""

    person_id: UUID
    position: Position
    text: str | None


class HearingOut(BaseModel):
    """A hearing. All answers are for the representative; others see their own."""

    hearing_id: UUID
    case_id: UUID
    case_number: str
    person_id: UUID
    group: str
    question: str
    answer_by: date
    state: str
    asked: int
    answered: int
    answers: list[OneAnswer]
    summary: str | None
    outcome: str | None


class SummaryOut(BaseModel):
    """What stands with the stance."""

    hearing_id: UUID
    body_id: UUID
    seat_id: UUID
    person_id: UUID
    group: str
    question: str
    text: str
    asked: int
    answered: int


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _reading(api, platform)

    @api.post("/cases/{case_id}/hearings", status_code=201)
    def open_hearing(
        case_id: UUID, body: OpenHearingBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> HearingMade:
        """Spør gruppen du representerer."""
        hearing_id = new_id(actor, key, "hearing")
        command = OpenHearing(
            hearing_id,
            case_id,
            body.seat_id,
            body.question,
            tuple(body.asked),
            body.clinicians_of,
            body.answer_by,
        )
        done = governance.ask(actor, command, key=key)
        return HearingMade.model_validate({**created(response, done), "hearing_id": hearing_id})

    @api.post("/hearings/{hearing_id}/answers")
    def answer(
        hearing_id: UUID,
        body: HearingAnswerBody,
        key: IdempotencyKey,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Svarer for deg selv; det siste svaret gjelder."""
        command = answer_command(actor, hearing_id, body.position, body.text)
        return accepted(response, governance.ask(actor, command, key=key))

    @api.post("/hearings/{hearing_id}/summary")
    def summarise(
        hearing_id: UUID,
        body: SummaryBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Skriver sammendraget, som følger standpunktet."""
        command = SummariseHearing(hearing_id, body.summary)
        return changed(governance, response, actor, command, key, expected)

    @api.post("/hearings/{hearing_id}/outcome")
    def report(
        hearing_id: UUID,
        body: OutcomeBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Forteller gruppen hva det ble til."""
        command = ReportHearing(hearing_id, body.outcome)
        return changed(governance, response, actor, command, key, expected)

    return api


def answer_command(
    actor: Actor, hearing_id: UUID, position: Position, text: str | None
) -> AnswerHearing:
    """The answer, sealed under the key of the one who answers (P-1)."""
    sealed = (
        Sealed(subject=f"person-{actor.person}", purpose="hearing", clear=text) if text else None
    )
    return AnswerHearing(hearing_id, position, sealed)


def _reading(api: APIRouter, platform: Platform) -> None:
    @api.get("/hearings")
    def listed(actor: Asking) -> list[HearingOut]:
        """Høringene du har åpnet eller er spurt i."""
        return [out(each, actor, platform) for each in hearings.listed(platform.views, actor)]

    @api.get("/hearings/{hearing_id}")
    def one(hearing_id: UUID, actor: Asking, response: Response) -> HearingOut:
        """Én høring."""
        newest(platform, response, hearing_stream(hearing_id))
        return out(seen(platform, actor, hearing_id), actor, platform)

    @api.get("/cases/{case_id}/hearings")
    def of_case(case_id: UUID, actor: Asking) -> list[SummaryOut]:
        """Sammendragene fra høringene i saken."""
        seen_case(platform, actor, case_id)
        found = hearings.summaries(platform.views, case_id)
        return [SummaryOut.model_validate(each, from_attributes=True) for each in found]


def seen(platform: Platform, actor: Actor, hearing_id: UUID) -> Hearing:
    """The hearing, if the actor may see it (P-4). Raises NotFound, Forbidden."""
    found = hearings.one(platform.views, hearing_id)
    if found is None:
        raise NotFound
    require(actor, "governance.read-hearing", found.resource)
    return found


def out(hearing: Hearing, actor: Actor, platform: Platform) -> HearingOut:
    """As this person may see it: the answers are opened for the representative only."""
    opened = hearing.opened
    whole = actor.person == opened.person_id
    return HearingOut(
        hearing_id=opened.hearing_id,
        case_id=opened.case_id,
        case_number=opened.case_number,
        person_id=opened.person_id,
        group=opened.group,
        question=opened.question,
        answer_by=opened.answer_by,
        state=hearing.state,
        asked=len(opened.asked),
        answered=len(hearing.answers),
        answers=[
            OneAnswer(
                person_id=person,
                position=told.position,
                text=platform.seals.open(told.text) if told.text else None,
            )
            for person, told in hearing.answers.items()
            if whole or person == actor.person
        ],
        summary=hearing.summary.summary if hearing.summary else None,
        outcome=hearing.outcome,
    )
