"""What `samhandling load` is given: a file it can read, or what is wrong with it (I-10)."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.playing.cases import CasesFile, NotACasesFile

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


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match="finnes ikke"):
        CasesFile.read(tmp_path / "borte.json")


def test_a_folder_and_what_never_ends_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match="er en mappe"):
        CasesFile.read(tmp_path)
    with pytest.raises(NotACasesFile, match="over 20 MB"):
        CasesFile.read(Path("/dev/zero"))


def test_a_file_that_is_none_says_why_in_intakes_own_words(tmp_path: Path) -> None:
    with pytest.raises(NotACasesFile, match=r"ikke gyldig JSON \(linje 1, tegn 2\)"):
        CasesFile.read(written(tmp_path, "{"))


def test_only_good_rows_say_which_helsefellesskap_there_are_i_10(tmp_path: Path) -> None:
    """A row that would make one is judged before it is made."""
    rows = [
        GOOD,
        {**GOOD, "helsefellesskap": "Uten tittel", "title": ""},
        {**GOOD, "helsefellesskap": "Med nummer", "title": "Gjelder 01019000083"},
        {**GOOD, "helsefellesskap": "Et nytt"},
    ]
    read = CasesFile.read(written(tmp_path, {"format": "samhandling-cases/1", "cases": rows}))
    assert read.rows == 4
    assert read.homes == ("Helsefellesskapet i Telemark", "Et nytt")
