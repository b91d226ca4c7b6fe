"""Canonical examples of a batch for payroll: commands and events."""

from datetime import date

from services.compensation.commands.batches import (
    AcknowledgeBatch,
    ExportBatch,
    FillBatch,
    LockBatch,
    MarkPaid,
    RefuseLines,
)
from services.compensation.commands.payers import SetWageTypes
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    BatchPaid,
    ClaimBatched,
    LinesRefused,
    PayLine,
    PayNumber,
    RefusedLine,
    WageType,
    WageTypesSet,
    WageTypeTotal,
)
from shared.contracts.record import Event
from tests.examples.compensation.claims import LINES, MEETING_LINE
from tests.examples.compensation.terms import EMPLOYEE_NUMBER
from tests.examples.ids import (
    AGREEMENT,
    BATCH,
    CLAIM,
    GP,
    SKIEN,
)

WAGE_TYPES = (
    WageType(kind="meeting", code="9100"),
    WageType(kind="travel-time", code="9101"),
    WageType(kind="between", code="9102"),
    WageType(kind="km-tax-free", code="9110"),
    WageType(kind="km-taxable", code="9111"),
)
SET_WAGE_TYPES = SetWageTypes(payer=SKIEN, adapter="visma-lonn", wage_types=WAGE_TYPES)
LOCK = LockBatch(batch_id=BATCH, payer=SKIEN, period="2026-11")
SHA256 = "c" * 64
FILE = "visma-lonn-2026-11-eksempel.csv"
EXPORT = ExportBatch(batch_id=BATCH, adapter="visma-lonn", file=FILE, sha256=SHA256, lines=5)
REFUSED_LINE = RefusedLine(
    claim_id=CLAIM, line_id=MEETING_LINE.line_id, reason="Ukjent ansattnummer."
)
RECEIPT = "e" * 64
FILL = FillBatch(batch_id=BATCH, payer=SKIEN, period="2026-11", number=1, claims=(CLAIM,))
REFUSE_LINES = RefuseLines(batch_id=BATCH, sha256=SHA256, receipt=RECEIPT, lines=(REFUSED_LINE,))
PAID_ON = date(2026, 11, 3)
MARK_PAID = MarkPaid(batch_id=BATCH, paid_on=PAID_ON)
ACKNOWLEDGE = AcknowledgeBatch(batch_id=BATCH, sha256=SHA256)
WAGE_TYPES_SET = WageTypesSet(payer=SKIEN, adapter="visma-lonn", wage_types=WAGE_TYPES)
LOCKED = BatchLocked(
    batch_id=BATCH,
    payer=SKIEN,
    period="2026-11",
    lines=(
        PayLine(
            claim_id=CLAIM,
            line_id=MEETING_LINE.line_id,
            agreement_id=AGREEMENT,
            person=GP,
            wage_type="9100",
            quantity="1.5",
            rate_ore=139_700,
            amount_ore=209_550,
            kind="meeting",
            day=date(2026, 11, 3),
        ),
    ),
    numbers=(PayNumber(agreement_id=AGREEMENT, employee_number=EMPLOYEE_NUMBER),),
    totals=(WageTypeTotal(wage_type="9100", lines=1, quantity="1.5", amount_ore=209_550),),
    total_ore=209_550,
    checksum="d" * 64,
    line_count=1,
)
FILLED = BatchFilled(
    batch_id=BATCH,
    payer=SKIEN,
    period="2026-11",
    number=1,
    lines=LOCKED.lines,
    numbers=LOCKED.numbers,
    checksum="d" * 64,
)
BATCHED = ClaimBatched(claim_id=CLAIM, batch_id=BATCH, lines=tuple(line.line_id for line in LINES))
EXPORTED = BatchExported(batch_id=BATCH, adapter="visma-lonn", file=FILE, sha256=SHA256, lines=5)
LINES_REFUSED = LinesRefused(batch_id=BATCH, receipt=RECEIPT, lines=(REFUSED_LINE,))
ACKNOWLEDGED = BatchAcknowledged(batch_id=BATCH, sha256=SHA256)
PAID = BatchPaid(batch_id=BATCH, paid_on=PAID_ON)

EVENTS: tuple[Event, ...] = (
    WAGE_TYPES_SET,
    FILLED,
    LOCKED,
    BATCHED,
    EXPORTED,
    LINES_REFUSED,
    ACKNOWLEDGED,
    PAID,
)
