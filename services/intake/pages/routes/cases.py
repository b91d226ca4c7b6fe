"""The case, and what its reporters can do with it: answer, object, take back (I-0, I-5, I-6)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.api.answering import sealed_for
from services.intake.application import Intake
from services.intake.commands import (
    DisputeOutcome,
    GiveInformation,
    ReopenCase,
    WithdrawReport,
)
from services.intake.pages.forms import AnswerForm, DisputeForm, ReopenForm, WithdrawForm
from services.intake.pages.routes.case_screens import PREFIX, CaseScreens
from shared.service.platform import Platform
from shared.service.sending import F, Sending, Sent, TheVisit, Visit
from shared.web.forms import Form
from shared.web.i18n import Words


def router(intake: Intake, platform: Platform, screens: CaseScreens, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    sending = Sending(intake, platform, words)

    @routes.get("/saker/{case_id}")
    def case_page(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.case(visit, case_id)

    def take(visit: Visit, case_id: UUID, form: Form[F], sent: Sent[F]) -> Response:
        return sending.take(
            visit, form, sent, lambda shown, status: screens.case(visit, case_id, shown, status)
        )

    @routes.post("/saker/{case_id}/svar")
    async def give(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, AnswerForm, prefix=PREFIX)
        sent = Sent[AnswerForm](
            lambda typed: GiveInformation(case_id, sealed_for(case_id, typed.answer)),
            lambda _typed: f"/saker/{case_id}",
            "intake.case.answered",
        )
        return await platform.in_thread(take, visit, case_id, form, sent)

    @routes.post("/saker/{case_id}/ikke-lost")
    async def dispute(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, DisputeForm, prefix=PREFIX)
        sent = Sent[DisputeForm](
            lambda typed: DisputeOutcome(case_id, typed.dispute_reason),
            lambda _typed: f"/saker/{case_id}",
            "intake.case.disputed",
            {"reason": "dispute_reason"},
        )
        return await platform.in_thread(take, visit, case_id, form, sent)

    @routes.post("/saker/{case_id}/trekk")
    async def withdraw(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, WithdrawForm, prefix=PREFIX)
        sent = Sent[WithdrawForm](
            lambda typed: WithdrawReport(case_id, typed.withdraw_reason, typed.report_id),
            lambda _typed: "/",
            "intake.case.withdrawn",
            {"reason": "withdraw_reason"},
        )
        return await platform.in_thread(take, visit, case_id, form, sent)

    @routes.post("/saker/{case_id}/gjenapning")
    async def reopen(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ReopenForm, prefix=PREFIX)
        sent = Sent[ReopenForm](
            lambda typed: ReopenCase(case_id, typed.reopen_reason),
            lambda _typed: f"/saker/{case_id}",
            "intake.case.reopened",
            {"reason": "reopen_reason"},
        )
        return await platform.in_thread(take, visit, case_id, form, sent)

    return routes
