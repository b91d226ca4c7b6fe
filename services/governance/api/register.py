"""The register over HTTP: helsefellesskap, organisations, people and their roles (P-1, P-3)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.application import Governance
from services.governance.application.standing import own_area
from services.governance.application.streams import (
    helsefellesskap_stream,
    organisation_stream,
    person_stream,
)
from services.governance.commands.register import (
    EstablishHelsefellesskap,
    GrantRole,
    RegisterOrganisation,
    RegisterPerson,
    WithdrawRole,
)
from services.governance.readmodels import people
from shared.contracts.governance import Employment, OrganisationKind, RoleName
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import Allowed, allowed, require
from shared.identity.register import Organisation
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class HelsefellesskapBody(Body):
    helsefellesskap_id: UUID | None = None
    name: str
    case_number_format: str = Field(description="For eksempel {year}/{running}.")


class OrganisationBody(Body):
    organisation_id: UUID | None = None
    name: str
    kind: OrganisationKind
    number: str | None = None
    helsefellesskap: list[UUID] = Field(default_factory=list, max_length=50)


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


class HelsefellesskapMade(Accepted):
    helsefellesskap_id: UUID


class OrganisationMade(Accepted):
    organisation_id: UUID


class PersonMade(Accepted):
    person_id: UUID


class HelsefellesskapOut(BaseModel):
    helsefellesskap_id: UUID
    name: str
    case_number_format: str


class OrganisationOut(BaseModel):
    organisation_id: UUID
    name: str
    kind: str
    number: str | None
    helsefellesskap: list[UUID]


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
    _areas(api, governance, platform)
    _organisations(api, governance, platform)
    _people(api, governance, platform)
    return api


def _areas(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/helsefellesskap", status_code=201)
    def establish(
        body: HelsefellesskapBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> HelsefellesskapMade:
        """Oppretter et helsefellesskap."""
        area = body.helsefellesskap_id or new_id(actor, key, "helsefellesskap")
        command = EstablishHelsefellesskap(area, body.name, body.case_number_format)
        done = governance.ask(actor, command, key=key)
        made: dict[str, Any] = created(response, done)
        return HelsefellesskapMade(**made, helsefellesskap_id=area)

    @api.get("/helsefellesskap")
    def areas(actor: Asking) -> list[HelsefellesskapOut]:
        """Helsefellesskapene du kan se strukturen til, etter navn."""
        return [
            HelsefellesskapOut(
                helsefellesskap_id=each.id,
                name=each.name,
                case_number_format=each.case_number_format,
            )
            for each in platform.register.all_helsefellesskap()
            if _may_see(actor, each.id)
        ]

    @api.get("/helsefellesskap/{helsefellesskap_id}")
    def area(helsefellesskap_id: UUID, actor: Asking, response: Response) -> HelsefellesskapOut:
        """Ett helsefellesskap."""
        resource = Resource("structure", helsefellesskap=helsefellesskap_id)
        require(actor, "governance.read-structure", resource)
        newest(platform, response, helsefellesskap_stream(helsefellesskap_id))
        found = platform.register.helsefellesskap(helsefellesskap_id)
        if found is None:
            raise NotFound
        return HelsefellesskapOut(
            helsefellesskap_id=found.id,
            name=found.name,
            case_number_format=found.case_number_format,
        )


def _organisations(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/organisations", status_code=201)
    def register(
        body: OrganisationBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> OrganisationMade:
        """Registrerer en virksomhet."""
        organisation_id = body.organisation_id or new_id(actor, key, "organisation")
        command = RegisterOrganisation(
            organisation_id=organisation_id,
            name=body.name,
            kind=body.kind,
            number=body.number,
            helsefellesskap=tuple(body.helsefellesskap),
        )
        made: dict[str, Any] = created(response, governance.ask(actor, command, key=key))
        return OrganisationMade(**made, organisation_id=organisation_id)

    @api.get("/organisations")
    def listed(actor: Asking, helsefellesskap: UUID | None = None) -> list[OrganisationOut]:
        """Virksomhetene i de helsefellesskapene du kan se, etter navn."""
        return [
            _organisation_out(each)
            for each in platform.register.organisations(helsefellesskap)
            if _may_see(actor, *each.helsefellesskap)
        ]

    @api.get("/organisations/{organisation_id}")
    def one(organisation_id: UUID, actor: Asking, response: Response) -> OrganisationOut:
        """Én virksomhet."""
        newest(platform, response, organisation_stream(organisation_id))
        found = platform.register.organisation(organisation_id)
        if found is None:
            raise NotFound
        if not _may_see(actor, *found.helsefellesskap):
            area = next(iter(sorted(found.helsefellesskap, key=str)), None)
            require(actor, "governance.read-structure", Resource("structure", helsefellesskap=area))
        return _organisation_out(found)


def _people(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/people", status_code=201)
    def register(
        body: PersonBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> PersonMade:
        """Registrerer en person. Navn, HPR-nummer og kontaktopplysninger forsegles."""
        person_id = body.person_id or new_id(actor, key, "person")

        def sealed(text: str) -> Sealed:
            return Sealed(subject=f"person-{person_id}", purpose="register", clear=text)

        command = RegisterPerson(
            person_id=person_id,
            name=sealed(body.name),
            hpr=sealed(body.hpr) if body.hpr else None,
            contact=sealed(body.contact) if body.contact else None,
            employment=body.employment,
            title=body.title,
        )
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
        return _person_out(found, platform.seals)

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


def _may_see(actor: Actor, *areas: UUID) -> bool:
    """P-3: an organisation of several helsefellesskap is seen from each of them."""
    resources = [Resource("structure", helsefellesskap=area) for area in areas or (None,)]
    return any(
        isinstance(allowed(actor, "governance.read-structure", resource), Allowed)
        for resource in resources
    )


def _organisation_out(organisation: Organisation) -> OrganisationOut:
    return OrganisationOut(
        organisation_id=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        number=organisation.number,
        helsefellesskap=sorted(organisation.helsefellesskap, key=str),
    )


def _person_out(person: people.Person, seals: Seals) -> PersonOut:
    return PersonOut(
        person_id=person.person_id,
        name=seals.open(person.name),
        hpr=seals.open(person.hpr) if person.hpr else None,
        contact=seals.open(person.contact) if person.contact else None,
        employment=person.employment,
        title=person.title,
        roles=[
            RoleBody(role=held.role, helsefellesskap=held.helsefellesskap, party=held.party)
            for held in person.roles
        ],
    )
