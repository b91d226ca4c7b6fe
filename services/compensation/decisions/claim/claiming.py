"""A claim is drafted, submitted and withdrawn by the claimant (C-1 to C-7)."""

from typing import assert_never

from services.compensation.commands.claims import DraftClaim, SubmitClaim, WithdrawClaim
from services.compensation.commands.facts import ClaimFacts
from services.compensation.decisions.claim.basis import basis_of, claimed_by, is_claimed_once
from services.compensation.decisions.claim.states import (
    Approved,
    Attested,
    Claim,
    ClaimEvent,
    Disputed,
    Drafted,
    RefusedClaim,
    Submitted,
    Unknown,
    Withdrawn,
)
from services.compensation.rules import claims
from services.compensation.rules.costs import receipts_are_free
from shared.contracts.compensation import (
    ClaimDrafted,
    ClaimSubmitted,
    ClaimWithdrawn,
    TimeReleased,
)
from shared.values.calendar import local_day
from shared.values.refusal import Refused


def draft(command: DraftClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-4, C-5: prefilled from the attendance; a rate that is not confirmed is shown."""
    match claim:
        case Submitted() | Attested() | Approved() | RefusedClaim() | Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.already-submitted", field="claim_id")
        case Unknown():
            pass
        case Drafted(earlier):
            if earlier.claimant != command.claimant:
                raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
        case _:
            assert_never(claim)
    claims.asked_for_by(command, facts.by)
    basis = basis_of(command, facts, to_be_paid=False)
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
        other_pay=command.other_pay,
        total_ore=basis.total_ore,
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
        case Submitted() | Attested() | Approved() | RefusedClaim() | Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.already-submitted", field="claim_id")
        case Drafted(drafted):
            if facts.by.person != drafted.claimant:
                raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
            basis = basis_of(drafted, facts, to_be_paid=True)
            days = [local_day(line.work_from) for line in basis.lines]
            claims.in_time(basis.agreement, days, facts.now)
            claimed = claimed_by(drafted, drafted.lines)
            is_claimed_once(drafted, claimed, facts)
            receipts_are_free(drafted.lines, facts.receipts_claimed)
            if basis.lines != drafted.lines:
                raise Refused("C-3", "compensation.draft-outdated", field="lines")
            if drafted.total_ore <= 0:
                raise Refused("C-6", "compensation.nothing-to-pay", field="lines")
            return (ClaimSubmitted(claim_id=command.claim_id), *claimed)
        case _:
            assert_never(claim)


def withdraw(command: WithdrawClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: the claimant takes back what is not approved; its time is free again (C-6)."""
    match claim:
        case Unknown() | Disputed():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Withdrawn():
            return ()
        case Approved():
            raise Refused("C-7", "compensation.already-approved", field="claim_id")
        case Drafted(drafted) | Submitted(drafted) | Attested(drafted) | RefusedClaim(drafted):
            if facts.by.person != drafted.claimant:
                raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
            return (
                ClaimWithdrawn(claim_id=command.claim_id),
                TimeReleased(person=drafted.claimant, claim_id=command.claim_id),
            )
        case _:
            assert_never(claim)
