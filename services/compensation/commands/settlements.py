"""Asked of a settlement between the parties (C-8)."""

from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MakeSettlement:
    """What the payer's batches of the period came to, shared by the keys."""

    settlement_id: UUID
    payer: UUID
    period: str


@dataclass(frozen=True, slots=True)
class DisputeShare:
    """A party does not agree to its share."""

    settlement_id: UUID
    party: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class AgreeShare:
    """The dispute is over, with what was agreed."""

    settlement_id: UUID
    party: UUID
    outcome: str


SettlementCommand: TypeAlias = MakeSettlement | DisputeShare | AgreeShare
