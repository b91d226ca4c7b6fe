"""What a reporter holds in hand (I-11)."""

from typing import Literal
from uuid import UUID

from shared.contracts.record import Event


class ReceiptMade(Event):
    """The receipt of a report has been made, once: `document` is the SHA-256 of the PDF that is
    kept, sealed as the report is."""

    type: Literal["intake.receipt-made.v1"] = "intake.receipt-made.v1"
    case_id: UUID
    report_id: UUID
    document: str
