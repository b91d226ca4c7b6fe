"""Rows of a CSV file with Norwegian column names (I-10). Pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from services.intake.rules.imports.refusing import refused_for
from shared.values.refusal import Refused

DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t"}
COLUMNS: Mapping[str, str] = {
    "referanse": "reference",
    "dato": "date",
    "helsefellesskap": "helsefellesskap",
    "tittel": "title",
    "hva skjer": "what_happens",
    "parter": "parties",
    "omvei": "workaround",
    "risiko": "workaround_risk",
    "haster": "urgent",
    "målform": "language",
}
"""The columns by the names they have in a file, in any order; those of JSON are taken as well."""
NEEDED = ("referanse", "dato", "helsefellesskap", "tittel", "hva skjer", "parter")
ANSWERS = {"ja": True, "nei": False, "true": True, "false": False, "1": True, "0": False}
LANGUAGES = {"bokmål": "nb", "nynorsk": "nn"}
LONGEST_CELL = 131_072
"""Characters; what the csv module takes. A longer one is most often a quote never closed."""

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_MUST = {COLUMNS[name] for name in NEEDED}
_FIELDS = {**COLUMNS, **{field: field for field in COLUMNS.values()}}


def rows_of(text: str) -> tuple[str, Iterator[tuple[int, Any]]]:
    """The name of the delimiter, and the rows: a mapping each, as one of JSON would be.

    Rows are counted as a spreadsheet does: the names stand in row 1. Empty ones fall out.
    Raises Refused, also while the rows are read.
    """
    text = _without_hint(text)
    delimiter, fields = _header(text)
    rows = _reading(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    next(rows)
    name = next(name for name, sign in DELIMITERS.items() if sign == delimiter)
    return name, _rows(rows, fields)


def _without_hint(text: str) -> str:
    """Excel's own first line, `sep=;`."""
    return re.sub(r"\A\"?sep=.\"?\r?\n", "", text)


def _header(text: str) -> tuple[str, list[str]]:
    """The delimiter under which most of the first row is names of columns, and the fields."""
    tried = []
    for delimiter in DELIMITERS.values():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            names = [_name(each) for each in next(reader, [])]
        except csv.Error:
            continue
        tried.append((sum(name in _FIELDS for name in names), delimiter, names))
    if not tried or (best := max(tried, key=lambda each: each[0]))[0] == 0:
        raise Refused("I-10", "intake.import.no-columns", field="file", names=", ".join(NEEDED))
    _, delimiter, names = best
    return delimiter, _fields(names)


def _name(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _fields(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    unknown = [name for name in names if name not in _FIELDS]
    if unknown:
        raise refused_for("columns-unknown", unknown)
    fields = [_FIELDS[name] for name in names]
    twice = [name for name, field in zip(names, fields, strict=True) if fields.count(field) > 1]
    if twice:
        raise refused_for("columns-twice", twice)
    missing = [name for name in NEEDED if COLUMNS[name] not in fields]
    if missing:
        raise refused_for("columns-missing", missing)
    return fields


def _reading(reader: Any) -> Iterator[list[str]]:
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            raise Refused(
                "I-10", "intake.import.csv-invalid", field="file", line=reader.line_num
            ) from None
        if row is None:
            return
        yield row


def _rows(rows: Iterator[list[str]], fields: list[str]) -> Iterator[tuple[int, Any]]:
    for number, cells in enumerate(rows, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(fields) :]):
            yield number, cells
            continue
        pairs = zip(fields, map(str.strip, cells), strict=False)
        yield (
            number,
            {field: _value(field, cell) for field, cell in pairs if cell or field in _MUST},
        )


def _value(field: str, cell: str) -> Any:
    """As JSON has it. What is not understood stays as it is, and is refused with its field."""
    match field:
        case "parties":
            return [each.strip() for each in re.split(r"[|\r\n]", cell) if each.strip()]
        case "urgent":
            return ANSWERS.get(cell.casefold(), cell)
        case "language":
            return LANGUAGES.get(cell.casefold(), cell)
        case "date" if day := _DAY.fullmatch(cell):
            return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
        case _:
            return cell
