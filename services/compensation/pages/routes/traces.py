"""A pay line led back to the decision that the meeting made (C-12)."""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.compensation.application import Compensation
from services.compensation.pages.presenters.claims import Presenter
from services.compensation.pages.presenters.traces import TracesPresenter
from services.compensation.pages.routes.home import HOME
from services.compensation.readmodels import claim_lists
from shared.identity.actions import Action
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.sending import TheVisit
from shared.web.i18n import Words
from shared.web.navigation import Crumb


def router(compensation: Compensation, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    presenter = TracesPresenter(Presenter(platform.register, words), words)

    @routes.get(HOME + "/linjer/{line_id}")
    def traced(line_id: UUID, visit: TheVisit) -> HTMLResponse:
        trace = compensation.trace(visit.actor, line_id)
        shown = presenter.page(trace)
        claim = claim_lists.resource_of(
            trace.claim, trace.meeting.body if trace.meeting else None, None
        )

        def reads(resource: Resource, action: Action) -> bool:
            return isinstance(allowed(visit.actor, action, resource), Allowed)

        case = Resource("case", helsefellesskap=trace.claim.helsefellesskap, lifted=True)
        return visit.pages.render(
            visit.request,
            "compensation/trace.html",
            breadcrumbs=(
                Crumb(words("compensation.home.title"), HOME),
                Crumb(words("compensation.claim.crumb"), f"{HOME}/krav/{shown.claim_id}"),
                Crumb(words("compensation.trace.title")),
            ),
            trace=shown,
            reads_batch=reads(claim, "compensation.read-batch"),
            reads_agreement=reads(claim, "compensation.read-agreement"),
            reads_case=reads(case, "governance.read-case"),
        )

    return routes
