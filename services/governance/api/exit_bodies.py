"""What is sent about the named ways out, over the API and from the pages (G-16 to G-18)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from services.governance.api.answering import Body
from shared.contracts.governance.exits import (
    ClarificationText,
    Contact,
    CopySentBy,
    DisputeKind,
    DisputeText,
    Provision,
    ProvisionQuestion,
    Reading,
    Urgency,
    Written,
)
from shared.contracts.governance.trials import Deviation, Limit, TrialBasis, TrialPlan
from shared.contracts.record import Sealed


class ContactBody(Body):
    name: str = ""
    email: str = ""
    phone: str = ""

    def sealed(self, case_id: UUID) -> Contact:
        """Under the case's key: a name and numbers never stand open in the log (P-1)."""
        return Contact(
            name=sealed(case_id, self.name),
            email=sealed(case_id, self.email),
            phone=sealed(case_id, self.phone),
        )


def sealed(case_id: UUID, text: str) -> Sealed:
    return Sealed(subject=f"case-{case_id}", purpose="contact", clear=text)


class ProvisionBody(Body):
    law: str
    section: str
    question: ProvisionQuestion


class ReadingBody(Body):
    party: UUID
    text: str
    dissent: str | None = None


class ClarificationFields(BaseModel):
    """The text but for its rows; all but the question may come later, before it is signed."""

    question: str = ""
    facts: str = ""
    consequence: str = ""
    urgency: Urgency = "ordinary"
    urgency_reason: str | None = None
    earlier: str | None = None
    contact: ContactBody | None = None
    language: Written = "nb"


class ClarificationBody(ClarificationFields, Body):
    """The text, with the provisions it is about and how each party reads them."""

    provisions: list[ProvisionBody] = Field(default_factory=list, max_length=50)
    readings: list[ReadingBody] = Field(default_factory=list, max_length=100)

    def text(self, case_id: UUID) -> ClarificationText:
        return ClarificationText(
            **self.model_dump(
                include=_but(ClarificationText.model_fields, "contact", "provisions", "readings")
            ),
            provisions=tuple(Provision(**each.model_dump()) for each in self.provisions),
            readings=tuple(Reading(**each.model_dump()) for each in self.readings),
            contact=self.contact.sealed(case_id) if self.contact else None,
        )


def _but(fields: Iterable[str], *others: str) -> set[str]:
    """The fields that are sent as they are kept."""
    return {*fields} - {*others}


class NewClarificationBody(ClarificationBody):
    body_id: UUID


class SeatBody(Body):
    seat_id: UUID


class NotSignedBody(Body):
    seat_id: UUID
    reason: str = ""


class SendBody(Body):
    """`anonymous`: you have made sure that no patient can be recognised (I-3)."""

    anonymous: bool = False


class ReviewBody(Body):
    meeting_id: UUID
    note: str | None = None


class AnswerBody(Body):
    """`signatory`: who signed it at Helsedirektoratet, where the secretariat registers it (P-5)."""

    answer: str = ""
    reference: str = ""
    answered_on: date
    signatory: str | None = None


class DeviationBody(Body):
    law: str = ""
    section: str = ""
    how: str = ""


class LimitBody(Body):
    departs: bool = False
    told: str | None = None


class PlanFields(BaseModel):
    """A plan but for the limits."""

    basis: TrialBasis
    basis_provision: str | None = None
    measure: str = ""
    deviations: list[DeviationBody] = Field(default_factory=list, max_length=50)
    starts_on: date
    ends_on: date
    duration: str | None = None
    reversible: str = ""
    evaluation: str = ""


class TrialBody(PlanFields, Body):
    case_handling: LimitBody = LimitBody()
    individuals: LimitBody = LimitBody()

    def plan(self) -> TrialPlan:
        told = ("deviations", "case_handling", "individuals")
        return TrialPlan(
            **self.model_dump(include=_but(TrialPlan.model_fields, *told)),
            deviations=tuple(Deviation(**each.model_dump()) for each in self.deviations),
            case_handling=Limit(**self.case_handling.model_dump()),
            individuals=Limit(**self.individuals.model_dump()),
        )


class NewTrialBody(TrialBody):
    body_id: UUID


class ApplyBody(Body):
    """`language` is the written form of the application; `anonymous`: you have made sure that no
    patient can be recognised (I-3)."""

    applied_on: date
    authority: str = ""
    reference: str | None = None
    language: Written = "nb"
    anonymous: bool = False


class GrantBody(Body):
    granted_on: date
    reference: str = ""
    starts_on: date
    ends_on: date
    conditions: str | None = None


class RefuseBody(Body):
    refused_on: date
    reference: str = ""
    reason: str = ""


class StartTrialBody(Body):
    started_on: date


class ExtendBody(Body):
    ends_on: date
    reference: str = ""
    reason: str = ""


class EvaluateBody(Body):
    result: str = ""
    recommendation: str = ""


class EndBody(Body):
    ended_on: date
    reason: str = ""


class DisputeBody(Body):
    kind: DisputeKind
    party: UUID
    other_party: UUID
    question: str = ""
    agreement: str | None = None
    claim: str | None = None
    facts: str | None = None
    legal_basis: str | None = None
    contact: ContactBody = ContactBody()
    language: Written = "nb"

    def text(self, case_id: UUID) -> DisputeText:
        return DisputeText(
            **self.model_dump(include=_but(DisputeText.model_fields, "contact")),
            contact=self.contact.sealed(case_id),
        )


class NewDisputeBody(DisputeBody):
    body_id: UUID


class SendDisputeBody(SendBody):
    copy_sent_on: date
    copy_sent_by: CopySentBy


class StatementBody(Body):
    statement: str = ""
    reference: str = ""
    stated_on: date
