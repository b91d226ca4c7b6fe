"""Asked of a batch (C-9, C-10)."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import Adapter, RefusedLine


@dataclass(frozen=True, slots=True)
class FillBatch:
    """The next part of a batch that is too large for one append; `number` counts from 1."""

    batch_id: UUID
    payer: UUID
    period: str
    number: int
    claims: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class LockBatch:
    """The payer's approved claims up to the end of a period (`2026-11`) become one batch.

    `claims` picks some of them; empty takes all that find room. `previewed` is the checksum of
    the preview that was looked at; what has changed since is not locked unseen. None locks
    without a preview. A batch that was filled in parts is locked with its last part.
    """

    batch_id: UUID
    payer: UUID
    period: str
    claims: tuple[UUID, ...] = ()
    previewed: str | None = None


@dataclass(frozen=True, slots=True)
class ExportBatch:
    """The file was rendered; its name, its SHA-256 in hexadecimal and its number of lines."""

    batch_id: UUID
    adapter: Adapter
    file: str
    sha256: str
    lines: int


@dataclass(frozen=True, slots=True)
class RefuseLines:
    """Some of the lines that the receipt with this checksum refuses."""

    batch_id: UUID
    sha256: str
    receipt: str
    lines: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class AcknowledgeBatch:
    """Payroll has taken the file with this SHA-256 and paid all but the lines refused.

    `receipt` is the checksum of the receipt; None for one that refuses nothing.
    """

    batch_id: UUID
    sha256: str
    refused: int = 0
    receipt: str | None = None


@dataclass(frozen=True, slots=True)
class MarkPaid:
    """Payroll has paid; `paid_on` is today or earlier, None for today."""

    batch_id: UUID
    paid_on: date | None = None


BatchCommand: TypeAlias = (
    FillBatch | LockBatch | ExportBatch | RefuseLines | AcknowledgeBatch | MarkPaid
)
