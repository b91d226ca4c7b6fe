"""Disputes before Tvisteløsningsnemnda over HTTP (G-18)."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.governance.api.answering import changed, created, new_id, newest, shown
from services.governance.api.clarifications import as_pdf, seen
from services.governance.api.exit_answers import DisputeOut, dispute_out
from services.governance.api.exit_bodies import (
    DisputeBody,
    NewDisputeBody,
    SendDisputeBody,
    StatementBody,
)
from services.governance.application import Governance
from services.governance.application.papers import Papers
from services.governance.application.streams import dispute_stream
from services.governance.commands.exits import (
    PrepareDispute,
    RegisterStatement,
    RewordDispute,
    SendDispute,
)
from services.governance.readmodels import exits
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey


class DisputeMade(Accepted):
    dispute_id: UUID


def sent(
    governance: Governance,
    papers: Papers,
    actor: Actor,
    dispute_id: UUID,
    body: SendDisputeBody,
    key: str,
    expected: int | None = None,
) -> Done:
    """The papers are rendered once, by somebody who may send them, and then sent."""
    told = (body.copy_sent_on, body.copy_sent_by, body.anonymous)
    governance.may(actor, SendDispute(dispute_id, "", *told))
    document = papers.of_dispute(dispute_id, actor.person, body.anonymous)
    command = SendDispute(dispute_id, document, *told)
    return governance.ask(actor, command, key=key, expected_version=expected)


def router(governance: Governance, platform: Platform, papers: Papers) -> APIRouter:
    api = APIRouter()
    _reading(api, platform, papers)

    @api.post("/cases/{case_id}/disputes", status_code=201)
    def prepare(
        case_id: UUID, body: NewDisputeBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> DisputeMade:
        """Skriver papirene til Tvisteløsningsnemnda."""
        dispute_id = new_id(actor, key, "dispute")
        command = PrepareDispute(dispute_id, case_id, body.body_id, body.text(case_id))
        done = governance.ask(actor, command, key=key)
        return DisputeMade.model_validate({**created(response, done), "dispute_id": dispute_id})

    @api.post("/disputes/{dispute_id}/reword")
    def reword(
        dispute_id: UUID,
        body: DisputeBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Endrer papirene før de sendes."""
        found = seen(platform, actor, dispute_id, "dispute")
        command = RewordDispute(dispute_id, body.text(found.case_id))
        return changed(governance, response, actor, command, key, expected)

    @api.post("/disputes/{dispute_id}/send")
    def send(
        dispute_id: UUID,
        body: SendDisputeBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Sender saken, og forteller når motparten fikk sin kopi."""
        return accepted(response, sent(governance, papers, actor, dispute_id, body, key, expected))

    @api.post("/disputes/{dispute_id}/statement")
    def register(
        dispute_id: UUID,
        body: StatementBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Registrerer nemndas rådgivende uttalelse."""
        command = RegisterStatement(dispute_id, body.statement, body.reference, body.stated_on)
        return changed(governance, response, actor, command, key, expected)

    return api


def _reading(api: APIRouter, platform: Platform, papers: Papers) -> None:
    @api.get("/disputes")
    def listed(
        actor: Asking, case_id: UUID | None = None, state: str | None = None
    ) -> list[DisputeOut]:
        """Tvistesakene du har tilgang til, den sist endrede først."""
        found = exits.listed(platform.views, actor, kind="dispute", case_id=case_id, state=state)
        return [dispute_out(each) for each in found]

    @api.get("/disputes/{dispute_id}")
    def one(dispute_id: UUID, actor: Asking, response: Response) -> DisputeOut:
        """Én tvistesak."""
        newest(platform, response, dispute_stream(dispute_id))
        return dispute_out(seen(platform, actor, dispute_id, "dispute"))

    @api.get(
        "/disputes/{dispute_id}/document",
        response_class=Response,
        responses={200: {"content": {"application/pdf": {}}}},
    )
    def document(dispute_id: UUID, actor: Asking) -> Response:
        """Papirene slik de ble sendt, byte for byte."""
        shown(platform, dispute_stream(dispute_id))
        found = dispute_out(seen(platform, actor, dispute_id, "dispute"))
        return as_pdf(papers, found.document, f"tvistesak-{dispute_id}")
