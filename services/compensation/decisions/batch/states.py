"""What a batch is, and how its events change it (C-9)."""

from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.compensation.rules.batches import added_up, control_totals
from shared.contracts.compensation import (
    BatchAcknowledged,
    BatchExported,
    BatchFilled,
    BatchLocked,
    BatchPaid,
    ClaimBatched,
    LinesRefused,
    WageTypeTotal,
)

BatchEvent: TypeAlias = (
    BatchFilled
    | BatchLocked
    | ClaimBatched
    | BatchExported
    | LinesRefused
    | BatchAcknowledged
    | BatchPaid
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """No batch is made under this id."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Some parts are there; `checksums` are theirs, `totals` what they come to together."""

    payer: UUID
    period: str
    checksums: tuple[str, ...]
    totals: tuple[WageTypeTotal, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Locked:
    """Its lines stand; no file is made yet."""

    lines: int


@dataclass(frozen=True, slots=True)
class Exported:
    """The file is made, once, with this SHA-256; `receipt` once one has begun to be told."""

    sha256: str
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Payroll has taken the file."""

    sha256: str
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """Payroll has paid what it accepted."""

    sha256: str
    receipt: str | None = None


Batch: TypeAlias = Unknown | Filling | Locked | Exported | Acknowledged | Paid


def evolve(batch: Batch, event: BatchEvent) -> Batch:  # noqa: PLR0911 - one line an event
    match event:
        case BatchFilled():
            return _filled(batch, event)
        case BatchLocked():
            return Locked(event.line_count)
        case ClaimBatched():
            return batch
        case BatchExported():
            return Exported(event.sha256)
        case LinesRefused():
            assert isinstance(batch, Exported)
            return replace(batch, receipt=event.receipt)
        case BatchAcknowledged():
            return Acknowledged(event.sha256, event.receipt)
        case BatchPaid():
            assert isinstance(batch, Acknowledged)
            return Paid(batch.sha256, batch.receipt)
        case _:
            assert_never(event)


def _filled(batch: Batch, event: BatchFilled) -> Filling:
    before = batch if isinstance(batch, Filling) else Filling(event.payer, event.period, (), (), 0)
    return Filling(
        event.payer,
        event.period,
        (*before.checksums, event.checksum),
        added_up(before.totals, control_totals(event.lines)),
        before.lines + len(event.lines),
    )
