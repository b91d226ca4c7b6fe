"""What is told over HTTP of lines on their way through payroll, and after (C-8 to C-13)."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from services.compensation.readmodels.batches import Batch
from services.compensation.readmodels.pay_lines import InBatch
from services.compensation.readmodels.settlements import PartyShare, Settlement
from services.compensation.rules.batches import Preview
from shared.contracts.compensation import (
    Adapter,
    ClaimLine,
    PayLine,
    SettlementRow,
    WageTypeTotal,
)
from shared.service.answers import Accepted


class PreviewOut(BaseModel):
    """The batch as it would be locked now; `checksum` goes into `previewed`. Of a large one
    `lines` are the first."""

    claims: list[UUID]
    lines: list[PayLine]
    totals: list[WageTypeTotal]
    total_ore: int
    checksum: str
    waiting: int
    line_count: int


class BatchOut(BaseModel):
    """A batch; `file`, `sha256` and `adapter` once it is exported. Where it has several parts,
    `lines` are the last's; all are at `/batches/{id}/lines`."""

    batch_id: UUID
    payer: UUID
    period: str
    status: str
    locked_at: datetime
    lines: list[PayLine]
    totals: list[WageTypeTotal]
    total_ore: int
    checksum: str
    waiting: int
    parts: int
    line_count: int
    refused: int
    paid_on: date | None
    file: str | None
    sha256: str | None
    adapter: Adapter | None
    acknowledged_at: datetime | None


class BatchesOut(BaseModel):
    """`next` is given back as `before` for the older ones."""

    batches: list[BatchOut]
    next: int | None


class ReceiptKept(BaseModel):
    """`sha256` goes into the claim's cost."""

    sha256: str
    media_type: str
    size: int


class ProgressOut(BaseModel):
    """A large batch on its way: ask again with the same Idempotency-Key."""

    batch_id: UUID
    status: str = "filling"
    lines: int
    of_lines: int


class BatchLineOut(PayLine):
    """A pay line in its batch; `reason` is why payroll refused it."""

    batch_id: UUID
    number: int
    status: str
    reason: str | None


class LinesOut(BaseModel):
    """`next` is given back as `after` for the next ones."""

    lines: list[BatchLineOut]
    next: int | None


class FedLine(BatchLineOut):
    """A pay line for the payroll system, with the payer's own number for the doctor."""

    employee_number: str
    period: str


class FeedOut(BaseModel):
    """`cursor` is given back as `after`; the same until more has been sent."""

    lines: list[FedLine]
    cursor: str


class CorrectionOut(BaseModel):
    """What a correction would come to, and its lines (C-13)."""

    claim_id: UUID
    choice: str
    lines: list[ClaimLine]
    total_ore: int


class InboxOut(BaseModel):
    """How much waits for the one who asks: never more than the lists would show (P-3)."""

    to_attest: int
    to_approve: int
    to_review: int
    to_correct: int
    refused_by_payroll: int
    drafts: int
    returned: int
    refused: int


class SettlementAccepted(Accepted):
    settlement_id: UUID


class ShareOut(BaseModel):
    """What one party bears of a settlement."""

    settlement_id: UUID
    payer: UUID
    period: str
    party: UUID
    amount_ore: int
    disputed: str | None
    outcome: str | None


class SettlementOut(BaseModel):
    """A settlement: what was paid by each agreement and key, and each party's whole share."""

    settlement_id: UUID
    payer: UUID
    period: str
    batches: list[UUID]
    rows: list[SettlementRow]
    total_ore: int
    shares: list[ShareOut]


class SharesOut(BaseModel):
    shares: list[ShareOut]


def line_out(line: InBatch) -> BatchLineOut:
    return BatchLineOut(**_told(line))


def fed_line(line: InBatch, employee_number: str) -> FedLine:
    return FedLine(**_told(line), employee_number=employee_number, period=line.period)


def _told(line: InBatch) -> dict[str, object]:
    return {
        **line.line.model_dump(),
        "batch_id": line.batch_id,
        "number": line.number,
        "status": line.status,
        "reason": line.reason,
    }


def share_out(share: PartyShare) -> ShareOut:
    return ShareOut.model_validate(share, from_attributes=True)


def settlement_out(settlement: Settlement) -> SettlementOut:
    return SettlementOut(
        **settlement.made.model_dump(exclude={"type"}),
        shares=[share_out(share) for share in settlement.shares],
    )


def preview_out(preview: Preview) -> PreviewOut:
    return PreviewOut(
        claims=list(preview.claims),
        lines=list(preview.lines),
        totals=list(preview.totals),
        total_ore=preview.total_ore,
        checksum=preview.checksum,
        waiting=preview.waiting,
        line_count=preview.line_count,
    )


def batch_out(batch: Batch) -> BatchOut:
    told = batch.locked.model_dump(exclude={"type", "numbers"})
    file = batch.file
    return BatchOut(
        **told,
        status=batch.status,
        locked_at=batch.locked_at,
        refused=batch.refused,
        paid_on=batch.paid_on,
        file=file.name if file else None,
        sha256=file.sha256 if file else None,
        adapter=file.adapter if file else None,
        acknowledged_at=batch.acknowledged_at,
    )
