"""A file of cases is read whole or refused with what is wrong (format samhandling-cases/1)."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.playing.cases import CasesFile, NotACasesFile, rows_of

GOOD: dict[str, Any] = {
    "reference": "lab-varsling",
    "date": "2016-09-30",
    "helsefellesskap": "Helsefellesskapet i Telemark",
    "title": "Hvem ringer?",
    "what_happens": "Svar blir liggende.",
    "parties": ["Skien kommune"],
}


def written(folder: Path, content: object) -> Path:
    file = folder / "cases.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "ikke gyldig JSON"),
        ([], "må ha «format»"),
        ({"format": "samhandling-cases/2", "cases": []}, "må ha «format»"),
        ({"format": "samhandling-cases/1", "cases": {}}, "må være en liste"),
        ({"format": "samhandling-cases/1", "cases": [], "extra": 1}, "Ukjente felt"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(NotACasesFile, match=says):
        CasesFile.read(written(tmp_path, content))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match="finnes ikke"):
        CasesFile.read(tmp_path / "borte.json")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes('{"format": "æøå"}'.encode("latin-1"))
    with pytest.raises(NotACasesFile, match="UTF-8"):
        CasesFile.read(file)


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"date": "30.09.2016"}, "date", "Datoen er ikke gyldig; skriv den som 2026-11-23."),
        ({"language": "en"}, "language", "Verdien er ikke en av de lovlige."),
        ({"patient": "x"}, "patient", "Feltet er ukjent."),
        ({"parties": "Skien"}, "parties", "Feltet skal være en liste."),
        ({"reference": ""}, "reference", "Feltet er tomt."),
        ({"title": 7}, "title", "Feltet skal være tekst."),
    ],
)
def test_a_bad_row_is_refused_with_field_and_reason_i_10(
    tmp_path: Path, change: dict[str, Any], field: str, reason: str
) -> None:
    file = CasesFile.read(
        written(tmp_path, {"format": "samhandling-cases/1", "cases": [{**GOOD, **change}, GOOD]})
    )
    (_, bad, refusal), (_, good, _) = rows_of(file)
    assert bad is None
    assert (refusal["field"], refusal["rule"], refusal["reason"]) == (field, "I-10", reason)
    assert good is not None


def test_a_row_without_a_reference_is_named_by_its_number_i_10(tmp_path: Path) -> None:
    row = {name: value for name, value in GOOD.items() if name != "reference"}
    file = CasesFile.read(written(tmp_path, {"format": "samhandling-cases/1", "cases": [row]}))
    ((_, _, refusal),) = rows_of(file)
    assert (refusal["reference"], refusal["field"]) == ("rad 1", "reference")
