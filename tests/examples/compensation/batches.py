"""Canonical examples of a batch for payroll: commands and events."""

from services.compensation.commands.batches import AcknowledgeBatch, ExportBatch, LockBatch
from services.compensation.commands.payers import SetWageTypes
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchLocked,
    ClaimBatched,
    PayLine,
    PayNumber,
    WageType,
    WageTypesSet,
    WageTypeTotal,
)
from shared.contracts.record import Event
from tests.examples.compensation.claims import MEETING_LINE
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
        ),
    ),
    numbers=(PayNumber(agreement_id=AGREEMENT, employee_number=EMPLOYEE_NUMBER),),
    totals=(WageTypeTotal(wage_type="9100", lines=1, quantity="1.5", amount_ore=209_550),),
    total_ore=209_550,
    checksum="d" * 64,
)
BATCHED = ClaimBatched(claim_id=CLAIM, batch_id=BATCH)
EXPORTED = BatchExported(batch_id=BATCH, adapter="visma-lonn", file=FILE, sha256=SHA256, lines=5)
ACKNOWLEDGED = BatchAcknowledged(batch_id=BATCH, sha256=SHA256)

EVENTS: tuple[Event, ...] = (WAGE_TYPES_SET, LOCKED, BATCHED, EXPORTED, ACKNOWLEDGED)
