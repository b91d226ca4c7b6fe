"""An agreement is drafted, and anew until somebody has signed it (C-2, C-11)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.terms import agreement_draft, new_resource
from services.compensation.application import Compensation
from services.compensation.pages.routes.agreement_screens import LIST, PREFIX
from services.compensation.pages.routes.drafting_agreements import (
    Between,
    DraftingScreens,
)
from services.compensation.pages.routes.taking import Act, Taking, same
from services.compensation.pages.terms_forms import AgreementForm
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form
from shared.web.i18n import Words

HERE = {
    "tax_assessment": "assessed_by",
    "tax_assessment.assessed_by": "assessed_by",
    "tax_assessment.basis": "assessed_basis",
    **same(
        "seats",
        "covers",
        "regime",
        "km_regime",
        "valid_from",
        "valid_to",
        "employee_number",
        "claim_deadline_months",
        "meeting_minutes_per_day",
        "travel_minutes_per_day",
        "between_minutes_per_month",
    ),
}


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = DraftingScreens(compensation, platform, words)
    taking = Taking(compensation, platform, words)

    @routes.get(LIST + "/ny")
    def new(visit: TheVisit, betaler: UUID | None = None, lege: UUID | None = None) -> HTMLResponse:
        if betaler is None or lege is None:
            return screens.choosing(visit)
        return screens.new(visit, Between(betaler, lege))

    @routes.post(LIST + "/ny")
    async def draft(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, AgreementForm, prefix=PREFIX)
        return await platform.in_thread(drafted, visit, form)

    @routes.get(LIST + "/{agreement_id}/endre")
    def change(agreement_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.again(visit, agreement_id)

    @routes.post(LIST + "/{agreement_id}/endre")
    async def changed(request: Request, agreement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, AgreementForm, prefix=PREFIX)
        return await platform.in_thread(drafted, visit, form, agreement_id)

    def drafted(
        visit: Visit, form: Form[AgreementForm], agreement_id: UUID | None = None
    ) -> Response:
        made = agreement_id or new_resource(visit.actor, form.text("idempotency_key"), "agreement")

        def ask(sent: AgreementForm) -> Done:
            command = agreement_draft(sent.asked(made), made)
            return compensation.ask(visit.actor, command, key=sent.idempotency_key)

        return taking.take(
            visit,
            form,
            Act(ask, f"{LIST}/{made}", "compensation.agreement.drafted", HERE),
            lambda again, status: screens.form(visit, again, agreement_id, status),
        )

    return routes
