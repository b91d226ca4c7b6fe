"""`batch-<id>`: a payer's approved claims of a period, on their way to payroll (C-9, C-10)."""

import re
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.compensation.commands.batches import (
    AcknowledgeBatch,
    BatchCommand,
    ExportBatch,
    LockBatch,
)
from services.compensation.commands.facts import BatchFacts
from services.compensation.rules.batches import preview
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchLocked,
    ClaimBatched,
)
from shared.values.refusal import Refused

BatchEvent: TypeAlias = BatchLocked | ClaimBatched | BatchExported | BatchAcknowledged

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No batch is locked under this id."""


@dataclass(frozen=True, slots=True)
class Locked:
    """Its lines stand; no file is made yet."""

    lines: int


@dataclass(frozen=True, slots=True)
class Exported:
    """The file is made, once, with this SHA-256."""

    sha256: str


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Payroll has taken the file."""

    sha256: str


Batch: TypeAlias = Unknown | Locked | Exported | Acknowledged


def decide(command: BatchCommand, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    match command:
        case LockBatch():
            return lock(command, facts, batch)
        case ExportBatch():
            return export(command, batch)
        case AcknowledgeBatch():
            return acknowledge(command, batch)
        case _:
            assert_never(command)


def lock(command: LockBatch, facts: BatchFacts, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: what was previewed is locked; each claim is in this batch only."""
    if not isinstance(batch, Unknown):
        raise Refused("C-9", "compensation.batch-already-locked", field="batch_id")
    made = preview(command.payer, command.period, facts, command.claims)
    if command.previewed is not None and command.previewed != made.checksum:
        raise Refused("C-9", "compensation.changed-since-preview", field="previewed")
    return (
        BatchLocked(
            batch_id=command.batch_id,
            payer=command.payer,
            period=command.period,
            lines=made.lines,
            numbers=made.numbers,
            totals=made.totals,
            total_ore=made.total_ore,
            checksum=made.checksum,
            waiting=made.waiting,
        ),
        *(ClaimBatched(claim_id=claim, batch_id=command.batch_id) for claim in made.claims),
    )


def export(command: ExportBatch, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9, C-10: one batch is one file; the same file again changes nothing, another is
    refused."""
    match batch:
        case Unknown():
            raise Refused("C-9", "compensation.batch-unknown", field="batch_id")
        case Exported(sha256) | Acknowledged(sha256):
            if command.sha256 != sha256:
                raise Refused("C-9", "compensation.exported-otherwise", field="sha256")
            return ()
        case Locked(lines):
            if not _SHA256.fullmatch(command.sha256):
                raise Refused("C-9", "compensation.not-a-checksum", field="sha256")
            if not _FILE_NAME.fullmatch(command.file):
                raise Refused("C-9", "compensation.file-name", field="file")
            if command.lines != lines:
                raise Refused(
                    "C-9",
                    "compensation.lines-lost",
                    field="lines",
                    in_file=command.lines,
                    in_batch=lines,
                )
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


def acknowledge(command: AcknowledgeBatch, batch: Batch) -> tuple[BatchEvent, ...]:
    """C-9: the receipt is for the very file that was made."""
    match batch:
        case Unknown():
            raise Refused("C-9", "compensation.batch-unknown", field="batch_id")
        case Locked():
            raise Refused("C-9", "compensation.not-exported", field="batch_id")
        case Exported(sha256) | Acknowledged(sha256):
            if command.sha256 != sha256:
                raise Refused("C-9", "compensation.another-file", field="sha256")
            if isinstance(batch, Acknowledged):
                return ()
            return (BatchAcknowledged(batch_id=command.batch_id, sha256=sha256),)
        case _:
            assert_never(batch)


def evolve(batch: Batch, event: BatchEvent) -> Batch:
    match event:
        case BatchLocked():
            return Locked(len(event.lines))
        case ClaimBatched():
            return batch
        case BatchExported():
            return Exported(event.sha256)
        case BatchAcknowledged():
            return Acknowledged(event.sha256)
        case _:
            assert_never(event)
