"""Triage: the outcome, a question, an answer first, cases that become one or two (I-0, I-5)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.api.answering import new_id, sealed_for, seen
from services.intake.application import Intake
from services.intake.commands import (
    AnswerFirst,
    MergeCase,
    RequestInformation,
    SplitCase,
    TriageCase,
)
from services.intake.pages.forms import (
    FirstAnswerForm,
    MergeForm,
    OutcomeForm,
    QuestionForm,
    SplitForm,
)
from services.intake.pages.routes.case_screens import TRIAGE, CaseScreens
from services.intake.readmodels import cases
from shared.service.platform import Platform
from shared.service.sending import F, Sending, Sent, TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.forms import Form
from shared.web.i18n import Words

SPLIT_FIELDS = {
    "reports": "split_reports",
    "title": "split_title",
    "what_happens": "split_what",
    "parties": "split_parties",
    "reason": "split_reason",
}


class Triaging:
    """From what is typed to what is asked."""

    def __init__(self, intake: Intake, platform: Platform, screens: CaseScreens, words: Words):
        self._platform = platform
        self._screens = screens
        self._sending = Sending(intake, platform, words)

    def take(self, visit: Visit, case_id: UUID, form: Form[F], sent: Sent[F]) -> Response:
        return self._sending.take(
            visit,
            form,
            sent,
            lambda shown, status: self._screens.triage(visit, case_id, shown, status),
        )

    def outcome(self, visit: Visit, case_id: UUID, typed: OutcomeForm) -> TriageCase:
        """What stands in a field of another outcome is left alone. Raises Refused."""
        joins = typed.outcome == "joined"
        joined_to = typed.joined_to if joins else None
        if joins and typed.joined_number:
            joined_to = self.numbered(visit, case_id, typed.joined_number, "joined_number")
        return TriageCase(
            case_id=case_id,
            outcome=typed.outcome,
            reason=typed.reason,
            reference=typed.reference,
            no_patient_recognisable=typed.no_patient_recognisable,
            rule=typed.rule,
            routine=typed.routine,
            line=typed.line if typed.outcome == "routed-to-line" else None,
            joined_to=joined_to,
        )

    def numbered(self, visit: Visit, case_id: UUID, number: str, field: str) -> UUID:
        """The case of this number in the same helsefellesskap. Raises Refused where there is none
        that this person may read."""
        case = seen(self._platform, visit.actor, case_id)
        found = cases.numbered(self._platform.views, visit.actor, case.helsefellesskap, number)
        if found is None:
            raise Refused("I-0", "intake.case-unknown", field=field)
        return found.case_id

    def split(self, visit: Visit, case_id: UUID, typed: SplitForm) -> SplitCase:
        to_case = new_id(visit.actor, typed.idempotency_key, "split")
        return SplitCase(
            case_id=case_id,
            to_case=to_case,
            title=sealed_for(to_case, typed.split_title),
            what_happens=sealed_for(to_case, typed.split_what),
            reports=tuple(typed.split_reports),
            parties=tuple(typed.split_parties),
            reason=typed.split_reason,
            urgent=typed.split_urgent,
        )


def router(intake: Intake, platform: Platform, screens: CaseScreens, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/saker/{case_id}", default_response_class=HTMLResponse)
    triaging = Triaging(intake, platform, screens, words)

    @routes.get("/siling")
    def show(case_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.triage(visit, case_id)

    @routes.post("/siling")
    async def triage(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, OutcomeForm, prefix=TRIAGE)
        sent = Sent[OutcomeForm](
            lambda typed: triaging.outcome(visit, case_id, typed),
            lambda _typed: f"/saker/{case_id}",
            "intake.triage.done",
        )
        return await platform.in_thread(triaging.take, visit, case_id, form, sent)

    @routes.post("/sporsmal")
    async def question(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, QuestionForm, prefix=TRIAGE)
        sent = Sent[QuestionForm](
            lambda typed: RequestInformation(case_id, typed.question, typed.working_days),
            lambda _typed: f"/saker/{case_id}",
            "intake.triage.asked",
        )
        return await platform.in_thread(triaging.take, visit, case_id, form, sent)

    @routes.post("/svar-forst")
    async def answer(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, FirstAnswerForm, prefix=TRIAGE)
        sent = Sent[FirstAnswerForm](
            lambda typed: AnswerFirst(
                case_id, typed.reason, typed.reference, typed.rule, typed.routine
            ),
            lambda _typed: f"/saker/{case_id}",
            "intake.triage.answered-first",
        )
        return await platform.in_thread(triaging.take, visit, case_id, form, sent)

    @routes.post("/sammenslaing")
    async def merge(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, MergeForm, prefix=TRIAGE)
        sent = Sent[MergeForm](
            lambda typed: MergeCase(
                case_id,
                triaging.numbered(visit, case_id, typed.merge_number, "merge_number"),
                typed.merge_reason,
            ),
            lambda _typed: f"/saker/{case_id}",
            "intake.triage.merged",
            {"into": "merge_number", "reason": "merge_reason"},
        )
        return await platform.in_thread(triaging.take, visit, case_id, form, sent)

    @routes.post("/deling")
    async def split(request: Request, case_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SplitForm, prefix=TRIAGE)
        sent = Sent[SplitForm](
            lambda typed: triaging.split(visit, case_id, typed),
            lambda typed: f"/saker/{new_id(visit.actor, typed.idempotency_key, 'split')}",
            "intake.triage.split-done",
            SPLIT_FIELDS,
        )
        return await platform.in_thread(triaging.take, visit, case_id, form, sent)

    return routes
