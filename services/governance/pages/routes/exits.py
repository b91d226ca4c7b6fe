"""The named ways out of a case: a page for each, and a page for each step (G-10, G-16 to G-18)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api import clarifications, disputes, trials
from services.governance.api.answering import new_id
from services.governance.api.clarifications import as_pdf
from services.governance.api.clarifications import seen as seen_exit
from services.governance.api.exit_answers import document_of
from services.governance.application import Governance
from services.governance.application.papers import Papers
from services.governance.commands.exits import (
    AskedOfExit,
    DraftClarification,
    DraftTrial,
    PrepareDispute,
)
from services.governance.pages import exit_steps
from services.governance.pages.exit_forms import ClarificationForm, DisputeForm, TrialForm
from services.governance.pages.exit_steps import APPLY, SEND, Step
from services.governance.pages.forms import FormModel, refused
from services.governance.pages.presenters import exits as presenters
from services.governance.pages.presenters.fields import names_of
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.exit_screens import PREFIX, Screens
from services.governance.readmodels import exits
from services.governance.readmodels.exits import Exit, Kind
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

NEW: dict[Kind, type[FormModel]] = {
    "clarification": ClarificationForm,
    "trial": TrialForm,
    "dispute": DisputeForm,
}


@dataclass(frozen=True, slots=True)
class At:
    """Where somebody stands, and who it is."""

    request: Request
    actor: Actor
    pages: Pages


def router(governance: Governance, platform: Platform, papers: Papers, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = Screens(platform, words)
    _beginning(routes, governance, platform, screens)

    @routes.get("/styring/utveier/{kind}/{exit_id}")
    def show(
        request: Request, kind: Kind, exit_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        found = seen_exit(platform, actor, exit_id, kind)
        return screens.one(request, actor, pages, found)

    @routes.get("/styring/utveier/{kind}/{exit_id}/dokument")
    def document(kind: Kind, exit_id: UUID, actor: SignedIn) -> Response:
        found = seen_exit(platform, actor, exit_id, kind)
        return as_pdf(papers, document_of(found), f"{kind}-{exit_id}")

    @routes.get("/styring/utveier/{kind}/{exit_id}/{slug}")
    def ask(
        request: Request, kind: Kind, exit_id: UUID, slug: str, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        found, step = at_step(actor, exit_id, kind, slug)
        return screens.step(request, actor, pages, found, step)

    @routes.post("/styring/utveier/{kind}/{exit_id}/{slug}")
    async def take(
        request: Request, kind: Kind, exit_id: UUID, slug: str, actor: SignedIn, pages: ThePages
    ) -> Response:
        found, step = await platform.in_thread(at_step, actor, exit_id, kind, slug)
        form = await pages.read(request, step.model, prefix=PREFIX)
        return await platform.in_thread(taken, At(request, actor, pages), found, step, form)

    def at_step(actor: Actor, exit_id: UUID, kind: Kind, slug: str) -> tuple[Exit, Step]:
        """Raises NotFound where no such step stands open to this person now."""
        found = seen_exit(platform, actor, exit_id, kind)
        step = exit_steps.step_at(slug, screens.steps(actor, found))
        if step is None:
            raise NotFound
        return found, step

    def taken(at: At, found: Exit, step: Step, form: Form[Any]) -> Response:
        if form.value is None:
            return screens.step(at.request, at.actor, at.pages, found, step, form, 422)
        try:
            done = asked(at.actor, found, step, form.value)
        except Refused as no:
            fields = names_of(screens.fields(at.actor, found, step))
            form = refused(form, no, words, fields)
            return screens.step(at.request, at.actor, at.pages, found, step, form, 422)
        platform.shows(done)
        address = f"/styring/utveier/{found.kind}/{found.exit_id}"
        flash = Flash("success", "governance.exit.saved")
        return at.pages.redirect(at.request, address, flash=flash)

    def asked(actor: Actor, found: Exit, step: Step, sent: Any) -> Done:
        key = sent.idempotency_key
        if step.asks is not None:
            return governance.ask(actor, step.asks(found, sent, actor), key=key)
        if step is SEND:
            return clarifications.sent(
                governance, papers, actor, found.exit_id, sent.anonymous, key
            )
        send = trials.applied if step is APPLY else disputes.sent
        return send(governance, papers, actor, found.exit_id, sent, key)

    return routes


def _beginning(
    routes: APIRouter, governance: Governance, platform: Platform, screens: Screens
) -> None:
    @routes.get("/styring/saker/{case_id}/utveier")
    def of_case(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.of_case(request, actor, pages, case_id)

    @routes.get("/styring/saker/{case_id}/utveier/{kind}/ny")
    def begin(
        request: Request, case_id: UUID, kind: Kind, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return screens.new(request, actor, pages, case_id, kind, blank(PREFIX))

    @routes.post("/styring/saker/{case_id}/utveier/{kind}/ny")
    async def begun(
        request: Request, case_id: UUID, kind: Kind, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, NEW[kind], prefix=PREFIX)
        return await platform.in_thread(made, At(request, actor, pages), case_id, kind, form)

    def made(at: At, case_id: UUID, kind: Kind, form: Form[Any]) -> Response:
        if form.value is None:
            return screens.new(at.request, at.actor, at.pages, case_id, kind, form, 422)
        key = form.value.idempotency_key
        exit_id = new_id(at.actor, key, kind)
        body_id = screens.asking(at.actor, case_id)
        try:
            command = _command(kind, exit_id, case_id, body_id, form.value)
            done = governance.ask(at.actor, command, key=key)
        except Refused as no:
            names = names_of(screens.new_fields(at.actor, kind, case_id))
            form = refused(form, no, screens.words, names)
            return screens.new(at.request, at.actor, at.pages, case_id, kind, form, 422)
        platform.shows(done)
        flash = Flash("success", "governance.exit.saved")
        return at.pages.redirect(at.request, f"/styring/utveier/{kind}/{exit_id}", flash=flash)

    @routes.get("/helsedirektoratet")
    def requests(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        found = exits.listed(platform.views, actor, kind="clarification")
        names = Names(platform, actor, screens.words)
        return pages.render(
            request,
            "governance/requests.html",
            breadcrumbs=(Crumb(screens.words("governance.exit.requests")),),
            waiting=[presenters.row(each, names) for each in found if each.state == "sent"],
            answered=[presenters.row(each, names) for each in found if each.state == "answered"],
        )


def _command(kind: Kind, exit_id: UUID, case_id: UUID, body_id: UUID, sent: Any) -> AskedOfExit:
    match kind:
        case "clarification":
            return DraftClarification(exit_id, case_id, body_id, sent.body().text(case_id))
        case "trial":
            return DraftTrial(exit_id, case_id, body_id, sent.body().plan())
        case "dispute":
            return PrepareDispute(exit_id, case_id, body_id, sent.body().text(case_id))
