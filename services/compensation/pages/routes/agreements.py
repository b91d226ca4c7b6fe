"""An agreement with its terms, and the signature of the one who looks (C-2)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.application import Compensation
from services.compensation.commands.agreements import SignAgreement
from services.compensation.pages import forms
from services.compensation.pages.forms import SignForm
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.terms import TermsPresenter, signs_for
from services.compensation.pages.routes.claims import HOME
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

AGREEMENT = HOME + "/avtaler/{agreement_id}"


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter()
    presenter = TermsPresenter(Presenter(platform.register, words), words)

    def show(
        request: Request,
        actor: Actor,
        pages: Pages,
        agreement_id: UUID,
        form: Form[Any] | None = None,
    ) -> HTMLResponse:
        agreement, version = compensation.agreement(actor, agreement_id)
        return pages.render(
            request,
            "compensation/agreement.html",
            status=422 if form else 200,
            breadcrumbs=(
                Crumb(words("compensation.home.title"), HOME),
                Crumb(words("compensation.agreement.crumb")),
            ),
            agreement=presenter.page(agreement),
            version=version,
            signs=signs_for(actor, agreement),
            form=form or blank(),
        )

    def sign(
        request: Request, actor: Actor, pages: Pages, agreement_id: UUID, form: Form[SignForm]
    ) -> Response:
        if form.value is None:
            return show(request, actor, pages, agreement_id, form)
        sent = form.value
        try:
            done = compensation.ask(
                actor,
                SignAgreement(agreement_id, sent.side),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )
        except Refused as no:
            return show(request, actor, pages, agreement_id, forms.refused(form, no, words))
        platform.shows(done)
        return pages.redirect(
            request,
            AGREEMENT.format(agreement_id=agreement_id),
            flash=Flash("success", "compensation.signed"),
        )

    @routes.get(AGREEMENT)
    def agreement(
        request: Request, agreement_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return show(request, actor, pages, agreement_id)

    @routes.post(AGREEMENT + "/signer")
    async def signed(
        request: Request, agreement_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, SignForm)
        return await platform.in_thread(sign, request, actor, pages, agreement_id, form)

    return routes
