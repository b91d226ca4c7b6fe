"""What must hold for the trees and for reading, by rule number. Pure."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from shared.contracts.audit import TreeHead
from shared.contracts.record import ServiceName
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused

Ledger = tuple[ServiceName, UUID]
PURPOSE_LENGTH = 500


def by_ledger(heads: Iterable[TreeHead]) -> dict[Ledger, TreeHead]:
    return {(head.service, head.epoch): head for head in heads}


def never_shrinks(known: Mapping[Ledger, TreeHead], heads: Iterable[TreeHead]) -> None:
    """R-4: a tree that was larger once, or another one of the same size, is a broken log."""
    for ledger, head in by_ledger(heads).items():
        before = known.get(ledger)
        if before is None:
            continue
        if head.size < before.size or (head.size == before.size and head.root != before.root):
            raise Refused("R-4", "audit.tree-changed", service=head.service, size=before.size)


def tells_the_purpose(purpose: str, *, needed: bool) -> None:
    """R-6: who reads for an authority says what for; I-3: without naming a patient."""
    if needed and not purpose.strip():
        raise Refused("R-6", "audit.purpose-missing", field="purpose")
    if len(purpose) > PURPOSE_LENGTH:
        raise Refused("R-6", "audit.purpose-too-long", field="purpose", longest=PURPOSE_LENGTH)
    names_no_patient((("purpose", purpose),))
