"""What a claim is, and how its events change it (C-7, C-13)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.contracts.compensation import (
    ClaimApproved,
    ClaimAttested,
    ClaimCorrected,
    ClaimDisputed,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    ClaimRefused,
    ClaimReturned,
    ClaimSubmitted,
    ClaimWithdrawn,
    ReceiptClaimed,
    ReviewAsked,
    TimeClaimed,
    TimeReleased,
)

ClaimEvent: TypeAlias = (
    ClaimDrafted
    | ClaimSubmitted
    | TimeClaimed
    | ReceiptClaimed
    | TimeReleased
    | ClaimAttested
    | ClaimApproved
    | ClaimReturned
    | ClaimWithdrawn
    | ClaimRefused
    | ReviewAsked
    | ClaimDisputed
    | ClaimRecalculated
    | ClaimCorrected
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is drafted under this id."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The claimant's to change; a claim that was returned is a draft again."""

    draft: ClaimDrafted


@dataclass(frozen=True, slots=True)
class Submitted:
    """Waits for attestation; its time is claimed."""

    draft: ClaimDrafted


@dataclass(frozen=True, slots=True)
class Attested:
    """Waits for approval. `attested_by` are the one who attested and the one stood in for."""

    draft: ClaimDrafted
    attested_by: frozenset[UUID]
    total_ore: int


@dataclass(frozen=True, slots=True)
class Approved:
    """Will be paid; `corrections` are the lines that later batches take (C-13)."""

    draft: ClaimDrafted
    corrections: tuple[ClaimLine, ...] = ()

    @property
    def lines(self) -> tuple[ClaimLine, ...]:
        return (*self.draft.lines, *self.corrections)


@dataclass(frozen=True, slots=True)
class RefusedClaim:
    """The payer will not pay. `before` are all who have attested or refused; `reviewing` while
    another person looks at it, `final` when that is done."""

    draft: ClaimDrafted
    before: frozenset[UUID]
    total_ore: int
    reviewing: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """Claimant and payer don't agree."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Taken back by the claimant."""


Claim: TypeAlias = (
    Unknown | Drafted | Submitted | Attested | Approved | RefusedClaim | Disputed | Withdrawn
)


def evolve(claim: Claim, event: ClaimEvent) -> Claim:  # noqa: PLR0911, PLR0912 - one line an event
    match event:
        case ClaimDrafted():
            return Drafted(event)
        case ClaimSubmitted():
            assert isinstance(claim, Drafted)
            return Submitted(claim.draft)
        case TimeClaimed() | ReceiptClaimed() | TimeReleased():
            return claim
        case ClaimAttested():
            assert isinstance(claim, Submitted)
            return Attested(claim.draft, _both(event.attester, event), event.total_ore)
        case ClaimApproved():
            assert isinstance(claim, Attested | RefusedClaim)
            return Approved(claim.draft)
        case ClaimReturned():
            assert isinstance(claim, Submitted | Attested)
            return Drafted(claim.draft)
        case ClaimWithdrawn():
            return Withdrawn()
        case ClaimRefused():
            assert isinstance(claim, Attested | RefusedClaim)
            return _refused(claim, event)
        case ReviewAsked():
            assert isinstance(claim, RefusedClaim)
            return replace(claim, reviewing=True)
        case ClaimDisputed():
            return Disputed()
        case ClaimRecalculated():
            assert isinstance(claim, Submitted | Attested | Approved)
            told = {"lines": event.lines, "total_ore": event.total_ore}
            return Submitted(claim.draft.model_copy(update=told))
        case ClaimCorrected():
            assert isinstance(claim, Approved)
            return replace(claim, corrections=(*claim.corrections, *event.lines))
        case _:
            assert_never(event)


def _both(person: UUID, event: ClaimAttested | ClaimRefused) -> frozenset[UUID]:
    return frozenset(filter(None, (person, event.on_behalf_of)))


def _refused(claim: Attested | RefusedClaim, event: ClaimRefused) -> RefusedClaim:
    before = claim.attested_by if isinstance(claim, Attested) else claim.before
    return RefusedClaim(
        claim.draft, before | _both(event.refuser, event), claim.total_ore, final=event.final
    )
