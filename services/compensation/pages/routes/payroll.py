"""Batches: preview with control totals, lock, make the file, fetch it, acknowledge (C-9)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.compensation.api.answering import answered_by_file, as_spreadsheet
from services.compensation.api.batches import as_download
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation, Progress
from services.compensation.commands.batches import LockBatch, MarkPaid
from services.compensation.pages.forms import ActForm
from services.compensation.pages.payroll_forms import LockForm, PaidForm, ReceiptForm
from services.compensation.pages.routes.payroll_screens import LIST, PayrollScreens
from services.compensation.pages.routes.taking import Act, Taking, files_in, same
from shared.eventlog.commands import Done
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.forms import Form
from shared.web.i18n import Words

BATCH = LIST + "/{batch_id}"


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = PayrollScreens(compensation, platform, words)
    _answering(routes, compensation, platform, screens, words)
    taking = Taking(compensation, platform, words)

    @routes.get(LIST)
    def listed(
        visit: TheVisit, betaler: UUID | None = None, periode: str | None = None
    ) -> HTMLResponse:
        return screens.listed(visit, betaler, periode)

    @routes.post(LIST)
    async def lock(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, LockForm)
        return await platform.in_thread(locked, visit, form)

    def locked(visit: Visit, form: Form[LockForm]) -> Response:
        batch_id = new_resource(visit.actor, form.text("idempotency_key"), "batch")

        def ask(sent: LockForm) -> Done:
            command = LockBatch(batch_id, sent.payer, sent.period, previewed=sent.previewed)
            done = compensation.batching.lock(visit.actor, command, key=sent.idempotency_key)
            while isinstance(done, Progress):
                done = compensation.batching.lock(visit.actor, command, key=sent.idempotency_key)
            return done

        sent = form.value
        payer, period = (sent.payer, sent.period) if sent else (None, None)
        act = Act(ask, f"{LIST}/{batch_id}", "compensation.locked")
        return taking.take(
            visit,
            form,
            act,
            lambda again, status: screens.listed(visit, payer, period, again, status),
        )

    @routes.get(BATCH)
    def batch(batch_id: UUID, visit: TheVisit, etter: int = 0) -> HTMLResponse:
        return screens.batch(visit, batch_id, after=etter)

    @routes.post(BATCH + "/fil")
    async def export(request: Request, batch_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ActForm)
        return await platform.in_thread(exported, visit, batch_id, form)

    def exported(visit: Visit, batch_id: UUID, form: Form[ActForm]) -> Response:
        def ask(sent: ActForm) -> Done:
            return compensation.export(
                visit.actor, batch_id, key=sent.idempotency_key, expected_version=sent.version
            )

        return taking.take(
            visit,
            form,
            Act(ask, f"{LIST}/{batch_id}", "compensation.exported"),
            lambda again, status: screens.batch(visit, batch_id, again, status),
        )

    @routes.get(BATCH + "/fil")
    def file(batch_id: UUID, visit: TheVisit) -> Response:
        return as_download(compensation.file(visit.actor, batch_id))

    @routes.get(BATCH + "/regneark")
    def spreadsheet(batch_id: UUID, visit: TheVisit) -> Response:
        return as_spreadsheet(compensation, visit.actor, batch_id, words)

    return routes


def _answering(
    routes: APIRouter,
    compensation: Compensation,
    platform: Platform,
    screens: PayrollScreens,
    words: Words,
) -> None:
    taking = Taking(compensation, platform, words)

    def answered(visit: Visit, batch_id: UUID, form: Form[Any], act: Act[Any]) -> Response:
        return taking.take(
            visit, form, act, lambda again, status: screens.batch(visit, batch_id, again, status)
        )

    @routes.post(BATCH + "/kvitter")
    async def acknowledge(request: Request, batch_id: UUID, visit: TheVisit) -> Response:
        form: Form[Any] = await visit.pages.read(request, ReceiptForm)

        def ask(sent: ReceiptForm) -> Done:
            return compensation.batching.acknowledge(
                visit.actor,
                batch_id,
                sent.sha256,
                (),
                key=sent.idempotency_key,
                expected_version=sent.version,
            )

        act: Act[Any] = Act(ask, f"{LIST}/{batch_id}", "compensation.acknowledged")
        return await platform.in_thread(answered, visit, batch_id, form, act)

    @routes.post(BATCH + "/kvittering")
    async def receipt(request: Request, batch_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ActForm)
        content = (await files_in(request)).get("file", b"")

        def ask(sent: ActForm) -> Done:
            return answered_by_file(
                compensation, visit.actor, batch_id, content, sent.idempotency_key, sent.version
            )

        here = {"lines": "file", "checksum": "file", "sha256": "file", **same("file")}
        act = Act(ask, f"{LIST}/{batch_id}", "compensation.acknowledged", here)
        return await platform.in_thread(answered, visit, batch_id, form, act)

    @routes.post(BATCH + "/utbetalt")
    async def paid(request: Request, batch_id: UUID, visit: TheVisit) -> Response:
        form: Form[Any] = await visit.pages.read(request, PaidForm, prefix="compensation.paid")

        def ask(sent: PaidForm) -> Done:
            return taking.ask(visit, MarkPaid(batch_id, sent.paid_on), sent)

        act: Act[Any] = Act(ask, f"{LIST}/{batch_id}", "compensation.now-paid", same("paid_on"))
        return await platform.in_thread(answered, visit, batch_id, form, act)
