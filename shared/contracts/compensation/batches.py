"""Batches for payroll (C-9, C-10, C-12)."""

from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import Adapter, LineKind, Part
from shared.contracts.record import Event, Sealed


class WageType(Part):
    """The payer's own wage type for a kind of line (C-10)."""

    kind: LineKind
    code: str


class WageTypesSet(Event):
    """How the payer's payroll system wants its lines (C-10); the last setting counts."""

    type: Literal["compensation.wage-types-set.v1"] = "compensation.wage-types-set.v1"
    payer: UUID
    adapter: Adapter
    wage_types: tuple[WageType, ...]


class PayLine(Part):
    """One line of the payroll file; it leads back to its claim line (C-12)."""

    claim_id: UUID
    line_id: UUID
    agreement_id: UUID
    person: UUID
    wage_type: str
    quantity: str
    rate_ore: int
    amount_ore: int


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


class BatchLocked(Event):
    """The payer's approved claims of a period, with control totals and checksum (C-9).

    `checksum` is SHA-256 over the canonical lines. `waiting` is the number of claims that are
    ready but did not find room; they go in the next batch.
    """

    type: Literal["compensation.batch-locked.v1"] = "compensation.batch-locked.v1"
    batch_id: UUID
    payer: UUID
    period: str
    lines: tuple[PayLine, ...]
    numbers: tuple[PayNumber, ...]
    totals: tuple[WageTypeTotal, ...]
    total_ore: int
    checksum: str
    waiting: int = 0


class ClaimBatched(Event):
    """A claim's lines are in one batch only (C-9); stands in a stream of the claim's own."""

    type: Literal["compensation.claim-batched.v1"] = "compensation.claim-batched.v1"
    claim_id: UUID
    batch_id: UUID


class BatchExported(Event):
    """The payroll file was made, once; its bytes are kept under their hash (C-9, C-10)."""

    type: Literal["compensation.batch-exported.v1"] = "compensation.batch-exported.v1"
    batch_id: UUID
    adapter: Adapter
    file: str
    sha256: str
    lines: int


class BatchAcknowledged(Event):
    """Payroll has taken the file (C-9)."""

    type: Literal["compensation.batch-acknowledged.v1"] = "compensation.batch-acknowledged.v1"
    batch_id: UUID
    sha256: str
