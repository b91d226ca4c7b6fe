"""What is asked when somebody wants a receipt (I-11)."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeepReceipt:
    """The report's receipt is this document from now on; `document` is its SHA-256."""

    case_id: UUID
    report_id: UUID
    document: str
