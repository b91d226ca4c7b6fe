"""Hearings: a representative asks the group, the group answers, the outcome comes back (G-19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BeforeValidator

from services.governance.api.answering import new_id
from services.governance.api.cases import seen as seen_case
from services.governance.api.hearings import answer_command
from services.governance.api.hearings import seen as seen_hearing
from services.governance.application import Governance
from services.governance.commands.hearings import (
    AskedOfHearing,
    OpenHearing,
    ReportHearing,
    SummariseHearing,
)
from services.governance.pages.forms import FormModel, refused, several
from services.governance.pages.presenters.fields import names_of
from services.governance.pages.routes.hearing_screens import PREFIX, HearingScreens
from shared.contracts.governance import Position
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.pages import Pages


class OpenHearingForm(FormModel):
    seat_id: UUID
    question: str
    asked: Annotated[list[UUID], BeforeValidator(several)]
    answer_by: date


class AnswerHearingForm(FormModel):
    position: Position
    text: str | None = None


class SummaryForm(FormModel):
    summary: str


class OutcomeForm(FormModel):
    outcome: str


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody stands, and who it is."""

    request: Request
    actor: Actor
    pages: Pages


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = HearingScreens(platform, words)
    _opening(routes, governance, platform, screens)

    @routes.get("/horinger")
    def listed(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.listed(request, actor, pages)

    @routes.get("/horinger/{hearing_id}")
    def show(request: Request, hearing_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        found = seen_hearing(platform, actor, hearing_id)
        return screens.one(request, actor, pages, found)

    @routes.post("/horinger/{hearing_id}/svar")
    async def answer(
        request: Request, hearing_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, AnswerHearingForm, prefix=PREFIX)
        return await platform.in_thread(
            taken,
            At(request, actor, pages),
            hearing_id,
            form,
            lambda sent: answer_command(actor, hearing_id, sent.position, sent.text),
        )

    @routes.post("/horinger/{hearing_id}/sammendrag")
    async def summarise(
        request: Request, hearing_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, SummaryForm, prefix=PREFIX)
        return await platform.in_thread(
            taken,
            At(request, actor, pages),
            hearing_id,
            form,
            lambda sent: SummariseHearing(hearing_id, sent.summary),
        )

    @routes.post("/horinger/{hearing_id}/utfall")
    async def report(
        request: Request, hearing_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, OutcomeForm, prefix=PREFIX)
        return await platform.in_thread(
            taken,
            At(request, actor, pages),
            hearing_id,
            form,
            lambda sent: ReportHearing(hearing_id, sent.outcome),
        )

    def taken(
        at: At, hearing_id: UUID, form: Form[Any], asks: Callable[[Any], AskedOfHearing]
    ) -> Response:
        found = seen_hearing(platform, at.actor, hearing_id)
        if form.value is None:
            return screens.one(at.request, at.actor, at.pages, found, form, 422)
        try:
            done = governance.ask(at.actor, asks(form.value), key=form.value.idempotency_key)
        except Refused as no:
            fields = frozenset({"position", "text", "summary", "outcome"})
            form = refused(form, no, words, fields)
            return screens.one(at.request, at.actor, at.pages, found, form, 422)
        platform.shows(done)
        flash = Flash("success", "governance.hearing.saved")
        return at.pages.redirect(at.request, f"/horinger/{hearing_id}", flash=flash)

    return routes


def _opening(
    routes: APIRouter, governance: Governance, platform: Platform, screens: HearingScreens
) -> None:
    @routes.get("/styring/saker/{case_id}/horing/ny")
    def ask(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        case = seen_case(platform, actor, case_id).case
        return screens.new(request, actor, pages, case, screens.filled())

    @routes.post("/styring/saker/{case_id}/horing/ny")
    async def asked(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, OpenHearingForm, prefix=PREFIX)
        return await platform.in_thread(made, At(request, actor, pages), case_id, form)

    def made(at: At, case_id: UUID, form: Form[OpenHearingForm]) -> Response:
        case = seen_case(platform, at.actor, case_id).case
        sent = form.value
        if sent is None:
            return screens.new(at.request, at.actor, at.pages, case, form, 422)
        hearing_id = new_id(at.actor, sent.idempotency_key, "hearing")
        command = OpenHearing(
            hearing_id,
            case_id,
            sent.seat_id,
            sent.question,
            tuple(sent.asked),
            None,
            sent.answer_by,
        )
        try:
            done = governance.ask(at.actor, command, key=sent.idempotency_key)
        except Refused as no:
            again = refused(form, no, screens.words, names_of(screens.fields(at.actor, case)))
            return screens.new(at.request, at.actor, at.pages, case, again, 422)
        platform.shows(done)
        flash = Flash("success", "governance.hearing.saved")
        return at.pages.redirect(at.request, f"/horinger/{hearing_id}", flash=flash)
