"""Batches for payroll over HTTP: preview, lock, export, file, receipt (C-9, C-10)."""

import base64
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.compensation.api.answers import BatchAccepted, FileAccepted
from services.compensation.api.answers_of_payment import (
    BatchesOut,
    BatchOut,
    PreviewOut,
    ProgressOut,
    batch_out,
    preview_out,
)
from services.compensation.api.bodies import NothingBody
from services.compensation.api.bodies_of_payment import BatchBody
from services.compensation.api.terms import new_resource
from services.compensation.application import Compensation, KeptFile, Progress
from services.compensation.commands.batches import LockBatch
from services.compensation.readmodels import batches
from services.compensation.readmodels.batches import BATCHES
from shared.service.answers import accepted, tagged
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey


def as_download(file: KeptFile) -> Response:
    """The exact bytes, with their SHA-256 (RFC 9530). A file's name is plain ASCII (C-9)."""
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode("ascii")
    return Response(
        file.content,
        media_type="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Repr-Digest": f"sha-256=:{digest}:",
        },
    )


def router(compensation: Compensation) -> APIRouter:
    api = APIRouter()

    @api.post("/batches", status_code=201, responses={202: {"model": ProgressOut}})
    def lock(
        body: BatchBody, key: IdempotencyKey, actor: Asking, response: Response
    ) -> BatchAccepted | ProgressOut:
        """Låser betalerens godkjente krav til og med en måned i én lønnskjøring. En stor kjøring
        lages over flere forespørsler: svaret 202 sier hvor langt den er kommet, og samme
        forespørsel med samme nøkkel fortsetter."""
        batch_id = new_resource(actor, key, "batch")
        command = LockBatch(batch_id, body.payer, body.period, tuple(body.claims), body.previewed)
        done = compensation.batching.lock(actor, command, key=key)
        if isinstance(done, Progress):
            response.status_code = 202
            return ProgressOut(batch_id=batch_id, lines=done.lines, of_lines=done.of_lines)
        if done.repeated:
            response.status_code = 200
        return BatchAccepted(**accepted(response, done).model_dump(), batch_id=batch_id)

    @api.get("/batches")
    def listed(
        actor: Asking,
        limit: Annotated[int, Query(ge=1, le=200)] = 200,
        before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    ) -> BatchesOut:
        """Lønnskjøringene du har tilgang til, nyeste først."""
        compensation.own.freshen(BATCHES)
        found = batches.listed(compensation.views, actor, before=before, limit=limit)
        return BatchesOut(
            batches=[batch_out(each) for each in found],
            next=found[-1].position if len(found) == limit else None,
        )

    @api.get("/batches/preview")
    def previewed(
        actor: Asking, payer: UUID, period: Annotated[str, Query(max_length=20)]
    ) -> PreviewOut:
        """Lønnskjøringen slik den ville blitt låst nå, med kontrollsummer."""
        return preview_out(compensation.batching.preview(actor, payer, period))

    @api.get("/batches/{batch_id}")
    def one(batch_id: UUID, actor: Asking, response: Response) -> BatchOut:
        """Én lønnskjøring."""
        batch, version = compensation.batch(actor, batch_id)
        tagged(response, version)
        return batch_out(batch)

    @api.post("/batches/{batch_id}/export")
    def export(
        batch_id: UUID,
        _body: NothingBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> FileAccepted:
        """Lager lønnsfilen, én gang; den samme filen hentes siden så ofte det trengs."""
        done = compensation.export(actor, batch_id, key=key, expected_version=expected)
        known = compensation.records.batch(batch_id)
        assert known is not None
        assert known.locked is not None
        assert known.exported is not None
        return FileAccepted(
            **accepted(response, done).model_dump(),
            batch_id=batch_id,
            file=known.exported.file,
            sha256=known.exported.sha256,
            lines=known.exported.lines,
            total_ore=known.locked.total_ore,
        )

    @api.get(
        "/batches/{batch_id}/file",
        response_class=Response,
        responses={200: {"content": {"text/csv": {}}}},
    )
    def file(batch_id: UUID, actor: Asking) -> Response:
        """Lønnsfilen, byte for byte slik den ble laget."""
        return as_download(compensation.file(actor, batch_id))

    return api
