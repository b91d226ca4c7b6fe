"""Corrections after the fact: before a claim is locked, and after (C-13)."""

from typing import assert_never

from services.compensation.commands.claims import CorrectClaim, RecalculateClaim
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
from services.compensation.rules.corrections import (
    Locked,
    differences,
    reversals,
    sent_again,
)
from services.compensation.rules.rates import MACHINES
from services.compensation.rules.writing import written
from shared.contracts.compensation import (
    ClaimCorrected,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    TimeReleased,
)
from shared.values.refusal import Refused


def recalculate(
    command: RecalculateClaim, facts: ClaimFacts, claim: Claim
) -> tuple[ClaimEvent, ...]:
    """C-7, C-13: an unlocked claim whose basis has changed goes back to attestation, with what
    it now comes to. Where it has no basis any more it goes back as it is, to be returned."""
    match claim:
        case Unknown():
            raise Refused("C-7", "compensation.claim-unknown", field="claim_id")
        case Drafted() | RefusedClaim() | Disputed() | Withdrawn():
            return ()
        case Submitted(draft) | Attested(draft) | Approved(draft):
            if facts.batched:
                return ()
            if not (facts.by.person in MACHINES or facts.standing):
                raise Refused("C-7", "compensation.not-attester")
            lines = _anew(draft, facts)
            if lines == draft.lines or (not lines and isinstance(claim, Submitted)):
                return ()
            lines = lines or draft.lines
            return (
                ClaimRecalculated(
                    claim_id=command.claim_id,
                    because=command.because,
                    lines=lines,
                    total_ore=sum(line.amount_ore for line in lines),
                ),
                *_claimed_anew(draft, lines),
            )
        case _:
            assert_never(claim)


def _anew(draft: ClaimDrafted, facts: ClaimFacts) -> tuple[ClaimLine, ...]:
    """The lines as they would be now; none where the claim has lost its basis, or its time is
    another claim's."""
    try:
        lines = basis_of(draft, facts, to_be_paid=True).lines
        is_claimed_once(draft, claimed_by(draft, lines), facts)
    except Refused:
        return ()
    return lines


def correct(command: CorrectClaim, facts: ClaimFacts, claim: Claim) -> tuple[ClaimEvent, ...]:
    """C-13: for locked lines the approver chooses, with a reason; what follows goes in a later
    batch (C-9)."""
    if not isinstance(claim, Approved):
        raise Refused("C-13", "compensation.not-locked", field="claim_id")
    if not facts.batched:
        raise Refused("C-13", "compensation.not-locked", field="claim_id")
    claims.may_approve(facts, claim.draft, frozenset())
    lines, claimed = _corrected(command, facts, claim)
    return (
        ClaimCorrected(
            claim_id=command.claim_id,
            correction_id=command.correction_id,
            choice=command.choice,
            because=command.because,
            reason=written("C-13", "reason", command.reason),
            approver=facts.by.person,
            on_behalf_of=facts.by.on_behalf_of,
            lines=lines,
            total_ore=sum(line.amount_ore for line in lines),
        ),
        *claimed,
    )


def _corrected(
    command: CorrectClaim, facts: ClaimFacts, claim: Approved
) -> tuple[tuple[ClaimLine, ...], tuple[ClaimEvent, ...]]:
    """The lines that follow from the choice, and what it changes of the time claimed."""
    draft = claim.draft
    locked = Locked(claim.lines, frozenset(facts.batched), frozenset(facts.line_refused))
    match command.choice:
        case "nothing":
            return (), ()
        case "again":
            return sent_again(locked, command.lines), ()
        case "reversal":
            lines = reversals(locked, command.lines)
            left = sum(line.amount_ore for line in (*locked.counting, *lines))
            released = TimeReleased(person=draft.claimant, claim_id=draft.claim_id)
            return lines, () if left else (released,)
        case "supplement":
            now = basis_of(draft, facts, to_be_paid=True).lines
            is_claimed_once(draft, claimed_by(draft, now), facts)
            return differences(locked, now), _claimed_anew(draft, now)
        case _:
            assert_never(command.choice)


def _claimed_anew(draft: ClaimDrafted, lines: tuple[ClaimLine, ...]) -> tuple[ClaimEvent, ...]:
    """C-6: the time as it now is."""
    released = TimeReleased(person=draft.claimant, claim_id=draft.claim_id)
    return (released, *claimed_by(draft, lines))
