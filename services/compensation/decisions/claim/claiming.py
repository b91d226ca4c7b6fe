"""A claim is drafted and submitted by the claimant (C-1 to C-6)."""

from dataclasses import dataclass
from typing import assert_never

from services.compensation.commands.claims import DraftClaim, SubmitClaim
from services.compensation.commands.facts import AgreementFact, AttendanceFact, ClaimFacts
from services.compensation.decisions.claim.states import (
    Approved,
    Attested,
    Claim,
    ClaimEvent,
    Drafted,
    Submitted,
    Unknown,
)
from services.compensation.rules import claimed_time, claims
from services.compensation.rules.pricing import Pricing, priced
from services.compensation.rules.work import Work, at_the_meeting, bearable, told, told_in
from shared.contracts.compensation import ClaimDrafted, ClaimLine, ClaimSubmitted, TimeClaimed
from shared.values.calendar import local_day
from shared.values.refusal import Refused


@dataclass(frozen=True, slots=True)
class Basis:
    """What a claim rests on and what it comes to, as the facts are now."""

    agreement: AgreementFact
    attendance: AttendanceFact
    lines: tuple[ClaimLine, ...]


def draft(command: DraftClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-4, C-5: prefilled from the attendance; a rate that is not confirmed is shown."""
    match claim:
        case Submitted() | Attested() | Approved():
            raise Refused("C-7", "compensation.already-submitted", field="claim_id")
        case Unknown():
            pass
        case Drafted(earlier):
            if earlier.claimant != command.claimant:
                raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
        case _:
            assert_never(claim)
    claims.asked_for_by(command, facts.by)
    basis = _basis(command, told(command.travel, command.between), facts, to_be_paid=False)
    drafted = ClaimDrafted(
        claim_id=command.claim_id,
        helsefellesskap=basis.attendance.helsefellesskap,
        claimant=command.claimant,
        agreement_id=command.agreement_id,
        payer=basis.agreement.payer,
        channel=basis.agreement.channel,
        seat_id=command.seat_id,
        meeting_id=command.meeting_id,
        cases=basis.attendance.cases,
        lines=basis.lines,
        total_ore=sum(line.amount_ore for line in basis.lines),
    )
    if isinstance(claim, Drafted) and claim.draft == drafted:
        return ()
    return (drafted,)


def submit(command: SubmitClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-3, C-6: what is submitted is what would be drafted now, by confirmed rates, and its time
    is claimed for the first time."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Submitted() | Attested() | Approved():
            raise Refused("C-7", "compensation.already-submitted", field="claim_id")
        case Drafted(drafted):
            if facts.by.person != drafted.claimant:
                raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
            basis = _basis(drafted, told_in(drafted), facts, to_be_paid=True)
            days = [local_day(line.work_from) for line in basis.lines]
            claims.in_time(basis.agreement, days, facts.now)
            time = _time_claimed(drafted)
            claimed_time.is_free(
                [(each.work_from, each.work_to) for each in time],
                claimed_time.of_other_claims(facts.claimed, command.claim_id),
            )
            if basis.lines != drafted.lines:
                raise Refused("C-3", "compensation.draft-outdated", field="lines")
            if not drafted.total_ore:
                raise Refused("C-6", "compensation.nothing-to-pay", field="lines")
            return (ClaimSubmitted(claim_id=command.claim_id), *time)
        case _:
            assert_never(claim)


def _basis(
    claim: DraftClaim | ClaimDrafted,
    claimants: tuple[Work, ...],
    facts: ClaimFacts,
    *,
    to_be_paid: bool,
) -> Basis:
    """All that must hold of a claim's lines, and the lines."""
    agreement = claims.agreement_of(facts, claim.claimant, claim.agreement_id, claim.seat_id)
    attendance = claims.attendance_of(facts, claim.claimant, claim.meeting_id, claim.seat_id)
    work = (*at_the_meeting(attendance), *claimants)
    bearable(work)
    for done in work:
        claimed_time.runs_forward(done.work_from, done.work_to, facts.now)
        claims.within_the_period(agreement, done.work_from, done.work_to)
        claims.paid_by_us(facts.engagements, agreement.channel, local_day(done.work_from))
    claimed_time.own_times_are_apart(done.span for done in work)
    pricing = Pricing(
        claim_id=claim.claim_id,
        agreement=agreement,
        rates=facts.rates,
        claimed=claimed_time.of_other_claims(facts.claimed, claim.claim_id),
        to_be_paid=to_be_paid,
    )
    return Basis(agreement, attendance, priced(pricing, work))


def _time_claimed(draft: ClaimDrafted) -> tuple[TimeClaimed, ...]:
    """The draft's times; kilometres are driven within them."""
    return tuple(
        TimeClaimed(
            person=draft.claimant,
            claim_id=draft.claim_id,
            line_id=line.line_id,
            agreement_id=draft.agreement_id,
            kind=line.kind,
            work_from=line.work_from,
            work_to=line.work_to,
        )
        for line in draft.lines
        if line.kind in {"meeting", "travel-time", "between"}
    )
