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
        ({"format": "samhandling-cases/1"}, "må være en liste"),
        (
            '{"format": "samhandling-cases/1", "cases": [], "cases": []}',
            "flere ganger i filen: cas",
        ),
        ("", "er tom"),
        (" \n", "er tom"),
        ("null", "må ha «format»"),
        ("[" * 100_000, "ikke gyldig JSON"),
        ("9" * 10_000, "ikke gyldig JSON"),
        ("referanse;tittel\n1;Hvem ringer?", "ikke gyldig JSON (linje 1, tegn 1)"),
    ],
)
def test_what_is_no_file_of_cases_is_refused(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(NotACasesFile) as refused:
        CasesFile.read(written(tmp_path, content))
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match="finnes ikke"):
        CasesFile.read(tmp_path / "borte.json")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes('{"format": "æøå"}'.encode(encoding))
    with pytest.raises(NotACasesFile, match=r"UTF-8|ikke gyldig JSON"):
        CasesFile.read(file)


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    content = {"format": "samhandling-cases/1", "cases": [GOOD]}
    file.write_text(json.dumps(content), encoding="utf-8-sig")
    assert len(CasesFile.read(file).rows) == 1


def test_a_folder_and_what_never_ends_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match="er en mappe"):
        CasesFile.read(tmp_path)
    with pytest.raises(NotACasesFile, match="over 20 MB"):
        CasesFile.read(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"date": "30.09.2016"}, "date", "Datoen er ikke gyldig; skriv den som 2026-11-23."),
        ({"language": "en"}, "language", "Verdien er ikke en av de lovlige."),
        ({"patient": "x"}, "patient", "Feltet er ukjent."),
        ({"parties": "Skien"}, "parties", "Feltet skal være en liste."),
        ({"reference": ""}, "reference", "Feltet er tomt."),
        ({"title": 7}, "title", "Feltet skal være tekst."),
        ({"title": None}, "title", "Feltet skal være tekst."),
        ({"title": "\ud800"}, "title", "Teksten inneholder tegn som ikke er gyldige."),
        ({"date": 20160930}, "date", "Datoen er ikke gyldig; skriv den som 2026-11-23."),
        ({"date": "2016-02-30"}, "date", "Datoen er ikke gyldig; skriv den som 2026-11-23."),
        ({"urgent": "ja"}, "urgent", "Feltet skal være true eller false."),
        ({"parties": ["Skien", 7]}, "parties.1", "Feltet skal være tekst."),
        ({"reference": "a" * 201}, "reference", "Teksten er for lang."),
        ({"reference": {}}, "reference", "Feltet skal være tekst."),
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


@pytest.mark.parametrize("row", ["Hvem ringer?", 7, None, [GOOD]])
def test_a_row_that_is_no_object_is_named_by_its_number_i_10(tmp_path: Path, row: object) -> None:
    content = {"format": "samhandling-cases/1", "cases": [GOOD, row]}
    _, (number, _, refusal) = rows_of(CasesFile.read(written(tmp_path, content)))
    assert number == refusal["row"] == 2
    assert refusal == {
        "row": 2,
        "reference": "rad 2",
        "field": "raden",
        "rule": "I-10",
        "reason": "Raden skal være et objekt med felt.",
    }


def test_a_field_that_stands_twice_in_a_row_is_refused_i_10(tmp_path: Path) -> None:
    row = json.dumps(GOOD)[:-1] + ', "title": "En annen tittel"}'
    content = '{"format": "samhandling-cases/1", "cases": [' + row + "]}"
    ((_, read, refusal),) = rows_of(CasesFile.read(written(tmp_path, content)))
    assert read is None
    assert (refusal["reference"], refusal["field"]) == ("lab-varsling", "title")
    assert refusal["reason"] == "Feltet står flere ganger i raden."
