"""Around a claim: receipts, what can be copied, and what waits for whom (C-4, C-7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from services.compensation.api.answers import ClaimsOut, claim_out
from services.compensation.api.answers_of_payment import InboxOut, ReceiptKept
from services.compensation.api.bodies import WorkBody
from services.compensation.api.explaining import all_explained
from services.compensation.api.told import work_body
from services.compensation.application import Compensation
from services.compensation.readmodels import attended, claim_lists
from services.compensation.readmodels.claims import CLAIMS
from services.compensation.rules.work import copied
from shared.contracts.compensation import Receipt
from shared.identity.actors import Actor
from shared.service.signing_in import Asking
from shared.web.conditions import NotFound
from shared.web.i18n import Words


async def _content(request: Request) -> bytes:
    return await request.body()


Content = Annotated[bytes, Depends(_content)]


def as_attachment(receipt: Receipt, content: bytes) -> Response:
    """A receipt to be kept, never shown within our own pages."""
    name = f"kvittering-{receipt.sha256[:8]}.{receipt.media_type.rpartition('/')[2]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=receipt.media_type, headers=headers)


def receipts_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/receipts", status_code=201)
    async def keep(content: Content, actor: Asking) -> ReceiptKept:
        """Tar imot en kvittering (PDF, PNG eller JPEG) som innholdet i forespørselen. Det er
        innholdet som avgjør hva den er, ikke navnet."""
        kept = await run_in_threadpool(compensation.keep_receipt, actor, content)
        return ReceiptKept(sha256=kept.sha256, media_type=kept.media_type, size=kept.size)

    @api.get("/claims/{claim_id}/receipts/{sha256}", response_class=Response)
    def receipt(claim_id: UUID, sha256: str, actor: Asking) -> Response:
        """En kvittering i kravet, for dem som kan se kravet."""
        return as_attachment(*compensation.receipt(actor, claim_id, sha256))

    return api


def waiting_router(compensation: Compensation, words: Words) -> APIRouter:
    api = APIRouter()

    @api.get("/meetings/{meeting_id}/{seat_id}/copy")
    def copy_last(meeting_id: UUID, seat_id: UUID, actor: Asking) -> WorkBody:
        """Reise og formøte fra ditt forrige krav, flyttet til dette møtet. Ingenting lagres."""
        return copy_of_last(compensation, actor, meeting_id, seat_id)

    @api.get("/inbox")
    def inbox(actor: Asking) -> InboxOut:
        """Hvor mye som venter på deg."""
        compensation.own.freshen(CLAIMS)
        return inbox_of(compensation, actor)

    @api.get("/corrections")
    def corrections(actor: Asking, limit: Annotated[int, Query(ge=1, le=200)] = 200) -> ClaimsOut:
        """Krav som kan komme på noe annet nå: oppmøtet er rettet, eller en sats ble bekreftet
        sent."""
        compensation.own.freshen(CLAIMS)
        found = claim_lists.listed(
            compensation.views, actor, "compensation.approve", to_look_at=True, limit=limit
        )
        return ClaimsOut(
            claims=[claim_out(each, all_explained(each.draft, words)) for each in found], next=None
        )

    return api


def copy_of_last(
    compensation: Compensation, actor: Actor, meeting_id: UUID, seat_id: UUID
) -> WorkBody:
    """Raises NotFound without a meeting to claim for or a claim to copy."""
    met = attended.one(compensation.views, meeting_id, seat_id, actor.person)
    mine = claim_lists.listed(
        compensation.views, actor, "compensation.claim", claimant=actor.person, limit=20
    )
    earlier = [claim for claim in mine if claim.draft.meeting_id != meeting_id]
    if met is None or not met.present or not earlier:
        raise NotFound
    last = earlier[0].draft
    held = min((line.work_from for line in last.lines if line.kind == "meeting"), default=None)
    if held is None:
        raise NotFound
    return work_body(copied(last, met.present[0].present_from - held))


def inbox_of(compensation: Compensation, actor: Actor) -> InboxOut:
    """The counts, each of the list it stands for."""
    views = compensation.views

    def mine(status: str) -> int:
        return claim_lists.counted(
            views, actor, "compensation.claim", statuses={status}, claimant=actor.person
        )

    def approving(*statuses: str, to_look_at: bool = False) -> int:
        return claim_lists.counted(
            views, actor, "compensation.approve", statuses=statuses, to_look_at=to_look_at
        )

    return InboxOut(
        to_attest=claim_lists.counted(views, actor, "compensation.attest", statuses={"submitted"}),
        to_approve=approving("attested"),
        to_review=approving("in-review"),
        to_correct=approving(to_look_at=True),
        refused_by_payroll=approving("payroll-refused"),
        drafts=mine("drafted"),
        returned=mine("returned"),
        refused=mine("refused"),
    )
