"""Visma Lønn's file of variable data (C-10).

Semicolons between the fields, decimal point, one line per pay line, no heading. The fields: wage
year and run number (0: the payer's current one), employee number, wage type, basis, quantity,
rate, amount, account, counter account, six cost bearers (in quotes also when empty), deduction
code (empty: as the wage type says). Published by Visma in «Import av transaksjoner (variable
data)», community.visma.com. Amounts are in kroner. The import refuses the whole file on one
error; so nothing doubtful is written.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from shared.contracts.compensation import PayLine
from shared.values.money import ore, to_kroner

_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_CENT = Decimal("0.01")


class UnfitForPayroll(ValueError):  # noqa: N818 - named for what it says
    """Something that Visma Lønn would refuse or misread. The text never holds the value, which
    may be personal."""


@dataclass(frozen=True, slots=True)
class PayrollFile:
    """A rendered file with its SHA-256 in hexadecimal and the number of its lines."""

    name: str
    content: bytes
    sha256: str
    lines: int


def visma_lonn(
    batch_id: UUID,
    period: str,
    lines: Iterable[PayLine],
    employee_numbers: Mapping[UUID, str],
) -> PayrollFile:
    """The file of one batch; `employee_numbers` are by agreement, in the clear.

    Raises UnfitForPayroll for a batch without lines, a missing employee number, or a number
    that is not one.
    """
    rows = [_row(line, employee_numbers) for line in lines]
    if not rows:
        raise UnfitForPayroll("a file without lines")
    content = "".join(rows).encode("ascii")
    return PayrollFile(
        name=f"visma-lonn-{period}-{batch_id.hex[:8]}.csv",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        lines=len(rows),
    )


def _row(line: PayLine, employee_numbers: Mapping[UUID, str]) -> str:
    fields = (
        "0",
        "0",
        number("employee number", employee_numbers.get(line.agreement_id, "")),
        number("wage type", line.wage_type),
        "0.00",
        _quantity(line.quantity),
        f"{to_kroner(ore(line.rate_ore)):.2f}",
        f"{to_kroner(ore(line.amount_ore)):.2f}",
        "",
        "",
        *('""',) * 6,
        "",
    )
    return ";".join(fields) + "\r\n"


def number(what: str, text: str) -> str:
    """Digits only, as payroll systems number people and wage types. Raises UnfitForPayroll."""
    if not _NUMBER.fullmatch(text):
        raise UnfitForPayroll(f"the {what} is missing or no number")
    return text


def _quantity(text: str) -> str:
    exact = Decimal(text)
    if exact != exact.quantize(_CENT):
        raise UnfitForPayroll("a quantity with more than two decimals")
    return f"{exact:.2f}"
