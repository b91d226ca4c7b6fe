"""What is due, what is missed, who was told; and one's own notices (G-11)."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from services.governance.application import Governance
from services.governance.pages.presenters import deadlines as presenters
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import deadlines
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.web.i18n import Words
from shared.web.navigation import Crumb


def router(_governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/styring/frister")
    def show(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        names = Names(platform, actor, words)
        now = platform.clock.now()
        due = deadlines.due(platform.views, actor)
        return pages.render(
            request,
            "governance/deadlines.html",
            breadcrumbs=(
                Crumb(words("governance.meetings.title"), "/moter"),
                Crumb(words("governance.deadlines.title")),
            ),
            notices=presenters.notices(deadlines.notices(platform.views, actor.person), names),
            missed=presenters.rows([each for each in due if each.told], now, names),
            due=presenters.rows([each for each in due if not each.told], now, names),
        )

    return routes
