"""What the forms on a case's page send, and what each of them asks (G-5 to G-15)."""

from abc import abstractmethod
from datetime import date
from typing import Annotated, Literal, TypeAlias
from uuid import UUID, uuid5

from pydantic import BeforeValidator, Field

from services.governance.application import Asked
from services.governance.commands.cases import (
    AcknowledgeNotAgreed,
    AnswerArena,
    ChooseReturnOrLift,
    CloseNotAgreed,
    CorrectWording,
    DeclareNotAgreed,
    DropCase,
    GiveStatement,
    PlaceCase,
    SubmitNoProposal,
    TakeExit,
)
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    ChooseAfterRatification,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from services.governance.pages.forms import FormModel
from services.governance.readmodels.case import Case
from shared.contracts.governance import ArenaResult, RatificationAnswer
from shared.contracts.governance.own_lines import FollowUpResult, RatificationChoice
from shared.contracts.governance.unresolved import NotAgreedConsequence


class CaseForm(FormModel):
    """A form on a case's page. `on_behalf_of` is the one stood in for (P-5)."""

    on_behalf_of: UUID | None = None

    @abstractmethod
    def asked(self, case: Case) -> Asked:
        """What is asked with it."""


class PlaceForm(CaseForm):
    body_id: UUID

    def asked(self, case: Case) -> Asked:
        return PlaceCase(case.case_id, self.body_id)


class ArenaForm(CaseForm):
    result: ArenaResult
    text: str

    def asked(self, case: Case) -> Asked:
        return AnswerArena(case.case_id, self.result, self.text)


class NothingForm(CaseForm):
    reason: str

    def asked(self, case: Case) -> Asked:
        return SubmitNoProposal(case.case_id, case.body, self.reason)


class StatementForm(CaseForm):
    statement: str

    def asked(self, case: Case) -> Asked:
        return GiveStatement(case.case_id, self.statement)


class ReturnOrLiftForm(CaseForm):
    choice: Literal["return", "lift"]
    reason: str

    def asked(self, case: Case) -> Asked:
        return ChooseReturnOrLift(case.case_id, self.choice, self.reason)


class WrittenForm(CaseForm):
    reason: str

    def asked(self, case: Case) -> Asked:
        # The same form again is the same procedure.
        exit_id = uuid5(case.case_id, f"written:{self.idempotency_key}")
        return TakeExit(case.case_id, case.body, "written-procedure", exit_id, self.reason)


class NotAgreedForm(CaseForm):
    consequence: NotAgreedConsequence
    text: str

    def asked(self, case: Case) -> Asked:
        return DeclareNotAgreed(case.case_id, self.consequence, self.text)


class AcknowledgeForm(CaseForm):
    party: UUID
    note: str = ""

    def asked(self, case: Case) -> Asked:
        return AcknowledgeNotAgreed(case.case_id, self.party, self.note)


class CloseForm(CaseForm):
    note: str = ""

    def asked(self, case: Case) -> Asked:
        return CloseNotAgreed(case.case_id, self.note)


class DropForm(CaseForm):
    reason: str

    def asked(self, case: Case) -> Asked:
        return DropCase(case.case_id, self.reason)


class WordingForm(CaseForm):
    item_id: UUID
    wording: str
    reason: str

    def asked(self, case: Case) -> Asked:
        return CorrectWording(case.case_id, self.item_id, self.wording, self.reason)


class RatifyForm(CaseForm):
    party: UUID
    answer: RatificationAnswer
    organ: str
    reference: str
    clause: str | None = None
    reservation: str | None = None
    touches_others: bool = False

    def asked(self, case: Case) -> Asked:
        return RegisterRatification(
            case_id=case.case_id,
            party=self.party,
            answer=self.answer,
            organ=self.organ,
            reference=self.reference,
            clause=self.clause,
            reservation=self.reservation,
            touches_others=self.touches_others,
        )


class AfterRatificationForm(CaseForm):
    choice: RatificationChoice
    reason: str

    def asked(self, case: Case) -> Asked:
        return ChooseAfterRatification(case.case_id, self.choice, self.reason)


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


Days: TypeAlias = Annotated[list[date], BeforeValidator(_several)]


class PlanForm(CaseForm):
    party: UUID
    seat_id: UUID
    due: Days = Field(default_factory=list)

    def asked(self, case: Case) -> Asked:
        return PlanImplementation(case.case_id, self.party, self.seat_id, tuple(self.due))


class ReportForm(CaseForm):
    party: UUID
    task: int | None = None
    result: Literal["done", "deviation"]
    note: str = ""

    def asked(self, case: Case) -> Asked:
        return ReportImplementation(case.case_id, self.party, self.result, self.note, self.task)


class OwnStepForm(CaseForm):
    step: int
    result: Literal["agreed", "not-agreed"]
    reference: str
    note: str = ""

    def asked(self, case: Case) -> Asked:
        return AnswerOwnStep(case.case_id, self.step, self.result, self.reference, self.note)


class FollowUpForm(CaseForm):
    result: FollowUpResult
    text: str
    decision: Literal["close", "reopen"]

    def asked(self, case: Case) -> Asked:
        return AnswerFollowUp(case.case_id, self.result, self.text, self.decision)
