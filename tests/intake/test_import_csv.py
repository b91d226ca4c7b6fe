"""CSV as spreadsheets and quality systems write it: character sets, delimiters, cells (I-10)."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.rules.imports.csv_files import COLUMNS
from services.intake.rules.imports.files import read
from services.intake.rules.imports.rows import Judged, judged
from shared.values.refusal import Refused

HEADER = ["Referanse", "Dato", "Helsefellesskap", "Tittel", "Hva skjer", "Parter"]
CELLS = [
    "avvik-1",
    "23.11.2026",
    "Helsefellesskapet i Telemark",
    "Ærlig talt: «hvem» følger opp prøvesvar?",
    "Svar blir liggende;\nog ingen, heller ikke på Ål, ringer.",
    "Sykehuset Telemark HF | Skien kommune",
]


def file_of(*rows: list[str], delimiter: str = ";", header: list[str] | None = None) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([header or HEADER, *rows])
    return file.getvalue()


def judge(text: str, codec: str = "utf-8") -> list[Judged]:
    return [judged(number, row) for number, row in read(text.encode(codec)).rows]


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        list(read(content).rows)
    return refused.value


@pytest.mark.parametrize(
    ("codec", "charset"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
    ],
)
@pytest.mark.parametrize(("delimiter", "name"), [(";", "semicolon"), (",", "comma"), ("\t", "tab")])
def test_the_same_case_is_read_whatever_wrote_the_file_i_10(
    codec: str, charset: str, delimiter: str, name: str
) -> None:
    content = file_of(CELLS, delimiter=delimiter).encode(codec)
    found = read(content)
    assert (found.kind, found.charset, found.delimiter) == ("csv", charset, name)
    ((number, told),) = found.rows
    row = judged(number, told).row
    assert row is not None
    assert (number, row.reference, row.date) == (2, "avvik-1", date(2026, 11, 23))
    assert (row.title, row.what_happens) == (CELLS[3], CELLS[4])
    assert row.parties == ["Sykehuset Telemark HF", "Skien kommune"]
    assert (row.urgent, row.language, row.workaround) == (False, "nb", None)


@pytest.mark.parametrize(
    ("codec", "reason"),
    [
        ("utf-16-le", "charset-utf-16"),
        ("utf-16-be", "charset-utf-16"),
        ("utf-32", "charset-utf-32"),
        ("cp865", "charset-other"),
        ("mac-roman", "charset-other"),
    ],
)
def test_another_character_set_is_refused_by_name_i_10(codec: str, reason: str) -> None:
    text = file_of(CELLS).replace("«", "").replace("»", "")
    assert refusal(text.encode(codec)).reason == f"intake.import.{reason}"


def test_a_file_that_is_no_text_is_refused_i_10() -> None:
    assert refusal(b"PK\x03\x04\x00\x00\x01").reason == "intake.import.charset-binary"


@pytest.mark.parametrize(
    ("text", "reason", "named"),
    [
        ("Hvem;ringer\n1;2\n", "no-columns", "referanse"),
        ("null", "no-columns", "referanse"),
        ("referanse;tittel\n1;2\n", "columns-missing", "hva skjer"),
        (file_of(header=[*HEADER, "Pasient"]), "columns-unknown", "pasient"),
        (file_of(header=[*HEADER, "", "x"]), "columns-unknown", "«»"),
        (file_of(header=[*HEADER, "title"]), "columns-twice", "tittel"),
    ],
)
def test_columns_that_are_wrong_are_named_i_10(text: str, reason: str, named: str) -> None:
    refused = refusal(text.encode())
    assert refused.reason == f"intake.import.{reason}"
    assert named in str(refused.values["names"])


def test_a_file_without_its_first_row_does_not_have_a_patient_repeated_i_4() -> None:
    refused = refusal(b"avvik-1;title;010190 00083\n")
    assert (refused.rule, refused.field) == ("I-3", "file")


def test_a_quote_that_is_never_closed_is_refused_with_its_line_i_10() -> None:
    refused = refusal((file_of(CELLS) + 'avvik-2;"Uten slutt;;\n;;\n').encode())
    assert refused.reason == "intake.import.csv-invalid"


def test_excels_own_first_line_and_empty_rows_are_no_rows_i_10() -> None:
    text = "sep=;\r\n" + file_of(CELLS, [""] * 6, ["avvik-2", *CELLS[1:]])
    assert [(each.number, each.reference) for each in judge(text)] == [
        (2, "avvik-1"),
        (4, "avvik-2"),
    ]


def test_a_row_with_more_cells_than_columns_is_refused_and_the_next_one_taken_i_10() -> None:
    first, second = judge(file_of([*CELLS, "for mye"], ["avvik-2", *CELLS[1:]]))
    assert [(each.field, each.rule) for each in first.faults] == [("row", "I-10")]
    assert second.row is not None


def test_a_row_with_fewer_cells_lacks_what_is_left_out_i_10() -> None:
    (found,) = judge(file_of(CELLS[:4]))
    assert {each.field for each in found.faults} == {"what_happens", "parties"}


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("Haster", "kanskje", "urgent"),
        ("Målform", "engelsk", "language"),
        ("Risiko", "a" * 10_001, "workaround_risk"),
        ("Omvei", "Ring pasienten 010190\n00083", "workaround"),
    ],
)
def test_what_a_cell_says_wrongly_is_told_by_its_field_i_10(
    column: str, cell: str, field: str
) -> None:
    (found,) = judge(file_of([*CELLS, cell], header=[*HEADER, column]))
    assert [each.field for each in found.faults] == [field]


def test_all_columns_are_understood_under_both_names_i_10() -> None:
    more = ["Ringer", "Feil svar", "ja", "nynorsk"]
    norwegian = judge(file_of([*CELLS, *more], header=list(COLUMNS)[:6] + list(COLUMNS)[6:]))
    english = judge(file_of([*CELLS, *more], header=list(COLUMNS.values())))
    assert norwegian == english
    row = norwegian[0].row
    assert row is not None
    assert (row.urgent, row.language, row.workaround_risk) == (True, "nn", "Feil svar")


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+47", "-1", "@sum"])
def test_a_formula_is_text_like_any_other_i_10(cell: str) -> None:
    (found,) = judge(file_of([*CELLS[:3], cell, *CELLS[4:]]))
    assert found.row is not None
    assert found.row.title == cell


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Nd"]), min_size=1)


@given(st.lists(_TEXT, min_size=2, max_size=2), st.sampled_from([";", ",", "\t"]))
def test_whatever_is_written_in_a_cell_comes_back_i_10(texts: list[Any], delimiter: str) -> None:
    """Quotes, delimiters, line breaks in a cell: none of them breaks a row."""
    title, happens = (f"a{text}b" for text in texts)
    cells = [*CELLS[:3], title, f'{happens}\r\n"{delimiter}"\nslutt', CELLS[5]]
    (found,) = read(file_of(cells, delimiter=delimiter).encode()).rows
    assert found[1]["title"] == title
    assert found[1]["what_happens"] == cells[4]
