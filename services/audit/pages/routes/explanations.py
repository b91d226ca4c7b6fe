"""One decision of a case explained (R-3), and what the services knew then (R-2)."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from services.audit.api.explaining import explanation_out, known_out
from services.audit.api.histories import reading_key
from services.audit.application import Audit
from services.audit.application.explaining import Explained, Explaining
from services.audit.pages.asking import address, told_why
from services.audit.pages.presenters.explanation import explanation_page
from services.audit.pages.presenters.names import Names
from services.audit.pages.routes.downloads import json_response
from services.audit.pages.routes.histories import HistoryScreens, crumbs
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.web.conditions import NotFound
from shared.web.i18n import Words


def router(audit: Audit, explaining: Explaining, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/revisjon/saker/{case_id}", default_response_class=HTMLResponse)
    screens = HistoryScreens(audit, platform, words)

    @routes.get("/hendelser/{event_id}", response_class=HTMLResponse)
    def explanation(visit: TheVisit, case_id: UUID, event_id: UUID) -> Response:
        here = crumbs(words, case_id, words("audit.explanation.title"))

        def page() -> HTMLResponse:
            found = explained(visit, case_id, event_id)
            given = {"purpose": purpose(visit)}
            about = address("", given)
            case = f"/revisjon/saker/{case_id}"
            return visit.pages.render(
                visit.request,
                "audit/explanation.html",
                breadcrumbs=here,
                told=explanation_page(case_id, found, Names(platform.register, words), about),
                address=f"{case}/hendelser/{event_id}",
                case_address=f"{case}{about}",
                known_address=address(case, {"event": str(event_id), **given}),
                about=about,
            )

        return told_why(visit, words, here, page)

    @routes.get("/hendelser/{event_id}/forklaring.json", response_class=Response)
    def explanation_file(visit: TheVisit, case_id: UUID, event_id: UUID) -> Response:
        def made() -> Response:
            found = explained(visit, case_id, event_id)
            return json_response(explanation_out(found, words), f"forklaring-{event_id}")

        here = crumbs(words, case_id, words("audit.explanation.title"))
        return told_why(visit, words, here, made)

    @routes.get("/kjent.json", response_class=Response)
    def known(visit: TheVisit, case_id: UUID) -> Response:
        def made() -> Response:
            wanted = screens.wanted(visit)
            moment = screens.moment(case_id, wanted)
            found = explaining.known(
                visit.actor,
                case_id,
                key=reading_key(platform),
                purpose=wanted.purpose,
                as_of=moment,
            )
            return json_response(known_out(case_id, moment, found), f"kjent-{case_id}")

        here = crumbs(words, case_id, words("audit.history.known-file"))
        return told_why(visit, words, here, made)

    def explained(visit: Visit, case_id: UUID, event_id: UUID) -> Explained:
        if audit.case_of(event_id) != case_id:
            raise NotFound
        key = reading_key(platform)
        return explaining.of_event(visit.actor, event_id, key=key, purpose=purpose(visit))

    def purpose(visit: Visit) -> str | None:
        return visit.request.query_params.get("purpose") or None

    return routes
