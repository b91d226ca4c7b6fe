"""What the parties owe the one who has paid the doctors (C-8)."""

from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import Part, ShareKind
from shared.contracts.record import Event


class Share(Part):
    """One party's part of an amount; the parts add up to the øre."""

    party: UUID
    amount_ore: int


class SettlementRow(Part):
    """What was paid by one agreement under one key, and how it is shared.

    Without `key_id` no key was valid, and the payer bears it all.
    """

    agreement_id: UUID
    key_id: UUID | None = None
    kind: ShareKind | None = None
    amount_ore: int
    shares: tuple[Share, ...]


class SettlementMade(Event):
    """What a payer paid in the batches of a period, shared between the parties (C-8)."""

    type: Literal["compensation.settlement-made.v1"] = "compensation.settlement-made.v1"
    settlement_id: UUID
    payer: UUID
    period: str
    batches: tuple[UUID, ...]
    rows: tuple[SettlementRow, ...]
    total_ore: int


class ShareDisputed(Event):
    """A party does not agree to its share; the doctor is paid all the same (C-8)."""

    type: Literal["compensation.share-disputed.v1"] = "compensation.share-disputed.v1"
    settlement_id: UUID
    party: UUID
    person: UUID
    reason: str


class ShareAgreed(Event):
    """The dispute over a share is over, with what was agreed (C-8)."""

    type: Literal["compensation.share-agreed.v1"] = "compensation.share-agreed.v1"
    settlement_id: UUID
    party: UUID
    outcome: str
