"""Claims over HTTP: draft, submit, attest, approve, return (C-4 to C-7)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.compensation.api.answers import (
    ClaimAccepted,
    ClaimOut,
    ClaimsOut,
    MeetingsOut,
    claim_out,
    meeting_out,
)
from services.compensation.api.bodies import (
    ApproveBody,
    AttestBody,
    ClaimBody,
    NothingBody,
    ReturnBody,
    WorkBody,
)
from services.compensation.api.explaining import all_explained
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation
from services.compensation.commands.claims import (
    AttestClaim,
    BetweenMeetings,
    Cost,
    DraftClaim,
    PreMeeting,
    ReturnClaim,
    SubmitClaim,
    Travel,
    Unrecorded,
)
from services.compensation.readmodels import attended, claim_lists
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.claims import CLAIMS
from shared.contracts.compensation import OtherPay
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted, tagged
from shared.service.changing import Changing
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey
from shared.web.i18n import Words


def draft_of(
    actor: Actor, claim_id: UUID, body: WorkBody, agreement: UUID, seat: UUID, meeting: UUID
) -> DraftClaim:
    """From what was sent to what is asked; a claim is always the asker's own (C-7)."""
    return DraftClaim(
        claim_id=claim_id,
        claimant=actor.person,
        agreement_id=agreement,
        seat_id=seat,
        meeting_id=meeting,
        travel=tuple(
            Travel(each.work_from, each.work_to, each.purpose, each.km) for each in body.travel
        ),
        between=tuple(
            BetweenMeetings(each.work_from, each.work_to, each.purpose) for each in body.between
        ),
        pre_meeting=tuple(
            PreMeeting(each.work_from, each.work_to, each.purpose) for each in body.pre_meeting
        ),
        unrecorded=tuple(
            Unrecorded(each.work_from, each.work_to, each.question) for each in body.unrecorded
        ),
        costs=tuple(
            Cost(each.day, each.purpose, each.amount_ore, each.receipt) for each in body.costs
        ),
        other_pay=tuple(
            OtherPay(
                kind=each.kind,
                what=each.purpose,
                work_from=each.work_from,
                work_to=each.work_to,
                amount_ore=each.amount_ore,
            )
            for each in body.other_pay
        ),
    )


def drafting_router(compensation: Compensation, words: Words) -> APIRouter:
    api = APIRouter()

    @api.post("/claims", status_code=201)
    def draft(
        body: ClaimBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> ClaimAccepted:
        """Lager et utkast til krav for et møte; møtetiden hentes fra oppmøtet."""
        claim_id = new_resource(actor, key, "claim")
        command = draft_of(actor, claim_id, body, body.agreement_id, body.seat_id, body.meeting_id)
        done = compensation.ask(actor, command, key=key)
        if done.repeated:
            response.status_code = 200
        return ClaimAccepted(**accepted(response, done).model_dump(), claim_id=claim_id)

    @api.post("/claims/{claim_id}/draft")
    def redraft(
        claim_id: UUID,
        body: ClaimBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> ClaimAccepted:
        """Skriver utkastet på nytt, så lenge kravet ikke er sendt."""
        command = draft_of(actor, claim_id, body, body.agreement_id, body.seat_id, body.meeting_id)
        done = compensation.ask(actor, command, key=key, expected_version=expected)
        return ClaimAccepted(**accepted(response, done).model_dump(), claim_id=claim_id)

    @api.get("/claims")
    def listed(
        actor: Asking,
        limit: Annotated[int, Query(ge=1, le=200)] = 200,
        before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    ) -> ClaimsOut:
        """Kravene du har tilgang til, nyeste først."""
        compensation.own.freshen(CLAIMS)
        found = claim_lists.listed(
            compensation.views, actor, "compensation.read-claim", before=before, limit=limit
        )
        return ClaimsOut(
            claims=[_out(each) for each in found],
            next=found[-1].position if len(found) == limit else None,
        )

    @api.get("/claims/{claim_id}")
    def one(claim_id: UUID, actor: Asking, response: Response) -> ClaimOut:
        """Ett krav, med hver linje forklart."""
        claim, version = compensation.claim(actor, claim_id)
        tagged(response, version)
        return _out(claim)

    @api.get("/meetings")
    def meetings(actor: Asking) -> MeetingsOut:
        """Møtene du selv har sittet i, og kravet der det er laget."""
        compensation.own.freshen(CLAIMS)
        claimed = claim_lists.claimed_meetings(compensation.views, actor.person)
        return MeetingsOut(
            meetings=[
                meeting_out(met, claimed.get((met.meeting.meeting_id, met.seat_id)))
                for met in attended.of_person(compensation.views, actor.person)
            ]
        )

    def _out(claim: Claim) -> ClaimOut:
        return claim_out(claim, all_explained(claim.draft, words))

    return api


def passing_router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/claims/{claim_id}/submit")
    def submit(claim_id: UUID, _body: NothingBody, change: Changing) -> Accepted:
        """Legen sender kravet; tiden er dermed krevd."""
        command = SubmitClaim(claim_id)
        return change.ask(compensation, command)

    @api.post("/claims/{claim_id}/attest")
    def attest(claim_id: UUID, body: AttestBody, change: Changing) -> Accepted:
        """Sekretær, leder eller betalerens attestant går god for opplysningene."""
        command = AttestClaim(claim_id, body.basis)
        return change.ask(compensation, command, body.on_behalf_of)

    @api.post("/claims/{claim_id}/approve")
    def approve(
        claim_id: UUID,
        body: ApproveBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Betaleren godkjenner beløpet som er attestert."""
        done = compensation.approve(
            actor,
            claim_id,
            body.total_ore,
            key=key,
            expected_version=expected,
            on_behalf_of=body.on_behalf_of,
        )
        return accepted(response, done)

    @api.post("/claims/{claim_id}/return")
    def send_back(claim_id: UUID, body: ReturnBody, change: Changing) -> Accepted:
        """Sender kravet tilbake til legen med en grunn; tiden er fri igjen."""
        command = ReturnClaim(claim_id, body.reason)
        return change.ask(compensation, command, body.on_behalf_of)

    return api
