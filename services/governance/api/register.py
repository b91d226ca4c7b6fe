"""The register over HTTP: helsefellesskap and organisations (P-1, P-6)."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.application import Governance
from services.governance.application.streams import (
    helsefellesskap_stream,
    organisation_stream,
)
from services.governance.commands.register import (
    EstablishHelsefellesskap,
    RegisterOrganisation,
    SucceedOrganisation,
)
from shared.contracts.governance import OrganisationKind
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


class SuccessionBody(Body):
    successor: UUID
    on: date
    reason: str = ""


class HelsefellesskapMade(Accepted):
    helsefellesskap_id: UUID


class OrganisationMade(Accepted):
    organisation_id: UUID


class HelsefellesskapOut(BaseModel):
    helsefellesskap_id: UUID
    name: str
    case_number_format: str


class OrganisationOut(BaseModel):
    """`successor` takes over from the day `succeeded_on` (P-6)."""

    organisation_id: UUID
    name: str
    kind: str
    number: str | None
    helsefellesskap: list[UUID]
    successor: UUID | None
    succeeded_on: date | None


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _areas(api, governance, platform)
    _organisations(api, governance, platform)
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

    @api.post("/organisations/{organisation_id}/succession")
    def succeed(
        organisation_id: UUID,
        body: SuccessionBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """En annen virksomhet overtar organer, plasser og saker fra en dag."""
        command = SucceedOrganisation(organisation_id, body.successor, body.on, body.reason)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

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
        successor=organisation.successor,
        succeeded_on=organisation.succeeded_on,
    )
