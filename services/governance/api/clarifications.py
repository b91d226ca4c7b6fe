"""Questions of law to Helsedirektoratet over HTTP (G-16)."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.governance.api.answering import changed, created, new_id, newest, shown
from services.governance.api.exit_answers import ClarificationOut, clarification_out
from services.governance.api.exit_bodies import (
    AnswerBody,
    ClarificationBody,
    NewClarificationBody,
    NotSignedBody,
    ReviewBody,
    SeatBody,
    SendBody,
    sealed,
)
from services.governance.application import Governance
from services.governance.application.papers import Papers
from services.governance.application.streams import clarification_stream
from services.governance.commands.exits import (
    AnswerClarification,
    ClarificationCommand,
    DraftClarification,
    RedraftClarification,
    RefuseToSign,
    ReviewClarification,
    SendClarification,
    SignClarification,
)
from services.governance.readmodels import exits
from services.governance.readmodels.exits import Exit, Kind
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class ClarificationMade(Accepted):
    clarification_id: UUID


def router(governance: Governance, platform: Platform, papers: Papers) -> APIRouter:
    api = APIRouter()
    _reading(api, platform, papers)
    _changing(api, governance, platform)

    @api.post("/cases/{case_id}/clarifications", status_code=201)
    def draft(
        case_id: UUID,
        body: NewClarificationBody,
        key: IdempotencyKey,
        actor: Asking,
        response: Response,
    ) -> ClarificationMade:
        """Begynner på en forespørsel om juridisk avklaring."""
        clarification_id = new_id(actor, key, "clarification")
        command = DraftClarification(clarification_id, case_id, body.body_id, body.text(case_id))
        done = governance.ask(actor, command, key=key)
        return ClarificationMade.model_validate(
            {**created(response, done), "clarification_id": clarification_id}
        )

    @api.post("/clarifications/{clarification_id}/send")
    def send(
        clarification_id: UUID,
        body: SendBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sender forespørselen til Helsedirektoratet når begge sider har signert."""
        done = sent(governance, papers, actor, clarification_id, body.anonymous, key, expected)
        return accepted(response, done)

    return api


def sent(
    governance: Governance,
    papers: Papers,
    actor: Actor,
    clarification_id: UUID,
    anonymous: bool,
    key: str,
    expected: int | None = None,
) -> Done:
    """The request is rendered once, by somebody who may send it, and then sent."""
    asked = SendClarification(clarification_id, "", anonymous)
    governance.may(actor, asked)
    document = papers.of_clarification(clarification_id, actor.person, anonymous)
    command = SendClarification(clarification_id, document, anonymous)
    return governance.ask(actor, command, key=key, expected_version=expected)


def answer_command(actor: Actor, found: Exit, body: AnswerBody) -> AnswerClarification:
    """P-5: Helsedirektoratet answers itself; for anybody else it is registered."""
    directorate = actor.has("helsedirektoratet")
    return AnswerClarification(
        found.exit_id,
        body.answer,
        body.reference,
        body.answered_on,
        "directorate" if directorate else "secretariat",
        None if directorate else sealed(found.case_id, body.signatory or ""),
    )


def _changing(api: APIRouter, governance: Governance, platform: Platform) -> None:
    def ask(
        actor: Actor, command: ClarificationCommand, key: str, expected: int, response: Response
    ) -> Accepted:
        return changed(governance, response, actor, command, key, expected)

    @api.post("/clarifications/{clarification_id}/redraft")
    def redraft(
        clarification_id: UUID,
        body: ClarificationBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Endrer teksten; signaturene må gis på nytt."""
        found = seen(platform, actor, clarification_id, "clarification")
        command = RedraftClarification(clarification_id, body.text(found.case_id))
        return ask(actor, command, key, expected, response)

    @api.post("/clarifications/{clarification_id}/signatures")
    def sign(
        clarification_id: UUID,
        body: SeatBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Signerer for siden din."""
        command = SignClarification(clarification_id, body.seat_id)
        return ask(actor, command, key, expected, response)

    @api.post("/clarifications/{clarification_id}/refusals")
    def refuse(
        clarification_id: UUID,
        body: NotSignedBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sier at siden din ikke signerer, og hvorfor."""
        command = RefuseToSign(clarification_id, body.seat_id, body.reason)
        return ask(actor, command, key, expected, response)

    @api.post("/clarifications/{clarification_id}/reviews")
    def review(
        clarification_id: UUID,
        body: ReviewBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """SSU har sett på forespørselen som venter."""
        command = ReviewClarification(clarification_id, body.meeting_id, body.note)
        return ask(actor, command, key, expected, response)

    @api.post("/clarifications/{clarification_id}/answer")
    def answer(
        clarification_id: UUID,
        body: AnswerBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Svarer, eller registrerer svaret fra Helsedirektoratet."""
        found = seen(platform, actor, clarification_id, "clarification")
        return ask(actor, answer_command(actor, found, body), key, expected, response)


def _reading(api: APIRouter, platform: Platform, papers: Papers) -> None:
    @api.get("/clarifications")
    def listed(
        actor: Asking, case_id: UUID | None = None, state: str | None = None
    ) -> list[ClarificationOut]:
        """Forespørslene du har tilgang til, den sist endrede først."""
        found = exits.listed(
            platform.views, actor, kind="clarification", case_id=case_id, state=state
        )
        return [clarification_out(each) for each in found]

    @api.get("/clarifications/{clarification_id}")
    def one(clarification_id: UUID, actor: Asking, response: Response) -> ClarificationOut:
        """Én forespørsel."""
        newest(platform, response, clarification_stream(clarification_id))
        return clarification_out(seen(platform, actor, clarification_id, "clarification"))

    @api.get(
        "/clarifications/{clarification_id}/document",
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    def document(clarification_id: UUID, actor: Asking) -> Response:
        """Forespørselen slik den ble sendt, byte for byte."""
        shown(platform, clarification_stream(clarification_id))
        found = clarification_out(seen(platform, actor, clarification_id, "clarification"))
        return as_pdf(papers, found.document, f"juridisk-avklaring-{clarification_id}")


def seen(platform: Platform, actor: Actor, exit_id: UUID, kind: Kind) -> Exit:
    """The way out, if the actor may see it. Raises NotFound, Forbidden."""
    found = exits.one(platform.views, exit_id, kind)
    if found is None:
        raise NotFound
    require(actor, "governance.read-decision", found.resource)
    return found


def as_pdf(papers: Papers, sha256: str | None, name: str) -> Response:
    """The kept bytes. Raises NotFound where nothing is sent yet, or it is erased (R-7)."""
    if sha256 is None:
        raise NotFound
    return Response(
        papers.read(sha256),
        media_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
