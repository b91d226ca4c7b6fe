"""A body: its place, rules and seats; a new one, a new configuration, its end (G-1, G-12)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.application import Governance
from services.governance.commands.structure import DissolveBody
from services.governance.pages.routes.areas import ROOT, address_of
from services.governance.pages.routes.body_screens import (
    PREFIX,
    BodyScreens,
    body_address,
    filled_in,
    new_body,
)
from services.governance.pages.structure_forms import BodyForm, DissolveForm, ReconfigureForm
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit
from shared.web.forms import Form, blank
from shared.web.i18n import Words

FIELDS = {"sides": "municipal"}


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens = BodyScreens(platform, words)
    _establishing(routes, Sending(governance, platform, words), screens)
    _changing(routes, Sending(governance, platform, words), screens)

    @routes.get("/styring/organer/{body_id}")
    def one(body_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, body_id)

    @routes.get("/styring/organer/{body_id}/tidligere")
    def earlier(body_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.earlier(visit, body_id)

    return routes


def _establishing(routes: APIRouter, sending: Sending, screens: BodyScreens) -> None:
    @routes.get(f"{ROOT}/{{area_id}}/organer/nytt")
    def new(area_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.new(visit, area_id, new_body())

    @routes.post(f"{ROOT}/{{area_id}}/organer/nytt")
    async def establish(request: Request, area_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, BodyForm, prefix=PREFIX)
        return await sending.platform.in_thread(established, visit, area_id, form)

    def established(visit: Visit, area_id: UUID, form: Form[BodyForm]) -> Response:
        made = new_id(visit.actor, form.text("idempotency_key"), "body")
        sent = Sent[BodyForm](
            lambda typed: typed.asked(made, area_id),
            lambda _typed: body_address(made),
            "governance.body.established",
            FIELDS,
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.new(visit, area_id, shown, status)
        )


def _changing(routes: APIRouter, sending: Sending, screens: BodyScreens) -> None:
    @routes.get("/styring/organer/{body_id}/endre")
    def change(body_id: UUID, visit: TheVisit) -> HTMLResponse:
        body = screens.seen(visit, body_id)
        form = filled_in(body, sending.platform.today())
        return screens.change(visit, body_id, form)

    @routes.post("/styring/organer/{body_id}/endre")
    async def reconfigure(request: Request, body_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, ReconfigureForm, prefix=PREFIX)
        return await sending.platform.in_thread(reconfigured, visit, body_id, form)

    def reconfigured(visit: Visit, body_id: UUID, form: Form[ReconfigureForm]) -> Response:
        sent = Sent[ReconfigureForm](
            lambda typed: typed.asked(body_id),
            lambda _typed: body_address(body_id),
            "governance.body.reconfigured",
            FIELDS,
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.change(visit, body_id, shown, status)
        )

    @routes.get("/styring/organer/{body_id}/avvikle")
    def end(body_id: UUID, visit: TheVisit) -> HTMLResponse:
        today = sending.platform.today().isoformat()
        return screens.end(visit, body_id, blank(PREFIX, dissolved_on=today))

    @routes.post("/styring/organer/{body_id}/avvikle")
    async def dissolve(request: Request, body_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, DissolveForm, prefix=PREFIX)
        return await sending.platform.in_thread(dissolved, visit, body_id, form)

    def dissolved(visit: Visit, body_id: UUID, form: Form[DissolveForm]) -> Response:
        area = screens.seen(visit, body_id).helsefellesskap
        sent = Sent[DissolveForm](
            lambda typed: DissolveBody(body_id, typed.dissolved_on, typed.reason, typed.named()),
            lambda _typed: address_of(area),
            "governance.body.dissolved",
        )

        def again(shown: Form[Any], status: int) -> HTMLResponse:
            return screens.end(visit, body_id, shown, status)

        return sending.take(visit, form, sent, again)
