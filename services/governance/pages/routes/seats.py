"""Seats: filled, with another deputy, vacated (G-2, G-3)."""

from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.application import Governance
from services.governance.commands.structure import ChangeDeputy, VacateSeat
from services.governance.pages.presenters import structure as presenters
from services.governance.pages.routes.body_screens import BodyScreens, body_address
from services.governance.pages.structure_forms import DeputyForm, SeatForm, VacateForm
from services.governance.readmodels import open_cases, people, structure
from services.governance.readmodels.terms import terms
from shared.contracts.governance import Basis, Function, Represents, Right, SeatFilled, SideName
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit, may
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "governance.seat"


class SeatScreens:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self.bodies = BodyScreens(platform, words)

    def new(self, visit: Visit, body_id: UUID, form: Form[Any], status: int = 200) -> HTMLResponse:
        body = self.bodies.seen(visit, body_id)
        area = body.helsefellesskap
        require(visit.actor, "governance.configure", Resource("structure", helsefellesskap=area))
        words, platform = self._words, self._platform
        title = words("governance.seat.new")
        return visit.pages.render(
            visit.request,
            "governance/structure/seat_form.html",
            status=status,
            breadcrumbs=self.bodies.crumbs(visit, body, Crumb(title)),
            body=body,
            form=form,
            represents=presenters.options("represents", get_args(Represents), words),
            parties=[
                Option(str(each.id), each.name) for each in platform.register.organisations(area)
            ],
            sides=presenters.options("side", get_args(SideName), words),
            people=self._people(visit, area),
            functions=presenters.options("function", get_args(Function), words),
            rights=presenters.options("right", get_args(Right), words),
            bases=presenters.options("basis", get_args(Basis), words),
            cases=[
                Option(str(each.case_id), each.number)
                for each in open_cases.of_body(platform.views, body_id)
            ],
        )

    def seen(self, visit: Visit, seat_id: UUID) -> SeatFilled:
        """The seat that somebody holds. Raises Forbidden, NotFound."""
        found = structure.seat(self._platform.views, seat_id)
        if found is None:
            raise NotFound
        resource = Resource("structure", helsefellesskap=found.helsefellesskap)
        require(visit.actor, "governance.read-structure", resource)
        return found

    def one(self, visit: Visit, seat_id: UUID, form: Form[Any], status: int = 200) -> HTMLResponse:
        seat, platform = self.seen(visit, seat_id), self._platform
        body = self.bodies.seen(visit, seat.body_id)
        names = self.bodies.names(visit.actor)
        on = terms(platform.views, platform.register, [seat], platform.today())
        row = presenters.seat_row(seat, on, names)
        return visit.pages.render(
            visit.request,
            "governance/structure/seat.html",
            status=status,
            breadcrumbs=self.bodies.crumbs(visit, body, Crumb(row.person)),
            body=body,
            seat=seat,
            row=row,
            people=self._people(visit, seat.helsefellesskap),
            may_change=may(visit.actor, "governance.configure", seat.helsefellesskap),
            form=form,
        )

    def _people(self, visit: Visit, area: UUID) -> list[Option]:
        names = self.bodies.names(visit.actor)
        found = people.listed(self._platform.views, area)
        options = [Option(str(each.person_id), names.person(each.person_id)) for each in found]
        return sorted(options, key=lambda each: each.label)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens, sending = SeatScreens(platform, words), Sending(governance, platform, words)

    @routes.get("/styring/organer/{body_id}/plasser/ny")
    def new(body_id: UUID, visit: TheVisit) -> HTMLResponse:
        rights = ("vote", "speech", "proposal", "attend")
        usual = blank(PREFIX, function="member", rights=rights, represents="party", basis="party")
        return screens.new(visit, body_id, usual)

    @routes.post("/styring/organer/{body_id}/plasser/ny")
    async def fill(request: Request, body_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, SeatForm, prefix=PREFIX)
        return await platform.in_thread(filled, visit, body_id, form)

    def filled(visit: Visit, body_id: UUID, form: Form[SeatForm]) -> Response:
        made = new_id(visit.actor, form.text("idempotency_key"), "seat")
        sent = Sent[SeatForm](
            lambda typed: typed.asked(made, body_id),
            lambda _typed: body_address(body_id),
            "governance.seat.filled",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.new(visit, body_id, shown, status)
        )

    @routes.get("/styring/plasser/{seat_id}")
    def one(seat_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, seat_id, blank(PREFIX))

    @routes.post("/styring/plasser/{seat_id}/vara")
    async def change(request: Request, seat_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, DeputyForm, prefix=PREFIX)
        sent = Sent[DeputyForm](
            lambda typed: ChangeDeputy(
                seat_id, typed.deputy_id, typed.deputy_active_clinician, typed.reason
            ),
            lambda _typed: f"/styring/plasser/{seat_id}",
            "governance.seat.deputy-changed",
        )
        return await platform.in_thread(changed, visit, seat_id, form, sent)

    @routes.post("/styring/plasser/{seat_id}/fratre")
    async def vacate(request: Request, seat_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, VacateForm, prefix=PREFIX)
        return await platform.in_thread(vacated, visit, seat_id, form)

    def vacated(visit: Visit, seat_id: UUID, form: Form[VacateForm]) -> Response:
        body_id = screens.seen(visit, seat_id).body_id
        sent = Sent[VacateForm](
            lambda typed: VacateSeat(seat_id, typed.leaving_reason),
            lambda _typed: body_address(body_id),
            "governance.seat.vacated",
            {"reason": "leaving_reason"},
        )
        return changed(visit, seat_id, form, sent)

    def changed(visit: Visit, seat_id: UUID, form: Form[Any], sent: Sent[Any]) -> Response:
        return sending.take(
            visit, form, sent, lambda shown, status: screens.one(visit, seat_id, shown, status)
        )

    return routes
