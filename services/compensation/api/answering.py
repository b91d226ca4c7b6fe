"""What payroll answers over HTTP, the feed it may read, and a line traced back (C-9 to C-12)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from starlette.concurrency import run_in_threadpool

from services.compensation.api.answers_of_payment import (
    FeedOut,
    LinesOut,
    fed_line,
    line_out,
)
from services.compensation.api.answers_of_traces import TraceOut, trace_out
from services.compensation.api.bodies_of_payment import AcknowledgeBody, PaidBody
from services.compensation.api.claiming import Content
from services.compensation.application import Answer, Compensation
from services.compensation.commands.batches import MarkPaid
from services.compensation.payroll_files.receipts import read_receipt
from services.compensation.payroll_files.sheet import Cell, sheet
from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.changing import Changing
from shared.service.signing_in import Asking
from shared.values.money import ore, to_kroner
from shared.web.conditions import ExpectedVersion, IdempotencyKey
from shared.web.i18n import Words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answering_router(compensation: Compensation, words: Words) -> APIRouter:
    api = APIRouter()

    @api.get("/batches/{batch_id}/lines")
    def lines(
        batch_id: UUID,
        actor: Asking,
        after: Annotated[int, Query(ge=0, lt=2**31)] = 0,
        limit: Annotated[int, Query(ge=1, le=1_000)] = 500,
    ) -> LinesOut:
        """Linjene i en lønnskjøring, og hva det ble av hver."""
        found = compensation.lines(actor, batch_id, after=after, limit=limit)
        return LinesOut(
            lines=[line_out(each) for each in found],
            next=found[-1].number if len(found) == limit else None,
        )

    @api.get(
        "/batches/{batch_id}/sheet",
        response_class=Response,
        responses={200: {"content": {XLSX: {}}}},
    )
    def as_sheet(batch_id: UUID, actor: Asking) -> Response:
        """Lønnskjøringen som regneark (XLSX), til å lese. Lønnssystemet skal ha filen."""
        return as_spreadsheet(compensation, actor, batch_id, words)

    @api.post("/batches/{batch_id}/acknowledge")
    def acknowledge(
        batch_id: UUID,
        body: AcknowledgeBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Lønn kvitterer for filen med denne kontrollsummen, linje for linje."""
        done = compensation.batching.acknowledge(
            actor,
            batch_id,
            body.sha256,
            [Answer(each.line, each.reason) for each in body.refused],
            key=key,
            expected_version=expected,
            receipt=body.checksum,
        )
        return accepted(response, done)

    @api.post("/batches/{batch_id}/receipt")
    async def receipt(
        batch_id: UUID,
        content: Content,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Den samme kvitteringen som fil: semikolon, UTF-8. Første rad er
        «kvittering;kontrollsum av lønnsfilen», deretter en rad per linje."""
        done = await run_in_threadpool(
            answered_by_file, compensation, actor, batch_id, content, key, expected
        )
        return accepted(response, done)

    @api.post("/batches/{batch_id}/paid")
    def paid(batch_id: UUID, body: PaidBody, change: Changing) -> Accepted:
        """Lønn sier at det er utbetalt."""
        command = MarkPaid(batch_id, body.paid_on)
        return change.ask(compensation, command)

    @api.get("/feed")
    def feed(
        actor: Asking,
        payer: UUID,
        after: Annotated[str, Query(pattern=r"^\d{1,18}\.\d{1,9}$")] = "0.0",
        limit: Annotated[int, Query(ge=1, le=1_000)] = 200,
    ) -> FeedOut:
        """Linjene som er sendt til lønn, i rekkefølge, for lønnssystemer som henter selv.
        Kvitteringen er den samme som for filen."""
        found = compensation.fed(actor, payer, after, limit=limit)
        return FeedOut(
            lines=[fed_line(line, number) for line, number in found],
            cursor=f"{found[-1][0].sent}.{found[-1][0].number}" if found else after,
        )

    @api.get("/lines/{line_id}")
    def traced(line_id: UUID, actor: Asking) -> TraceOut:
        """En lønnslinje og alt den bygger på, tilbake til vedtaket i møtet."""
        return trace_out(compensation.trace(actor, line_id))

    return api


def as_spreadsheet(
    compensation: Compensation, actor: Actor, batch_id: UUID, words: Words
) -> Response:
    """All lines of a batch with what became of each, for those who may see the batch."""
    batch, _ = compensation.batch(actor, batch_id)
    content = sheet(
        batch.locked.period, _headings(words), _rows(compensation, actor, batch_id, words)
    )
    name = f"lonn-{batch.locked.period}-{batch_id.hex[:8]}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=XLSX, headers=headers)


def _headings(words: Words) -> list[str]:
    names = ("claim", "kind", "day", "wage-type", "quantity", "rate", "amount", "status", "reason")
    return [words(f"compensation.sheet.{name}") for name in names]


def _rows(
    compensation: Compensation, actor: Actor, batch_id: UUID, words: Words
) -> Iterator[list[Cell]]:
    """All lines, page by page."""
    after = 0
    while found := compensation.lines(actor, batch_id, after=after, limit=1_000):
        for each in found:
            line = each.line
            yield [
                str(line.claim_id),
                words(f"compensation.kind.{line.kind}") if line.kind else None,
                line.day,
                line.wage_type,
                Decimal(line.quantity),
                to_kroner(ore(line.rate_ore)),
                to_kroner(ore(line.amount_ore)),
                words(f"compensation.pay-line.{each.status}"),
                each.reason,
            ]
        after = found[-1].number


def answered_by_file(
    compensation: Compensation,
    actor: Actor,
    batch_id: UUID,
    content: bytes,
    key: str,
    expected: int | None,
) -> Done:
    """Payroll's receipt as a file. Raises Refused where it can't be read."""
    compensation.access.batch(actor, batch_id)
    told = read_receipt(content)
    return compensation.batching.acknowledge(
        actor,
        batch_id,
        told.sha256,
        [Answer(each.line, each.reason) for each in told.refused],
        key=key,
        expected_version=expected,
        receipt=told.checksum,
    )
