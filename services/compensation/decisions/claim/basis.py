"""What a claim rests on and what it comes to, as the facts are now (C-1 to C-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from services.compensation.commands.claims import Cost, DraftClaim
from services.compensation.commands.facts import AgreementFact, AttendanceFact, ClaimFacts
from services.compensation.rules import claimed_time, claims
from services.compensation.rules.costs import cost_lines, costs_in, deductions
from services.compensation.rules.pricing import Pricing, priced
from services.compensation.rules.work import Work, bearable, told, told_in, with_attendance
from shared.contracts.compensation import (
    ClaimDrafted,
    ClaimLine,
    OtherPay,
    ReceiptClaimed,
    TimeClaimed,
)
from shared.values.calendar import local_day


@dataclass(frozen=True, slots=True)
class Told:
    """What the claimant tells; the rest follows from the records."""

    work: tuple[Work, ...]
    costs: tuple[Cost, ...]
    other_pay: tuple[OtherPay, ...]

    @classmethod
    def of(cls, claim: DraftClaim | ClaimDrafted) -> "Told":
        if isinstance(claim, DraftClaim):
            return cls(told(claim), claim.costs, claim.other_pay)
        return cls(told_in(claim), costs_in(claim), claim.other_pay)


@dataclass(frozen=True, slots=True)
class Basis:
    """Agreement, attendance and the lines."""

    agreement: AgreementFact
    attendance: AttendanceFact
    lines: tuple[ClaimLine, ...]

    @property
    def total_ore(self) -> int:
        return sum(line.amount_ore for line in self.lines)


def basis_of(claim: DraftClaim | ClaimDrafted, facts: ClaimFacts, *, to_be_paid: bool) -> Basis:
    """All that must hold of a claim's lines, and the lines. Raises Refused."""
    tells = Told.of(claim)
    agreement = claims.agreement_of(facts, claim.claimant, claim.agreement_id, claim.seat_id)
    asked = any(work.asked for work in tells.work)
    attendance = claims.attendance_of(
        facts, claim.claimant, claim.meeting_id, claim.seat_id, asked=asked
    )
    work = with_attendance(attendance, tells.work)
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
    lines = priced(pricing, work)
    costs = cost_lines(claim.claim_id, tells.costs, facts.receipts)
    for line in costs:
        claims.within_the_period(agreement, line.work_from, line.work_to)
        claims.paid_by_us(facts.engagements, agreement.channel, local_day(line.work_from))
    less = deductions(claim.claim_id, lines, tells.other_pay)
    return Basis(agreement, attendance, (*lines, *costs, *less))


Claimed: TypeAlias = TimeClaimed | ReceiptClaimed


def claimed_by(draft: ClaimDrafted, lines: Iterable[ClaimLine]) -> tuple[Claimed, ...]:
    """The times and the receipts of these lines; kilometres are driven within the times."""
    claimed: list[Claimed] = []
    for line in lines:
        if line.kind in {"meeting", "pre-meeting", "travel-time", "between"}:
            claimed.append(
                TimeClaimed(
                    person=draft.claimant,
                    claim_id=draft.claim_id,
                    line_id=line.line_id,
                    agreement_id=draft.agreement_id,
                    kind=line.kind,
                    work_from=line.work_from,
                    work_to=line.work_to,
                )
            )
        elif line.receipt is not None:
            claimed.append(
                ReceiptClaimed(
                    person=draft.claimant, claim_id=draft.claim_id, sha256=line.receipt.sha256
                )
            )
    return tuple(claimed)


def is_claimed_once(draft: ClaimDrafted, claimed: Iterable[Claimed], facts: ClaimFacts) -> None:
    """C-6: nobody is paid twice for a time, in any helsefellesskap."""
    claimed_time.is_free(
        [(each.work_from, each.work_to) for each in claimed if isinstance(each, TimeClaimed)],
        claimed_time.of_other_claims(facts.claimed, draft.claim_id),
    )
