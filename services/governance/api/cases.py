"""The case between bodies over HTTP: proposed, heard, chosen, ended (G-5 to G-11, G-20)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from services.governance.api.answering import Body, new_id, newest
from services.governance.api.case_answers import CaseOut, CaseRow, case_out, case_row
from services.governance.application import Governance
from services.governance.application.case_file import CaseFile, case_file
from services.governance.application.streams import case_stream
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
    SubmitProposal,
    TakeExit,
)
from services.governance.readmodels import cases
from shared.contracts.governance import (
    Adoption,
    Alternative,
    ArenaResult,
    Consequences,
    OwnStep,
    OwnStepArena,
    TaskPlanned,
)
from shared.contracts.governance.unresolved import NotAgreedConsequence
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted
from shared.service.changing import Changing
from shared.service.platform import Platform
from shared.service.signing_in import Asking


class TaskBody(Body):
    party: UUID
    what: str


class ConsequencesBody(Body):
    patient: str = ""
    gp: str = ""
    municipality: str = ""
    hospital: str = ""


class AlternativeBody(Body):
    what: str = ""
    tasks: list[TaskBody] = Field(default_factory=list, max_length=200)


class OwnStepBody(Body):
    """What is asked of the self-employed (G-15)."""

    through: OwnStepArena
    party: UUID
    group: str = ""
    what: str = ""


class ProposalBody(Body):
    """`on_behalf_of` is the member, where the secretariat enters it (P-5)."""

    body_id: UUID
    what: str = ""
    reasons: str = ""
    tasks: list[TaskBody] = Field(default_factory=list, max_length=200)
    consequences: ConsequencesBody = ConsequencesBody()
    adoption: Adoption
    alternatives: list[AlternativeBody] = Field(default_factory=list, max_length=10)
    changes_gp_work: bool = False
    own_steps: list[OwnStepBody] = Field(default_factory=list, max_length=50)
    replaces: UUID | None = None
    review_on: date | None = None
    to_own_body: bool = False
    on_behalf_of: UUID | None = None


class NoProposalBody(Body):
    body_id: UUID
    reason: str = ""
    on_behalf_of: UUID | None = None


class StatementBody(Body):
    statement: str = ""
    on_behalf_of: UUID | None = None


class PlacingBody(Body):
    body_id: UUID


class ArenaAnswerBody(Body):
    result: ArenaResult
    text: str = ""


class ReturnOrLiftBody(Body):
    """`on_behalf_of` is the chair, where the secretariat enters the chair's choice (P-5)."""

    choice: Literal["return", "lift"]
    reason: str = ""
    on_behalf_of: UUID | None = None


class WrittenProcedureBody(Body):
    body_id: UUID
    reason: str = ""


class NotAgreedBody(Body):
    consequence: NotAgreedConsequence
    text: str = ""


class AcknowledgementBody(Body):
    party: UUID
    note: str = ""


class ClosingBody(Body):
    note: str = ""


class DropBody(Body):
    reason: str = ""


class WordingBody(Body):
    item_id: UUID
    wording: str = ""
    reason: str = ""


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _reading(api, platform)
    _working_out(api, governance)
    _choosing(api, governance)
    _ending(api, governance)
    return api


