"""`samhandling load`: bad files and rows are told, good rows are taken, warnings stand by them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.service.settings import FIRST_OPERATOR
from tests.deploy.commands import Asking, as_it_is_allowed, samhandling
from tests.deploy.test_cases_file import GOOD, written
from tests.installation.installation import Installation, one_process
from tests.installation.playing import establish

HOME = "Helsefellesskapet"


def case(reference: str, **changes: Any) -> dict[str, Any]:
    return {**GOOD, "helsefellesskap": HOME, "reference": reference, **changes}


def file_of(folder: Path, *cases: Any) -> str:
    return str(written(folder, {"format": "samhandling-cases/1", "cases": list(cases)}))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "er tom"),
        (b"{", "ikke gyldig JSON (linje 1, tegn 2)"),
        (b"[]", "samhandling-cases/1"),
        (b'{"format": "samhandling-cases/9", "cases": []}', "samhandling-cases/1"),
        ('{"format": "æ"}'.encode("latin-1"), "filen er i Windows-1252. Lagre den som UTF-8"),
        ('{"format": "æ"}'.encode("utf-16"), "Lagre den som UTF-8"),
        (
            b'{"format": "samhandling-cases/1", "cases": [], "[/b]": 1}',
            "Ukjente felt i filen: [/b]",
        ),
    ],
)
def test_a_file_that_is_none_ends_with_a_sentence_and_sends_nothing(
    asking: Asking, tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    ran = asking("load", str(file), "--json")
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err


def test_a_file_that_is_not_there_or_can_not_be_read_is_named(tmp_path: Path, home: Path) -> None:
    gone = samhandling("load", str(tmp_path / "borte.json"), home=home)
    assert (gone.code, gone.out) == (1, "")
    assert f"Filen {tmp_path / 'borte.json'} finnes ikke." in gone.err
    locked = Path(file_of(tmp_path, GOOD))
    locked.chmod(0)
    ran = samhandling("load", str(locked), home=home, before=as_it_is_allowed())
    assert (ran.code, ran.out) == (1, "")
    assert f"Filen {locked} kan ikke leses" in ran.err


def test_without_a_running_installation_one_is_told_to_start_it(
    asking: Asking, tmp_path: Path, home: Path
) -> None:
    ran = asking("load", file_of(tmp_path, GOOD))
    assert (ran.code, ran.out) == (1, "")
    assert "Start den med «samhandling up»" in ran.err
    assert not home.exists()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Installation]:
    with one_process(tmp_path) as installation, installation.client() as client:
        establish(client, HOME)
        client.until(
            "intake knows it",
            lambda: (
                client.get("intake", "/helsefellesskap", FIRST_OPERATOR)["helsefellesskap"] or None
            ),
        )
        yield installation


def loaded(asking: Asking, running: Installation, file: str, *more: str) -> tuple[int, str, str]:
    ran = asking("load", file, *more, SAMHANDLING_PUBLIC_URL=running.settings.public_url)
    return ran.code, ran.out, ran.err


def test_each_row_is_taken_warned_of_or_refused_with_its_field_rule_and_reason_i_10(
    running: Installation, asking: Asking, tmp_path: Path
) -> None:
    file = file_of(
        tmp_path,
        case("god"),
        case("god", title="En annen"),
        case("telefon", what_happens="Ring legen\npå 97 01 23 45 eller kari@example.org."),
        case("nummer", title="Gjelder 01019000083"),
        case("hvor", helsefellesskap="Et annet [/b]"),
        case("mange", parties=[f"Kommune {number}" for number in range(51)]),
        case("[/b]", patient="Kari"),
        case("dato", date="i går"),
        "ingenting",
    )
    code, out, err = loaded(asking, running, file, "--json")
    assert (code, err) == (1, "")
    first = json.loads(out)
    assert [row["reference"] for row in first["accepted"]] == ["god", "telefon"]
    assert [
        (each["row"], each["reference"], each["field"], each["rule"]) for each in first["refused"]
    ] == [
        (2, "god", "reference", "I-10"),
        (4, "nummer", "title", "I-3"),
        (5, "hvor", "helsefellesskap", "I-1"),
        (6, "mange", "parties", "I-10"),
        (7, "[/b]", "patient", "I-10"),
        (8, "dato", "date", "I-10"),
        (9, "rad 9", "row", "I-10"),
    ]
    flagged = {each["row"] for each in first["warnings"] if "ikke i registeret" in each["reason"]}
    assert flagged == {1, 3}, "a party that nobody knows is taken, and told"
    contacts = [each for each in first["warnings"] if each["rule"] == "I-3"]
    assert [(each["row"], each["reference"], each["field"]) for each in contacts] == [
        (3, "telefon", "what_happens")
    ] * 2
    assert "telefonnummer her (linje 2, tegn 4)" in contacts[0]["reason"]
    assert "e-postadresse her (linje 2, tegn 22)" in contacts[1]["reason"]
    reasons = [each["reason"] for each in first["refused"] + first["warnings"]]
    assert [each for each in reasons if not each.endswith(".")] == []

    heads = running.heads()
    code, out, _ = loaded(asking, running, file)
    assert code == 1
    for word in ("uendret", "avvist", "advarsel", "[/b]", "I-10"):
        assert word in out
    assert running.heads() == heads


def test_a_file_without_cases_is_no_failure_but_is_told(
    running: Installation, asking: Asking, tmp_path: Path
) -> None:
    code, out, err = loaded(asking, running, file_of(tmp_path), "--json")
    assert code == 0
    assert json.loads(out) == {"accepted": [], "unchanged": [], "refused": [], "warnings": []}
    assert "ingen saker i filen" in err
