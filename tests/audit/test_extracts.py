"""No text in an extract becomes a formula, in any kind of file (R-5)."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.audit.documents.extracts import FORMULA, Extract, safe
from services.audit.readmodels.case_lists import Case, Dissent, Stay
from shared.service.platform import words_of
from shared.web.i18n import SHARED_WORDS, Words
from tests.examples.ids import CASE, NOW, SEAT_SKIEN, SKIEN, TELEMARK

WORDS = Words([SHARED_WORDS, words_of("audit")])
PLAIN = Case(
    case_id=CASE,
    number="2026/14",
    helsefellesskap=TELEMARK,
    reported_at=NOW,
    main_obstacle="legal",
    disagreement="other",
    outcome="not-agreed",
    ended_at=NOW,
    days=41,
    stays=(Stay("practical", None, NOW, 12), Stay("system", None, NOW, 29)),
    provisions=(("helsepersonelloven", "§ 45"),),
    dissents=(Dissent(NOW, SEAT_SKIEN, SKIEN, "other", True, "Nei."),),
)


def extract(case: Case) -> Extract:
    return Extract([case], {TELEMARK: "Telemark", SKIEN: "Skien"}, "", NOW, WORDS)


def test_a_row_tells_what_hindered_where_for_how_long_and_who_disagreed() -> None:
    assert extract(PLAIN).rows[0][3:] == [
        "Juridisk",
        "Ikke enige",
        "41",
        "praktisk nivå 12; systemnivå 29",
        "helsepersonelloven § 45",
        "Skien: annet enn faglig",
    ]


@given(text=st.text(max_size=30))
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not safe(text).startswith(FORMULA)
    assert safe(text).endswith(text)


@pytest.mark.parametrize("number", ["=1+1", "+1", "-1", "@x", "=cmd|'/c calc'!A1"])
def test_a_number_that_looks_like_a_formula_stays_a_text(number: str) -> None:
    made = extract(replace(PLAIN, number=number))
    rows = list(csv.reader(io.StringIO(made.file("csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == f"'{number}"
    with zipfile.ZipFile(io.BytesIO(made.file("xlsx"))) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "pdf"])
def test_the_same_extract_gives_the_same_bytes(kind: str) -> None:
    assert extract(PLAIN).file(kind) == extract(PLAIN).file(kind)  # type: ignore[arg-type]
