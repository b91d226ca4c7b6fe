"""A claim is drafted: the meeting's time stands there already, the rest is typed (C-4, C-5)."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from services.compensation.api.claiming import copy_of_last
from services.compensation.api.claims import draft_of
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.pages import work_forms
from services.compensation.pages.routes.drafting_screens import Drafting, Screens
from services.compensation.pages.routes.home import HOME
from services.compensation.pages.routes.taking import Act, Taking, files_in, same
from services.compensation.pages.work_forms import PREFIX, WorkForm
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.refusal import Refused
from shared.web import csrf
from shared.web import forms as web_forms
from shared.web.forms import Form
from shared.web.i18n import Words

HERE = {
    "agreement_id": "agreement",
    "km": "travel",
    "receipt": "costs",
    **same("travel", "between", "pre_meeting", "unrecorded", "costs", "other_pay", "lines"),
}
"""Where on this page the fields stand that the rules speak of."""

FILE, RECEIPT = ".file", ".receipt"
"""How the names end of the field that sends a receipt, and of the one that says it is kept."""

MORE = "more"
"""The name of the buttons that ask for further rows of a section, and save nothing."""


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens, taking = Screens(compensation, platform, words), Taking(compensation, platform, words)

    async def read(request: Request, visit: Visit) -> Form[WorkForm]:
        """The form with its files, which are kept as receipts before anything else is said."""
        data = await request.form()
        visit.pages.check_origin(request, data.get(csrf.FIELD))
        files = {
            name.removesuffix(FILE) + RECEIPT: content
            for name, content in (await files_in(request)).items()
        }
        return await platform.in_thread(typed, visit, data, files)

    def typed(visit: Visit, data: FormData, files: Mapping[str, bytes]) -> Form[WorkForm]:
        texts = [(name, text) for name, text in data.multi_items() if isinstance(text, str)]
        kept: dict[str, str] = {}
        unfit: dict[str, Refused] = {}
        for name, content in files.items():
            try:
                kept[name] = compensation.keep_receipt(visit.actor, content).sha256
            except Refused as no:
                unfit[name] = no
        told = [(name, text) for name, text in texts if name not in kept]
        form = web_forms.read(FormData([*told, *kept.items()]), WorkForm, words, prefix=PREFIX)
        if form.text(MORE):
            # Nobody has said yet that they are done; a file that is no receipt is told of at once.
            form = replace(form, errors=())
        for name, why in unfit.items():
            form = work_forms.refused(form, name, why, words)
        return form

    def drafted(visit: Visit, drafting: Drafting, form: Form[WorkForm]) -> Response:
        more = form.text(MORE)
        if more:
            return screens.form(visit, drafting, form, more=more)
        key = form.text("idempotency_key")
        claim_id = drafting.claim_id or new_resource(visit.actor, key, "claim")

        def ask(sent: WorkForm) -> Done:
            meeting = drafting.meeting
            command = draft_of(
                visit.actor,
                claim_id,
                sent.work(),
                sent.agreement,
                meeting.seat_id,
                meeting.meeting_id,
            )
            return compensation.ask(visit.actor, command, key=key, expected_version=sent.version)

        act = Act(ask, f"{HOME}/krav/{claim_id}", "compensation.drafted", HERE)
        return taking.take(
            visit, form, act, lambda again, status: screens.form(visit, drafting, again, status)
        )

    @routes.get(HOME + "/mote/{meeting_id}/{seat_id}")
    def new(meeting_id: UUID, seat_id: UUID, visit: TheVisit, kopier: bool = False) -> HTMLResponse:
        drafting = screens.new(visit.actor, meeting_id, seat_id)
        if not kopier:
            return screens.form(visit, drafting, screens.blank(visit.actor, seat_id))
        work = copy_of_last(compensation, visit.actor, meeting_id, seat_id)
        form = work_forms.filled(work, screens.only_agreement(visit.actor, seat_id))
        return screens.form(visit, drafting, form, copied=True)

    @routes.post(HOME + "/mote/{meeting_id}/{seat_id}")
    async def draft(request: Request, meeting_id: UUID, seat_id: UUID, visit: TheVisit) -> Response:
        form = await read(request, visit)
        drafting = await platform.in_thread(screens.new, visit.actor, meeting_id, seat_id)
        return await platform.in_thread(drafted, visit, drafting, form)

    @routes.get(HOME + "/krav/{claim_id}/endre")
    def change(claim_id: UUID, visit: TheVisit) -> HTMLResponse:
        drafting, form = screens.again(visit.actor, claim_id)
        return screens.form(visit, drafting, form)

    @routes.post(HOME + "/krav/{claim_id}/endre")
    async def changed(request: Request, claim_id: UUID, visit: TheVisit) -> Response:
        form = await read(request, visit)
        drafting, _ = await platform.in_thread(screens.again, visit.actor, claim_id)
        return await platform.in_thread(drafted, visit, drafting, form)

    return routes
