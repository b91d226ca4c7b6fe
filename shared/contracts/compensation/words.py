"""Words that compensation's events share: closed lists, and the base of a value inside an event."""

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

TimeKind: TypeAlias = Literal["meeting", "travel-time", "between"]
LineKind: TypeAlias = Literal["meeting", "travel-time", "km-tax-free", "km-taxable", "between"]
RateKind: TypeAlias = Literal["meeting", "travel-time", "between", "km", "km-tax-free"]
Cover: TypeAlias = Literal["meeting", "travel", "between"]
Channel: TypeAlias = Literal["payroll", "employer-refund", "invoice"]
AgreementSide: TypeAlias = Literal["doctor", "payer"]
Adapter: TypeAlias = Literal["visma-lonn"]
Stage: TypeAlias = Literal["attestation", "approval"]


class Part(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, extra="forbid")
