"""Asked of an agreement (C-2)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import (
    AgreementSide,
    Caps,
    Channel,
    Cover,
    ShareKind,
    TaxAssessment,
    Weight,
)
from shared.contracts.record import Sealed


@dataclass(frozen=True, slots=True)
class DraftAgreement:
    """Who pays whom for what, by which rates and for how long; drafted anew until it is signed.

    `km_regime` is the regime that kilometres are paid by, None where they are not paid.
    """

    agreement_id: UUID
    helsefellesskap: UUID
    doctor: UUID
    payer: UUID
    seats: tuple[UUID, ...]
    covers: tuple[Cover, ...]
    regime: str
    km_regime: str | None
    caps: Caps
    claim_deadline_months: int | None
    channel: Channel
    tax_assessment: TaxAssessment | None
    valid_from: date
    valid_to: date
    employee_number: Sealed


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """One side signs; `signed_on` is today or earlier, None for today."""

    agreement_id: UUID
    side: AgreementSide
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class EndAgreement:
    """One side ends it; `ended_on` is the last day it pays for, None for today."""

    agreement_id: UUID
    reason: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class SetSharingKey:
    """How the parties share what is paid for the work of a period (C-8)."""

    agreement_id: UUID
    key_id: UUID
    kind: ShareKind
    weights: tuple[Weight, ...]
    source: str
    figures_on: date | None
    valid_from: date
    valid_to: date


AgreementCommand: TypeAlias = DraftAgreement | SignAgreement | EndAgreement | SetSharingKey
