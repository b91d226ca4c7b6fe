"""A batch as a spreadsheet, for people to read; payroll takes the file (C-10).

Text is written as text: no cell is ever a formula or a link, whatever it begins with.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from xlsxwriter import Workbook

Cell: TypeAlias = str | Decimal | date | None


def sheet(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An XLSX file with one sheet; amounts and quantities are numbers with two decimals."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    page = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    number = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, heading in enumerate(headings):
        page.write_string(0, column, heading, bold)
    for at, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            match cell:
                case None:
                    """Nothing stands there."""
                case str():
                    page.write_string(at, column, cell)
                case Decimal():
                    page.write_number(at, column, float(cell), number)
                case date():
                    page.write_datetime(at, column, cell, day)
    page.freeze_panes(1, 0)
    page.set_column(0, len(headings) - 1, 18)
    book.close()
    return made.getvalue()
