"""Same problem, different practice: the municipalities side by side (I-9)."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.intake.pages.presenters.variation import VariationPage, shown
from services.intake.readmodels import cases, counts
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.i18n import Words
from shared.web.navigation import Crumb


def router(platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)

    @routes.get("/variasjon")
    def variation(visit: TheVisit) -> HTMLResponse:
        return visit.pages.render(
            visit.request,
            "intake/variation.html",
            breadcrumbs=(
                Crumb(words("intake.home.title"), "/"),
                Crumb(words("intake.variation.title")),
            ),
            variations=found(visit),
        )

    def found(visit: Visit) -> list[VariationPage]:
        """Of the cases that this person may read (P-3)."""
        organisations = platform.register.organisations()
        pages: list[VariationPage] = []
        for each in counts.variations(platform.views, visit.actor, organisations):
            case = cases.one(platform.views, each.case_id)
            if case is None or not isinstance(
                allowed(visit.actor, "intake.read-case", case.resource), Allowed
            ):
                continue
            title = platform.seals.open(case.title) or words("intake.erased")
            pages.append(shown(each, f"{case.number} {title}", platform.seals, words))
        return pages

    return routes
