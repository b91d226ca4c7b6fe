"""One decision of a case explained (R-3), and what the services knew then (R-2)."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from services.audit.api.explaining import explanation_out, known_out
from services.audit.api.histories import reading_key
from services.audit.application import Audit
from services.audit.application.explaining import Explaining
from services.audit.pages.asking import AskedHistory, address, ask_purpose, asked
from services.audit.pages.presenters.explanation import explanation_page
from services.audit.pages.presenters.names import Names
from services.audit.pages.routes.downloads import json_response
from services.audit.pages.routes.histories import HistoryScreens, crumbs
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.conditions import NotFound
from shared.web.i18n import Words


def router(audit: Audit, explaining: Explaining, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/revisjon/saker/{case_id}", default_response_class=HTMLResponse)
    screens = HistoryScreens(audit, platform, words)

    @routes.get("/hendelser/{event_id}")
    def explanation(visit: TheVisit, case_id: UUID, event_id: UUID) -> HTMLResponse:
        here = words("audit.explanation.title")
        in_this_case(case_id, event_id)
        try:
            found = explaining.of_event(
                visit.actor, event_id, key=reading_key(platform), purpose=purpose(visit)
            )
        except Refused as refused:
            way = crumbs(words, case_id, here)
            return ask_purpose(visit.request, visit.pages, words, refused, way)
        about = address("", {"purpose": purpose(visit)})
        names = Names(platform.register, words)
        then = address(
            f"/revisjon/saker/{case_id}", {"event": str(event_id), "purpose": purpose(visit)}
        )
        return visit.pages.render(
            visit.request,
            "audit/explanation.html",
            breadcrumbs=crumbs(words, case_id, here),
            told=explanation_page(case_id, found, names, about),
            address=f"/revisjon/saker/{case_id}/hendelser/{event_id}",
            case_address=f"/revisjon/saker/{case_id}{about}",
            known_address=then,
            about=about,
        )

    @routes.get("/hendelser/{event_id}/forklaring.json", response_class=Response)
    def explanation_file(visit: TheVisit, case_id: UUID, event_id: UUID) -> Response:
        in_this_case(case_id, event_id)
        try:
            found = explaining.of_event(
                visit.actor, event_id, key=reading_key(platform), purpose=purpose(visit)
            )
        except Refused as refused:
            way = crumbs(words, case_id, words("audit.explanation.title"))
            return ask_purpose(visit.request, visit.pages, words, refused, way)
        return json_response(explanation_out(found, words), f"forklaring-{event_id}")

    @routes.get("/kjent.json", response_class=Response)
    def known(visit: TheVisit, case_id: UUID) -> Response:
        wanted = asked(visit.request, AskedHistory, words).value or AskedHistory()
        moment = screens.moment(case_id, wanted)
        try:
            found = explaining.known(
                visit.actor,
                case_id,
                key=reading_key(platform),
                purpose=wanted.purpose,
                as_of=moment,
            )
        except Refused as refused:
            way = crumbs(words, case_id, words("audit.history.known-file"))
            return ask_purpose(visit.request, visit.pages, words, refused, way)
        return json_response(known_out(case_id, moment, found), f"kjent-{case_id}")

    def purpose(visit: Visit) -> str | None:
        return visit.request.query_params.get("purpose") or None

    def in_this_case(case_id: UUID, event_id: UUID) -> None:
        if audit.case_of(event_id) != case_id:
            raise NotFound

    return routes
