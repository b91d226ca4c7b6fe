"""Asked of an agreement (C-2)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import AgreementSide, Caps, Channel, Cover, TaxAssessment
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


AgreementCommand: TypeAlias = DraftAgreement | SignAgreement
