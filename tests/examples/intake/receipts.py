"""Canonical example of a receipt that is kept."""

from services.intake.commands import KeepReceipt
from shared.contracts.intake import ReceiptMade
from shared.contracts.record import Event
from tests.examples.ids import CASE, REPORT

DOCUMENT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
KEEP_RECEIPT = KeepReceipt(case_id=CASE, report_id=REPORT, document=DOCUMENT)
RECEIPT_MADE = ReceiptMade(case_id=CASE, report_id=REPORT, document=DOCUMENT)

EVENTS: tuple[Event, ...] = (RECEIPT_MADE,)
