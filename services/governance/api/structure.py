"""The structure over HTTP: bodies and their place (G-1)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.api.seats import SeatOut, seat_out
from services.governance.application import Governance
from services.governance.application.streams import (
    body_stream,
    helsefellesskap_stream,
)
from services.governance.commands import structure as structure_commands
from services.governance.commands.structure import EstablishBody
from services.governance.readmodels import structure
from services.governance.readmodels.terms import terms
from shared.contracts.governance import (
    BodyEstablished,
    BodyKind,
    BodyRules,
    Power,
    Purpose,
    Receiver,
    Side,
    SideName,
)
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class SideBody(Body):
    name: SideName
    parties: list[UUID] = Field(max_length=100)


class BodyBody(Body):
    body_id: UUID | None = None
    helsefellesskap: UUID
    kind: BodyKind
    level: int | None = Field(default=None, description="1 faglig, 2 strategisk, 3 partnerskap.")
    name: str
    name_nn: str | None = None
    parent: UUID | None = None
    power: Power = "decide"
    purpose: Purpose = "general"
    sides: list[SideBody] = Field(default_factory=list)
    item_number_format: str = Field(description="For eksempel {running:02}/{year:02}.")
    rules: BodyRules


class ReconfigureBody(Body):
    """Hele den nye oppbygningen: det som ikke nevnes, får standardverdien."""

    level: int | None = Field(default=None, description="1 faglig, 2 strategisk, 3 partnerskap.")
    name: str
    name_nn: str | None = None
    parent: UUID | None = None
    power: Power = "decide"
    purpose: Purpose = "general"
    sides: list[SideBody] = Field(default_factory=list)
    item_number_format: str
    rules: BodyRules
    valid_from: date
    reason: str = ""


class ReceiverBody(Body):
    case_id: UUID
    body_id: UUID


class DissolveBody(Body):
    dissolved_on: date
    reason: str = ""
    receivers: list[ReceiverBody] = Field(default_factory=list, max_length=1000)


class BodyMade(Accepted):
    body_id: UUID


class BodyOut(BaseModel):
    body_id: UUID
    helsefellesskap: UUID
    kind: BodyKind
    level: int
    name: str
    name_nn: str | None
    parent: UUID | None
    power: Power
    purpose: Purpose
    sides: list[Side]
    item_number_format: str
    rules: BodyRules
    dissolved_on: date | None = None


class ConfigurationOut(BaseModel):
    """Slik organet var satt opp; `valid_from` og `reason` mangler for slik det ble opprettet."""

    body: BodyOut
    at: datetime
    valid_from: date | None
    reason: str | None


class BodyWithSeats(BodyOut):
    seats: list[SeatOut]


class StructureOut(BaseModel):
    helsefellesskap_id: UUID
    name: str
    bodies: list[BodyWithSeats]


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _bodies(api, governance, platform)
    _changes(api, governance, platform)
    return api


def _bodies(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/bodies", status_code=201)
    def establish(
        body: BodyBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> BodyMade:
        """Oppretter et organ med sine regler."""
        body_id = body.body_id or new_id(actor, key, "body")
        command = EstablishBody(
            **body.model_dump(exclude={"body_id", "sides", "rules"}),
            rules=body.rules,
            body_id=body_id,
            sides=_sides(body.sides),
        )
        made: dict[str, Any] = created(response, governance.ask(actor, command, key=key))
        return BodyMade(**made, body_id=body_id)

    @api.get("/bodies/{body_id}")
    def one(body_id: UUID, actor: Asking, response: Response) -> BodyOut:
        """Ett organ."""
        newest(platform, response, body_stream(body_id))
        found = structure.body(platform.views, body_id)
        if found is None:
            raise NotFound
        require(actor, "governance.read-structure", _of(found.helsefellesskap))
        dissolved = structure.dissolution(platform.views, body_id)
        return BodyOut.model_validate(
            body_content(found) | {"dissolved_on": dissolved.dissolved_on if dissolved else None}
        )

    @api.get("/helsefellesskap/{helsefellesskap_id}/structure")
    def whole(helsefellesskap_id: UUID, actor: Asking, response: Response) -> StructureOut:
        """Organene i helsefellesskapet, med plassene i hvert av dem."""
        require(actor, "governance.read-structure", _of(helsefellesskap_id))
        newest(platform, response, helsefellesskap_stream(helsefellesskap_id))
        area = platform.register.helsefellesskap(helsefellesskap_id)
        if area is None:
            raise NotFound
        bodies = structure.bodies(platform.views, helsefellesskap_id)
        seats = structure.seats(platform.views, [each.body_id for each in bodies])
        on = terms(platform.views, platform.register, seats, platform.today())
        return StructureOut(
            helsefellesskap_id=area.id,
            name=area.name,
            bodies=[
                BodyWithSeats.model_validate(
                    body_content(each)
                    | {
                        "seats": [
                            seat_out(seat, on) for seat in seats if seat.body_id == each.body_id
                        ]
                    }
                )
                for each in bodies
            ],
        )


def _changes(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/bodies/{body_id}/reconfigure")
    def reconfigure(
        body_id: UUID,
        body: ReconfigureBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Gir organet ny plass eller nye regler fra en dag. Det gamle kan fortsatt leses."""
        command = structure_commands.ReconfigureBody(
            **body.model_dump(exclude={"sides", "rules"}),
            body_id=body_id,
            sides=_sides(body.sides),
            rules=body.rules,
        )
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/bodies/{body_id}/dissolve")
    def dissolve(
        body_id: UUID,
        body: DissolveBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avvikler organet. Hver åpen sak må ha en mottaker."""
        command = structure_commands.DissolveBody(
            body_id=body_id,
            dissolved_on=body.dissolved_on,
            reason=body.reason,
            receivers=tuple(
                Receiver(case_id=each.case_id, body_id=each.body_id) for each in body.receivers
            ),
        )
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.get("/bodies/{body_id}/configurations")
    def configurations(body_id: UUID, actor: Asking, response: Response) -> list[ConfigurationOut]:
        """Alt organet har vært satt opp som, det siste først."""
        newest(platform, response, body_stream(body_id))
        found = structure.configurations(platform.views, body_id)
        if not found:
            raise NotFound
        require(actor, "governance.read-structure", _of(found[0].body.helsefellesskap))
        return [
            ConfigurationOut(
                body=BodyOut.model_validate(body_content(each.body)),
                at=each.at,
                valid_from=each.valid_from,
                reason=each.reason,
            )
            for each in found
        ]


def _sides(told: list[SideBody]) -> tuple[Side, ...]:
    return tuple(Side(name=side.name, parties=tuple(side.parties)) for side in told)


def _of(helsefellesskap: UUID) -> Resource:
    return Resource("structure", helsefellesskap=helsefellesskap)


def body_content(body: BodyEstablished) -> dict[str, Any]:
    return body.model_dump(exclude={"type"})
