"""Batches: preview with control totals, lock, make the file, fetch it, acknowledge (C-9)."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.batches import as_download
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation, Progress
from services.compensation.commands.batches import LockBatch
from services.compensation.pages import forms
from services.compensation.pages.forms import ActForm, FormModel, LockForm, ReceiptForm
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.payroll import PayrollPresenter, PreviewPage
from services.compensation.pages.routes.claims import HOME
from services.compensation.readmodels import batches
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

F = TypeVar("F", bound=FormModel)
LIST = f"{HOME}/lonn"


class Screens:
    """What the routes show."""

    def __init__(self, compensation: Compensation, platform: Platform, words: Words) -> None:
        self._compensation = compensation
        self._platform = platform
        self._words = words
        self._names = Presenter(platform.register, words)
        self._presenter = PayrollPresenter(self._names, words)

    def listed(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        payer: UUID | None,
        period: str | None,
        form: Form[LockForm] | None = None,
    ) -> HTMLResponse:
        """The batches one may see; for payroll the next one, as it would be locked now."""
        payers = self._payers(actor)
        chosen = payer or (UUID(payers[0].value) if payers else None)
        month = period or f"{self._platform.today():%Y-%m}"
        shown, no = self._previewed(actor, chosen, month)
        return pages.render(
            request,
            "compensation/payroll.html",
            status=422 if form else 200,
            breadcrumbs=self._crumbs(),
            payers=payers,
            choosing=blank(betaler=str(chosen or ""), periode=month),
            payer=chosen,
            period=month,
            preview=shown,
            refusal=no,
            form=form or blank(),
            batches=[
                self._presenter.row(each)
                for each in batches.listed(self._platform.views, actor, limit=100)
            ],
        )

    def batch(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        batch_id: UUID,
        form: Form[Any] | None = None,
    ) -> HTMLResponse:
        """Totals, lines and file of a batch."""
        batch, version = self._compensation.batch(actor, batch_id)
        runs = isinstance(allowed(actor, "compensation.run-payroll", batch.resource), Allowed)
        return pages.render(
            request,
            "compensation/batch.html",
            status=422 if form else 200,
            breadcrumbs=(*self._crumbs(LIST), Crumb(batch.locked.period)),
            batch=self._presenter.page(
                batch, [each.line for each in self._compensation.lines(actor, batch_id)]
            ),
            version=version,
            form=form or blank(),
            runs_payroll=runs,
        )

    def _crumbs(self, address: str | None = None) -> tuple[Crumb, ...]:
        return (
            Crumb(self._words("compensation.home.title"), HOME),
            Crumb(self._words("compensation.payroll.title"), address),
        )

    def _payers(self, actor: Actor) -> list[Option]:
        parties = {held.party for held in actor.holdings if held.role == "payroll" and held.party}
        return sorted(
            (Option(str(party), self._names.party(party)) for party in parties),
            key=lambda option: option.label,
        )

    def _previewed(
        self, actor: Actor, payer: UUID | None, period: str
    ) -> tuple[PreviewPage | None, str | None]:
        """The batch as it would be locked now, or in words why there is none."""
        if payer is None:
            return None, None
        try:
            made = self._compensation.batching.preview(actor, payer, period)
        except Refused as no:
            return None, self._words(f"refused.{no.reason}", **no.values)
        return self._presenter.preview(made), None


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter()
    screens = Screens(compensation, platform, words)

    def lock(request: Request, actor: Actor, pages: Pages, form: Form[LockForm]) -> Response:
        if form.value is None:
            return screens.listed(request, actor, pages, None, None, form)
        sent = form.value
        batch_id = new_resource(actor, sent.idempotency_key, "batch")
        command = LockBatch(batch_id, sent.payer, sent.period, previewed=sent.previewed)
        try:
            done = compensation.batching.lock(actor, command, key=sent.idempotency_key)
            while isinstance(done, Progress):
                done = compensation.batching.lock(actor, command, key=sent.idempotency_key)
        except Refused as no:
            again = forms.refused(form, no, words)
            return screens.listed(request, actor, pages, sent.payer, sent.period, again)
        platform.shows(done)
        return pages.redirect(
            request, f"{LIST}/{batch_id}", flash=Flash("success", "compensation.locked")
        )

    def act(
        request: Request,
        actor: Actor,
        pages: Pages,
        batch_id: UUID,
        form: Form[F],
        done: str,
        ask: Callable[[F], Done],
    ) -> Response:
        if form.value is not None:
            try:
                effect = ask(form.value)
            except Refused as no:
                form = forms.refused(form, no, words)
            else:
                platform.shows(effect)
                return pages.redirect(request, f"{LIST}/{batch_id}", flash=Flash("success", done))
        return screens.batch(request, actor, pages, batch_id, form)

    @routes.get(LIST)
    def listed(
        request: Request,
        actor: SignedIn,
        pages: ThePages,
        betaler: UUID | None = None,
        periode: str | None = None,
    ) -> HTMLResponse:
        return screens.listed(request, actor, pages, betaler, periode)

    @routes.post(LIST)
    async def locked(request: Request, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, LockForm)
        return await platform.in_thread(lock, request, actor, pages, form)

    @routes.get(LIST + "/{batch_id}")
    def batch(request: Request, batch_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.batch(request, actor, pages, batch_id)

    @routes.post(LIST + "/{batch_id}/fil")
    async def export(
        request: Request, batch_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ActForm)

        def ask(sent: ActForm) -> Done:
            return compensation.export(
                actor, batch_id, key=sent.idempotency_key, expected_version=sent.version
            )

        return await platform.in_thread(
            act, request, actor, pages, batch_id, form, "compensation.exported", ask
        )

    @routes.get(LIST + "/{batch_id}/fil")
    def file(batch_id: UUID, actor: SignedIn) -> Response:
        return as_download(compensation.file(actor, batch_id))

    @routes.post(LIST + "/{batch_id}/kvitter")
    async def acknowledge(
        request: Request, batch_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ReceiptForm)

        def ask(sent: ReceiptForm) -> Done:
            return compensation.batching.acknowledge(
                actor,
                batch_id,
                sent.sha256,
                (),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        return await platform.in_thread(
            act, request, actor, pages, batch_id, form, "compensation.acknowledged", ask
        )

    return routes
