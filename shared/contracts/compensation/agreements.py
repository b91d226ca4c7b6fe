"""Agreements between a doctor and the one who pays (C-2, C-11)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import (
    AgreementSide,
    Channel,
    Cover,
    Part,
    ShareKind,
)
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


class AgreementEnded(Event):
    """The agreement is ended with a reason; `ended_on` is the last day it pays for (C-2)."""

    type: Literal["compensation.agreement-ended.v1"] = "compensation.agreement-ended.v1"
    agreement_id: UUID
    doctor: UUID
    ended_on: date
    ended_by: UUID
    reason: str


class Weight(Part):
    """What a party weighs in a key: inhabitants, percent, or 1 where all bear the same."""

    party: UUID
    weight: str


class SharingKeySet(Event):
    """How the parties share what one of them pays the doctor, for the work of a period (C-8).

    `source` is where the weights come from; per capita they are inhabitants by Statistics
    Norway on the day `figures_on`. Days that no key is valid for are borne by the payer.
    """

    type: Literal["compensation.sharing-key-set.v1"] = "compensation.sharing-key-set.v1"
    agreement_id: UUID
    key_id: UUID
    kind: ShareKind
    weights: tuple[Weight, ...]
    source: str
    figures_on: date | None = None
    valid_from: date
    valid_to: date
