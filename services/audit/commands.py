"""What audit can be asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class BlockAccess:
    """Blocks access to what one subject's keys seal (R-7)."""

    subject: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class LiftBlock:
    """Opens it again."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class RequestErasure:
    """Asks that the keys of what is blocked be destroyed (R-7)."""

    subject: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawErasure:
    """Takes the request back, or turns it down."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmErasure:
    """Another person confirms it."""

    subject: str


@dataclass(frozen=True, slots=True)
class RecordErasure:
    """Says that the keys are destroyed; asked by the service itself."""

    subject: str
    keys: int


@dataclass(frozen=True, slots=True)
class SaveQuery:
    """Keeps a question under a name; one of the same name is replaced (R-5)."""

    person: UUID
    name: str
    asked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForgetQuery:
    """Keeps it no longer."""

    person: UUID
    name: str


QueryCommand: TypeAlias = SaveQuery | ForgetQuery
AuditCommand: TypeAlias = RecordHeads | RecordAccess
ErasureCommand: TypeAlias = (
    BlockAccess | LiftBlock | RequestErasure | WithdrawErasure | ConfirmErasure | RecordErasure
)


@dataclass(frozen=True)
class ErasureFacts(Facts):
    """`kept_until` is the last day of the longest duty to keep that the subject's keys have."""

    kept_until: date | None = None
    today: date = date.min


@dataclass(frozen=True)
class AuditFacts(Facts):
    """`heads` are the trees as they are now, one for each ledger and epoch."""

    heads: tuple[TreeHead, ...] = ()
