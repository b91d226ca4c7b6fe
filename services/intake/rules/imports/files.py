"""The bytes of a file, read as rows (I-10): CSV or JSON, whichever it is. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from services.intake.rules.imports import csv_files, json_files
from services.intake.rules.imports.charsets import text_of
from shared.values.refusal import Refused

MOST_BYTES = 20_000_000
"""More than ten thousand cases at their longest; a larger file is some other file."""
MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was understood; `rows` are read once, and may raise Refused on the way."""

    kind: Literal["csv", "json"]
    charset: str
    delimiter: str | None
    rows: Iterator[tuple[int, Any]]


def read(content: bytes) -> Read:
    """Raises Refused for what is no file of cases, with what is wrong with it."""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise Refused("I-10", "intake.import.too-large", field="file", most=most)
    if not content.strip():
        raise Refused("I-10", "intake.import.empty", field="file")
    text, charset = text_of(content)
    if not text.strip():
        raise Refused("I-10", "intake.import.empty", field="file")
    if _is_json(text):
        if charset != "UTF-8":
            raise Refused("I-10", "intake.import.json-charset", field="file", charset=charset)
        return Read("json", charset, None, _bounded(json_files.rows_of(text)))
    delimiter, rows = csv_files.rows_of(text)
    return Read("csv", charset, delimiter, _bounded(rows))


def _is_json(text: str) -> bool:
    """No column of ours begins with a bracket, and no JSON of ours without one."""
    return text.lstrip()[0] in "{["


def _bounded(rows: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise Refused("I-10", "intake.import.too-many-rows", field="file", most=MOST_ROWS)
        yield row
