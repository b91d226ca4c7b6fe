"""Reporting a problem: the form, drafts, what is known of it, sending (I-1, I-3, I-4, I-7)."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.api.answering import new_id
from services.intake.api.drafts import kept, out
from services.intake.api.reporting import register_command
from services.intake.application import Intake
from services.intake.application.streams import report_id_for
from services.intake.commands import RegisterReport
from services.intake.pages.forms import BegunForm, ReportForm, SendForm
from services.intake.pages.presenters import reporting as presenters
from services.intake.pages.routes.report_screens import PREFIX, ReportScreens, of_all
from services.intake.readmodels import reports
from services.intake.rules.reports import may_be_registered, told_in
from shared.service.drafts import Drafts
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words


class Reporting:
    """What is done with what reporters type."""

    def __init__(
        self,
        intake: Intake,
        platform: Platform,
        drafts: Drafts,
        screens: ReportScreens,
        words: Words,
    ) -> None:
        self._intake = intake
        self._platform = platform
        self._drafts = drafts
        self._screens = screens
        self._words = words

    def typed(self, visit: Visit, begun: Form[BegunForm], form: Form[ReportForm]) -> Response:
        """Keeps what is typed, and goes on to what is known of it where all three are there."""
        found = presenters.without_patients(form, self._words)
        if begun.value is not None and begun.value.act == "draft":
            form = replace(form, errors=())
        if found:
            told = tuple(e for e in form.errors if e.field not in {each.field for each in found})
            form = replace(form, errors=(*told, *found), value=None)
        if form.errors or begun.value is None:
            return self._screens.form(visit, form, 422)
        draft_id = begun.value.draft or new_id(visit.actor, begun.value.idempotency_key, "draft")
        try:
            if begun.value.act == "next":
                self._told_well(visit, form)
            kept(self._drafts, visit.actor.person, draft_id, presenters.draft_fields(form))
        except Refused as refused:
            no = refused if refused.field in ReportForm.model_fields else of_all(refused)
            return self._screens.form(visit, form.refused(no, self._words), 422)
        if begun.value.act == "draft":
            flash = Flash("success", "intake.draft.kept")
            return visit.pages.redirect(visit.request, "/meld/utkast", flash=flash)
        return visit.pages.redirect(visit.request, f"/meld/utkast/{draft_id}#se-over")

    def _told_well(self, visit: Visit, form: Form[ReportForm]) -> None:
        """I-1: said before the similar cases are shown, not after. Raises Refused."""
        assert form.value is not None
        body = form.value.asked()
        key = form.value.idempotency_key
        command = register_command(self._platform, visit.actor, body, key)
        may_be_registered(told_in(command))

    def sent(self, visit: Visit, draft_id: UUID, form: Form[SendForm]) -> Response:
        """Registers the draft, once however often it is sent, and shows the receipt."""
        draft = self._screens.begun(visit, draft_id)
        if draft is None:
            return self._sent_before(visit, draft_id)
        if draft.value is None or form.value is None:
            return visit.pages.redirect(visit.request, f"/meld?utkast={draft_id}")
        key = key_of(draft_id)
        body = draft.value.asked(joins=form.value.joins)
        try:
            command = register_command(self._platform, visit.actor, body, key)
            done = self._intake.ask(visit.actor, command, key=key)
        except Refused as refused:
            return self._screens.preview(visit, draft_id, draft, refused)
        self._platform.shows(done)
        self._drafts.drop(visit.actor.person, draft_id)
        return self._to_receipt(visit, command)

    def _to_receipt(self, visit: Visit, command: RegisterReport) -> Response:
        flash = presenters.receipt(command, self._words)
        address = f"/meldinger/{command.report_id}"
        return visit.pages.redirect(visit.request, address, flash=flash)

    def _sent_before(self, visit: Visit, draft_id: UUID) -> Response:
        """The draft is gone because it was sent: the same receipt again. Raises NotFound."""
        report_id = report_id_for(new_id(visit.actor, key_of(draft_id), "case"))
        report = reports.one(self._platform.views, report_id)
        if report is None or report.reporter != visit.actor.person:
            raise NotFound
        return visit.pages.redirect(visit.request, f"/meldinger/{report_id}")

    def dropped(self, visit: Visit, draft_id: UUID) -> Response:
        self._drafts.drop(visit.actor.person, draft_id)
        flash = Flash("success", "intake.draft.dropped")
        return visit.pages.redirect(visit.request, "/meld/utkast", flash=flash)


def key_of(draft_id: UUID) -> str:
    """A draft is sent once."""
    return f"draft-{draft_id}"


def router(
    reporting: Reporting, screens: ReportScreens, platform: Platform, drafts: Drafts, words: Words
) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/meld")
    def report_form(visit: TheVisit, utkast: UUID | None = None) -> HTMLResponse:
        return screens.form(visit, screens.opened(visit, utkast))

    @routes.post("/meld")
    async def report(request: Request, visit: TheVisit) -> Response:
        begun = await visit.pages.read(request, BegunForm, prefix=PREFIX)
        form = await visit.pages.read(request, ReportForm, prefix=PREFIX)
        return await platform.in_thread(reporting.typed, visit, begun, form)

    @routes.get("/meld/utkast")
    def begun(visit: TheVisit) -> HTMLResponse:
        held = drafts.of(visit.actor.person)
        return visit.pages.render(
            visit.request,
            "intake/drafts.html",
            breadcrumbs=screens.crumbs("intake.draft.title"),
            drafts=[presenters.draft_row(each, out(each).fields, words) for each in held],
        )

    @routes.get("/meld/utkast/{draft_id}")
    def preview(draft_id: UUID, visit: TheVisit) -> Response:
        draft = screens.begun(visit, draft_id)
        if draft is None:
            raise NotFound
        if draft.value is None:
            return visit.pages.redirect(visit.request, f"/meld?utkast={draft_id}")
        return screens.preview(visit, draft_id, draft)

    @routes.post("/meld/utkast/{draft_id}/send")
    async def send(request: Request, draft_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SendForm, prefix=PREFIX)
        return await platform.in_thread(reporting.sent, visit, draft_id, form)

    @routes.post("/meld/utkast/{draft_id}/slett")
    async def drop(request: Request, draft_id: UUID, visit: TheVisit) -> Response:
        await visit.pages.read(request, SendForm, prefix=PREFIX)
        return await platform.in_thread(reporting.dropped, visit, draft_id)

    return routes
