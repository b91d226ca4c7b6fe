"""Claims that are withdrawn, refused, looked at once more, disputed or corrected (C-7, C-13)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.compensation.api.answers_of_payment import CorrectionOut
from services.compensation.api.bodies import (
    CorrectBody,
    NothingBody,
    ReasonBody,
    RecalculateBody,
    ReturnBody,
)
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.commands.claims import (
    AskReview,
    CorrectClaim,
    DisputeClaim,
    RecalculateClaim,
    RefuseClaim,
    WithdrawClaim,
)
from shared.contracts.compensation import Correction
from shared.service.answers import Accepted
from shared.service.changing import Changing
from shared.service.signing_in import Asking


def refusing_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/claims/{claim_id}/withdraw")
    def withdraw(claim_id: UUID, _body: NothingBody, change: Changing) -> Accepted:
        """Legen trekker kravet; tiden er fri igjen."""
        command = WithdrawClaim(claim_id)
        return change.ask(compensation, command)

    @api.post("/claims/{claim_id}/refuse")
    def refuse(claim_id: UUID, body: ReturnBody, change: Changing) -> Accepted:
        """Betaleren avslår kravet med en grunn, eller står ved avslaget etter ny vurdering."""
        command = RefuseClaim(claim_id, body.reason)
        return change.ask(compensation, command, body.on_behalf_of)

    @api.post("/claims/{claim_id}/review")
    def review(claim_id: UUID, body: ReasonBody, change: Changing) -> Accepted:
        """Legen ber om at en annen vurderer avslaget, én gang."""
        command = AskReview(claim_id, body.reason)
        return change.ask(compensation, command)

    @api.post("/claims/{claim_id}/dispute")
    def dispute(claim_id: UUID, body: ReasonBody, change: Changing) -> Accepted:
        """Uenigheten føres etter at avslaget er vurdert på nytt."""
        command = DisputeClaim(claim_id, body.reason)
        return change.ask(compensation, command)

    return api


def correcting_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/claims/{claim_id}/recalculate")
    def recalculate(claim_id: UUID, body: RecalculateBody, change: Changing) -> Accepted:
        """Regner et ulåst krav om; er det endret, må det attesteres på nytt."""
        command = RecalculateClaim(claim_id, body.because)
        return change.ask(compensation, command)

    @api.get("/claims/{claim_id}/correction")
    def proposed(
        claim_id: UUID,
        actor: Asking,
        choice: Annotated[Correction, Query()] = "supplement",
    ) -> CorrectionOut:
        """Hva en retting av låste linjer ville kommet på, uten at noe gjøres."""
        command = CorrectClaim(claim_id, claim_id, choice, "other", "…")
        made = compensation.proposed(actor, command)
        return CorrectionOut(
            claim_id=claim_id, choice=choice, lines=list(made.lines), total_ore=made.total_ore
        )

    @api.post("/claims/{claim_id}/correct")
    def correct(claim_id: UUID, body: CorrectBody, change: Changing) -> Accepted:
        """Godkjenneren velger hva som gjøres med låste linjer, med en grunn."""
        command = CorrectClaim(
            claim_id,
            new_resource(change.actor, change.key, "correction"),
            body.choice,
            body.because,
            body.reason,
            tuple(body.lines),
        )
        return change.ask(compensation, command)

    return api
