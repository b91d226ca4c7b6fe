"""An extract of cases as a file: CSV, XLSX, JSON Lines or PDF/UA (R-5)."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, TypeAlias, assert_never

import xlsxwriter
from pydantic_core import to_jsonable_python

from services.audit.readmodels.case_lists import Case
from shared.typesetting import Document, Points, Table, typeset
from shared.web.i18n import Words

Format: TypeAlias = Literal["csv", "xlsx", "jsonl", "pdf"]
KEYS = "audit.extract"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take a text for a formula."""

Rows: TypeAlias = Sequence[Sequence[str]]


class Extract:
    """The cases as rows for people; `named` gives the name of an organisation, a body or a
    helsefellesskap by its id, `asked` tells in words what was asked."""

    def __init__(
        self, cases: Sequence[Case], named: dict[Any, str], asked: str, at: datetime, words: Words
    ) -> None:
        self._cases = cases
        self._named = named
        self._asked = asked
        self._at = at
        self._words = words

    def file(self, kind: Format) -> bytes:
        """The same of the same."""
        match kind:
            case "csv":
                return self._csv()
            case "xlsx":
                return self._xlsx()
            case "jsonl":
                return self._jsonl()
            case "pdf":
                return typeset(self._document(), self._at)
            case _:
                assert_never(kind)

    @property
    def header(self) -> list[str]:
        names = ("number", "area", "reported", "obstacle", "outcome", "days", "levels", "law")
        return [self._say(name) for name in (*names, "dissent")]

    @property
    def rows(self) -> list[list[str]]:
        return [self._row(case) for case in self._cases]

    def _row(self, case: Case) -> list[str]:
        formats = self._words.formats
        return [
            case.number or "",
            self._name(case.helsefellesskap),
            formats.moment(case.reported_at) if case.reported_at else "",
            self._word("component", case.main_obstacle or "unknown"),
            self._word("outcome", case.outcome),
            str(case.days),
            "; ".join(f"{self._word('level', each.level)} {each.days}" for each in case.stays),
            "; ".join(f"{law} {section}" for law, section in case.provisions),
            "; ".join(
                f"{self._name(each.party)}: {self._word('kind', each.kind or 'statement')}"
                for each in case.dissents
            ),
        ]

    def _name(self, ident: Any) -> str:
        return self._named.get(ident, str(ident) if ident else "")

    def _word(self, of: str, value: str) -> str:
        return self._say(f"{of}.{value}")

    def _say(self, key: str, **values: object) -> str:
        return self._words(f"{KEYS}.{key}", **values)

    def _csv(self) -> bytes:
        made = io.StringIO()
        writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
        for row in (self.header, *self.rows):
            writer.writerow([safe(cell) for cell in row])
        # the mark makes spreadsheets read it as UTF-8
        return made.getvalue().encode("utf-8-sig")

    def _xlsx(self) -> bytes:
        made = io.BytesIO()
        book = xlsxwriter.Workbook(made, {"in_memory": True})
        book.set_properties({"created": self._at.replace(tzinfo=None, microsecond=0)})
        sheet = book.add_worksheet()
        days = self.header.index(self._say("days"))
        for line, row in enumerate((self.header, *self.rows)):
            for place, cell in enumerate(row):
                if line and place == days:
                    sheet.write_number(line, place, int(cell))
                else:
                    # never `write`, which makes formulas and links of texts
                    sheet.write_string(line, place, cell)
        book.close()
        return made.getvalue()

    def _jsonl(self) -> bytes:
        lines = [json.dumps(to_jsonable_python(asdict(each))) for each in self._cases]
        return "".join(f"{line}\n" for line in lines).encode()

    def _document(self) -> Document:
        moment = self._words.formats.moment(self._at)
        asked = (self._say("asked"), self._asked or self._say("asked-all"))
        return Document(
            title=self._say("title"),
            language="nb",
            blocks=(Points((asked, (self._say("made"), moment))), Table(self.header, self.rows)),
            running=f"{self._say('title')}, {moment}",
            page=(
                self._words("audit.history-document.page"),
                self._words("audit.history-document.of"),
            ),
        )


def safe(cell: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
