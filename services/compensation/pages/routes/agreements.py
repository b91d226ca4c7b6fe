"""Agreements: drafted, signed by both, shared by keys, ended with a reason (C-2, C-8, C-11)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.terms import new_resource, weight_of
from services.compensation.application import Compensation
from services.compensation.commands.agreements import EndAgreement, SetSharingKey, SignAgreement
from services.compensation.pages.routes.agreement_screens import (
    LIST,
    PREFIX,
    AgreementScreens,
)
from services.compensation.pages.routes.taking import Act, Taking, same
from services.compensation.pages.terms_forms import EndForm, KeyForm, SignForm
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form
from shared.web.i18n import Words

AGREEMENT = LIST + "/{agreement_id}"


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = AgreementScreens(compensation, platform, words)
    taking = Taking(compensation, platform, words)

    @routes.get(LIST)
    def listed(visit: TheVisit) -> HTMLResponse:
        return screens.listed(visit)

    @routes.get(AGREEMENT)
    def agreement(agreement_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, agreement_id)

    @routes.post(AGREEMENT + "/signer")
    async def sign(request: Request, agreement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SignForm, prefix=PREFIX)
        return await platform.in_thread(signed, visit, agreement_id, form)

    def signed(visit: Visit, agreement_id: UUID, form: Form[SignForm]) -> Response:
        def ask(sent: SignForm) -> Done:
            return taking.ask(visit, SignAgreement(agreement_id, sent.side), sent)

        return taking.take(
            visit,
            form,
            Act(ask, f"{LIST}/{agreement_id}", "compensation.signed"),
            lambda again, status: screens.one(visit, agreement_id, again, status),
        )

    @routes.get(AGREEMENT + "/avslutt")
    def ending(agreement_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.end(visit, agreement_id)

    @routes.post(AGREEMENT + "/avslutt")
    async def end(request: Request, agreement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, EndForm, prefix=PREFIX)
        return await platform.in_thread(ended, visit, agreement_id, form)

    def ended(visit: Visit, agreement_id: UUID, form: Form[EndForm]) -> Response:
        def ask(sent: EndForm) -> Done:
            return taking.ask(visit, EndAgreement(agreement_id, sent.reason, sent.ended_on), sent)

        here = same("reason", "ended_on")
        return taking.take(
            visit,
            form,
            Act(ask, f"{LIST}/{agreement_id}", "compensation.agreement.now-ended", here),
            lambda again, status: screens.end(visit, agreement_id, again, status),
        )

    @routes.get(AGREEMENT + "/nokkel")
    def sharing(agreement_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.key(visit, agreement_id)

    @routes.post(AGREEMENT + "/nokkel")
    async def share(request: Request, agreement_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, KeyForm, prefix="compensation.key")
        return await platform.in_thread(shared, visit, agreement_id, form)

    def shared(visit: Visit, agreement_id: UUID, form: Form[KeyForm]) -> Response:
        def ask(sent: KeyForm) -> Done:
            command = SetSharingKey(
                agreement_id,
                new_resource(visit.actor, sent.idempotency_key, "key"),
                sent.kind,
                tuple(weight_of(row.party, row.weight) for row in sent.weights),
                sent.source,
                sent.figures_on,
                sent.valid_from,
                sent.valid_to,
            )
            return taking.ask(visit, command, sent)

        here = same("weights", "source", "figures_on", "valid_from", "valid_to")
        return taking.take(
            visit,
            form,
            Act(ask, f"{LIST}/{agreement_id}", "compensation.key.set", here),
            lambda again, status: screens.key(visit, agreement_id, again, status),
        )

    return routes
