"""`batch-<id>`: a payer's approved claims of a period, on their way to payroll (C-9, C-10)."""

from typing import assert_never

from services.compensation.commands.batches import (
    AcknowledgeBatch,
    BatchCommand,
    ExportBatch,
    FillBatch,
    LockBatch,
    MarkPaid,
    RefuseLines,
)
from services.compensation.commands.facts import BatchFacts
from services.compensation.decisions.batch.answering import (
    MOST_REFUSED,
    acknowledge,
    export,
    mark_paid,
    refuse_lines,
)
from services.compensation.decisions.batch.locking import fill, lock
from services.compensation.decisions.batch.states import (
    Acknowledged,
    Batch,
    BatchEvent,
    Exported,
    Filling,
    Locked,
    Paid,
    Unknown,
    evolve,
)

__all__ = [
    "MOST_REFUSED",
    "Acknowledged",
    "Batch",
    "BatchEvent",
    "Exported",
    "Filling",
    "Locked",
    "Paid",
    "Unknown",
    "decide",
    "evolve",
]


def decide(command: BatchCommand, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    match command:
        case FillBatch():
            return fill(command, facts, batch)
        case LockBatch():
            return lock(command, facts, batch)
        case ExportBatch():
            return export(command, batch)
        case RefuseLines():
            return refuse_lines(command, facts, batch)
        case AcknowledgeBatch():
            return acknowledge(command, batch)
        case MarkPaid():
            return mark_paid(command, facts, batch)
        case _:
            assert_never(command)
