"""What is told over HTTP."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from services.compensation.readmodels.agreements import Agreement
from services.compensation.readmodels.attended import Attended
from services.compensation.readmodels.claim_lists import Claim
from services.compensation.readmodels.rates import Rate
from shared.contracts.compensation import (
    Caps,
    Channel,
    ClaimLine,
    Cover,
    OtherPay,
    SharingKeySet,
    TaxAssessment,
)
from shared.service.answers import Accepted


class RateAccepted(Accepted):
    rate_id: UUID


class AgreementAccepted(Accepted):
    agreement_id: UUID


class ClaimAccepted(Accepted):
    claim_id: UUID


class BatchAccepted(Accepted):
    batch_id: UUID


class FileAccepted(Accepted):
    """The file of a batch; the bytes are at `/batches/{id}/file`."""

    batch_id: UUID
    file: str
    sha256: str
    lines: int
    total_ore: int


class RateOut(BaseModel):
    """A rate; one that nobody has confirmed can be seen, never paid (C-3)."""

    rate_id: UUID
    regime: str
    kind: str
    unit: str
    amount_ore: int
    valid_from: date
    valid_to: date | None
    rounding: dict[str, int | str]
    cap: str | None
    source: str
    confirmed_by: UUID | None
    confirmed_on: date | None
    basis: str | None


class RatesOut(BaseModel):
    rates: list[RateOut]


class SignatureOut(BaseModel):
    person: UUID
    signed_on: date


class AgreementOut(BaseModel):
    """An agreement; the employee number is never told."""

    agreement_id: UUID
    helsefellesskap: UUID
    doctor: UUID
    payer: UUID
    seats: list[UUID]
    covers: list[Cover]
    missing: list[Cover]
    regime: str
    km_regime: str | None
    caps: Caps
    claim_deadline_months: int | None
    channel: Channel
    tax_assessment: TaxAssessment | None
    valid_from: date
    valid_to: date
    doctor_signed: SignatureOut | None
    payer_signed: SignatureOut | None
    in_force: bool
    ended_on: date | None
    end_reason: str | None
    keys: list[SharingKeySet]


class AgreementsOut(BaseModel):
    """`next` is given back as `before` for the older ones."""

    agreements: list[AgreementOut]
    next: int | None


class LineOut(ClaimLine):
    """A line with its amount explained in words (C-3, C-12)."""

    explained: str


class ClaimOut(BaseModel):
    """A claim as last drafted, and where it is."""

    claim_id: UUID
    status: str
    since: datetime
    helsefellesskap: UUID
    claimant: UUID
    agreement_id: UUID
    payer: UUID
    channel: Channel
    seat_id: UUID
    meeting_id: UUID
    cases: list[UUID]
    lines: list[LineOut]
    other_pay: list[OtherPay]
    total_ore: int
    look: str | None
    returned: str | None
    attester: UUID | None
    batch_id: UUID | None


class ClaimsOut(BaseModel):
    """`next` is given back as `before` for the older ones."""

    claims: list[ClaimOut]
    next: int | None


class PresenceOut(BaseModel):
    present_from: datetime
    present_to: datetime


class MeetingOut(BaseModel):
    """A meeting the asker has sat in; `claim_id` where it is claimed for."""

    meeting_id: UUID
    body: UUID
    seat_id: UUID
    present: list[PresenceOut]
    claim_id: UUID | None


class MeetingsOut(BaseModel):
    meetings: list[MeetingOut]


def rate_out(rate: Rate) -> RateOut:
    dated = rate.dated
    return RateOut(
        rate_id=rate.rate_id,
        regime=dated.regime,
        kind=dated.kind,
        unit=dated.unit,
        amount_ore=dated.amount_ore,
        valid_from=dated.valid_from,
        valid_to=dated.valid_to,
        rounding={"step_ore": dated.rounding.step_ore, "mode": dated.rounding.mode},
        cap=None if dated.cap is None else f"{dated.cap:f}",
        source=dated.source,
        confirmed_by=UUID(dated.confirmed_by) if dated.confirmed_by else None,
        confirmed_on=dated.confirmed_on,
        basis=rate.basis,
    )


def agreement_out(agreement: Agreement) -> AgreementOut:
    draft = agreement.draft
    signed = {
        f"{side}_signed": SignatureOut(person=found.person, signed_on=found.signed_on)
        if (found := agreement.signed_by(side))
        else None
        for side in ("doctor", "payer")
    }
    told = draft.model_dump(exclude={"type", "employee_number"})
    return AgreementOut(
        **told,
        **signed,
        in_force=agreement.in_force,
        ended_on=agreement.ended_on,
        end_reason=agreement.end_reason,
        keys=list(agreement.keys),
    )


def claim_out(claim: Claim, explained: dict[UUID, str]) -> ClaimOut:
    told = claim.draft.model_dump(exclude={"type", "lines"})
    return ClaimOut(
        **told,
        lines=[
            LineOut(**line.model_dump(), explained=explained[line.line_id])
            for line in claim.draft.lines
        ],
        status=claim.status,
        since=claim.since,
        look=claim.look,
        returned=claim.returned,
        attester=claim.attester,
        batch_id=claim.batch_id,
    )


def meeting_out(met: Attended, claim_id: UUID | None) -> MeetingOut:
    return MeetingOut(
        meeting_id=met.meeting.meeting_id,
        body=met.meeting.body,
        seat_id=met.seat_id,
        present=[
            PresenceOut(present_from=each.present_from, present_to=each.present_to)
            for each in met.present
        ],
        claim_id=claim_id,
    )
