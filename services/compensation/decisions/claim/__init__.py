"""`claim-<id>`: a doctor's claim, from draft to approval (C-4 to C-7)."""

from typing import assert_never

from services.compensation.commands.claims import (
    ApproveClaim,
    AttestClaim,
    ClaimCommand,
    DraftClaim,
    ReturnClaim,
    SubmitClaim,
)
from services.compensation.commands.facts import ClaimFacts
from services.compensation.decisions.claim.claiming import draft, submit
from services.compensation.decisions.claim.passing import approve, attest, send_back
from services.compensation.decisions.claim.states import (
    Approved,
    Attested,
    Claim,
    ClaimEvent,
    Drafted,
    Submitted,
    Unknown,
    evolve,
)

__all__ = [
    "Approved",
    "Attested",
    "Claim",
    "ClaimEvent",
    "Drafted",
    "Submitted",
    "Unknown",
    "decide",
    "evolve",
]


def decide(command: ClaimCommand, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
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
        case _:
            assert_never(command)
