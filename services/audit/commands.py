"""What audit can be asked to do."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from shared.contracts.audit import Reading, TreeHead
from shared.contracts.record import Facts


@dataclass(frozen=True, slots=True)
class RecordHeads:
    """Puts on record how far each ledger has been taken into its tree (R-4)."""


@dataclass(frozen=True, slots=True)
class RecordAccess:
    """Puts on record that somebody reads what is logged when read, and why (R-6).

    `for_authority`: then the purpose must be told.
    """

    person: UUID
    how: Reading
    purpose: str
    for_authority: bool
    case_id: UUID | None = None
    about: str = ""
    concerns: tuple[UUID, ...] = ()


AuditCommand: TypeAlias = RecordHeads | RecordAccess


@dataclass(frozen=True)
class AuditFacts(Facts):
    """`heads` are the trees as they are now, one for each ledger and epoch."""

    heads: tuple[TreeHead, ...] = ()
