"""People of a helsefellesskap, their roles and status (P-1, P-3, P-6)."""

from typing import Any, get_args
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.answering import new_id
from services.governance.api.people import registration
from services.governance.application import Asked, Governance
from services.governance.commands.register import ChangeEmployment, GrantRole
from services.governance.pages.forms import FormModel
from services.governance.pages.presenters.names import Names
from services.governance.pages.presenters.structure import options
from services.governance.pages.routes.areas import ROOT, Areas, address_of
from services.governance.pages.structure_forms import (
    EmploymentForm,
    PersonForm,
    RoleForm,
    WithdrawForm,
    held_value,
)
from services.governance.readmodels import people, structure
from services.governance.rules.register import REACH
from shared.contracts.governance import Employment
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "governance.person"


class People:
    """What the routes show: to those who keep the register of the helsefellesskap."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self._areas = Areas(platform, words)

    def listed(
        self, visit: Visit, area_id: UUID, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        area = self._areas.seen(visit, area_id)
        require(visit.actor, "governance.register", Resource("structure", helsefellesskap=area_id))
        names = self._names(visit.actor)
        found = [
            (names.person(each.person_id), each, self._roles(each.roles, names))
            for each in people.listed(self._platform.views, area_id)
        ]
        return visit.pages.render(
            visit.request,
            "governance/structure/people.html",
            status=status,
            breadcrumbs=self._areas.crumbs(area, Crumb(self._words("governance.person.list"))),
            area=area,
            people=sorted(found, key=lambda each: each[0]),
            employments=options("employment", get_args(Employment), self._words),
            form=form,
        )

    def one(
        self, visit: Visit, area_id: UUID, person_id: UUID, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        area, platform = self._areas.seen(visit, area_id), self._platform
        require(visit.actor, "governance.register", Resource("structure", helsefellesskap=area_id))
        person = people.one(platform.views, person_id)
        if person is None:
            raise NotFound
        names = self._names(visit.actor)
        bodies = structure.bodies(platform.views, area_id)
        seats = structure.seats(platform.views, [each.body_id for each in bodies])
        name = names.person(person_id)
        back = Crumb(self._words("governance.person.list"), f"{address_of(area_id)}/personer")
        return visit.pages.render(
            visit.request,
            "governance/structure/person.html",
            status=status,
            breadcrumbs=self._areas.crumbs(area, back, Crumb(name)),
            area=area,
            person=person,
            name=name,
            employment=self._words(
                f"governance.employment.{person.employment_on(platform.today())}"
            ),
            changes=[
                (valid_from, self._words(f"governance.employment.{employment}"))
                for valid_from, employment in person.changes
            ],
            held=[
                Option(held_value(each), self._roles((each,), names)[0])
                for each in person.roles
                if each.helsefellesskap == area_id
            ],
            seats=[
                (each, names.body(each.body_id)) for each in seats if each.person_id == person_id
            ],
            roles=options("role", [r for r in REACH if REACH[r] != "nation"], self._words),
            parties=[
                Option(str(each.id), each.name) for each in platform.register.organisations(area_id)
            ],
            employments=options("employment", get_args(Employment), self._words),
            form=form,
        )

    def _names(self, actor: Actor) -> Names:
        return Names(self._platform, actor, self._words)

    def _roles(self, held: Any, names: Names) -> list[str]:
        return [
            self._words(f"governance.role.{each.role}")
            + (f" ({names.party(each.party)})" if each.party else "")
            for each in held
        ]


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    screens, sending = People(platform, words), Sending(governance, platform, words)
    one = f"{ROOT}/{{area_id}}/personer/{{person_id}}"

    @routes.get(f"{ROOT}/{{area_id}}/personer")
    def listed(area_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.listed(visit, area_id, blank(PREFIX))

    @routes.post(f"{ROOT}/{{area_id}}/personer")
    async def register(request: Request, area_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, PersonForm, prefix=PREFIX)
        return await platform.in_thread(registered, visit, area_id, form)

    def registered(visit: Visit, area_id: UUID, form: Form[PersonForm]) -> Response:
        made = new_id(visit.actor, form.text("idempotency_key"), "person")
        sent = Sent[PersonForm](
            lambda typed: registration(made, typed.asked()),
            lambda _typed: f"{address_of(area_id)}/personer/{made}",
            "governance.person.registered",
        )
        return sending.take(
            visit, form, sent, lambda shown, status: screens.listed(visit, area_id, shown, status)
        )

    @routes.get(one)
    def person(area_id: UUID, person_id: UUID, visit: TheVisit) -> HTMLResponse:
        return screens.one(visit, area_id, person_id, blank(PREFIX))

    @routes.post(f"{one}/roller")
    async def grant(request: Request, area_id: UUID, person_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, RoleForm, prefix=PREFIX)
        sent = form.value
        command = GrantRole(person_id, sent.role, area_id, sent.party) if sent else None
        return await platform.in_thread(
            changed, visit, area_id, person_id, form, command, "role-granted"
        )

    @routes.post(f"{one}/roller/trekk")
    async def withdraw(
        request: Request, area_id: UUID, person_id: UUID, visit: TheVisit
    ) -> Response:
        form = await visit.pages.read(request, WithdrawForm, prefix=PREFIX)
        sent = form.value
        command = sent.asked(person_id, area_id) if sent else None
        return await platform.in_thread(
            changed, visit, area_id, person_id, form, command, "role-withdrawn"
        )

    @routes.post(f"{one}/status")
    async def change(request: Request, area_id: UUID, person_id: UUID, visit: TheVisit) -> Response:
        form = await visit.pages.read(request, EmploymentForm, prefix=PREFIX)
        sent = form.value
        command = (
            ChangeEmployment(person_id, sent.employment, sent.valid_from, sent.basis)
            if sent
            else None
        )
        return await platform.in_thread(
            changed, visit, area_id, person_id, form, command, "employment-changed"
        )

    def changed(
        visit: Visit,
        area_id: UUID,
        person_id: UUID,
        form: Form[Any],
        command: Asked | None,
        what: str,
    ) -> Response:
        def ask(_sent: FormModel) -> Asked:
            assert command is not None
            return command

        sent = Sent[FormModel](
            ask,
            lambda _sent: f"{address_of(area_id)}/personer/{person_id}",
            f"governance.person.{what}",
            {"reason": "withdraw_reason"},
        )
        return sending.take(
            visit,
            form,
            sent,
            lambda shown, status: screens.one(visit, area_id, person_id, shown, status),
        )

    return routes
