"""Intake's pages: my cases and the inbox, the report form, the case (I-1, I-5, I-11)."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.intake.api.answering import seen
from services.intake.api.reporting import ReportBody, register_command
from services.intake.application import Intake
from services.intake.commands import RegisterReport, TriageCase
from services.intake.pages import presenters
from services.intake.readmodels import cases, steps
from shared.contracts.intake import Language, TriageOutcome
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages, Visiting
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

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
    title: str
    what_happens: str
    other_party: str = ""
    parties: list[str] = Field(default_factory=list, validate_default=True)
    workaround: str | None = None
    urgent: bool = False
    language: Language = "nb"

    @field_validator("parties")
    @classmethod
    def somebody_is_concerned(cls, parties: list[str], given: ValidationInfo) -> list[str]:
        """Told beside the other two of the three, not after them (I-1)."""
        if not parties and not given.data.get("other_party"):
            raise PydanticCustomError("missing", "no party")
        return parties


class TriageForm(FormModel):
    outcome: TriageOutcome
    reason: str
    reference: str | None = None
    line: UUID | None = None
    no_patient_recognisable: bool = False


def may_triage(actor: Actor, case: cases.Case) -> bool:
    """Whether the page offers triage. To a chair not of their own report: the policy would take
    it, but it is for somebody else to look at first; a secretariat may be one person."""
    if case.triage != cases.WAITING:
        return False
    if case.reporter == actor.person and not actor.has(
        "secretariat", helsefellesskap=case.helsefellesskap
    ):
        return False
    return isinstance(allowed(actor, "intake.triage", case.resource), Allowed)


class Screens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def home(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """My cases, and for those who triage what waits."""
        platform = self._platform
        listed = cases.listed(platform.views, actor, "intake.read-case")
        rows = {
            case.case_id: presenters.row(case, platform.register, platform.seals, self._words)
            for case in listed
        }
        waiting = [case for case in listed if may_triage(actor, case)]
        return pages.render(
            request,
            "intake/home.html",
            waiting=[rows[case.case_id] for case in waiting],
            mine=[
                rows[case.case_id]
                for case in listed
                if case.reporter == actor.person and case not in waiting
            ],
            others=[
                rows[case.case_id]
                for case in listed
                if case.reporter != actor.person and case not in waiting
            ],
            may_report=bool(homes_of(actor)),
        )

    def report(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        form: Form[ReportForm],
        status: int = 200,
    ) -> HTMLResponse:
        """The report form: three things, the rest if one likes (I-1)."""
        register = self._platform.register
        homes = homes_of(actor)
        return pages.render(
            request,
            "intake/report.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("intake.home.title"), "/"),
                Crumb(self._words("intake.report.heading")),
            ),
            form=form,
            helsefellesskap=[
                Option(str(each.id), each.name)
                for each in register.all_helsefellesskap()
                if each.id in homes
            ],
            organisations=presenters.party_options(register, homes),
        )

    def case(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        case_id: UUID,
        form: Form[TriageForm],
        status: int = 200,
    ) -> HTMLResponse:
        """The case, its picture and its history; the triage form for those who triage."""
        platform = self._platform
        case = seen(platform, actor, case_id)
        reads_reporter = allowed(actor, "intake.read-reporter", case.resource)
        reporter = (
            platform.register.person_name(case.reporter)
            if isinstance(reads_reporter, Allowed)
            else None
        )
        shown = presenters.page(
            case,
            steps.of_case(platform.views, case_id),
            platform.register,
            platform.seals,
            self._words,
            reporter,
            actor,
        )
        return pages.render(
            request,
            "intake/case.html",
            status=status,
            breadcrumbs=(Crumb(self._words("intake.home.title"), "/"), Crumb(case.number)),
            case=shown,
            form=form,
            may_triage=may_triage(actor, case),
            lines=[
                Option(str(party.organisation_id), party.name)
                for party in case.parties
                if party.organisation_id
            ],
            outcomes=[Option(each, self._words(f"intake.outcome.{each}")) for each in OUTCOMES],
        )


def homes_of(actor: Actor) -> frozenset[UUID]:
    """The helsefellesskap in which the actor may report."""
    held = {each.helsefellesskap for each in actor.holdings if each.role != "operator"}
    return frozenset({home for home in held if home} | {s.helsefellesskap for s in actor.seats})


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    screens = Screens(platform, words)

    @routes.get("/")
    def home(request: Request, actor: Visiting, pages: ThePages) -> HTMLResponse:
        if actor is None:
            return pages.render(request, "intake/welcome.html")
        return screens.home(request, actor, pages)

    @routes.get("/meld")
    def report_form(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return screens.report(request, actor, pages, blank("intake.report", language="nb"))

    @routes.post("/meld")
    async def report(request: Request, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, ReportForm, prefix="intake.report")
        return await platform.in_thread(reported, request, actor, pages, form)

    @routes.get("/saker/{case_id}")
    def case_page(
        request: Request, case_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return screens.case(request, actor, pages, case_id, blank("intake.triage"))

    @routes.post("/saker/{case_id}/siling")
    async def triage(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, TriageForm, prefix="intake.triage")
        return await platform.in_thread(triaged, request, case_id, actor, pages, form)

    def triaged(
        request: Request, case_id: UUID, actor: Actor, pages: Pages, form: Form[TriageForm]
    ) -> Response:
        if form.value is None:
            return screens.case(request, actor, pages, case_id, form, 422)
        sent = form.value
        command = TriageCase(case_id=case_id, **sent.model_dump(exclude={"idempotency_key"}))
        try:
            done = intake.ask(actor, command, key=sent.idempotency_key)
        except Refused as refused:
            again = form.refused(refused, words)
            return screens.case(request, actor, pages, case_id, again, 422)
        platform.shows(done)
        return pages.redirect(
            request, f"/saker/{case_id}", flash=Flash("success", "intake.triage.done")
        )

    def reported(request: Request, actor: Actor, pages: Pages, form: Form[ReportForm]) -> Response:
        if form.value is None:
            return screens.report(request, actor, pages, form, 422)
        try:
            command, done = registered(intake, platform, actor, form.value)
        except Refused as refused:
            return screens.report(request, actor, pages, form.refused(refused, words), 422)
        platform.shows(done)
        return pages.redirect(
            request, f"/saker/{command.case_id}", flash=presenters.receipt(command, words)
        )

    return routes


def registered(
    intake: Intake, platform: Platform, actor: Actor, sent: ReportForm
) -> tuple[RegisterReport, Done]:
    """What was typed, registered by the same way as over the API."""
    body = ReportBody(
        helsefellesskap=sent.helsefellesskap,
        title=sent.title,
        what_happens=sent.what_happens,
        parties=[*sent.parties, *([sent.other_party] if sent.other_party else [])],
        workaround=sent.workaround,
        urgent=sent.urgent,
        language=sent.language,
    )
    command = register_command(platform, actor, body, sent.idempotency_key)
    return command, intake.ask(actor, command, key=sent.idempotency_key)
