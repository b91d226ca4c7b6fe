"""The receipt of a report is made once (I-11)."""

from dataclasses import dataclass

from services.intake.commands import IntakeFacts, KeepReceipt
from shared.contracts.intake import ReceiptMade


@dataclass(frozen=True, slots=True)
class Receipt:
    """The document that is kept; None until somebody has asked for it."""

    document: str | None = None


def decide(command: KeepReceipt, _facts: IntakeFacts, receipt: Receipt) -> tuple[ReceiptMade, ...]:
    """The first that was made stays the receipt."""
    if receipt.document is not None:
        return ()
    made = ReceiptMade(
        case_id=command.case_id, report_id=command.report_id, document=command.document
    )
    return (made,)


def evolve(_receipt: Receipt, event: ReceiptMade) -> Receipt:
    return Receipt(event.document)
