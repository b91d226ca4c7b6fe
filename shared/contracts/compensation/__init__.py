"""What compensation says: rates, agreements, claims, batches, settlements (C-1 to C-13).

Money is whole øre. Quantities are decimal numbers written as text (`"1.5"`), never floats.
"""

from typing import Annotated, TypeAlias

from pydantic import Field

from shared.contracts.compensation.agreements import (
    AgreementDrafted,
    AgreementEnded,
    AgreementInForce,
    AgreementSigned,
    Caps,
    SharingKeySet,
    TaxAssessment,
    Weight,
)
from shared.contracts.compensation.batches import (
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    BatchPaid,
    ClaimBatched,
    Column,
    LinesRefused,
    PayLine,
    PayNumber,
    RefusedLine,
    Template,
    WageType,
    WageTypesSet,
    WageTypeTotal,
)
from shared.contracts.compensation.claims import (
    ClaimApproved,
    ClaimAttested,
    ClaimCorrected,
    ClaimDisputed,
    ClaimDrafted,
    ClaimLine,
    ClaimRecalculated,
    ClaimRefused,
    ClaimReturned,
    ClaimSubmitted,
    ClaimWithdrawn,
    OtherPay,
    Receipt,
    ReceiptClaimed,
    ReviewAsked,
    TimeClaimed,
    TimeReleased,
)
from shared.contracts.compensation.rates import (
    RateConfirmed,
    RatePublished,
)
from shared.contracts.compensation.settlements import (
    SettlementMade,
    SettlementRow,
    Share,
    ShareAgreed,
    ShareDisputed,
)
from shared.contracts.compensation.words import (
    Adapter,
    AgreementSide,
    Because,
    Channel,
    Correction,
    Cover,
    LineKind,
    LineUnit,
    MediaType,
    OtherPayKind,
    Part,
    RateKind,
    ShareKind,
    Stage,
    TimeKind,
)

__all__ = [
    "Adapter",
    "AgreementDrafted",
    "AgreementEnded",
    "AgreementInForce",
    "AgreementSide",
    "AgreementSigned",
    "BatchAcknowledged",
    "BatchExported",
    "BatchFilled",
    "BatchLocked",
    "BatchPaid",
    "Because",
    "Caps",
    "Channel",
    "ClaimApproved",
    "ClaimAttested",
    "ClaimBatched",
    "ClaimCorrected",
    "ClaimDisputed",
    "ClaimDrafted",
    "ClaimLine",
    "ClaimRecalculated",
    "ClaimRefused",
    "ClaimReturned",
    "ClaimSubmitted",
    "ClaimWithdrawn",
    "Column",
    "CompensationEvent",
    "Correction",
    "Cover",
    "LineKind",
    "LineUnit",
    "LinesRefused",
    "MediaType",
    "OtherPay",
    "OtherPayKind",
    "Part",
    "PayLine",
    "PayNumber",
    "RateConfirmed",
    "RateKind",
    "RatePublished",
    "Receipt",
    "ReceiptClaimed",
    "RefusedLine",
    "ReviewAsked",
    "SettlementMade",
    "SettlementRow",
    "Share",
    "ShareAgreed",
    "ShareDisputed",
    "ShareKind",
    "SharingKeySet",
    "Stage",
    "TaxAssessment",
    "Template",
    "TimeClaimed",
    "TimeKind",
    "TimeReleased",
    "WageType",
    "WageTypeTotal",
    "WageTypesSet",
    "Weight",
]

CompensationEvent: TypeAlias = Annotated[
    RatePublished
    | RateConfirmed
    | AgreementDrafted
    | AgreementSigned
    | AgreementInForce
    | AgreementEnded
    | SharingKeySet
    | ClaimDrafted
    | ClaimSubmitted
    | TimeClaimed
    | ReceiptClaimed
    | TimeReleased
    | ClaimAttested
    | ClaimApproved
    | ClaimReturned
    | ClaimWithdrawn
    | ClaimRefused
    | ReviewAsked
    | ClaimDisputed
    | ClaimRecalculated
    | ClaimCorrected
    | WageTypesSet
    | BatchFilled
    | ClaimBatched
    | BatchLocked
    | BatchExported
    | LinesRefused
    | BatchAcknowledged
    | BatchPaid
    | SettlementMade
    | ShareDisputed
    | ShareAgreed,
    Field(discriminator="type"),
]
