"""The history of a case, whole or by its turns, as of any moment (R-1, R-2)."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from services.audit.api.bundles import bundle_response
from services.audit.api.histories import history_out, proof_out, reading_key
from services.audit.application import Audit, History
from services.audit.application.bundles import Asked as BundleAsked
from services.audit.application.bundles import Bundles
from services.audit.decisions.erasing import Erased
from services.audit.pages.asking import (
    AskedHistory,
    address,
    ask_purpose,
    asked,
    first_asked,
)
from services.audit.pages.presenters import history as presenters
from services.audit.pages.presenters.known import known
from services.audit.pages.presenters.names import Names
from services.audit.pages.routes.downloads import json_response
from shared.contracts.record import SERVICES
from shared.identity.policy import scope
from shared.service.platform import Platform
from shared.service.sending import TheVisit, Visit
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.navigation import Crumb


class HistoryScreens:
    """What the routes show of a case's history."""

    def __init__(self, audit: Audit, platform: Platform, words: Words) -> None:
        self._audit = audit
        self._platform = platform
        self._words = words

    def show(self, visit: Visit, case_id: UUID) -> HTMLResponse:
        form = asked(visit.request, AskedHistory, self._words)
        found, status, first = None, 200, False
        if form.value is None:
            status = 422
        else:
            try:
                found = self.found(visit, case_id, form.value)
            except Refused as refused:
                first = first_asked(visit.request, refused)
                if not first:
                    form, status = form.refused(refused, self._words), 422
        asks = bool(first or form.text("purpose") or form.error("purpose"))
        return self._page(visit, case_id, form, found, status, first=first, asks_purpose=asks)

    def found(self, visit: Visit, case_id: UUID, asked: AskedHistory) -> History:
        """Raises what `Audit.history` raises, and NotFound for an event that is not the case's."""
        return self._audit.history(
            visit.actor,
            case_id,
            key=reading_key(self._platform),
            purpose=asked.purpose,
            as_of=self.moment(case_id, asked),
        )

    def moment(self, case_id: UUID, asked: AskedHistory) -> datetime | None:
        """The moment typed; else when the event had just been recorded."""
        if asked.as_of is not None or asked.event is None:
            return asked.as_of
        return self._audit.recorded_at(case_id, asked.event)

    def _page(
        self,
        visit: Visit,
        case_id: UUID,
        form: Form[AskedHistory],
        found: History | None,
        status: int,
        *,
        first: bool,
        asks_purpose: bool,
    ) -> HTMLResponse:
        words, names = self._words, Names(self._platform.register, self._words)
        may_block = not scope(visit.actor, "audit.erase").nothing
        asked = form.value or AskedHistory()
        shown = found.shown if found else ()
        moment = self.moment(case_id, asked) if found else None
        about = address("", {"purpose": asked.purpose})
        chosen = presenters.chosen(shown, asked.view, asked.service)
        return visit.pages.render(
            visit.request,
            "audit/history.html",
            status=status,
            breadcrumbs=crumbs(words),
            case_id=case_id,
            title=presenters.history_title(shown, words),
            form=form,
            moment=moment,
            hidden=found.hidden if found else 0,
            logged=found.logged if found else False,
            first=first,
            asks_purpose=asks_purpose,
            timeline=presenters.timeline(case_id, chosen, names, about),
            turns=asked.view == "turns",
            left_out=len(shown) - len(chosen),
            known=known(shown, names) if moment else (),
            about=about,
            of_moment=address(
                "", {"purpose": asked.purpose, "as_of": moment.isoformat() if moment else None}
            ),
            views=[Option(view, words(f"audit.view.{view}")) for view in ("full", "turns")],
            services=[
                Option("", words("audit.asked.all-services")),
                *(Option(each, words(f"reference.{each}")) for each in SERVICES),
            ],
            erased=isinstance(self._audit.subject(f"case-{case_id}"), Erased) if found else False,
            may_block=may_block,
            onward=presenters.places(case_id, found, visit.actor, words) if found else (),
        )


def crumbs(words: Words, case_id: UUID | None = None, here: str = "") -> tuple[Crumb, ...]:
    """The way to a history, or to what lies below it."""
    front = Crumb(words("audit.front.title"), "/revisjon")
    if case_id is None:
        return (front, Crumb(words("audit.history.title")))
    above = Crumb(words("audit.history.title"), f"/revisjon/saker/{case_id}")
    return (front, above, Crumb(here))


def router(audit: Audit, bundles: Bundles, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(prefix="/revisjon/saker/{case_id}", default_response_class=HTMLResponse)
    screens = HistoryScreens(audit, platform, words)

    @routes.get("")
    def history(visit: TheVisit, case_id: UUID) -> HTMLResponse:
        return screens.show(visit, case_id)

    @routes.get("/pakke", response_class=Response)
    def bundle(visit: TheVisit, case_id: UUID, purpose: str = "") -> Response:
        key = reading_key(platform)
        try:
            made = bundles.of_case(BundleAsked(visit.actor, key, purpose or None), case_id)
        except Refused as refused:
            return asks(visit, case_id, refused)
        return bundle_response(made, f"sak-{case_id}")

    @routes.get("/historikk.json", response_class=Response)
    def as_json(visit: TheVisit, case_id: UUID) -> Response:
        wanted = asked(visit.request, AskedHistory, words).value or AskedHistory()
        try:
            found = screens.found(visit, case_id, wanted)
        except Refused as refused:
            return asks(visit, case_id, refused)
        told = history_out(case_id, screens.moment(case_id, wanted), found, words)
        return json_response(told, f"historikk-{case_id}")

    @routes.get("/bevis.json", response_class=Response)
    def proof(visit: TheVisit, case_id: UUID) -> Response:
        wanted = asked(visit.request, AskedHistory, words).value or AskedHistory()
        try:
            found = screens.found(visit, case_id, wanted)
        except Refused as refused:
            return asks(visit, case_id, refused)
        return json_response(proof_out(platform.engine, case_id, found), f"bevis-{case_id}")

    def asks(visit: Visit, case_id: UUID, refused: Refused) -> Response:
        way = crumbs(words, case_id, words("audit.history.bundle"))
        return ask_purpose(visit.request, visit.pages, words, refused, way)

    return routes
