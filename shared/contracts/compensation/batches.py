"""Batches for payroll (C-9, C-10, C-12)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import Adapter, LineKind, Part
from shared.contracts.record import Event, Sealed


class WageType(Part):
    """The payer's own wage type for a kind of line (C-10)."""

    kind: LineKind
    code: str


class Column(Part):
    """A column of a payer's own file: its heading, and what stands in it on every line.

    `of` is a fact of the line, or `text` for what always stands there (an account, a cost
    bearer), which may hold `{wage_type}` and `{period}`.
    """

    heading: str
    of: Literal[
        "employee-number",
        "wage-type",
        "quantity",
        "rate",
        "amount",
        "day",
        "period",
        "reference",
        "text",
    ]
    text: str = ""


class Template(Part):
    """A payer's own layout of the payroll file, as data (C-10)."""

    name: str
    columns: tuple[Column, ...]
    separator: Literal[";", ",", "\t"] = ";"
    decimal_sign: Literal[",", "."] = ","
    encoding: Literal["utf-8", "utf-8-sig", "iso-8859-1", "cp1252"] = "utf-8"
    headings: bool = True


class WageTypesSet(Event):
    """How the payer's payroll system wants its lines (C-10); the last setting counts."""

    type: Literal["compensation.wage-types-set.v2"] = "compensation.wage-types-set.v2"
    payer: UUID
    adapter: Adapter
    wage_types: tuple[WageType, ...]
    template: Template | None = None


class PayLine(Part):
    """One line of the payroll file; it leads back to its claim line (C-12). `day` is that of
    the work; lines of the first batches did not tell it, nor their kind."""

    claim_id: UUID
    line_id: UUID
    agreement_id: UUID
    person: UUID
    wage_type: str
    quantity: str
    rate_ore: int
    amount_ore: int
    kind: LineKind | None = None
    day: date | None = None


class PayNumber(Part):
    """The payer's own number for a doctor, opened only when the file is written (P-1)."""

    agreement_id: UUID
    employee_number: Sealed


class WageTypeTotal(Part):
    """Control totals of one wage type (C-9)."""

    wage_type: str
    lines: int
    quantity: str
    amount_ore: int


class BatchFilled(Event):
    """The next part of a large batch that is being made; `number` counts from 1 (C-9)."""

    type: Literal["compensation.batch-filled.v1"] = "compensation.batch-filled.v1"
    batch_id: UUID
    payer: UUID
    period: str
    number: int
    lines: tuple[PayLine, ...]
    numbers: tuple[PayNumber, ...]
    checksum: str


class BatchLocked(Event):
    """The payer's approved claims of a period, with control totals and checksum (C-9).

    `lines` and `numbers` are those of the last part: all of them where no part went before.
    `totals`, `total_ore` and `line_count` are of the whole. `checksum` is SHA-256 over the
    canonical lines, or over the parts' checksums where there are several. `waiting` is the
    number of claims that are ready but did not find room; they go in the next batch.
    """

    type: Literal["compensation.batch-locked.v2"] = "compensation.batch-locked.v2"
    batch_id: UUID
    payer: UUID
    period: str
    lines: tuple[PayLine, ...]
    numbers: tuple[PayNumber, ...]
    totals: tuple[WageTypeTotal, ...]
    total_ore: int
    checksum: str
    waiting: int = 0
    parts: int = 1
    line_count: int


class ClaimBatched(Event):
    """A claim's lines are in one batch only (C-9); stands in a stream of the claim's own.

    `lines` are those that went in; None for all that the claim had then.
    """

    type: Literal["compensation.claim-batched.v2"] = "compensation.claim-batched.v2"
    claim_id: UUID
    batch_id: UUID
    lines: tuple[UUID, ...] | None = None


class BatchExported(Event):
    """The payroll file was made, once; its bytes are kept under their hash (C-9, C-10)."""

    type: Literal["compensation.batch-exported.v2"] = "compensation.batch-exported.v2"
    batch_id: UUID
    adapter: Adapter
    file: str
    sha256: str
    lines: int


class RefusedLine(Part):
    """A line that payroll does not pay, and why."""

    claim_id: UUID
    line_id: UUID
    reason: str


class LinesRefused(Event):
    """Payroll refuses some lines, each with its reason: they return to their claims (C-9).

    `receipt` is SHA-256 over the whole receipt; a long one is told in several events.
    """

    type: Literal["compensation.lines-refused.v1"] = "compensation.lines-refused.v1"
    batch_id: UUID
    receipt: str
    lines: tuple[RefusedLine, ...]


class BatchAcknowledged(Event):
    """Payroll has taken the file and answered for each line (C-9).

    `receipt` is SHA-256 over which lines were refused and why; the same receipt again changes
    nothing, and another one is refused.
    """

    type: Literal["compensation.batch-acknowledged.v2"] = "compensation.batch-acknowledged.v2"
    batch_id: UUID
    sha256: str
    refused: int = 0
    receipt: str | None = None


class BatchPaid(Event):
    """Payroll has paid what it accepted (C-7)."""

    type: Literal["compensation.batch-paid.v1"] = "compensation.batch-paid.v1"
    batch_id: UUID
    paid_on: date
