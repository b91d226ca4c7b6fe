"""Who has looked at what concerns one, as a page (R-6)."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.audit.pages.asking import AskedAccesses, address, asked
from services.audit.pages.presenters.accesses import access_rows
from services.audit.pages.presenters.names import Names
from services.audit.readmodels import accesses, case_lists
from shared.identity.actors import Actor
from shared.identity.conditions import Own
from shared.identity.policy import scope
from shared.service.platform import Platform
from shared.service.sending import TheVisit
from shared.web.i18n import Words
from shared.web.navigation import Crumb

ACCESSES = "/revisjon/innsyn"
IN_A_PAGE = 25


def router(platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get(ACCESSES)
    def listed(visit: TheVisit) -> HTMLResponse:
        form = asked(visit.request, AskedAccesses, words)
        wanted = form.value or AskedAccesses()
        area = keeps_an_area(visit.actor) and wanted.whose == "area"
        found = accesses.listed(
            platform.views,
            visit.actor,
            mine=not area,
            case_id=wanted.case,
            after=wanted.after,
            limit=IN_A_PAGE + 1,
        )
        page = found[:IN_A_PAGE]
        cases = [each.case_id for each in page if each.case_id is not None]
        given = {name: form.text(name) for name in ("whose", "case")}
        older = address(ACCESSES, {**given, "after": str(page[-1].id)}) if page else None
        return visit.pages.render(
            visit.request,
            "audit/accesses.html",
            status=200 if form.value else 422,
            breadcrumbs=(
                Crumb(words("audit.front.title"), "/revisjon"),
                Crumb(words("audit.accesses.title")),
            ),
            form=form,
            rows=access_rows(
                page,
                case_lists.numbers(platform.views, visit.actor, cases),
                Names(platform.register, words),
            ),
            area=area,
            may_see_area=keeps_an_area(visit.actor),
            older=older if len(found) > IN_A_PAGE else None,
            newest=address(ACCESSES, given) if wanted.after else None,
        )

    return routes


def keeps_an_area(actor: Actor) -> bool:
    """Whether they may see more than what concerns themselves (P-3)."""
    reaches = scope(actor, "audit.read-accesses").reaches
    return any(not isinstance(each, Own) for reach in reaches for each in reach.conditions)
