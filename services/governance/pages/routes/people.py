"""People of a helsefellesskap, their roles and status (P-1, P-3, P-6)."""

from dataclasses import dataclass
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
from shared.contracts.governance import Employment, SeatFilled
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.grants import AT_THE_PAYER
from shared.identity.policy import Allowed, allowed, require
from shared.identity.register import Organisation
from shared.service.platform import Platform
from shared.service.sending import Sending, Sent, TheVisit, Visit, may
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb

PREFIX = "governance.person"


@dataclass(frozen=True, slots=True)
class Keeper:
    """What somebody may do with the people of a helsefellesskap: keep the register, and name those
    who answer for the money of these parties (C-7)."""

    registers: bool
    payers: tuple[Organisation, ...]

    def may_give(self, role: str, party: UUID | None) -> bool:
        if role in AT_THE_PAYER:
            return any(each.id == party for each in self.payers)
        return self.registers

    @property
    def roles(self) -> list[str]:
        """Those that may be given here."""
        own = [role for role in REACH if role not in AT_THE_PAYER and REACH[role] != "nation"]
        return [*(own if self.registers else ()), *(AT_THE_PAYER if self.payers else ())]


class People:
    """What the routes show: to those who keep the register of the helsefellesskap, and to those
    who name who answers for a payer's money."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self._areas = Areas(platform, words)

    def listed(
        self, visit: Visit, area_id: UUID, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        area = self._areas.seen(visit, area_id)
        keeper = self._keeper(visit.actor, area_id)
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
            keeper=keeper,
            people=sorted(found, key=lambda each: each[0]),
            employments=options("employment", get_args(Employment), self._words),
            form=form,
        )

    def one(
        self, visit: Visit, area_id: UUID, person_id: UUID, form: Form[Any], status: int = 200
    ) -> HTMLResponse:
        area, platform = self._areas.seen(visit, area_id), self._platform
        keeper = self._keeper(visit.actor, area_id)
        person = people.one(platform.views, person_id)
        if person is None:
            raise NotFound
        names = self._names(visit.actor)
        name = names.person(person_id)
        back = Crumb(self._words("governance.person.list"), f"{address_of(area_id)}/personer")
        employed = self._words(f"governance.employment.{person.employment_on(platform.today())}")
        return visit.pages.render(
            visit.request,
            "governance/structure/person.html",
            status=status,
            breadcrumbs=self._areas.crumbs(area, back, Crumb(name)),
            area=area,
            keeper=keeper,
            person=person,
            name=name,
            employment=employed,
            changes=[
                (valid_from, self._words(f"governance.employment.{employment}"))
                for valid_from, employment in person.changes
            ],
            seats=self._seats(area_id, person_id, names),
            employments=options("employment", get_args(Employment), self._words),
            form=form,
            **self._giving(area_id, person, keeper, names),
        )

    def _giving(
        self, area_id: UUID, person: people.Person, keeper: Keeper, names: Names
    ) -> dict[str, Any]:
        """The roles that are held here, those that can be given, for whom, and those that can be
        withdrawn."""
        held = [each for each in person.roles if each.helsefellesskap == area_id]
        parties = (
            self._platform.register.organisations(area_id) if keeper.registers else keeper.payers
        )
        return {
            "held": self._roles(held, names),
            "withdrawable": [
                Option(held_value(each), self._roles((each,), names)[0])
                for each in held
                if keeper.may_give(each.role, each.party)
            ],
            "roles": options("role", keeper.roles, self._words),
            "parties": [Option(str(each.id), each.name) for each in parties],
        }

    def _seats(self, area_id: UUID, person_id: UUID, names: Names) -> list[tuple[SeatFilled, str]]:
        bodies = structure.bodies(self._platform.views, area_id)
        seats = structure.seats(self._platform.views, [each.body_id for each in bodies])
        return [(each, names.body(each.body_id)) for each in seats if each.person_id == person_id]

    def _keeper(self, actor: Actor, area_id: UUID) -> Keeper:
        """Raises Forbidden where the actor has nothing to do with who is who here."""
        payers = tuple(
            each
            for each in self._platform.register.organisations(area_id)
            if isinstance(
                allowed(actor, "governance.give-authority", Resource("structure", party=each.id)),
                Allowed,
            )
        )
        registers = may(actor, "governance.register", area_id)
        if not registers and not payers:
            resource = Resource("structure", helsefellesskap=area_id)
            require(actor, "governance.register", resource)
        return Keeper(registers, payers)

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
