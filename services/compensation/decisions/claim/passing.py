"""A claim is attested, approved or returned: three different people (C-7)."""

from typing import assert_never

from services.compensation.commands.claims import ApproveClaim, AttestClaim, ReturnClaim
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
    ClaimApproved,
    ClaimAttested,
    ClaimDrafted,
    ClaimReturned,
    Stage,
    TimeReleased,
)
from shared.values.refusal import Refused


def attest(command: AttestClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: the facts are right; the amount that follows from them is fixed."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Drafted():
            raise Refused("C-7", "compensation.not-submitted", field="claim_id")
        case Attested() | Approved() | RefusedClaim() | Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.already-attested", field="claim_id")
        case Submitted(draft):
            claims.may_attest(facts, draft)
            return (
                ClaimAttested(
                    claim_id=command.claim_id,
                    attester=facts.by.person,
                    on_behalf_of=facts.by.on_behalf_of,
                    basis=_basis(command, draft),
                    total_ore=draft.total_ore,
                ),
            )
        case _:
            assert_never(claim)


def approve(command: ApproveClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: the payer will pay exactly the amount that was attested."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Drafted() | Submitted():
            raise Refused("C-7", "compensation.not-attested", field="claim_id")
        case Approved():
            raise Refused("C-7", "compensation.already-approved", field="claim_id")
        case Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.claim-closed", field="claim_id")
        case Attested(draft, before, total_ore) | RefusedClaim(draft, before, total_ore):
            if isinstance(claim, RefusedClaim):
                if not claim.reviewing:
                    raise Refused("C-7", "compensation.no-review-asked", field="claim_id")
                claims.may_review(facts, draft, before)
            claims.may_approve(facts, draft, before)
            if command.total_ore != total_ore:
                raise Refused(
                    "C-7",
                    "compensation.not-the-amount-attested",
                    field="total_ore",
                    attested=total_ore,
                    given=command.total_ore,
                )
            return (
                ClaimApproved(
                    claim_id=command.claim_id,
                    payer=draft.payer,
                    approver=facts.by.person,
                    on_behalf_of=facts.by.on_behalf_of,
                    total_ore=total_ore,
                ),
            )
        case _:
            assert_never(claim)


def send_back(command: ReturnClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-7: returned with a reason by the one whose turn it is; the time is free again (C-6)."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Drafted():
            raise Refused("C-7", "compensation.not-submitted", field="claim_id")
        case Approved():
            raise Refused("C-7", "compensation.already-approved", field="claim_id")
        case RefusedClaim() | Disputed() | Withdrawn():
            raise Refused("C-7", "compensation.claim-closed", field="claim_id")
        case Submitted(draft):
            claims.may_attest(facts, draft)
            return _returned(command, draft, "attestation")
        case Attested(draft, attested_by):
            claims.may_approve(facts, draft, attested_by)
            return _returned(command, draft, "approval")
        case _:
            assert_never(claim)


def _basis(command: AttestClaim, draft: ClaimDrafted) -> str | None:
    """C-5: where the claim asks about attendance, the one who attests answers on which basis."""
    if not any(line.asked for line in draft.lines):
        return None
    return written("C-5", "basis", command.basis or "")


def _returned(command: ReturnClaim, draft: ClaimDrafted, at: Stage) -> tuple[ClaimEvent, ...]:
    return (
        ClaimReturned(
            claim_id=command.claim_id, at=at, reason=written("C-7", "reason", command.reason)
        ),
        TimeReleased(person=draft.claimant, claim_id=command.claim_id),
    )
