"""A payer's own layout of the payroll file, as data (C-10).

Only what the payer has said is written: columns, wage types, account strings, decimal sign and
encoding. Text that a spreadsheet would take for a formula is neutralised.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from services.compensation.payroll_files.visma import PayrollFile, UnfitForPayroll, number
from shared.contracts.compensation import Column, PayLine, Template
from shared.values.money import ore, to_kroner

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def in_layout(
    batch_id: UUID,
    period: str,
    lines: Iterable[PayLine],
    employee_numbers: Mapping[UUID, str],
    template: Template,
) -> PayrollFile:
    """The file of one batch in the payer's layout; `employee_numbers` are by agreement, in the
    clear. Raises UnfitForPayroll for a batch without lines or a missing employee number."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=template.separator, lineterminator="\r\n")
    if template.headings:
        writer.writerow([safe(column.heading) for column in template.columns])
    count = 0
    for line in lines:
        writer.writerow(
            [_cell(column, line, period, employee_numbers, template) for column in template.columns]
        )
        count += 1
    if not count:
        raise UnfitForPayroll("a file without lines")
    content = text.getvalue().encode(template.encoding)
    return PayrollFile(
        name=f"{template.name}-{period}-{batch_id.hex[:8]}.csv",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        lines=count,
    )


def _cell(  # noqa: PLR0911 - one line a kind of column
    column: Column,
    line: PayLine,
    period: str,
    employee_numbers: Mapping[UUID, str],
    template: Template,
) -> str:
    match column.of:
        case "employee-number":
            return number("employee number", employee_numbers.get(line.agreement_id, ""))
        case "wage-type":
            return line.wage_type
        case "quantity":
            return _signed(Decimal(line.quantity), template)
        case "rate":
            return _signed(to_kroner(ore(line.rate_ore)), template)
        case "amount":
            return _signed(to_kroner(ore(line.amount_ore)), template)
        case "day":
            return "" if line.day is None else f"{line.day:%Y-%m-%d}"
        case "period":
            return period
        case "reference":
            return line.line_id.hex
        case "text":
            return safe(column.text.format(wage_type=line.wage_type, period=period))


def _signed(exact: Decimal, template: Template) -> str:
    return f"{exact:.2f}".replace(".", template.decimal_sign)


def safe(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
