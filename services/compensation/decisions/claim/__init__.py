"""`claim-<id>`: a doctor's claim, from draft to approval and after (C-4 to C-7, C-13)."""

from typing import assert_never

from services.compensation.commands.claims import (
    ApproveClaim,
    AskReview,
    AttestClaim,
    ClaimCommand,
    CorrectClaim,
    DisputeClaim,
    DraftClaim,
    RecalculateClaim,
    RefuseClaim,
    ReturnClaim,
    SubmitClaim,
    WithdrawClaim,
)
from services.compensation.commands.facts import ClaimFacts
from services.compensation.decisions.claim.claiming import draft, submit, withdraw
from services.compensation.decisions.claim.correcting import correct, recalculate
from services.compensation.decisions.claim.passing import approve, attest, send_back
from services.compensation.decisions.claim.refusing import ask_review, dispute, refuse
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
    evolve,
)

__all__ = [
    "Approved",
    "Attested",
    "Claim",
    "ClaimEvent",
    "Disputed",
    "Drafted",
    "RefusedClaim",
    "Submitted",
    "Unknown",
    "Withdrawn",
    "decide",
    "evolve",
]


def decide(  # noqa: PLR0911 - one line a command
    command: ClaimCommand, facts: ClaimFacts, claim: Claim
) -> tuple[ClaimEvent, ...]:
    match command:
        case DraftClaim():
            return draft(command, facts, claim)
        case SubmitClaim():
            return submit(command, facts, claim)
        case AttestClaim():
            return attest(command, facts, claim)
        case ApproveClaim():
            return approve(command, facts, claim)
        case ReturnClaim():
            return send_back(command, facts, claim)
        case WithdrawClaim():
            return withdraw(command, facts, claim)
        case RefuseClaim():
            return refuse(command, facts, claim)
        case AskReview():
            return ask_review(command, facts, claim)
        case DisputeClaim():
            return dispute(command, facts, claim)
        case RecalculateClaim():
            return recalculate(command, facts, claim)
        case CorrectClaim():
            return correct(command, facts, claim)
        case _:
            assert_never(command)
