"""Asked of a claim (C-4 to C-7, C-13)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import Because, Correction, OtherPay


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
class PreMeeting:
    """A meeting before the meeting, where one side prepares together (C-4)."""

    work_from: datetime
    work_to: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """Time at the meeting that no attendance was recorded for, with a question (C-5)."""

    work_from: datetime
    work_to: datetime
    question: str


@dataclass(frozen=True, slots=True)
class Cost:
    """Another cost of the travel, by its receipt (C-4)."""

    day: date
    what: str
    amount_ore: int
    receipt: str


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
    pre_meeting: tuple[PreMeeting, ...] = ()
    unrecorded: tuple[Unrecorded, ...] = ()
    costs: tuple[Cost, ...] = ()
    other_pay: tuple[OtherPay, ...] = ()


@dataclass(frozen=True, slots=True)
class SubmitClaim:
    """The claimant stands for the claim as it is drafted."""

    claim_id: UUID


@dataclass(frozen=True, slots=True)
class AttestClaim:
    """The secretary or the chair says that the facts are right.

    `basis` is what the secretariat answers where the claim asks about attendance (C-5).
    """

    claim_id: UUID
    basis: str | None = None


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


@dataclass(frozen=True, slots=True)
class WithdrawClaim:
    """The claimant takes the claim back."""

    claim_id: UUID


@dataclass(frozen=True, slots=True)
class RefuseClaim:
    """The payer will not pay, with the reason."""

    claim_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class AskReview:
    """The claimant asks that another person looks at the refusal."""

    claim_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class DisputeClaim:
    """The claimant does not agree to the outcome of the review."""

    claim_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class RecalculateClaim:
    """What an unpaid claim rests on may have changed: it is worked out anew (C-13)."""

    claim_id: UUID
    because: Because


@dataclass(frozen=True, slots=True)
class CorrectClaim:
    """The approver chooses what is done with lines that are locked in a batch (C-13).

    `lines` picks those to be reversed or sent again; empty takes all that can be.
    """

    claim_id: UUID
    correction_id: UUID
    choice: Correction
    because: Because
    reason: str
    lines: tuple[UUID, ...] = ()


ClaimCommand: TypeAlias = (
    DraftClaim
    | SubmitClaim
    | AttestClaim
    | ApproveClaim
    | ReturnClaim
    | WithdrawClaim
    | RefuseClaim
    | AskReview
    | DisputeClaim
    | RecalculateClaim
    | CorrectClaim
)
