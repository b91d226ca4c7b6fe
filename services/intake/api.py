"""Intake over HTTP: parse, ask the application, answer (architecture, section 6)."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from services.intake.application import Intake, case_id_for, case_stream
from services.intake.commands import RegisterReport, TriageCase, WithdrawReport
from services.intake.readmodels import cases, steps
from services.intake.rules import ContactDetail, contact_details
from shared.contracts.intake import Language, ReportRegistered, TriageOutcome
from shared.contracts.record import Sealed
from shared.eventlog.sealing import Seals
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted, tagged
from shared.service.desk import command_id
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.values.national_numbers import ContactKind
from shared.values.refusal import Refused
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound
from shared.web.i18n import Words


class Body(BaseModel):
    """A request's body: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ReportBody(Body):
    """A report (I-1): three things, and what the reporter likes to add."""

    helsefellesskap: Annotated[UUID | str, Field(union_mode="left_to_right")] = Field(
        description="Id eller navn."
    )
    title: str = ""
    what_happens: str = ""
    parties: list[str] = Field(default_factory=list, max_length=50)
    workaround: str | None = None
    urgent: bool = False
    language: Language = "nb"
    reported_on: date | None = None
    sender_reference: str | None = Field(default=None, max_length=200)


class TriageBody(Body):
    outcome: TriageOutcome
    reason: str = ""
    reference: str | None = None
    no_patient_recognisable: bool = False


class WithdrawBody(Body):
    reason: str = ""


class Warned(BaseModel):
    """What the reporter should look at again (I-3); the report has been taken."""

    rule: str
    field: str
    kind: ContactKind
    line: int
    column: int
    detail: str


class Receipt(Accepted):
    """The receipt of a report (I-11)."""

    case_id: UUID
    case_number: str
    warnings: list[Warned]


class CaseOut(BaseModel):
    """A case as the API tells it; texts are None where they have been erased (R-7)."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    reported_on: date
    title: str | None
    what_happens: str | None
    workaround: str | None
    parties: list[dict[str, Any]]
    urgent: bool
    triage: str
    stage: str
    obstacle: str | None
    body: UUID | None


def register_command(
    platform: Platform, actor: Actor, body: ReportBody, key: str
) -> RegisterReport:
    """From what was sent to what is asked; the texts go under the case's own key.

    Raises Refused where the helsefellesskap is not in the register.
    """
    known = platform.register
    home = (
        known.helsefellesskap(body.helsefellesskap)
        if isinstance(body.helsefellesskap, UUID)
        else known.helsefellesskap_named(body.helsefellesskap)
    )
    if home is None:
        raise Refused("I-1", "intake.helsefellesskap-unknown", field="helsefellesskap")
    case_id = (
        case_id_for(actor.person, body.sender_reference)
        if body.sender_reference
        else uuid5(command_id(actor.person, "intake", key), "case")
    )

    def sealed(text: str) -> Sealed:
        return Sealed(subject=f"case-{case_id}", purpose="report", clear=text)

    return RegisterReport(
        case_id=case_id,
        helsefellesskap=home.id,
        title=sealed(body.title),
        what_happens=sealed(body.what_happens),
        parties=tuple(body.parties),
        workaround=sealed(body.workaround) if body.workaround else None,
        urgent=body.urgent,
        language=body.language,
        reported_on=body.reported_on or platform.today(),
        sender_reference=body.sender_reference,
    )


def case_out(case: cases.Case, seals: Seals) -> CaseOut:
    """The case with its texts opened."""
    return CaseOut(
        case_id=case.case_id,
        number=case.number,
        helsefellesskap=case.helsefellesskap,
        reported_on=case.reported_on,
        title=seals.open(case.title),
        what_happens=seals.open(case.what_happens),
        workaround=seals.open(case.workaround) if case.workaround else None,
        parties=[party.model_dump(mode="json") for party in case.parties],
        urgent=case.urgent,
        triage=case.triage,
        stage=case.stage,
        obstacle=case.obstacle,
        body=case.body,
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


def router(intake: Intake, platform: Platform, words: Words) -> APIRouter:
    api = APIRouter(prefix="/api/intake/v1", tags=["intake"])

    @api.post("/reports", status_code=201)
    def register(
        body: ReportBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> Receipt:
        """Registrerer en melding og åpner en sak."""
        command = register_command(platform, actor, body, key)
        done = intake.ask(actor, command, key=key)
        if done.repeated:
            response.status_code = 200
        registered = next(event for event in done.events if isinstance(event, ReportRegistered))
        return Receipt(
            **accepted(response, done).model_dump(),
            case_id=command.case_id,
            case_number=registered.number,
            warnings=[warned(each, words) for each in contact_details(command)],
        )

    @api.post("/cases/{case_id}/triage")
    def triage(
        case_id: UUID,
        body: TriageBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avslutter siling av saken med ett utfall."""
        command = TriageCase(case_id=case_id, **body.model_dump())
        return accepted(response, intake.ask(actor, command, key=key, expected_version=expected))

    @api.post("/cases/{case_id}/withdraw")
    def withdraw(
        case_id: UUID,
        body: WithdrawBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Melderen trekker sin melding."""
        command = WithdrawReport(case_id=case_id, reason=body.reason)
        return accepted(response, intake.ask(actor, command, key=key, expected_version=expected))

    @api.get("/helsefellesskap")
    def known(_actor: Asking) -> dict[str, list[UUID]]:
        """Helsefellesskapene som inntak kjenner."""
        return {"helsefellesskap": [each.id for each in platform.register.all_helsefellesskap()]}

    @api.get("/cases")
    def listed(actor: Asking, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> list[CaseOut]:
        """Sakene du har tilgang til."""
        found = cases.listed(platform.views, actor, "intake.read-case", limit=limit)
        return [case_out(case, platform.seals) for case in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> CaseOut:
        """Én sak."""
        case = seen(platform, actor, case_id)
        tagged(response, platform.version(case_stream(case_id)))
        return case_out(case, platform.seals)

    @api.get("/cases/{case_id}/steps")
    def history(case_id: UUID, actor: Asking) -> list[dict[str, Any]]:
        """Stegene i saken, nyeste først."""
        seen(platform, actor, case_id)
        return [
            {"at": step.at, "service": step.service, "kind": step.kind}
            for step in steps.of_case(platform.views, case_id)
        ]

    return api


def seen(platform: Platform, actor: Actor, case_id: UUID) -> cases.Case:
    """The case, if the actor may see it. Raises NotFound, Forbidden."""
    case = cases.one(platform.views, case_id)
    if case is None:
        raise NotFound
    require(actor, "intake.read-case", case.resource)
    return case
