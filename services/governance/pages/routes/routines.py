"""The register of routines in force, for those who work by them (G-21)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from services.governance.api.routines import seen
from services.governance.pages.presenters.names import Names
from services.governance.readmodels import routines
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.web.i18n import Words
from shared.web.navigation import Crumb


def router(platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/rutiner")
    def listed(
        request: Request,
        actor: SignedIn,
        pages: ThePages,
        q: Annotated[str, Query(max_length=200)] = "",
    ) -> HTMLResponse:
        names = Names(platform, actor, words)
        found = routines.listed(platform.views, actor, words=q)
        names.look_up(each.case_id for each in found)
        today = platform.today()
        return pages.render(
            request,
            "governance/routines.html",
            breadcrumbs=(Crumb(words("governance.routine.title")),),
            q=q,
            rows=[
                (
                    each,
                    names.case(each.case_id, each.number),
                    ", ".join(map(names.party, each.bound)),
                    _overdue(each.review_on, today),
                )
                for each in found
            ],
        )

    @routes.get("/rutiner/{case_id}")
    def one(request: Request, case_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        names = Names(platform, actor, words)
        found = seen(platform, actor, case_id)
        may_read = allowed(actor, "governance.read-case", found.resource)
        return pages.render(
            request,
            "governance/routine.html",
            breadcrumbs=(
                Crumb(words("governance.routine.title"), "/rutiner"),
                Crumb(words("governance.routine.one", number=found.number)),
            ),
            routine=found,
            case=names.case(case_id, found.number),
            tasks=[(names.party(party), what) for party, what in found.tasks],
            bound=", ".join(map(names.party, found.bound)),
            reservations=[(names.party(party), text) for party, text in found.reservations.items()],
            decided_by=names.body(found.decided_by) if found.decided_by else "",
            overdue=_overdue(found.review_on, platform.today()),
            may_read_case=isinstance(may_read, Allowed),
        )

    return routes


def _overdue(review_on: date | None, today: date) -> bool:
    return review_on is not None and review_on < today
