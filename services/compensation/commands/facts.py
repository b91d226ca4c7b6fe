"""What compensation reads beyond the stream it decides on, stored with the decision (R-3).

What is looked up but not known is None, or an empty tuple; the decision says what that means.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.compensation import (
    Caps,
    Channel,
    LineKind,
    Receipt,
    SharingKeySet,
    TimeKind,
    WageType,
)
from shared.contracts.governance import Employment
from shared.contracts.record import Facts, Sealed
from shared.values.rates import Rate

Standing: TypeAlias = Literal["secretary", "chair", "attester", "approver"]


@dataclass(frozen=True, slots=True)
class RateFact:
    """A published rate; `rate.confirmed_by` is the pseudonym of the one who stands for it."""

    rate_id: UUID
    rate: Rate


@dataclass(frozen=True, slots=True)
class AgreementFact:
    """An agreement that both have signed (C-2); both days of validity are included."""

    agreement_id: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    regime: str
    km_regime: str | None
    caps: Caps
    claim_deadline_months: int | None
    channel: Channel
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Engagement:
    """What somebody is in a period, both days included; None is open to that side (C-1)."""

    employment: Employment
    valid_from: date | None
    valid_to: date | None

    def holds(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """A time in which the claimant sat in the seat; one meeting may have several (C-5)."""

    present_from: datetime
    present_to: datetime


@dataclass(frozen=True, slots=True)
class AttendanceFact:
    """What governance recorded of the claimant in this seat at a closed meeting (C-5);
    `present` is empty where nothing was."""

    meeting_id: UUID
    seat_id: UUID
    person_id: UUID
    helsefellesskap: UUID
    cases: tuple[UUID, ...]
    present: tuple[Presence, ...]


@dataclass(frozen=True, slots=True)
class ClaimedTime:
    """A time that a person has claimed, in any helsefellesskap (C-6)."""

    claim_id: UUID
    agreement_id: UUID
    kind: TimeKind
    work_from: datetime
    work_to: datetime


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid by an agreement for one day's work, reversals counted."""

    agreement_id: UUID
    day: date
    amount_ore: int


@dataclass(frozen=True)
class RateFacts(Facts):
    """For ConfirmRate: the confirmed rates of the same regime and kind."""

    confirmed: tuple[RateFact, ...] = ()


@dataclass(frozen=True)
class ClaimFacts(Facts):
    """For a claim's commands.

    DraftClaim and SubmitClaim: `attendance` of the claimant at the meeting, in the seat;
    `agreement` where it is in force; the claimant's `engagements`; all `rates` of the
    agreement's regimes that apply on the days of the work; `claimed`, what the claimant has
    claimed in the months of the work (`rules.claimed_time.in_months_of`), read at the head of
    the stream of their time. AttestClaim, ApproveClaim, ReturnClaim: `standing`, what the
    asker is to this claim: secretary or chair of the body that met, attester or approver of the
    payer; `stood_in_for` the same of the one stood in for. `receipts` are those kept for the
    claimant, `receipts_claimed` those of other claims. CorrectClaim, RecalculateClaim: the
    lines that are `batched`, and those of them that payroll has refused.
    """

    attendance: AttendanceFact | None = None
    agreement: AgreementFact | None = None
    engagements: tuple[Engagement, ...] = ()
    rates: tuple[RateFact, ...] = ()
    claimed: tuple[ClaimedTime, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    receipts_claimed: tuple[str, ...] = ()
    batched: tuple[UUID, ...] = ()
    line_refused: tuple[UUID, ...] = ()
    standing: tuple[Standing, ...] = ()
    stood_in_for: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovedLine:
    """Of an approved claim's line, what payroll needs; `day` is the day of the work."""

    line_id: UUID
    kind: LineKind
    day: date
    quantity: str
    rate_ore: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class ApprovedClaim:
    """A claim that its payer has approved, with those of its lines that no batch has yet."""

    claim_id: UUID
    person: UUID
    agreement_id: UUID
    payer: UUID
    channel: Channel
    employee_number: Sealed
    approved_at: datetime
    lines: tuple[ApprovedLine, ...]


@dataclass(frozen=True)
class BatchFacts(Facts):
    """For FillBatch and LockBatch: the payer's approved claims with lines that are in no batch,
    and its wage types. For RefuseLines: `in_batch`, those of its lines that the batch has.

    `claims` are those picked, or the `rules.batches.MOST_CLAIMS` that were approved first, each
    read at the head of its own stream of batches; `further` is the number of those beyond.
    """

    claims: tuple[ApprovedClaim, ...] = ()
    further: int = 0
    wage_types: tuple[WageType, ...] = ()
    in_batch: tuple[tuple[UUID, UUID], ...] = ()


@dataclass(frozen=True)
class SettlementFacts(Facts):
    """For MakeSettlement: the payer's `batches` of the period with what they `paid`, by agreement
    and day of the work, and the `keys` of those agreements."""

    batches: tuple[UUID, ...] = ()
    paid: tuple[Paid, ...] = ()
    keys: tuple[SharingKeySet, ...] = ()
