"""What compensation says: rates, agreements, claims, batches (C-1 to C-13).

Money is whole øre. Quantities are decimal numbers written as text (`"1.5"`), never floats.
"""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.compensation.agreements import (
    AgreementDrafted,
    AgreementInForce,
    AgreementSigned,
    Caps,
    TaxAssessment,
)
from shared.contracts.compensation.batches import (
    BatchAcknowledged,
    BatchExported,
    BatchLocked,
    ClaimBatched,
    PayLine,
    PayNumber,
    WageType,
    WageTypesSet,
    WageTypeTotal,
)
from shared.contracts.compensation.claims import (
    ClaimApproved,
    ClaimAttested,
    ClaimDrafted,
    ClaimLine,
    ClaimReturned,
    ClaimSubmitted,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.compensation.rates import (
    RateConfirmed,
    RatePublished,
)
from shared.contracts.compensation.words import (
    Adapter,
    AgreementSide,
    Channel,
    Cover,
    LineKind,
    Part,
    RateKind,
    Stage,
    TimeKind,
)

__all__ = [
    "Adapter",
    "AgreementDrafted",
    "AgreementInForce",
    "AgreementSide",
    "AgreementSigned",
    "BatchAcknowledged",
    "BatchExported",
    "BatchLocked",
    "Caps",
    "Channel",
    "ClaimApproved",
    "ClaimAttested",
    "ClaimBatched",
    "ClaimDrafted",
    "ClaimLine",
    "ClaimReturned",
    "ClaimSubmitted",
    "CompensationEvent",
    "Cover",
    "LineKind",
    "Part",
    "PayLine",
    "PayNumber",
    "RateConfirmed",
    "RateKind",
    "RatePublished",
    "Stage",
    "TaxAssessment",
    "TimeClaimed",
    "TimeKind",
    "TimeReleased",
    "WageType",
    "WageTypeTotal",
    "WageTypesSet",
]

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
    | WageTypesSet
    | ClaimBatched
    | BatchLocked
    | BatchExported
    | BatchAcknowledged,
    Field(discriminator="type"),
]
