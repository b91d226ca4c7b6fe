"""The front page: my cases, what waits, and where else to go; and the triage inbox (I-5, I-12)."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.intake.application.acts import may_triage
from services.intake.application.noticing import PAGE
from services.intake.pages.presenters import cases as presenters
from services.intake.pages.presenters import triage as triaging
from services.intake.pages.routes.report_screens import homes_of
from services.intake.readmodels import cases
from services.intake.readmodels.case_changes import ASKED, WAITING
from shared.identity.actors import Actor
from shared.service.menu import Room, leads
from shared.service.platform import Platform
from shared.service.sending import TheVisit, may
from shared.service.signing_in import ThePages, Visiting
from shared.web.components import Onward
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

MOST = 200
ROOMS = (
    Room("intake.inbox.title", "/siling", ("intake.triage",), "case", own=False),
    Room("intake.rule.title", "/regler", ("intake.read-rules",), "case", own=False),
    Room("intake.variation.title", "/variasjon", ("intake.read-report",), "case", own=False),
    Room("intake.import.heading", "/import", ("intake.import",), "case", own=False),
    Room("intake.start.title", "/saker/ny", ("intake.start-case",), "case", own=False),
)
"""What intake has beside the cases; too much for the head of every page."""


class Home:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def front(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """My cases, and for those who triage what waits."""
        listed = cases.listed(self._platform.views, actor, "intake.read-case")
        waiting = [case for case in listed if case.waits and may_triage(actor, case)]
        mine = [c for c in listed if c.reporter == actor.person and c not in waiting]
        others = [c for c in listed if c.reporter != actor.person and c not in waiting]
        return pages.render(
            request,
            "intake/home.html",
            waiting=self._rows(waiting),
            mine=self._rows(mine),
            others=self._rows(others),
            may_report=bool(homes_of(actor)),
            places=self._places(actor),
        )

    def inbox(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """I-12: what is urgent first; what recurs and what is disputed is marked."""
        waiting = self._to_triage(actor, WAITING)
        asked = self._to_triage(actor, ASKED)
        return pages.render(
            request,
            "intake/inbox.html",
            breadcrumbs=(
                Crumb(self._words("intake.home.title"), "/"),
                Crumb(self._words("intake.inbox.title")),
            ),
            figures=triaging.figures(waiting, asked, self._words),
            waiting=self._rows(waiting),
            asked=self._rows(asked),
            places=[each for each in self._places(actor) if each.address != "/siling"],
        )

    def _to_triage(self, actor: Actor, state: str) -> list[cases.Case]:
        found = cases.listed(self._platform.views, actor, "intake.triage", triage=state, limit=MOST)
        return [case for case in found if may_triage(actor, case)]

    def _rows(self, found: list[cases.Case]) -> list[presenters.CaseRow]:
        platform = self._platform
        return [
            presenters.row(case, platform.register, platform.seals, self._words) for case in found
        ]

    def _places(self, actor: Actor) -> list[Onward]:
        """Where this person has more to do in intake (P-3)."""
        homes = homes_of(actor)
        found = [
            Onward(self._words(room.key), room.address) for room in ROOMS if leads(actor, room)
        ]
        settings = [
            Onward(
                self._words("intake.settings.of", name=home.name),
                f"/siling/innstillinger/{home.id}",
            )
            for home in self._platform.register.all_helsefellesskap()
            if home.id in homes and may(actor, "intake.configure", home.id)
        ]
        notices = Onward(self._words("intake.notices.heading"), PAGE)
        return [*found, *settings, *([notices] if homes else [])]


def router(platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = Home(platform, words)

    @routes.get("/")
    def home(request: Request, actor: Visiting, pages: ThePages) -> HTMLResponse:
        if actor is None:
            return pages.render(request, "intake/welcome.html")
        return screens.front(request, actor, pages)

    @routes.get("/siling")
    def inbox(visit: TheVisit) -> HTMLResponse:
        return screens.inbox(visit.request, visit.actor, visit.pages)

    return routes
