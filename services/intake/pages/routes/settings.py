"""How a helsefellesskap wants its triage: what recurs, and who may answer first (I-5, I-8)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.intake.application import Intake
from services.intake.application.streams import OwnStreams
from services.intake.commands import NameLiaison, RemoveLiaison, SetRecurrence
from services.intake.pages.forms import LiaisonForm, RecurrenceForm
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import F, Sending, Sent, TheVisit, Visit
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "intake.settings"


class SettingScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def show(
        self, visit: Visit, area: UUID, form: Form[Any] | None = None, status: int = 200
    ) -> HTMLResponse:
        register, words = self._platform.register, self._words
        home = register.helsefellesskap(area)
        if home is None:
            raise NotFound
        require(visit.actor, "intake.configure", Resource("structure", helsefellesskap=area))
        settings = OwnStreams(self._platform.ledger, self._platform.codec).settings(area)
        liaisons = sorted(
            (self._name(person), self._party(party), person, party)
            for person, party in settings.liaisons
        )
        return visit.pages.render(
            visit.request,
            "intake/settings.html",
            status=status,
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.settings.of", name=home.name)),
            ),
            home=home,
            liaisons=liaisons,
            people=self._people(area),
            parties=[Option(str(each.id), each.name) for each in register.organisations(area)],
            form=form or blank(PREFIX, times=str(settings.often)),
        )

    def _people(self, area: UUID) -> list[Option]:
        """Those who work with the cases or report them, by name."""
        register = self._platform.register
        found = {*register.holders("clinician", area), *register.holders("secretariat", area)}
        return sorted(
            (Option(str(each), self._name(each)) for each in found), key=lambda each: each.label
        )

    def _name(self, person: UUID) -> str:
        return self._platform.register.person_name(person) or self._words("intake.erased")

    def _party(self, party: UUID | None) -> str:
        if party is None:
            return self._words("intake.settings.everywhere")
        found = self._platform.register.organisation(party)
        return found.name if found else self._words("intake.settings.unknown-party")


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/siling/innstillinger/{area}", default_response_class=HTMLResponse)
    screens, sending = SettingScreens(platform, words), Sending(intake, platform, words)

    @routes.get("")
    def show(area: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.show(visit, area)

    def take(visit: Visit, area: UUID, form: Form[F], sent: Sent[F]) -> Response:
        return sending.take(
            visit, form, sent, lambda shown, status: screens.show(visit, area, shown, status)
        )

    @routes.post("/gjentakelse")
    async def recurrence(request: Request, area: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, RecurrenceForm, prefix=PREFIX)
        sent = Sent[RecurrenceForm](
            lambda typed: SetRecurrence(area, typed.times),
            lambda _typed: f"/siling/innstillinger/{area}",
            "intake.settings.kept",
        )
        return await platform.in_thread(take, visit, area, form, sent)

    @routes.post("/kontakter")
    async def name(request: Request, area: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, LiaisonForm, prefix=PREFIX)
        sent = Sent[LiaisonForm](
            lambda typed: NameLiaison(area, typed.person, typed.party),
            lambda _typed: f"/siling/innstillinger/{area}",
            "intake.settings.liaison-named",
        )
        return await platform.in_thread(take, visit, area, form, sent)

    @routes.post("/kontakter/fjern")
    async def remove(request: Request, area: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, LiaisonForm, prefix=PREFIX)
        sent = Sent[LiaisonForm](
            lambda typed: RemoveLiaison(area, typed.person, typed.party),
            lambda _typed: f"/siling/innstillinger/{area}",
            "intake.settings.liaison-removed",
        )
        return await platform.in_thread(take, visit, area, form, sent)

    return routes
