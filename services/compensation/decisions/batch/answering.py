"""A batch becomes a file, and payroll answers for it, line by line (C-9, C-10)."""

import re
from typing import assert_never

from services.compensation.commands.batches import (
    AcknowledgeBatch,
    ExportBatch,
    MarkPaid,
    RefuseLines,
)
from services.compensation.commands.facts import BatchFacts
from services.compensation.decisions.batch.states import (
    Acknowledged,
    Batch,
    BatchEvent,
    Exported,
    Filling,
    Locked,
    Paid,
    Unknown,
)
from services.compensation.rules.dates import not_ahead
from services.compensation.rules.writing import written
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchPaid,
    LinesRefused,
    RefusedLine,
)
from shared.contracts.record import Facts
from shared.values.refusal import Refused

MOST_REFUSED = 200
"""Lines refused in one append, each with a reason of bearable length; a longer receipt is told
in several."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


def export(command: ExportBatch, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9, C-10: one batch is one file; the same file again changes nothing, another is
    refused."""
    match batch:
        case Unknown():
            raise Refused("C-9", "compensation.batch-unknown", field="batch_id")
        case Filling():
            raise Refused("C-9", "compensation.batch-not-locked", field="batch_id")
        case Exported(sha256) | Acknowledged(sha256) | Paid(sha256):
            if command.sha256 != sha256:
                raise Refused("C-9", "compensation.exported-otherwise", field="sha256")
            return ()
        case Locked(lines):
            _is_a_file(command, lines)
            return (
                BatchExported(
                    batch_id=command.batch_id,
                    adapter=command.adapter,
                    file=command.file,
                    sha256=command.sha256,
                    lines=command.lines,
                ),
            )
        case _:
            assert_never(batch)


def _is_a_file(command: ExportBatch, lines: int) -> None:
    if not _SHA256.fullmatch(command.sha256):
        raise Refused("C-9", "compensation.not-a-checksum", field="sha256")
    if not _FILE_NAME.fullmatch(command.file):
        raise Refused("C-9", "compensation.file-name", field="file")
    if command.lines != lines:
        raise Refused(
            "C-9", "compensation.lines-lost", field="lines", in_file=command.lines, in_batch=lines
        )


def refuse_lines(command: RefuseLines, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: payroll refuses lines of this batch, each with a reason."""
    sha256, receipt = _sent(batch)
    _of_this_file(command.sha256, sha256)
    if receipt not in (None, command.receipt):
        raise Refused("C-9", "compensation.another-receipt", field="receipt")
    if isinstance(batch, Acknowledged | Paid):
        if receipt is None:
            raise Refused("C-9", "compensation.another-receipt", field="receipt")
        return ()
    known = dict(facts.in_batch)
    lines = tuple(
        RefusedLine(
            claim_id=line.claim_id,
            line_id=line.line_id,
            reason=written("C-9", "reason", line.reason),
        )
        for line in command.lines
    )
    if len({line.line_id for line in lines}) < len(lines) or len(lines) > MOST_REFUSED:
        raise Refused("C-9", "compensation.line-twice", field="lines")
    if any(known.get(line.line_id) != line.claim_id for line in lines):
        raise Refused("C-9", "compensation.line-of-another-batch", field="lines")
    return (LinesRefused(batch_id=command.batch_id, receipt=command.receipt, lines=lines),)


def acknowledge(command: AcknowledgeBatch, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: the receipt is for the very file that was made; the same again changes nothing."""
    sha256, receipt = _sent(batch)
    _of_this_file(command.sha256, sha256)
    if isinstance(batch, Acknowledged | Paid):
        if receipt != command.receipt:
            raise Refused("C-9", "compensation.another-receipt", field="receipt")
        return ()
    if receipt != command.receipt:
        raise Refused("C-9", "compensation.another-receipt", field="receipt")
    return (
        BatchAcknowledged(
            batch_id=command.batch_id,
            sha256=sha256,
            refused=command.refused,
            receipt=command.receipt,
        ),
    )


def mark_paid(command: MarkPaid, facts: Facts, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-7: what payroll has answered for is paid; told once."""
    _sent(batch)
    match batch:
        case Exported():
            raise Refused("C-9", "compensation.not-acknowledged", field="batch_id")
        case Acknowledged():
            paid_on = not_ahead("C-7", "paid_on", command.paid_on, facts)
            return (BatchPaid(batch_id=command.batch_id, paid_on=paid_on),)
        case _:
            return ()


def _sent(batch: Batch) -> tuple[str, str | None]:
    """The file's checksum and the receipt's, once there is a file."""
    match batch:
        case Unknown():
            raise Refused("C-9", "compensation.batch-unknown", field="batch_id")
        case Filling():
            raise Refused("C-9", "compensation.batch-not-locked", field="batch_id")
        case Locked():
            raise Refused("C-9", "compensation.not-exported", field="batch_id")
        case Exported() | Acknowledged() | Paid():
            return batch.sha256, batch.receipt
        case _:
            assert_never(batch)


def _of_this_file(given: str, made: str) -> None:
    if given != made:
        raise Refused("C-9", "compensation.another-file", field="sha256")
