"""What a claim is, and how its events change it (C-7)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.contracts.compensation import (
    ClaimApproved,
    ClaimAttested,
    ClaimDrafted,
    ClaimReturned,
    ClaimSubmitted,
    TimeClaimed,
    TimeReleased,
)

ClaimEvent: TypeAlias = (
    ClaimDrafted
    | ClaimSubmitted
    | TimeClaimed
    | TimeReleased
    | ClaimAttested
    | ClaimApproved
    | ClaimReturned
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
    """Will be paid; waits for a batch."""


Claim: TypeAlias = Unknown | Drafted | Submitted | Attested | Approved


def evolve(claim: Claim, event: ClaimEvent) -> Claim:
    match event:
        case ClaimDrafted():
            return Drafted(event)
        case ClaimSubmitted():
            assert isinstance(claim, Drafted)
            return Submitted(claim.draft)
        case TimeClaimed() | TimeReleased():
            return claim
        case ClaimAttested():
            assert isinstance(claim, Submitted)
            people = (event.attester, event.on_behalf_of)
            return Attested(claim.draft, frozenset(filter(None, people)), event.total_ore)
        case ClaimApproved():
            return Approved()
        case ClaimReturned():
            assert isinstance(claim, Submitted | Attested)
            return Drafted(claim.draft)
        case _:
            assert_never(event)
