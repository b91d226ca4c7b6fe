"""Intake's pages: my cases and the inbox, the report form, the case (I-1, I-5, I-11)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from services.intake.api import ReportBody, register_command, seen
from services.intake.application import Intake, case_stream
from services.intake.commands import TriageCase
from services.intake.pages import presenters
from services.intake.readmodels import cases, steps
from shared.contracts.intake import Language, TriageOutcome
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import blank
from shared.web.navigation import Crumb

OUTCOMES: tuple[TriageOutcome, ...] = (
    "answered",
    "routed-to-line",
    "lifted-to-assessment",
    "lifted-to-system-level",
    "declined",
)


class FormModel(BaseModel):
    """What a form sends beside its fields: the token (checked before) and the key."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)


class ReportForm(FormModel):
    helsefellesskap: UUID
    title: str = ""
    what_happens: str = ""
    parties: list[str] = Field(default_factory=list)
    other_party: str = ""
    workaround: str | None = None
    urgent: bool = False
    language: Language = "nb"


class TriageForm(FormModel):
    outcome: TriageOutcome
    reason: str = ""
    reference: str | None = None
    no_patient_recognisable: bool = False


def router(intake: Intake, platform: Platform) -> APIRouter:
    pages = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    Signed = platform.signed_in  # noqa: N806 - a type
    words = platform.words

    def report_page(
        request: Request, actor: Actor, form: object, status: int = 200
    ) -> HTMLResponse:
        known = platform.register.current()
        return platform.pages.render(
            request,
            "intake/report.html",
            status=status,
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.report.title")),
            ),
            form=form,
            helsefellesskap=[
                Option(str(each.helsefellesskap_id), each.name)
                for each in known.helsefellesskap_of(actor)
            ],
            organisations=[Option(each.name, each.name) for each in known.parties_near(actor)],
        )

    @pages.get("/")
    def home(request: Request, actor: Signed) -> HTMLResponse:
        known = platform.register.current()
        listed = cases.listed(platform.views, actor, "intake.read-case")
        rows = {case.case_id: presenters.row(case, known, platform.seals, words) for case in listed}
        waiting = [
            case for case in listed if case.triage == cases.WAITING and may_triage(actor, case)
        ]
        return platform.pages.render(
            request,
            "intake/home.html",
            waiting=[rows[case.case_id] for case in waiting],
            mine=[rows[case.case_id] for case in listed if case.reporter == actor.person],
            others=[
                rows[case.case_id]
                for case in listed
                if case.reporter != actor.person and case not in waiting
            ],
            may_report=any(held.role == "clinician" for held in actor.holdings)
            or any(held.role == "secretariat" for held in actor.holdings),
        )

    @pages.get("/meld")
    def report_form(request: Request, actor: Signed) -> HTMLResponse:
        return report_page(request, actor, blank("intake.report", language="nb"))

    @pages.post("/meld")
    async def report(request: Request, actor: Signed) -> Response:
        form = await platform.pages.read(request, ReportForm, prefix="intake.report")
        if form.value is None:
            return report_page(request, actor, form, 422)
        sent = form.value
        body = ReportBody(
            helsefellesskap=sent.helsefellesskap,
            title=sent.title,
            what_happens=sent.what_happens,
            parties=[*sent.parties, *([sent.other_party] if sent.other_party else [])],
            workaround=sent.workaround,
            urgent=sent.urgent,
            language=sent.language,
        )
        try:
            command, done = await platform.in_thread(
                lambda: _register(intake, platform, actor, body, sent.idempotency_key)
            )
        except Refused as refused:
            return report_page(request, actor, form.refused(refused, words), 422)
        await platform.seen(done)
        return platform.pages.redirect(
            request,
            f"/saker/{command.case_id}",
            flash=Flash("success", "intake.report.received"),
        )

    @pages.get("/saker/{case_id}")
    def case_page(request: Request, case_id: UUID, actor: Signed) -> HTMLResponse:
        return show(request, actor, case_id, blank("intake.triage"))

    def show(
        request: Request, actor: Actor, case_id: UUID, form: object, status: int = 200
    ) -> HTMLResponse:
        case = seen(platform, actor, case_id)
        known = platform.register.current()
        reads_reporter = allowed(actor, "intake.read-reporter", case.resource)
        name = known.person_name(case.reporter) if isinstance(reads_reporter, Allowed) else None
        shown = presenters.page(
            case,
            steps.of_case(platform.views, case_id),
            known,
            platform.seals,
            words,
            name,
        )
        return platform.pages.render(
            request,
            "intake/case.html",
            status=status,
            breadcrumbs=(Crumb(words("intake.home.title"), "/"), Crumb(case.number)),
            case=shown,
            form=form,
            version=platform.version(case_stream(case_id)),
            may_triage=case.triage == cases.WAITING and may_triage(actor, case),
            outcomes=[Option(each, words(f"intake.outcome.{each}")) for each in OUTCOMES],
        )

    @pages.post("/saker/{case_id}/siling")
    async def triage(request: Request, case_id: UUID, actor: Signed) -> Response:
        form = await platform.pages.read(request, TriageForm, prefix="intake.triage")
        if form.value is None:
            return await platform.in_thread(lambda: show(request, actor, case_id, form, 422))
        sent = form.value
        command = TriageCase(case_id=case_id, **sent.model_dump(exclude={"idempotency_key"}))
        try:
            done = await platform.in_thread(
                lambda: intake.ask(actor, command, key=sent.idempotency_key)
            )
        except Refused as refused:
            refused_form = form.refused(refused, words)
            return await platform.in_thread(
                lambda: show(request, actor, case_id, refused_form, 422)
            )
        await platform.seen(done)
        return platform.pages.redirect(
            request, f"/saker/{case_id}", flash=Flash("success", "intake.triage.done")
        )

    return pages


def may_triage(actor: Actor, case: cases.Case) -> bool:
    return isinstance(allowed(actor, "intake.triage", case.resource), Allowed)


def _register(intake, platform, actor, body, key):  # type: ignore[no-untyped-def]
    command = register_command(platform, actor, body, key)
    return command, intake.ask(actor, command, key=key)
