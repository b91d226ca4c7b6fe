"""Audit's front page: where each one may go from here."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.audit.pages.routes.accesses import ACCESSES
from services.audit.pages.routes.erasing import BLOCKED
from services.audit.pages.routes.queries import CASES, FIGURES
from shared.identity.actors import Actor
from shared.identity.policy import scope
from shared.service.sending import TheVisit
from shared.web.components import Onward
from shared.web.i18n import Words


def router(words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/revisjon")
    def front(visit: TheVisit) -> HTMLResponse:
        return visit.pages.render(
            visit.request,
            "audit/front.html",
            may_read=not scope(visit.actor, "audit.read-history").nothing,
            ways=ways(visit.actor, words),
        )

    return routes


def ways(actor: Actor, words: Words) -> list[tuple[Onward, str]]:
    """The pages that hold something for the actor, each with what is there (P-3)."""
    found: list[tuple[Onward, str]] = []
    if not scope(actor, "audit.query").nothing:
        cases = Onward(words("audit.query.title"), CASES)
        figures = Onward(words("audit.figures.title"), FIGURES)
        found.append((cases, words("audit.front.query")))
        found.append((figures, words("audit.front.figures")))
    accesses = Onward(words("audit.accesses.title"), ACCESSES)
    found.append((accesses, words("audit.front.accesses")))
    if not scope(actor, "audit.erase").nothing:
        blocked = Onward(words("audit.block.title"), BLOCKED)
        found.append((blocked, words("audit.front.blocked")))
    return found
