"""A body, a party or a project starts a case: a measure is planned or adjusted (I-13)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.api.answering import new_id, sealed_for
from services.intake.application import Intake
from services.intake.commands import StartCase
from services.intake.pages.forms import StartForm
from services.intake.pages.presenters.reporting import home_options, party_options, party_rows
from services.intake.pages.routes.report_screens import homes_of
from shared.contracts.intake import StarterKind
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed, require
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit
from shared.web.components import Option
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.start"
STARTERS: tuple[StarterKind, ...] = ("body", "party", "project")


class StartScreens:
    """What the routes show: to those who may start a case for somebody."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def form(self, visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        register, words = self._platform.register, self._words
        homes = sorted(homes_of(visit.actor), key=str)
        bodies = [
            Option(str(each.id), each.name)
            for home in homes
            for each in register.bodies(home)
            if _may(visit.actor, home, body=each.id)
        ]
        parties = {
            each.id: Option(str(each.id), each.name)
            for home in homes
            for each in register.organisations(home)
            if _may(visit.actor, home, party=each.id)
        }
        project = any(_may(visit.actor, home) for home in homes)
        possible = {"body": bool(bodies), "party": bool(parties), "project": project}
        if not any(possible.values()):
            require(visit.actor, "intake.start-case", Resource("case"))
        return visit.pages.render(
            visit.request,
            "intake/start.html",
            status=status,
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.start.title")),
            ),
            form=form,
            starters=[Option(s, words(f"intake.starter.{s}")) for s in STARTERS if possible[s]],
            bodies=bodies,
            parties=list(parties.values()),
            project=project,
            helsefellesskap=home_options(register, homes),
            organisations=party_options(register, homes),
            rows=party_rows(form),
        )


def _may(actor: Actor, home: UUID, *, body: UUID | None = None, party: UUID | None = None) -> bool:
    resource = Resource("case", helsefellesskap=home, body=body, party=party)
    return isinstance(allowed(actor, "intake.start-case", resource), Allowed)


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens, sending = StartScreens(platform, words), Sending(intake, platform, words)

    @routes.get("/saker/ny")
    def form(visit: TheVisit) -> HTMLResponse:
        return screens.form(visit, blank(PREFIX))

    @routes.post("/saker/ny")
    async def start(request: Request, visit: TheVisit) -> Response:
        typed = await visit.pages.read(request, StartForm, prefix=PREFIX)
        return await platform.in_thread(started, visit, typed)

    def started(visit: Visit, typed: Form[StartForm]) -> Response:
        case_id = new_id(visit.actor, typed.text("idempotency_key"), "case")
        sent = Sent[StartForm](
            lambda told: command(case_id, told),
            lambda _told: f"/saker/{case_id}",
            "intake.start.started",
        )
        return sending.take(
            visit, typed, sent, lambda shown, status: screens.form(visit, shown, status)
        )

    return routes


def command(case_id: UUID, told: StartForm) -> StartCase:
    """Only the starter that was chosen counts, whatever stands in the other fields."""
    return StartCase(
        case_id=case_id,
        helsefellesskap=told.helsefellesskap,
        starter=told.starter,
        title=sealed_for(case_id, told.title),
        what_happens=sealed_for(case_id, told.what_happens),
        parties=tuple(told.parties),
        no_patient_recognisable=told.no_patient_recognisable,
        body_id=told.body_id if told.starter == "body" else None,
        party=told.party if told.starter == "party" else None,
        project=told.project if told.starter == "project" else None,
        urgent=told.urgent,
    )
