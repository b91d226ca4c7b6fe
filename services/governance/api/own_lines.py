"""After the decision over HTTP: ratification, implementation, result (G-14, G-15)."""

from datetime import date
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.governance.api.answering import Body
from services.governance.application import Governance
from services.governance.commands.own_lines import (
    AnswerFollowUp,
    AnswerOwnStep,
    ChooseAfterRatification,
    PlanImplementation,
    RegisterRatification,
    ReportImplementation,
)
from shared.contracts.governance import RatificationAnswer
from shared.contracts.governance.own_lines import FollowUpResult, RatificationChoice
from shared.service.answers import Accepted
from shared.service.changing import Changing
from shared.service.platform import Platform


class RatificationBody(Body):
    """A reservation has its clause and its text."""

    party: UUID
    answer: RatificationAnswer
    organ: str = ""
    reference: str = ""
    clause: str | None = None
    reservation: str | None = None
    touches_others: bool = False


class RatificationChoiceBody(Body):
    """`on_behalf_of` is the chair, where the secretariat enters the chair's choice (P-5)."""

    choice: RatificationChoice
    reason: str = ""
    on_behalf_of: UUID | None = None


class PlanBody(Body):
    """`due` goes with the party's tasks in the order of the proposal."""

    party: UUID
    seat_id: UUID
    due: list[date] = Field(default_factory=list, max_length=200)


class ImplementationBody(Body):
    """`task` is which of the party's tasks, counted from 1; left out for its part as a whole."""

    party: UUID
    task: int | None = None
    result: Literal["done", "deviation"]
    note: str = ""


class OwnStepAnswerBody(Body):
    step: int
    result: Literal["agreed", "not-agreed"]
    reference: str = ""
    note: str = ""


class FollowUpBody(Body):
    result: FollowUpResult
    text: str = ""
    decision: Literal["close", "reopen"]


def router(governance: Governance, _platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.post("/cases/{case_id}/ratifications")
    def ratify(case_id: UUID, body: RatificationBody, change: Changing) -> Accepted:
        """Registrerer svaret fra partens eget organ."""
        return change.ask(governance, RegisterRatification(case_id, **body.model_dump()))

    @api.post("/cases/{case_id}/ratification-choice")
    def choose(case_id: UUID, body: RatificationChoiceBody, change: Changing) -> Accepted:
        """Velger hva som skjer når ikke alle har vedtatt."""
        command = ChooseAfterRatification(case_id, body.choice, body.reason)
        return change.ask(governance, command, body.on_behalf_of)

    @api.post("/cases/{case_id}/implementation-plan")
    def plan(case_id: UUID, body: PlanBody, change: Changing) -> Accepted:
        """Hvem som svarer for partens del, og når hver oppgave skal være gjort."""
        command = PlanImplementation(case_id, body.party, body.seat_id, tuple(body.due))
        return change.ask(governance, command)

    @api.post("/cases/{case_id}/implementation")
    def implement(case_id: UUID, body: ImplementationBody, change: Changing) -> Accepted:
        """Forteller hvordan det gikk i partens egen linje."""
        return change.ask(governance, ReportImplementation(case_id, **body.model_dump()))

    @api.post("/cases/{case_id}/own-steps")
    def answer_own_step(case_id: UUID, body: OwnStepAnswerBody, change: Changing) -> Accepted:
        """Hva samarbeidsutvalget eller dialogmøtet kom til for de næringsdrivende."""
        return change.ask(governance, AnswerOwnStep(case_id, **body.model_dump()))

    @api.post("/cases/{case_id}/follow-up")
    def follow_up(case_id: UUID, body: FollowUpBody, change: Changing) -> Accepted:
        """Hva som ble av vedtaket; svaret lukker saken eller åpner den igjen."""
        command = AnswerFollowUp(case_id, body.result, body.text, body.decision)
        return change.ask(governance, command)

    return api
