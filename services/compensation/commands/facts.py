"""What compensation reads beyond the stream it decides on, stored with the decision (R-3).

What is looked up but not known is None, or an empty tuple; the decision says what that means.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.compensation import Caps, Channel, LineKind, TimeKind, WageType
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
    """What governance recorded of the claimant in this seat at a closed meeting (C-5)."""

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
    payer.
    """

    attendance: AttendanceFact | None = None
    agreement: AgreementFact | None = None
    engagements: tuple[Engagement, ...] = ()
    rates: tuple[RateFact, ...] = ()
    claimed: tuple[ClaimedTime, ...] = ()
    standing: tuple[Standing, ...] = ()


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
    """A claim that its payer has approved; `batch_id` where a batch has it already."""

    claim_id: UUID
    person: UUID
    agreement_id: UUID
    payer: UUID
    channel: Channel
    employee_number: Sealed
    approved_at: datetime
    lines: tuple[ApprovedLine, ...]
    total_ore: int
    batch_id: UUID | None = None


@dataclass(frozen=True)
class BatchFacts(Facts):
    """For LockBatch: the payer's approved claims that are in no batch, and its wage types.

    `claims` are those picked, or the `rules.batches.MOST_CLAIMS` that were approved first, each
    read at the head of its own stream of batches; `further` is the number of those beyond.
    """

    claims: tuple[ApprovedClaim, ...] = ()
    further: int = 0
    wage_types: tuple[WageType, ...] = ()
