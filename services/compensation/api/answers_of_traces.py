"""What is told over HTTP of a pay line and all it rests on (C-12)."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.compensation.api.answers_of_payment import BatchLineOut, line_out
from services.compensation.application import Trace
from services.compensation.readmodels.rates import Rate
from shared.contracts.compensation import ClaimLine, SharingKeySet


class TracedRate(BaseModel):
    """A version of a rate, as it was confirmed."""

    rate_id: UUID
    regime: str
    amount_ore: int
    valid_from: date
    valid_to: date | None
    source: str
    confirmed_by: UUID | None
    confirmed_on: date | None
    basis: str | None


class TracedDecision(BaseModel):
    """What the meeting decided; `position` is in governance's log."""

    case_id: UUID
    item_id: UUID
    outcome: str
    position: int


class TraceOut(BaseModel):
    """From a pay line back to all it rests on (C-12)."""

    line: BatchLineOut
    claim_line: ClaimLine
    corrects: ClaimLine | None
    claim_id: UUID
    claimant: UUID
    attester: UUID | None
    attested_on_basis: str | None
    seat_id: UUID
    meeting_id: UUID
    body: UUID | None
    cases: list[UUID]
    agreement_id: UUID
    payer: UUID
    regime: str
    sharing_key: SharingKeySet | None
    rate: TracedRate | None
    less_rate: TracedRate | None
    decisions: list[TracedDecision]


def trace_out(trace: Trace) -> TraceOut:
    claim, attested = trace.claim, trace.attested
    return TraceOut(
        line=line_out(trace.paid),
        claim_line=trace.line,
        corrects=trace.corrects,
        claim_id=claim.claim_id,
        claimant=claim.claimant,
        attester=attested.attester if attested else None,
        attested_on_basis=attested.basis if attested else None,
        seat_id=claim.seat_id,
        meeting_id=claim.meeting_id,
        body=trace.meeting.body if trace.meeting else None,
        cases=list(claim.cases),
        agreement_id=claim.agreement_id,
        payer=claim.payer,
        regime=trace.agreement.regime,
        sharing_key=trace.key,
        rate=_rate(trace.rate),
        less_rate=_rate(trace.less_rate),
        decisions=[
            TracedDecision(
                case_id=each.case_id,
                item_id=each.item_id,
                outcome=each.outcome,
                position=each.position,
            )
            for each in trace.decided
        ],
    )


def _rate(rate: Rate | None) -> TracedRate | None:
    if rate is None:
        return None
    dated = rate.dated
    return TracedRate(
        rate_id=rate.rate_id,
        regime=dated.regime,
        amount_ore=dated.amount_ore,
        valid_from=dated.valid_from,
        valid_to=dated.valid_to,
        source=dated.source,
        confirmed_by=UUID(dated.confirmed_by) if dated.confirmed_by else None,
        confirmed_on=dated.confirmed_on,
        basis=rate.basis,
    )
