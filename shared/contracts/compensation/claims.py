"""Claims and the time they claim (C-4 to C-7)."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import Channel, LineKind, Part, Stage, TimeKind
from shared.contracts.record import Event
from shared.values.money import TO_ORE, Rounding
from shared.values.rates import Unit


class ClaimLine(Part):
    """One line of a claim with all that explains its amount (C-3, C-4, C-12).

    `minutes` is the time worked, exact; the amount is computed from it and not from `quantity`,
    which is what is paid in the rate's unit, written with at most two decimals. `cut` is what
    lay above the cap (C-6). `rate_ore` is per unit. The taxable part of kilometres is paid at
    `rate_id` less the tax-free rate `less_rate_id`.
    """

    line_id: UUID
    kind: LineKind
    what: str | None = None
    work_from: datetime
    work_to: datetime
    minutes: int | None = None
    quantity: str
    cut: str = "0"
    unit: Unit
    rate_id: UUID
    less_rate_id: UUID | None = None
    rate_ore: int
    rate_source: str
    rate_valid_from: date
    rounding: Rounding = TO_ORE
    amount_ore: int


class ClaimDrafted(Event):
    """A claim for a meeting, prefilled from the attendance that governance recorded (C-5).

    It may be drafted anew until it is submitted; the last draft counts.
    """

    type: Literal["compensation.claim-drafted.v1"] = "compensation.claim-drafted.v1"
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
    total_ore: int


class ClaimSubmitted(Event):
    """The claimant stands for the claim; its time is claimed with it (C-6, C-7)."""

    type: Literal["compensation.claim-submitted.v1"] = "compensation.claim-submitted.v1"
    claim_id: UUID


class TimeClaimed(Event):
    """A person's time, claimed once (C-6); stands in that person's own stream."""

    type: Literal["compensation.time-claimed.v1"] = "compensation.time-claimed.v1"
    person: UUID
    claim_id: UUID
    line_id: UUID
    agreement_id: UUID
    kind: TimeKind
    work_from: datetime
    work_to: datetime


class TimeReleased(Event):
    """All time of the claim is free to be claimed again: the claim was returned (C-6)."""

    type: Literal["compensation.time-released.v1"] = "compensation.time-released.v1"
    person: UUID
    claim_id: UUID


class ClaimAttested(Event):
    """The facts are right, says the secretary or the chair (C-7).

    `total_ore` is the amount attested; only this amount can be approved. `on_behalf_of` is the
    one stood in for (P-5).
    """

    type: Literal["compensation.claim-attested.v1"] = "compensation.claim-attested.v1"
    claim_id: UUID
    attester: UUID
    on_behalf_of: UUID | None = None
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
