"""The helsefellesskap: their list, a new one, the whole of one, its health check (G-1, G-4)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.application import Governance
from services.governance.commands.register import EstablishHelsefellesskap
from services.governance.pages.presenters import structure as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.structure_forms import AreaForm
from services.governance.readmodels import health, people, structure
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.identity.register import Helsefellesskap
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit, may
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

ROOT = "/styring/helsefellesskap"
PREFIX = "governance.area"
USUAL_FORMAT = "{year}/{running}"


def address_of(area: UUID) -> str:
    return f"{ROOT}/{area}"


class Areas:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def seen(self, visit: Visit, area: UUID) -> Helsefellesskap:
        """The helsefellesskap. Raises Forbidden, NotFound."""
        resource = Resource("structure", helsefellesskap=area)
        require(visit.actor, "governance.read-structure", resource)
        found = self._platform.register.helsefellesskap(area)
        if found is None:
            raise NotFound
        return found

    def crumbs(self, area: Helsefellesskap, *more: Crumb) -> tuple[Crumb, ...]:
        """The way to a page of this helsefellesskap."""
        start = Crumb(self._words("governance.area.list"), ROOT)
        here = Crumb(area.name, address_of(area.id) if more else None)
        return (start, here, *more)

    def listed(self, visit: Visit) -> HTMLResponse:
        found = [
            each
            for each in self._platform.register.all_helsefellesskap()
            if may(visit.actor, "governance.read-structure", each.id)
        ]
        return visit.pages.render(
            visit.request,
            "governance/structure/areas.html",
            breadcrumbs=(Crumb(self._words("governance.area.list")),),
            areas=[(each, self._examples(each.case_number_format)) for each in found],
            may_establish=may(visit.actor, "governance.register", None),
        )

    def new(self, visit: Visit, form: Form[Any], status: int = 200) -> HTMLResponse:
        """With numbers of the format as it stands, so that it is seen before it is used."""
        require(visit.actor, "governance.register", Resource("structure"))
        return visit.pages.render(
            visit.request,
            "governance/structure/area_new.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("governance.area.list"), ROOT),
                Crumb(self._words("governance.area.new")),
            ),
            form=form,
            examples=self._examples(form.text("case_number_format")),
        )

    def _examples(self, template: str) -> tuple[str, ...]:
        return presenters.examples(template, self._platform.today().year)

    def whole(self, visit: Visit, area_id: UUID) -> HTMLResponse:
        """Everything of one helsefellesskap, and what is to be done next when it is new."""
        area, platform = self.seen(visit, area_id), self._platform
        bodies = structure.bodies(platform.views, area_id)
        found = health.findings(platform.views, platform.register, area_id, platform.today())
        return visit.pages.render(
            visit.request,
            "governance/structure/area.html",
            breadcrumbs=self.crumbs(area),
            area=area,
            examples=self._examples(area.case_number_format),
            tree=presenters.picture(bodies, self._words),
            dissolved=structure.dissolved(platform.views, area_id),
            counted=presenters.counted(found, self._words),
            organisations=len(platform.register.organisations(area_id)),
            people=len(people.listed(platform.views, area_id)),
            seats=len(structure.seats(platform.views, [each.body_id for each in bodies])),
            may_change=may(visit.actor, "governance.configure", area_id),
            names_people=visit.actor.has("approver", helsefellesskap=area_id),
        )

    def health(self, visit: Visit, area_id: UUID) -> HTMLResponse:
        area, platform = self.seen(visit, area_id), self._platform
        found = health.findings(platform.views, platform.register, area_id, platform.today())
        names = Names(platform, visit.actor, self._words)
        rows = presenters.finding_rows(found, self._words)
        return visit.pages.render(
            visit.request,
            "governance/structure/health.html",
            breadcrumbs=self.crumbs(area, Crumb(self._words("governance.health.title"))),
            area=area,
            day=platform.today(),
            counted=presenters.counted(found, self._words),
            findings=[(row, names.body(row.body) if row.body else "") for row in rows],
        )


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    areas, sending = Areas(platform, words), Sending(governance, platform, words)

    @routes.get(ROOT)
    def listed(visit: TheVisit) -> HTMLResponse:
        return areas.listed(visit)

    @routes.get(f"{ROOT}/nytt")
    def new(visit: TheVisit) -> HTMLResponse:
        return areas.new(visit, blank(PREFIX, case_number_format=USUAL_FORMAT))

    @routes.post(f"{ROOT}/nytt")
    async def establish(request: Request, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, AreaForm, prefix=PREFIX)
        return await platform.in_thread(established, visit, form)

    def established(visit: Visit, form: Form[AreaForm]) -> Response:
        def again(shown: Form[Any], status: int) -> HTMLResponse:
            return areas.new(visit, shown, status)

        if form.text("preview"):
            return again(replace(form, errors=()), 200)
        made = new_id(visit.actor, form.text("idempotency_key"), "helsefellesskap")
        return sending.take(
            visit,
            form,
            Sent(
                lambda sent: EstablishHelsefellesskap(made, sent.name, sent.case_number_format),
                lambda _sent: address_of(made),
                "governance.area.established",
            ),
            again,
        )

    @routes.get(f"{ROOT}/{{area_id}}")
    def whole(area_id: UUID, visit: TheVisit) -> HTMLResponse:
        return areas.whole(visit, area_id)

    @routes.get(f"{ROOT}/{{area_id}}/helsesjekk")
    def health_check(area_id: UUID, visit: TheVisit) -> HTMLResponse:
        return areas.health(visit, area_id)

    return routes
