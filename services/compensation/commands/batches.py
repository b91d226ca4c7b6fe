"""Asked of a batch (C-9, C-10)."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import Adapter


@dataclass(frozen=True, slots=True)
class LockBatch:
    """The payer's approved claims up to the end of a period (`2026-11`) become one batch.

    `claims` picks some of them; empty takes all. `previewed` is the checksum of the preview that
    was looked at; what has changed since is not locked unseen. None locks without a preview.
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
class AcknowledgeBatch:
    """Payroll has taken the file with this SHA-256."""

    batch_id: UUID
    sha256: str


BatchCommand: TypeAlias = LockBatch | ExportBatch | AcknowledgeBatch
