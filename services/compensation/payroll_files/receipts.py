"""A receipt from payroll, as a file: which lines were accepted, which refused and why (C-9).

UTF-8, semicolons. The first row is `kvittering;<SHA-256 of the payroll file>;<checksum>`; each
further row `<line>;godtatt` or `<line>;avvist;<reason>`, the line by its reference or by its
number in the file. The checksum is SHA-256 over the refused lines, `<reference>;<reason>` and a
line feed each, in the order of the references; it may be left out.
"""

import csv
import io
from dataclasses import dataclass
from uuid import UUID

from shared.values.refusal import Refused

MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A line that is refused, and why."""

    line: UUID | int
    reason: str


@dataclass(frozen=True, slots=True)
class PayrollReceipt:
    """What payroll answers for a file; lines that are not named are accepted."""

    sha256: str
    checksum: str | None
    refused: tuple[ReceiptRow, ...]


def read_receipt(content: bytes) -> PayrollReceipt:
    """Raises Refused, with the row that can't be read."""
    try:
        text = content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Refused("C-9", "compensation.receipt-unreadable", field="file", row=1) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows or len(rows) > MOST_ROWS or len(rows[0]) < 2 or rows[0][0] != "kvittering":
        raise Refused("C-9", "compensation.receipt-unreadable", field="file", row=1)
    refused: list[ReceiptRow] = []
    seen: set[UUID | int] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        line = _line(cells[0])
        if line is None or line in seen or len(cells) < 2 or cells[1] not in ("godtatt", "avvist"):
            raise Refused("C-9", "compensation.receipt-unreadable", field="file", row=number)
        seen.add(line)
        if cells[1] == "avvist":
            refused.append(ReceiptRow(line, cells[2] if len(cells) > 2 else ""))
    checksum = rows[0][2].strip() if len(rows[0]) > 2 else ""
    return PayrollReceipt(rows[0][1].strip(), checksum or None, tuple(refused))


def _line(text: str) -> UUID | int | None:
    if text.isascii() and text.isdecimal() and len(text) < 9:
        return int(text)
    try:
        return UUID(text)
    except ValueError:
        return None
