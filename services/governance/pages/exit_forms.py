"""What the forms of the named ways out send (G-16 to G-18)."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from services.governance.api.exit_bodies import (
    ClarificationBody,
    ContactBody,
    DeviationBody,
    DisputeBody,
    LimitBody,
    ProvisionBody,
    ReadingBody,
    TrialBody,
)
from services.governance.pages.forms import Fields, FormModel
from shared.contracts.governance.exits import (
    CopySentBy,
    DisputeKind,
    ProvisionQuestion,
    Urgency,
    Written,
)
from shared.contracts.governance.trials import TrialBasis


class ContactRow(Fields):
    name: str = ""
    email: str = ""
    phone: str = ""


class ProvisionRow(Fields):
    law: str = ""
    section: str = ""
    question: ProvisionQuestion = "how-to-read"


class ReadingRow(Fields):
    party: UUID
    text: str = ""
    dissent: str | None = None


class ClarificationForm(FormModel):
    question: str
    facts: str = ""
    provisions: list[ProvisionRow] = Field(default_factory=list)
    readings: list[ReadingRow] = Field(default_factory=list)
    consequence: str = ""
    urgency: Urgency = "ordinary"
    urgency_reason: str | None = None
    earlier: str | None = None
    contact: ContactRow | None = None
    language: Written = "nb"

    def body(self) -> ClarificationBody:
        """The same as it is sent over the API; a party without a text has not read it yet."""
        return ClarificationBody(
            question=self.question,
            facts=self.facts,
            provisions=[
                ProvisionBody(law=row.law, section=row.section, question=row.question)
                for row in self.provisions
                if row.law or row.section
            ],
            readings=[
                ReadingBody(party=row.party, text=row.text, dissent=row.dissent)
                for row in self.readings
                if row.text
            ],
            consequence=self.consequence,
            urgency=self.urgency,
            urgency_reason=self.urgency_reason,
            earlier=self.earlier,
            contact=ContactBody(**self.contact.model_dump()) if self.contact else None,
            language=self.language,
        )


class SeatForm(FormModel):
    seat_id: UUID


class NotSignedForm(SeatForm):
    reason: str


class SendForm(FormModel):
    anonymous: bool = False


class ReviewForm(FormModel):
    meeting_id: UUID
    note: str | None = None


class AnswerForm(FormModel):
    answer: str
    reference: str
    answered_on: date
    signatory: str | None = None


class DeviationRow(Fields):
    law: str = ""
    section: str = ""
    how: str = ""


class TrialForm(FormModel):
    basis: TrialBasis
    basis_provision: str | None = None
    measure: str
    deviations: list[DeviationRow] = Field(default_factory=list)
    starts_on: date
    ends_on: date
    duration: str | None = None
    case_handling: Literal["no", "yes"]
    case_handling_told: str | None = None
    individuals: Literal["no", "yes"]
    individuals_told: str | None = None
    reversible: str
    evaluation: str

    def body(self) -> TrialBody:
        """The same as it is sent over the API."""
        return TrialBody(
            basis=self.basis,
            basis_provision=self.basis_provision,
            measure=self.measure,
            deviations=[DeviationBody(**row.model_dump()) for row in self.deviations],
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            duration=self.duration,
            case_handling=LimitBody(
                departs=self.case_handling == "yes", told=self.case_handling_told
            ),
            individuals=LimitBody(departs=self.individuals == "yes", told=self.individuals_told),
            reversible=self.reversible,
            evaluation=self.evaluation,
        )


class ApplyForm(FormModel):
    applied_on: date
    authority: str
    reference: str | None = None


class GrantForm(FormModel):
    granted_on: date
    reference: str
    starts_on: date
    ends_on: date
    conditions: str | None = None


class RefusedForm(FormModel):
    refused_on: date
    reference: str
    reason: str


class StartTrialForm(FormModel):
    started_on: date


class ExtendForm(FormModel):
    ends_on: date
    reference: str
    reason: str


class EvaluateForm(FormModel):
    result: str
    recommendation: str


class EndForm(FormModel):
    ended_on: date
    reason: str


class DisputeForm(FormModel):
    kind: DisputeKind
    party: UUID
    other_party: UUID
    question: str
    agreement: str | None = None
    claim: str | None = None
    facts: str | None = None
    legal_basis: str | None = None
    contact: ContactRow = ContactRow()
    language: Written = "nb"

    def body(self) -> DisputeBody:
        """The same as it is sent over the API."""
        return DisputeBody.model_validate(self.model_dump(exclude={"idempotency_key"}))


class SendDisputeForm(SendForm):
    copy_sent_on: date
    copy_sent_by: CopySentBy


class StatementForm(FormModel):
    statement: str
    reference: str
    stated_on: date
