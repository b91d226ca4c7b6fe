"""Words that compensation's events share: closed lists, and the base of a value inside an event."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from shared.values.rates import Unit

TimeKind: TypeAlias = Literal["meeting", "pre-meeting", "travel-time", "between"]
LineKind: TypeAlias = Literal[
    "meeting",
    "pre-meeting",
    "travel-time",
    "km-tax-free",
    "km-taxable",
    "between",
    "cost",
    "deduction",
]
LineUnit: TypeAlias = Unit | Literal["amount"]
RateKind: TypeAlias = Literal["meeting", "travel-time", "between", "km", "km-tax-free"]
Cover: TypeAlias = Literal["meeting", "travel", "between"]
Channel: TypeAlias = Literal["payroll", "employer-refund", "invoice"]
AgreementSide: TypeAlias = Literal["doctor", "payer"]
Adapter: TypeAlias = Literal["visma-lonn", "template"]
Stage: TypeAlias = Literal["attestation", "approval"]
OtherPayKind: TypeAlias = Literal["practice-compensation", "meeting-fee", "other"]
ShareKind: TypeAlias = Literal["per-capita", "equal", "fixed", "project"]
Because: TypeAlias = Literal["attendance", "rate", "payroll-refused", "other"]
Correction: TypeAlias = Literal["reversal", "supplement", "again", "nothing"]
MediaType: TypeAlias = Literal["application/pdf", "image/png", "image/jpeg"]


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")
