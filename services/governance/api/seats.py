"""The seats over HTTP: who sits where, and for how long (G-2, G-3)."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.application import Governance
from services.governance.application.streams import seat_stream
from services.governance.commands.structure import ChangeDeputy, FillSeat, VacateSeat
from services.governance.readmodels import structure
from services.governance.readmodels.terms import terms
from services.governance.rules.seats import SeatStanding, Terms
from shared.contracts.governance import Basis, Function, Represents, Right, SeatFilled, SideName
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class SeatBody(Body):
    seat_id: UUID | None = None
    body_id: UUID
    party: UUID
    side: SideName | None = None
    represents: Represents
    person_id: UUID
    deputy_id: UUID | None = None
    function: Function
    rights: list[Right]
    basis: Basis
    basis_note: str | None = None
    speaks_for: str | None = None
    active_clinician: bool
    deputy_active_clinician: bool = False
    term_from: date
    term_to: date
    co_opted_for: UUID | None = Field(default=None, description="Den ene saken plassen gjelder.")


class DeputyBody(Body):
    """Uten deputy_id får plassen ingen vara."""

    deputy_id: UUID | None = None
    deputy_active_clinician: bool = False
    reason: str = ""


class VacateBody(Body):
    reason: str = ""


class SeatMade(Accepted):
    seat_id: UUID


class SeatOut(BaseModel):
    seat_id: UUID
    body_id: UUID
    party: UUID
    side: SideName | None
    represents: Represents
    person_id: UUID
    deputy_id: UUID | None
    function: Function
    rights: list[Right]
    basis: Basis
    basis_note: str | None
    speaks_for: str | None
    active_clinician: bool
    term_from: date
    term_to: date
    agreement_id: UUID | None
    co_opted_for: UUID | None
    standing: SeatStanding


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.post("/seats", status_code=201)
    def fill(body: SeatBody, key: IdempotencyKey, actor: Asking, response: Response) -> SeatMade:
        """Besetter en plass i et organ."""
        seat_id = body.seat_id or new_id(actor, key, "seat")
        command = FillSeat(
            **body.model_dump(exclude={"seat_id", "rights"}),
            seat_id=seat_id,
            rights=tuple(body.rights),
        )
        made: dict[str, Any] = created(response, governance.ask(actor, command, key=key))
        return SeatMade(**made, seat_id=seat_id)

    @api.get("/seats/{seat_id}")
    def one(seat_id: UUID, actor: Asking, response: Response) -> SeatOut:
        """Én plass, når noen har den."""
        newest(platform, response, seat_stream(seat_id))
        found = structure.seat(platform.views, seat_id)
        if found is None:
            raise NotFound
        resource = Resource("structure", helsefellesskap=found.helsefellesskap)
        require(actor, "governance.read-structure", resource)
        return seat_out(found, terms(platform.views, platform.register, [found], platform.today()))

    @api.post("/seats/{seat_id}/deputy")
    def change_deputy(
        seat_id: UUID,
        body: DeputyBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Bytter vara mens innehaveren blir sittende."""
        command = ChangeDeputy(seat_id, body.deputy_id, body.deputy_active_clinician, body.reason)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/seats/{seat_id}/vacate")
    def vacate(
        seat_id: UUID,
        body: VacateBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Innehaveren går ut av plassen."""
        command = VacateSeat(seat_id, body.reason)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    return api


def seat_out(seat: SeatFilled, on: Terms) -> SeatOut:
    """The seat, with how it stands on the day of the terms."""
    content = seat.model_dump(include=set(SeatOut.model_fields))
    deputy = seat.deputy.person_id if seat.deputy else None
    return SeatOut(**content, deputy_id=deputy, standing=on.standing(seat))
