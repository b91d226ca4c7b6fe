"""People and their roles over HTTP (P-1, P-3, P-6)."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.application import Governance
from services.governance.application.standing import own_area
from services.governance.application.streams import person_stream
from services.governance.commands.register import (
    ChangeEmployment,
    GrantRole,
    RegisterPerson,
    WithdrawRole,
)
from services.governance.readmodels import people
from shared.contracts.governance import Employment, RoleName
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class PersonBody(Body):
    """Name, HPR number and contact are sealed under the person's own key."""

    person_id: UUID | None = None
    name: str
    hpr: str | None = None
    contact: str | None = None
    employment: Employment
    title: str


class RoleBody(Body):
    role: RoleName
    helsefellesskap: UUID | None = None
    party: UUID | None = None


class WithdrawBody(RoleBody):
    reason: str = ""


class EmploymentBody(Body):
    employment: Employment
    valid_from: date
    basis: str = ""


class PersonMade(Accepted):
    person_id: UUID


class PersonOut(BaseModel):
    """What is sealed is None where it has been erased (R-7)."""

    person_id: UUID
    name: str | None
    hpr: str | None
    contact: str | None
    employment: str
    title: str
    roles: list[RoleBody]


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _people(api, governance, platform)
    _changes(api, governance)
    return api


def _people(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/people", status_code=201)
    def register(
        body: PersonBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> PersonMade:
        """Registrerer en person. Navn, HPR-nummer og kontaktopplysninger forsegles."""
        person_id = body.person_id or new_id(actor, key, "person")
        command = registration(person_id, body)
        made: dict[str, Any] = created(response, governance.ask(actor, command, key=key))
        return PersonMade(**made, person_id=person_id)

    @api.get("/people/{person_id}")
    def one(person_id: UUID, actor: Asking, response: Response) -> PersonOut:
        """Én person: for den det gjelder, og for dem som fører registeret."""
        if person_id != actor.person:
            resource = Resource("structure", helsefellesskap=own_area(actor))
            require(actor, "governance.register", resource)
        newest(platform, response, person_stream(person_id))
        found = people.one(platform.views, person_id)
        if found is None:
            raise NotFound
        return _person_out(found, platform.seals, platform.today())


def registration(person_id: UUID, body: PersonBody) -> RegisterPerson:
    """The command, with what is personal sealed under the person's own key (P-1)."""

    def sealed(text: str) -> Sealed:
        return Sealed(subject=f"person-{person_id}", purpose="register", clear=text)

    return RegisterPerson(
        person_id=person_id,
        name=sealed(body.name),
        hpr=sealed(body.hpr) if body.hpr else None,
        contact=sealed(body.contact) if body.contact else None,
        employment=body.employment,
        title=body.title,
    )


def _changes(api: APIRouter, governance: Governance) -> None:
    @api.post("/people/{person_id}/employment")
    def change_employment(
        person_id: UUID,
        body: EmploymentBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Personen blir næringsdrivende, ansatt eller ingen av delene fra en dag."""
        command = ChangeEmployment(person_id, body.employment, body.valid_from, body.basis)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/people/{person_id}/roles")
    def grant(
        person_id: UUID,
        body: RoleBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Gir personen en rolle."""
        command = GrantRole(person_id, body.role, body.helsefellesskap, body.party)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/people/{person_id}/roles/withdraw")
    def withdraw(
        person_id: UUID,
        body: WithdrawBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Trekker en rolle tilbake."""
        command = WithdrawRole(person_id, body.role, body.helsefellesskap, body.party, body.reason)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )


def _person_out(person: people.Person, seals: Seals, day: date) -> PersonOut:
    return PersonOut(
        person_id=person.person_id,
        name=seals.open(person.name),
        hpr=seals.open(person.hpr) if person.hpr else None,
        contact=seals.open(person.contact) if person.contact else None,
        employment=person.employment_on(day),
        title=person.title,
        roles=[
            RoleBody(role=held.role, helsefellesskap=held.helsefellesskap, party=held.party)
            for held in person.roles
        ],
    )
