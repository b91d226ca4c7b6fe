"""Reports over HTTP: sent, taken back, answered, disputed (I-0, I-1, I-3, I-5, I-6)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.intake.api.answering import Body, Changing, created, home_of, new_id, sealed_for
from services.intake.application import Intake
from services.intake.application.standing import senders_of
from services.intake.application.streams import case_id_for, report_id_for
from services.intake.commands import (
    DisputeOutcome,
    GiveInformation,
    RegisterReport,
    ReopenCase,
    WithdrawReport,
)
from services.intake.readmodels import cases
from services.intake.rules.reports import ContactDetail, contact_details
from shared.contracts.intake import Language, ReportRegistered
from shared.identity.actors import Actor
from shared.service.answers import Accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.values.national_numbers import ContactKind
from shared.values.refusal import Refused
from shared.web.conditions import IdempotencyKey
from shared.web.i18n import Words


class ReportBody(Body):
    """A report (I-1): three things, and what the reporter likes to add. `joins` is the open case
    that is the same problem (I-0)."""

    helsefellesskap: Annotated[UUID | str, Field(union_mode="left_to_right")] = Field(
        description="Id eller navn."
    )
    title: str = ""
    what_happens: str = ""
    parties: list[str] = Field(default_factory=list, max_length=50)
    workaround: str | None = None
    workaround_risk: str | None = None
    urgent: bool = False
    language: Language = "nb"
    reported_on: date | None = None
    sender_reference: str | None = Field(default=None, max_length=200)
    joins: UUID | None = None


class WithdrawBody(Body):
    reason: str = ""
    report_id: UUID | None = None


class ReasonBody(Body):
    reason: str = ""


class AnswerBody(Body):
    answer: str = ""


class Warned(BaseModel):
    """What the reporter should look at again (I-3); the report has been taken."""

    rule: str
    field: str
    kind: ContactKind
    line: int
    column: int
    detail: str


class Receipt(Accepted):
    """The receipt of a report (I-11): its own number, and the case it has opened or joined."""

    case_id: UUID
    case_number: str
    report_id: UUID
    report_number: str
    warnings: list[Warned]


def register_command(
    platform: Platform, actor: Actor, body: ReportBody, key: str
) -> RegisterReport:
    """From what was sent to what is asked; the texts go under the case's own key.

    Raises Refused where the helsefellesskap is not in the register.
    """
    home = home_of(platform, body.helsefellesskap, "I-1")
    new = new_id(actor, key, "case")
    opening = new
    if body.sender_reference:
        opening = case_id_for(senders_of(actor, home.id)[0], body.sender_reference)
    case_id = body.joins or opening
    return RegisterReport(
        case_id=case_id,
        report_id=report_id_for(new),
        helsefellesskap=home.id,
        title=sealed_for(case_id, body.title),
        what_happens=sealed_for(case_id, body.what_happens),
        parties=tuple(body.parties),
        workaround=sealed_for(case_id, body.workaround) if body.workaround else None,
        workaround_risk=(
            sealed_for(case_id, body.workaround_risk) if body.workaround_risk else None
        ),
        urgent=body.urgent,
        language=body.language,
        reported_on=body.reported_on or platform.today(),
        sender_reference=body.sender_reference,
        joins=body.joins is not None,
    )


def warned(detail: ContactDetail, words: Words) -> Warned:
    """The warning in words; what was found is not repeated in it."""
    found = detail.found
    return Warned(
        rule="I-3",
        field=detail.field,
        kind=found.kind,
        line=found.line,
        column=found.column,
        detail=words(f"intake.warning.{found.kind}", line=found.line, column=found.column),
    )


def receipt_of(
    platform: Platform,
    registered: ReportRegistered,
    told: dict[str, object],
    warnings: list[Warned],
) -> Receipt:
    """A report that has joined a case has a number of its own beside the case's."""
    case_number = registered.number
    if registered.joined:
        case = cases.one(platform.views, registered.case_id)
        if case is None:
            raise Refused("I-0", "intake.case-unknown", field="joins")
        case_number = case.number
    return Receipt.model_validate(
        {
            **told,
            "case_id": registered.case_id,
            "case_number": case_number,
            "report_id": registered.report_id,
            "report_number": registered.number,
            "warnings": warnings,
        }
    )


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter()

    @api.post("/reports", status_code=201)
    def register(
        body: ReportBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Receipt:
        """Registrerer en melding: åpner en sak, eller slutter seg til en som er åpen."""
        command = register_command(platform, actor, body, key)
        done = intake.ask(actor, command, key=key)
        registered = next(event for event in done.events if isinstance(event, ReportRegistered))
        warnings = [warned(each, words) for each in contact_details(command)]
        return receipt_of(platform, registered, created(response, done), warnings)

    @api.post("/cases/{case_id}/withdraw")
    def withdraw(case_id: UUID, body: WithdrawBody, change: Changing) -> Accepted:
        """Melderen trekker sin egen melding."""
        return change.ask(intake, WithdrawReport(case_id, body.reason, body.report_id))

    @api.post("/cases/{case_id}/information")
    def give(case_id: UUID, body: AnswerBody, change: Changing) -> Accepted:
        """Melderen svarer på det det er spurt om."""
        return change.ask(intake, GiveInformation(case_id, sealed_for(case_id, body.answer)))

    @api.post("/cases/{case_id}/dispute")
    def dispute(case_id: UUID, body: ReasonBody, change: Changing) -> Accepted:
        """Melderen sier, én gang, at dette ikke løste problemet."""
        return change.ask(intake, DisputeOutcome(case_id, body.reason))

    @api.post("/cases/{case_id}/reopen")
    def reopen(case_id: UUID, body: ReasonBody, change: Changing) -> Accepted:
        """Tar opp igjen en sak som ble lukket fordi ingen svarte."""
        return change.ask(intake, ReopenCase(case_id, body.reason))

    return api
