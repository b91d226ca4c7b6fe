"""What people type of rates and agreements (C-2, C-3, C-8, C-11)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.compensation.api.bodies import (
    MOST_MINUTES,
    AgreementBody,
    Cap,
    CapsBody,
    Day,
    TaxAssessmentBody,
    Text,
)
from services.compensation.pages.forms import ActForm, FormModel
from services.compensation.pages.work_forms import Kroner
from shared.contracts.compensation import AgreementSide, Channel, Cover, RateKind, ShareKind
from shared.values.rates import Unit
from shared.web.entries import DecimalComma

Weight = Annotated[DecimalComma, Field(max_digits=12, decimal_places=4)]
Minutes = Annotated[int, Field(le=MOST_MINUTES)]


class RateForm(FormModel):
    """A rate from its source; `amount` is in kroner per unit."""

    regime: Text
    kind: RateKind
    unit: Unit
    amount: Kroner
    valid_from: Day
    valid_to: Day | None = None
    step_ore: int = Field(default=1, ge=1, le=100_000)
    cap: Annotated[Cap, BeforeValidator(lambda typed: str(typed).replace(",", "."))] | None = None
    source: Text


class ConfirmForm(ActForm):
    basis: Text = ""
    confirmed_on: Day | None = None


class SignForm(ActForm):
    side: AgreementSide


class EndForm(ActForm):
    reason: Text = ""
    ended_on: Day | None = None


class WeightRow(BaseModel):
    party: UUID
    weight: Weight


class KeyForm(ActForm):
    """How the parties share what is paid for the work of a period."""

    kind: ShareKind
    weights: list[WeightRow] = Field(default_factory=list)
    source: Text = ""
    figures_on: Day | None = None
    valid_from: Day
    valid_to: Day


class AgreementForm(FormModel):
    """An agreement; caps in minutes, empty ones are none."""

    doctor: UUID
    payer: UUID
    helsefellesskap: UUID
    seats: list[UUID] = Field(default_factory=list, max_length=50)
    covers: list[Cover] = Field(default_factory=list)
    regime: Text = ""
    km_regime: Text | None = None
    meeting_minutes_per_day: Minutes | None = None
    travel_minutes_per_day: Minutes | None = None
    between_minutes_per_month: Minutes | None = None
    claim_deadline_months: int | None = Field(default=None, le=120)
    channel: Channel = "payroll"
    assessed_by: Text = ""
    assessed_basis: Text = ""
    assessed_on: Annotated[Day | None, Field(validate_default=True)] = None
    valid_from: Day
    valid_to: Day
    employee_number: str = Field(default="", max_length=50)

    @field_validator("assessed_on")
    @classmethod
    def _an_assessment_has_its_day(cls, day: date | None, told: ValidationInfo) -> date | None:
        """C-11: who, when and on which basis go together."""
        if day is None and any(told.data.get(name) for name in ("assessed_by", "assessed_basis")):
            raise PydanticCustomError("missing", "no day")
        return day

    def asked(self, agreement_id: UUID) -> AgreementBody:
        """As it is sent over the API."""
        assessed = self.assessed_on and TaxAssessmentBody(
            assessed_by=self.assessed_by,
            assessed_on=self.assessed_on,
            basis=self.assessed_basis,
        )
        return AgreementBody(
            agreement_id=agreement_id,
            caps=CapsBody(**self.model_dump(include=set(CapsBody.model_fields))),
            tax_assessment=assessed or None,
            **self.model_dump(include=_AS_SENT),
        )


_AS_SENT = {
    "helsefellesskap",
    "doctor",
    "payer",
    "seats",
    "covers",
    "regime",
    "km_regime",
    "claim_deadline_months",
    "channel",
    "valid_from",
    "valid_to",
    "employee_number",
}
