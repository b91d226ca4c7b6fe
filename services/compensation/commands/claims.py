"""Asked of a claim (C-4 to C-7)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Travel:
    """Time spent on travel to or from the meeting, and the kilometres driven in it."""

    work_from: datetime
    work_to: datetime
    what: str | None = None
    km: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BetweenMeetings:
    """Preparing, informing and hearing the doctors one represents (C-4, G-19)."""

    work_from: datetime
    work_to: datetime
    what: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim for a meeting: its time comes from the attendance, the rest from the claimant.

    Asked by the claimant, or by the service itself when the meeting has closed; drafted anew
    until it is submitted.
    """

    claim_id: UUID
    claimant: UUID
    agreement_id: UUID
    seat_id: UUID
    meeting_id: UUID
    travel: tuple[Travel, ...] = ()
    between: tuple[BetweenMeetings, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmitClaim:
    """The claimant stands for the claim as it is drafted."""

    claim_id: UUID


@dataclass(frozen=True, slots=True)
class AttestClaim:
    """The secretary or the chair says that the facts are right."""

    claim_id: UUID


@dataclass(frozen=True, slots=True)
class ApproveClaim:
    """Somebody with authority at the payer will pay `total_ore`, the amount attested."""

    claim_id: UUID
    total_ore: int


@dataclass(frozen=True, slots=True)
class ReturnClaim:
    """Back to the claimant with a reason, by the one whose turn it is."""

    claim_id: UUID
    reason: str


ClaimCommand: TypeAlias = DraftClaim | SubmitClaim | AttestClaim | ApproveClaim | ReturnClaim
