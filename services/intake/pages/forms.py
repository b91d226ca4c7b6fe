"""What the forms of intake's pages send."""

from datetime import date
from typing import Annotated, Literal, TypeAlias, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from services.intake.api.reporting import ReportBody
from services.intake.commands import RuleText
from services.intake.rules.triage import LEAVES_INTAKE
from shared.contracts.intake import Language, StarterKind, TriageOutcome

T = TypeVar("T")

Act: TypeAlias = Literal["next", "draft"]
"""What the report form is sent for: to go on, or to be kept until later."""


def _somebody(parties: list[str]) -> list[str]:
    """Told beside all else that is missing, not after it (I-1, I-13)."""
    if not parties:
        raise PydanticCustomError("missing", "no party")
    return parties


Concerned: TypeAlias = Annotated[list[str], Field(max_length=50), AfterValidator(_somebody)]
"""Those a problem concerns, by name: at least one, and no more than the API takes."""


class FormModel(BaseModel):
    """What a form sends beside its fields: the token (checked before) and the key."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    idempotency_key: str = Field(min_length=1, max_length=200)


class BegunForm(FormModel):
    """The report form as far as it is filled in; anything may be missing."""

    act: Act = "next"
    draft: UUID | None = None


class ReportForm(FormModel):
    helsefellesskap: UUID
    title: str
    what_happens: str
    parties: Concerned = Field(default_factory=list, validate_default=True)
    workaround: str | None = None
    workaround_risk: str | None = None
    urgent: bool = False
    language: Language = "nb"
    sender_reference: str | None = Field(default=None, max_length=200)

    def asked(self, joins: UUID | None = None) -> ReportBody:
        """The same as it is sent over the API."""
        told = self.model_dump(exclude={"idempotency_key"})
        return ReportBody(**told, joins=joins)


class SendForm(FormModel):
    """The draft is sent: as a case of its own, or with `joins` into one that is open (I-7)."""

    joins: UUID | None = None


class OutcomeForm(FormModel):
    """Triage's outcome (I-5). What belongs to another outcome than the chosen is left alone."""

    outcome: TriageOutcome
    line: UUID | None = None
    joined_number: str | None = None
    joined_to: UUID | None = Field(default=None, validate_default=True)
    reason: str
    rule: UUID | None = None
    routine: UUID | None = None
    reference: str | None = None
    no_patient_recognisable: bool = Field(default=False, validate_default=True)

    @field_validator("joined_to")
    @classmethod
    def joins_a_case(cls, case_id: UUID | None, given: ValidationInfo) -> UUID | None:
        """I-5: said together with all else that is missing."""
        named = case_id or given.data.get("joined_number")
        if given.data.get("outcome") == "joined" and not named:
            raise PydanticCustomError("missing", "no case")
        return case_id

    @field_validator("no_patient_recognisable")
    @classmethod
    def leaves_confirmed(cls, confirmed: bool, given: ValidationInfo) -> bool:
        """I-3: the same."""
        if given.data.get("outcome") in LEAVES_INTAKE and not confirmed:
            raise PydanticCustomError("missing", "not confirmed")
        return confirmed


class FirstAnswerForm(FormModel):
    reason: str
    reference: str | None = None
    rule: UUID | None = None
    routine: UUID | None = None


class QuestionForm(FormModel):
    question: str
    working_days: int


class AnswerForm(FormModel):
    answer: str


class WithdrawForm(FormModel):
    report_id: UUID | None = None
    withdraw_reason: str = ""


class DisputeForm(FormModel):
    dispute_reason: str


class ReopenForm(FormModel):
    reopen_reason: str


class MergeForm(FormModel):
    merge_number: str
    merge_reason: str


class SplitForm(FormModel):
    split_reports: list[UUID] = Field(default_factory=list)
    split_title: str
    split_what: str
    split_parties: list[str] = Field(default_factory=list)
    split_reason: str
    split_urgent: bool = False

    @field_validator("split_reports", mode="before")
    @classmethod
    def one_box_is_a_list(cls, given: object) -> object:
        return [given] if isinstance(given, str) else given


class RuleForm(FormModel):
    title: str
    text: str
    source: str
    valid_from: date
    valid_to: date | None = None

    @property
    def content(self) -> RuleText:
        return RuleText(self.title, self.text, self.source, self.valid_from, self.valid_to)


class NewRuleForm(RuleForm):
    """`helsefellesskap` is empty for a rule that holds in the whole country."""

    helsefellesskap: UUID | None = None


class CorrectionForm(RuleForm):
    reason: str


class RecurrenceForm(FormModel):
    times: int


class LiaisonForm(FormModel):
    person: UUID
    party: UUID | None = None


class NoticesForm(FormModel):
    by_email: bool


class StartForm(FormModel):
    """A body, a party or a project starts a case (I-13); the one that is chosen must be named."""

    helsefellesskap: UUID
    starter: StarterKind
    body_id: UUID | None = Field(default=None, validate_default=True)
    party: UUID | None = Field(default=None, validate_default=True)
    project: str | None = Field(default=None, max_length=200, validate_default=True)
    title: str
    what_happens: str
    parties: Concerned = Field(default_factory=list, validate_default=True)
    urgent: bool = False
    no_patient_recognisable: bool = Field(default=False, validate_default=True)

    @field_validator("body_id", "party", "project")
    @classmethod
    def the_starter_is_named(cls, named: T, info: ValidationInfo) -> T:
        """I-13: said together with all else that is missing."""
        field = {"body": "body_id"}.get(str(info.data.get("starter")), info.data.get("starter"))
        if field == info.field_name and not named:
            raise PydanticCustomError("missing", "not named")
        return named

    @field_validator("no_patient_recognisable")
    @classmethod
    def starts_confirmed(cls, confirmed: bool) -> bool:
        """I-3: the same."""
        if not confirmed:
            raise PydanticCustomError("missing", "not confirmed")
        return confirmed
