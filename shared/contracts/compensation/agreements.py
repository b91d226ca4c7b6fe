"""Agreements between a doctor and the one who pays (C-2, C-11)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import AgreementSide, Channel, Cover, Part
from shared.contracts.record import Event, Sealed


class Caps(Part):
    """The most that an agreement pays for, in minutes; what is not set has no cap (C-2, C-6)."""

    meeting_minutes_per_day: int | None = None
    travel_minutes_per_day: int | None = None
    between_minutes_per_month: int | None = None


class TaxAssessment(Part):
    """Why something else than payroll is right for this assignment (C-11)."""

    assessed_by: str
    assessed_on: date
    basis: str


class AgreementDrafted(Event):
    """Who pays whom for what, by which rates and for how long (C-2).

    `missing` are the terms without which it can't be signed. Kilometres are paid by
    `km_regime`; None where they are not paid. A claim is due `claim_deadline_months` after the
    work. `employee_number` is the payer's own number for the doctor.
    """

    type: Literal["compensation.agreement-drafted.v1"] = "compensation.agreement-drafted.v1"
    agreement_id: UUID
    helsefellesskap: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    covers: tuple[Cover, ...]
    missing: tuple[Cover, ...]
    regime: str
    km_regime: str | None = None
    caps: Caps = Caps()
    claim_deadline_months: int | None = None
    channel: Channel
    tax_assessment: TaxAssessment | None = None
    valid_from: date
    valid_to: date
    employee_number: Sealed


class AgreementSigned(Event):
    """One side has signed; with both the agreement is in force (C-2)."""

    type: Literal["compensation.agreement-signed.v1"] = "compensation.agreement-signed.v1"
    agreement_id: UUID
    side: AgreementSide
    person: UUID
    signed_on: date


class AgreementInForce(Event):
    """Both sides have signed; seats that need it can be filled (G-3)."""

    type: Literal["compensation.agreement-in-force.v1"] = "compensation.agreement-in-force.v1"
    agreement_id: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    valid_from: date
    valid_to: date
