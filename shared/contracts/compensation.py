"""What compensation says: rates, agreements, claims, batches (C-1 to C-13).

Money is whole øre. Quantities are decimal numbers written as text (`"1.5"`), never floats.
"""

from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.record import Event, Sealed

LineKind: TypeAlias = Literal["meeting", "travel-time", "km-tax-free", "km-taxable", "between"]
RateKind: TypeAlias = Literal["meeting", "travel-time", "between", "km", "km-tax-free"]
Unit: TypeAlias = Literal["hour", "commenced-half-hour", "km"]
Cover: TypeAlias = Literal["meeting", "travel", "between"]
Channel: TypeAlias = Literal["payroll", "employer-refund", "invoice"]


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RatePublished(Event):
    """A dated rate from its source (C-3); it can be seen, but not yet paid."""

    type: Literal["compensation.rate-published.v1"] = "compensation.rate-published.v1"
    rate_id: UUID
    regime: str
    kind: RateKind
    unit: Unit
    amount_ore: int
    valid_from: date
    valid_to: date | None = None
    source: str


class RateConfirmed(Event):
    """An authorised person stands for the rate; from now on it can be paid (C-3)."""

    type: Literal["compensation.rate-confirmed.v1"] = "compensation.rate-confirmed.v1"
    rate_id: UUID
    basis: str


class AgreementDrafted(Event):
    """Who pays whom for what, by which rates and for how long (C-2).

    `employee_number` is the payer's own number for the doctor.
    """

    type: Literal["compensation.agreement-drafted.v1"] = "compensation.agreement-drafted.v1"
    agreement_id: UUID
    helsefellesskap: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    covers: tuple[Cover, ...]
    regime: str
    channel: Channel
    valid_from: date
    valid_to: date
    employee_number: Sealed


class AgreementSigned(Event):
    """One side has signed; with both the agreement is in force (C-2)."""

    type: Literal["compensation.agreement-signed.v1"] = "compensation.agreement-signed.v1"
    agreement_id: UUID
    side: Literal["doctor", "payer"]
    person: UUID


class AgreementInForce(Event):
    """Both sides have signed; seats that need it can be filled (G-3)."""

    type: Literal["compensation.agreement-in-force.v1"] = "compensation.agreement-in-force.v1"
    agreement_id: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    valid_from: date
    valid_to: date


class ClaimLine(Part):
    """One line of a claim with all that explains its amount (C-3, C-4, C-12)."""

    line_id: UUID
    kind: LineKind
    work_from: datetime
    work_to: datetime
    quantity: str
    unit: Unit
    rate_id: UUID
    rate_ore: int
    rate_source: str
    rate_valid_from: date
    amount_ore: int


class ClaimDrafted(Event):
    """A claim for a meeting, prefilled from the attendance that governance recorded (C-5)."""

    type: Literal["compensation.claim-drafted.v1"] = "compensation.claim-drafted.v1"
    claim_id: UUID
    helsefellesskap: UUID
    claimant: UUID
    agreement_id: UUID
    payer: UUID
    seat_id: UUID
    meeting_id: UUID
    cases: tuple[UUID, ...]
    lines: tuple[ClaimLine, ...]
    total_ore: int


class ClaimSubmitted(Event):
    type: Literal["compensation.claim-submitted.v1"] = "compensation.claim-submitted.v1"
    claim_id: UUID


class TimeClaimed(Event):
    """A person's time, claimed once (C-6); stands in that person's own stream."""

    type: Literal["compensation.time-claimed.v1"] = "compensation.time-claimed.v1"
    person: UUID
    claim_id: UUID
    work_from: datetime
    work_to: datetime


class TimeReleased(Event):
    """The time is free to be claimed again: the claim was returned or withdrawn (C-6)."""

    type: Literal["compensation.time-released.v1"] = "compensation.time-released.v1"
    person: UUID
    claim_id: UUID


class ClaimAttested(Event):
    """The facts are right, says the secretary or the chair (C-7)."""

    type: Literal["compensation.claim-attested.v1"] = "compensation.claim-attested.v1"
    claim_id: UUID


class ClaimApproved(Event):
    """The payer will pay this amount (C-7)."""

    type: Literal["compensation.claim-approved.v1"] = "compensation.claim-approved.v1"
    claim_id: UUID
    payer: UUID
    total_ore: int


class ClaimReturned(Event):
    """Back to the claimant, with the reason (C-7)."""

    type: Literal["compensation.claim-returned.v1"] = "compensation.claim-returned.v1"
    claim_id: UUID
    reason: str


class PayLine(Part):
    """One line of the payroll file; it leads back to its claim line (C-12)."""

    claim_id: UUID
    line_id: UUID
    person: UUID
    employee_number: Sealed
    wage_type: str
    quantity: str
    rate_ore: int
    amount_ore: int


class WageTypeTotal(Part):
    wage_type: str
    lines: int
    quantity: str
    amount_ore: int


class BatchLocked(Event):
    """The payer's approved claims of a period, with control totals and checksum (C-9)."""

    type: Literal["compensation.batch-locked.v1"] = "compensation.batch-locked.v1"
    batch_id: UUID
    payer: UUID
    period: str
    lines: tuple[PayLine, ...]
    totals: tuple[WageTypeTotal, ...]
    total_ore: int
    checksum: str


class ClaimBatched(Event):
    """A claim's lines are in one batch only (C-9); stands in the claim's own stream."""

    type: Literal["compensation.claim-batched.v1"] = "compensation.claim-batched.v1"
    claim_id: UUID
    batch_id: UUID


class BatchExported(Event):
    """The payroll file was made, once; its bytes are kept under their hash (C-9, C-10)."""

    type: Literal["compensation.batch-exported.v1"] = "compensation.batch-exported.v1"
    batch_id: UUID
    adapter: Literal["visma-lonn"]
    file: str
    sha256: str
    lines: int


class BatchAcknowledged(Event):
    """Payroll has taken the file (C-9)."""

    type: Literal["compensation.batch-acknowledged.v1"] = "compensation.batch-acknowledged.v1"
    batch_id: UUID
    sha256: str


CompensationEvent: TypeAlias = Annotated[
    RatePublished
    | RateConfirmed
    | AgreementDrafted
    | AgreementSigned
    | AgreementInForce
    | ClaimDrafted
    | ClaimSubmitted
    | TimeClaimed
    | TimeReleased
    | ClaimAttested
    | ClaimApproved
    | ClaimReturned
    | ClaimBatched
    | BatchLocked
    | BatchExported
    | BatchAcknowledged,
    Field(discriminator="type"),
]
