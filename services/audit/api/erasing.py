"""Blocked access and erasure over HTTP (R-7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict

from services.audit.application.erasing import Erasing
from services.audit.commands import (
    BlockAccess,
    ConfirmErasure,
    LiftBlock,
    RequestErasure,
    WithdrawErasure,
)
from services.audit.decisions.erasing import is_blocked
from shared.service.answers import Accepted, accepted
from shared.service.signing_in import Asking
from shared.web.conditions import IdempotencyKey

Subject = Annotated[
    str, Path(max_length=60, description="Hvem eller hva det gjelder: case-<id> eller person-<id>.")
]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class BasisBody(Body):
    """Det rettslige grunnlaget, og hvorfor."""

    basis: str = ""
    reason: str = ""


class ReasonBody(Body):
    """Hvorfor."""

    reason: str = ""


class StandingOut(BaseModel):
    """Hvordan det står: `state` er open, blocked, requested, confirmed eller erased."""

    subject: str
    state: str
    blocked: bool
    requested_by: UUID | None = None


def router(erasing: Erasing) -> APIRouter:
    api = APIRouter(prefix="/subjects/{subject}")

    @api.get("")
    def standing(subject: Subject, actor: Asking) -> StandingOut:
        """Om noe er sperret eller slettet."""
        found = erasing.standing(actor, subject)
        return StandingOut(
            subject=subject,
            state=type(found).__name__.lower(),
            blocked=is_blocked(found),
            requested_by=getattr(found, "by", None),
        )

    @api.post("/block", status_code=201)
    def block(
        subject: Subject, body: BasisBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Sperrer innsynet; det vanlige svaret på et krav om sletting."""
        command = BlockAccess(subject, body.basis, body.reason)
        return accepted(response, erasing.ask(actor, command, key=key))

    @api.post("/lift", status_code=201)
    def lift(
        subject: Subject, body: ReasonBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Opphever sperringen."""
        return accepted(response, erasing.ask(actor, LiftBlock(subject, body.reason), key=key))

    @api.post("/erasure", status_code=201)
    def request(
        subject: Subject, body: BasisBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Ber om sletting av det som er sperret; en annen må bekrefte."""
        command = RequestErasure(subject, body.basis, body.reason)
        return accepted(response, erasing.ask(actor, command, key=key))

    @api.post("/erasure/withdraw", status_code=201)
    def withdraw(
        subject: Subject, body: ReasonBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Trekker eller avslår kravet om sletting; sperringen står."""
        command = WithdrawErasure(subject, body.reason)
        return accepted(response, erasing.ask(actor, command, key=key))

    @api.post("/erasure/confirm", status_code=201)
    def confirm(
        subject: Subject, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Accepted:
        """Bekrefter slettingen. Nøklene blir ødelagt; det kan ikke gjøres om."""
        return accepted(response, erasing.ask(actor, ConfirmErasure(subject), key=key))

    return api
