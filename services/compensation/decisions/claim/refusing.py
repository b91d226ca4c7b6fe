"""The approver refuses: one review by another person, then a recorded dispute (C-7)."""

from typing import assert_never

from services.compensation.commands.claims import AskReview, DisputeClaim, RefuseClaim
from services.compensation.commands.facts import ClaimFacts
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
from services.compensation.rules.writing import written
from shared.contracts.compensation import (
    ClaimDisputed,
    ClaimRefused,
    ReviewAsked,
    TimeReleased,
)
from shared.values.refusal import Refused


def refuse(command: RefuseClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: with a reason; when another person has refused it too, that is final, and the time
    is free again (C-6)."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Drafted() | Submitted():
            raise Refused("C-7", "compensation.not-attested", field="claim_id")
        case Approved():
            raise Refused("C-7", "compensation.already-approved", field="claim_id")
        case Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.claim-closed", field="claim_id")
        case Attested(draft, attested_by):
            claims.may_approve(facts, draft, attested_by)
            return (_refused(command, facts, final=False),)
        case RefusedClaim(draft, before):
            if not claim.reviewing:
                raise Refused("C-7", "compensation.no-review-asked", field="claim_id")
            claims.may_review(facts, draft, before)
            return (
                _refused(command, facts, final=True),
                TimeReleased(person=draft.claimant, claim_id=command.claim_id),
            )
        case _:
            assert_never(claim)


def _refused(command: RefuseClaim, facts: ClaimFacts, *, final: bool) -> ClaimRefused:
    return ClaimRefused(
        claim_id=command.claim_id,
        refuser=facts.by.person,
        on_behalf_of=facts.by.on_behalf_of,
        reason=written("C-7", "reason", command.reason),
        final=final,
    )


def ask_review(command: AskReview, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: once, by the claimant."""
    refused = _refused_claim(claim, facts)
    if refused.final or refused.reviewing:
        raise Refused("C-7", "compensation.reviewed-already", field="claim_id")
    return (
        ReviewAsked(claim_id=command.claim_id, reason=written("C-7", "reason", command.reason)),
    )


def dispute(command: DisputeClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: what review has not solved is recorded as a dispute."""
    if not _refused_claim(claim, facts).final:
        raise Refused("C-7", "compensation.review-first", field="claim_id")
    return (
        ClaimDisputed(claim_id=command.claim_id, reason=written("C-7", "reason", command.reason)),
    )


def _refused_claim(claim: Claim, facts: ClaimFacts) -> RefusedClaim:
    if not isinstance(claim, RefusedClaim):
        raise Refused("C-7", "compensation.not-refused", field="claim_id")
    if claim.draft.claimant != facts.by.person:
        raise Refused("C-7", "compensation.not-your-claim", field="claim_id")
    return claim