def _reading(api: APIRouter, platform: Platform) -> None:
    @api.get("/cases")
    def listed(
        actor: Asking,
        body: UUID | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[CaseRow]:
        """Sakene du har tilgang til, den sist endrede først."""
        found = cases.listed(platform.views, actor, "governance.read-case", body=body, limit=limit)
        return [case_row(case) for case in found]

    @api.get("/cases/{case_id}")
    def one(case_id: UUID, actor: Asking, response: Response) -> CaseOut:
        """Én sak."""
        newest(platform, response, case_stream(case_id))
        return case_out(seen(platform, actor, case_id))


def _working_out(api: APIRouter, governance: Governance) -> None:
    @api.post("/cases/{case_id}/proposal")
    def propose(case_id: UUID, body: ProposalBody, change: Changing) -> Accepted:
        """Sender forslaget til organet over."""
        return change.ask(governance, proposal_command(case_id, body), body.on_behalf_of)

    @api.post("/cases/{case_id}/no-proposal")
    def propose_nothing(case_id: UUID, body: NoProposalBody, change: Changing) -> Accepted:
        """Sier at organet ikke har noen løsning å foreslå, og hvorfor."""
        command = SubmitNoProposal(case_id, body.body_id, body.reason)
        return change.ask(governance, command, body.on_behalf_of)

    @api.post("/cases/{case_id}/statement")
    def state(case_id: UUID, body: StatementBody, change: Changing) -> Accepted:
        """Fastlegerådets uttalelse om forslaget."""
        command = GiveStatement(case_id, body.statement)
        return change.ask(governance, command, body.on_behalf_of)

    @api.post("/cases/{case_id}/placing")
    def place(case_id: UUID, body: PlacingBody, change: Changing) -> Accepted:
        """Gir saken til et organ som utarbeider forslag."""
        return change.ask(governance, PlaceCase(case_id, body.body_id))

    @api.post("/cases/{case_id}/arena-answer")
    def answer_arena(case_id: UUID, body: ArenaAnswerBody, change: Changing) -> Accepted:
        """Registrerer hva den andre arenaen eller linjen kom til."""
        return change.ask(governance, AnswerArena(case_id, body.result, body.text))


def _choosing(api: APIRouter, governance: Governance) -> None:
    @api.post("/cases/{case_id}/return-or-lift")
    def choose(case_id: UUID, body: ReturnOrLiftBody, change: Changing) -> Accepted:
        """Lederens valg etter to returer: sende tilbake igjen, eller løfte."""
        command = ChooseReturnOrLift(case_id, body.choice, body.reason)
        return change.ask(governance, command, body.on_behalf_of)

    @api.post("/cases/{case_id}/written-procedure")
    def take_up_in_writing(case_id: UUID, body: WrittenProcedureBody, change: Changing) -> Accepted:
        """Tar saken opp igjen i skriftlig behandling."""
        exit_id = new_id(change.actor, change.key, "exit")
        command = TakeExit(case_id, body.body_id, "written-procedure", exit_id, body.reason)
        return change.ask(governance, command)

    @api.post("/cases/{case_id}/wordings")
    def correct(case_id: UUID, body: WordingBody, change: Changing) -> Accepted:
        """Retter ordlyden i en uenighet; den gamle står fortsatt i historien."""
        command = CorrectWording(case_id, body.item_id, body.wording, body.reason)
        return change.ask(governance, command)


def _ending(api: APIRouter, governance: Governance) -> None:
    @api.post("/cases/{case_id}/not-agreed")
    def declare(case_id: UUID, body: NotAgreedBody, change: Changing) -> Accepted:
        """Slår fast at det ikke ble enighet, og hva som følger av det."""
        return change.ask(governance, DeclareNotAgreed(case_id, body.consequence, body.text))

    @api.post("/cases/{case_id}/acknowledgements")
    def acknowledge(case_id: UUID, body: AcknowledgementBody, change: Changing) -> Accepted:
        """En part bekrefter at det ikke ble enighet."""
        return change.ask(governance, AcknowledgeNotAgreed(case_id, body.party, body.note))

    @api.post("/cases/{case_id}/closing")
    def close(case_id: UUID, body: ClosingBody, change: Changing) -> Accepted:
        """Lukker en sak uten enighet når fristen for å bekrefte er ute."""
        return change.ask(governance, CloseNotAgreed(case_id, body.note))

    @api.post("/cases/{case_id}/drop")
    def drop(case_id: UUID, body: DropBody, change: Changing) -> Accepted:
        """Legger saken bort, med begrunnelse."""
        return change.ask(governance, DropCase(case_id, body.reason))


def seen(platform: Platform, actor: Actor, case_id: UUID) -> CaseFile:
    """The case, if the actor may see it. Raises NotFound, Forbidden."""
    file = case_file(platform.ledger, platform.codec, platform.views, case_id)
    require(actor, "governance.read-case", file.case.resource)
    return file


def proposal_command(case_id: UUID, body: ProposalBody) -> SubmitProposal:
    """From what was sent to what is asked."""
    return SubmitProposal(
        case_id=case_id,
        body_id=body.body_id,
        what=body.what,
        reasons=body.reasons,
        tasks=_tasks(body.tasks),
        consequences=Consequences(**body.consequences.model_dump()),
        adoption=body.adoption,
        alternatives=tuple(
            Alternative(what=each.what, tasks=_tasks(each.tasks)) for each in body.alternatives
        ),
        changes_gp_work=body.changes_gp_work,
        own_steps=tuple(OwnStep(**each.model_dump()) for each in body.own_steps),
        replaces=body.replaces,
        review_on=body.review_on,
        to_own_body=body.to_own_body,
    )


def _tasks(tasks: list[TaskBody]) -> tuple[TaskPlanned, ...]:
    return tuple(TaskPlanned(party=task.party, what=task.what) for task in tasks)
