"""Batches as their pages show them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from services.compensation.pages.presenters.claims import LINE_TONES, Presenter
from services.compensation.readmodels.batches import Batch
from services.compensation.readmodels.pay_lines import InBatch
from services.compensation.rules.batches import Preview
from shared.contracts.compensation import PayLine, WageTypeTotal
from shared.web.components import Figure, Tone
from shared.web.i18n import Words

TONES: dict[str, Tone] = {
    "locked": "info",
    "exported": "warning",
    "acknowledged": "success",
    "paid": "success",
}


@dataclass(frozen=True, slots=True)
class TotalRow:
    """Control totals of one wage type (C-9)."""

    wage_type: str
    lines: int
    quantity: Decimal
    amount_ore: int


@dataclass(frozen=True, slots=True)
class PayRow:
    """A line for payroll; it leads back to its claim (C-12)."""

    person: str
    claim_id: UUID
    wage_type: str
    quantity: Decimal
    rate_ore: int
    amount_ore: int


@dataclass(frozen=True, slots=True)
class WentRow(PayRow):
    """A line as it went, by its number in the file, with what payroll answered (C-9)."""

    line_id: UUID
    number: int
    status: str
    tone: Tone
    reason: str | None


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A batch as it would be locked now."""

    figures: tuple[Figure, ...]
    totals: tuple[TotalRow, ...]
    lines: tuple[PayRow, ...]
    checksum: str
    waiting: int


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch in a list."""

    batch_id: UUID
    payer: str
    period: str
    lines: int
    total_ore: int
    status: str
    tone: Tone
    locked_at: datetime


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch on its own page."""

    row: BatchRow
    figures: tuple[Figure, ...]
    totals: tuple[TotalRow, ...]
    lines: tuple[WentRow, ...]
    checksum: str
    waiting: int
    refused: int
    paid_on: date | None
    file: str | None
    sha256: str | None
    adapter: str | None
    state: str


class PayrollPresenter:
    """Joins batches with the names of the register."""

    def __init__(self, presenter: Presenter, words: Words) -> None:
        self._presenter = presenter
        self._words = words

    def row(self, batch: Batch) -> BatchRow:
        locked = batch.locked
        return BatchRow(
            batch_id=batch.batch_id,
            payer=self._presenter.party(locked.payer),
            period=locked.period,
            lines=locked.line_count,
            total_ore=locked.total_ore,
            status=self._words(f"compensation.batch.{batch.status}"),
            tone=TONES[batch.status],
            locked_at=batch.locked_at,
        )

    def preview(self, made: Preview) -> PreviewPage:
        return PreviewPage(
            figures=self._figures(made.line_count, len(made.claims), made.total_ore),
            totals=_totals(made.totals),
            lines=self._lines(made.lines),
            checksum=made.checksum,
            waiting=made.waiting,
        )

    def page(self, batch: Batch, lines: Sequence[InBatch]) -> BatchPage:
        """`lines` are some of the batch, as many as a page bears."""
        locked = batch.locked
        return BatchPage(
            row=self.row(batch),
            figures=self._figures_of(batch),
            totals=_totals(locked.totals),
            lines=self._went(lines),
            checksum=locked.checksum,
            waiting=locked.waiting,
            refused=batch.refused,
            paid_on=batch.paid_on,
            file=batch.file.name if batch.file else None,
            sha256=batch.file.sha256 if batch.file else None,
            adapter=(
                self._words(f"compensation.adapter.{batch.file.adapter}") if batch.file else None
            ),
            state=batch.status,
        )

    def _figures_of(self, batch: Batch) -> tuple[Figure, ...]:
        """Of a batch that is locked; with how many lines payroll refused once it has answered."""
        words, locked = self._words, batch.locked
        told = [
            Figure(words("compensation.payroll.total"), words.formats.kroner(locked.total_ore)),
            Figure(words("compensation.payroll.lines"), words.formats.number(locked.line_count)),
        ]
        if batch.acknowledged_at is not None:
            refused = words.formats.number(batch.refused)
            told.append(Figure(words("compensation.batch-page.refused"), refused))
        return tuple(told)

    def _figures(self, lines: int, claims: int, total_ore: int) -> tuple[Figure, ...]:
        words = self._words
        return (
            Figure(words("compensation.payroll.total"), words.formats.kroner(total_ore)),
            Figure(words("compensation.payroll.lines"), words.formats.number(lines)),
            Figure(words("compensation.payroll.claims"), words.formats.number(claims)),
        )

    def _went(self, lines: Sequence[InBatch]) -> tuple[WentRow, ...]:
        rows = self._lines([each.line for each in lines])
        return tuple(
            WentRow(
                **asdict(row),
                line_id=each.line.line_id,
                number=each.number,
                status=self._words(f"compensation.pay-line.{each.status}"),
                tone=LINE_TONES[each.status],
                reason=each.reason,
            )
            for row, each in zip(rows, lines, strict=True)
        )

    def _lines(self, lines: Sequence[PayLine]) -> tuple[PayRow, ...]:
        names = {line.person: self._presenter.person(line.person) for line in lines}
        return tuple(
            PayRow(
                person=names[line.person],
                claim_id=line.claim_id,
                wage_type=line.wage_type,
                quantity=Decimal(line.quantity),
                rate_ore=line.rate_ore,
                amount_ore=line.amount_ore,
            )
            for line in lines
        )


def _totals(totals: Sequence[WageTypeTotal]) -> tuple[TotalRow, ...]:
    return tuple(
        TotalRow(each.wage_type, each.lines, Decimal(each.quantity), each.amount_ore)
        for each in totals
    )
