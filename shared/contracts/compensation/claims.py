"""Claims and the time they claim (C-4 to C-7)."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import (
    Because,
    Channel,
    Correction,
    LineKind,
    LineUnit,
    MediaType,
    OtherPayKind,
    Part,
    Stage,
    TimeKind,
)
from shared.contracts.record import Event
from shared.values.money import TO_ORE, Rounding


class Receipt(Part):
    """A receipt that is kept, sealed, under the hash of its content (C-4)."""

    sha256: str
    media_type: MediaType
    size: int


class OtherPay(Part):
    """What somebody else pays the claimant for the same task and time (C-6)."""

    kind: OtherPayKind
    what: str
    work_from: datetime
    work_to: datetime
    amount_ore: int


class ClaimLine(Part):
    """One line of a claim with all that explains its amount (C-3, C-4, C-12).

    `minutes` is the time worked, exact; the amount is computed from it and not from `quantity`,
    which is what is paid in the rate's unit, written with at most two decimals. `cut` is what
    lay above the cap (C-6). `rate_ore` is per unit. The taxable part of kilometres is paid at
    `rate_id` less the tax-free rate `less_rate_id`. `asked` is what the claimant asks the
    secretariat where no attendance is recorded (C-5). A cost is paid by its receipt, and other
    pay is deducted, without any rate. `of_line` is the line that a later one corrects (C-13).
    """

    line_id: UUID
    kind: LineKind
    what: str | None = None
    work_from: datetime
    work_to: datetime
    minutes: int | None = None
    quantity: str
    cut: str = "0"
    unit: LineUnit
    rate_id: UUID | None = None
    less_rate_id: UUID | None = None
    rate_ore: int
    rate_source: str
    rate_valid_from: date | None = None
    rounding: Rounding = TO_ORE
    amount_ore: int
    asked: str | None = None
    receipt: Receipt | None = None
    of_line: UUID | None = None


class ClaimDrafted(Event):
    """A claim for a meeting, prefilled from the attendance that governance recorded (C-5).

    It may be drafted anew until it is submitted; the last draft counts.
    """

    type: Literal["compensation.claim-drafted.v2"] = "compensation.claim-drafted.v2"
    claim_id: UUID
    helsefellesskap: UUID
    claimant: UUID
    agreement_id: UUID
    payer: UUID
    channel: Channel
    seat_id: UUID
    meeting_id: UUID
    cases: tuple[UUID, ...]
    lines: tuple[ClaimLine, ...]
    other_pay: tuple[OtherPay, ...] = ()
    total_ore: int


class ClaimSubmitted(Event):
    """The claimant stands for the claim; its time is claimed with it (C-6, C-7)."""

    type: Literal["compensation.claim-submitted.v1"] = "compensation.claim-submitted.v1"
    claim_id: UUID


class TimeClaimed(Event):
    """A person's time, claimed once (C-6); stands in that person's own stream."""

    type: Literal["compensation.time-claimed.v2"] = "compensation.time-claimed.v2"
    person: UUID
    claim_id: UUID
    line_id: UUID
    agreement_id: UUID
    kind: TimeKind
    work_from: datetime
    work_to: datetime


class ReceiptClaimed(Event):
    """A receipt is paid once (C-6); stands in the stream of the claimant's time."""

    type: Literal["compensation.receipt-claimed.v1"] = "compensation.receipt-claimed.v1"
    person: UUID
    claim_id: UUID
    sha256: str


class TimeReleased(Event):
    """All time and receipts of the claim are free to be claimed again: it was returned,
    withdrawn or reversed (C-6)."""

    type: Literal["compensation.time-released.v1"] = "compensation.time-released.v1"
    person: UUID
    claim_id: UUID


class ClaimAttested(Event):
    """The facts are right, says the secretary or the chair (C-7).

    `total_ore` is the amount attested; only this amount can be approved. `on_behalf_of` is the
    one stood in for (P-5), `basis` what the secretariat answers where the claim asked (C-5).
    """

    type: Literal["compensation.claim-attested.v2"] = "compensation.claim-attested.v2"
    claim_id: UUID
    attester: UUID
    on_behalf_of: UUID | None = None
    basis: str | None = None
    total_ore: int


class ClaimApproved(Event):
    """The payer will pay this amount (C-7)."""

    type: Literal["compensation.claim-approved.v1"] = "compensation.claim-approved.v1"
    claim_id: UUID
    payer: UUID
    approver: UUID
    on_behalf_of: UUID | None = None
    total_ore: int


class ClaimReturned(Event):
    """Back to the claimant, with the reason (C-7)."""

    type: Literal["compensation.claim-returned.v1"] = "compensation.claim-returned.v1"
    claim_id: UUID
    at: Stage
    reason: str


class ClaimWithdrawn(Event):
    """The claimant takes the claim back; it is not paid (C-7)."""

    type: Literal["compensation.claim-withdrawn.v1"] = "compensation.claim-withdrawn.v1"
    claim_id: UUID


class ClaimRefused(Event):
    """The approver will not pay, with the reason (C-7).

    `final` where another person has looked at it once more; then a dispute can be recorded.
    """

    type: Literal["compensation.claim-refused.v1"] = "compensation.claim-refused.v1"
    claim_id: UUID
    refuser: UUID
    on_behalf_of: UUID | None = None
    reason: str
    final: bool


class ReviewAsked(Event):
    """The claimant asks that another person looks at the refusal, once (C-7)."""

    type: Literal["compensation.review-asked.v1"] = "compensation.review-asked.v1"
    claim_id: UUID
    reason: str


class ClaimDisputed(Event):
    """Claimant and payer don't agree, and it is recorded so (C-7)."""

    type: Literal["compensation.claim-disputed.v1"] = "compensation.claim-disputed.v1"
    claim_id: UUID
    reason: str


class ClaimRecalculated(Event):
    """What an unpaid claim rests on has changed: it goes back to attestation (C-7, C-13)."""

    type: Literal["compensation.claim-recalculated.v1"] = "compensation.claim-recalculated.v1"
    claim_id: UUID
    because: Because
    lines: tuple[ClaimLine, ...]
    total_ore: int


class ClaimCorrected(Event):
    """What the approver chose for lines that are locked in a batch, with the reason (C-13).

    `lines` go in a later batch: those of a reversal undo what was paid, a supplement is the
    difference, and lines that payroll refused go again. None where nothing is done.
    """

    type: Literal["compensation.claim-corrected.v1"] = "compensation.claim-corrected.v1"
    claim_id: UUID
    correction_id: UUID
    choice: Correction
    because: Because
    reason: str
    approver: UUID
    on_behalf_of: UUID | None = None
    lines: tuple[ClaimLine, ...]
    total_ore: int
