"""Rows of a JSON file: read as they stand, and judged with all that is wrong (I-1, I-3, I-10)."""

import json
from typing import Any

import pytest

from services.intake.rules.imports.files import MOST_ROWS, read
from services.intake.rules.imports.rows import Judged, judged
from shared.values.refusal import Refused
from tests.deploy.test_cases_file import GOOD

NUMBER = "01019000083"


def file_of(*rows: object) -> bytes:
    return json.dumps({"format": "samhandling-cases/1", "cases": rows}).encode()


def judge(content: bytes) -> list[Judged]:
    return [judged(number, given) for number, given in read(content).rows]


def wrong_in(content: object) -> set[tuple[str, str, str]]:
    (found,) = judge(content if isinstance(content, bytes) else file_of(content))
    assert found.row is None
    return {(each.field, each.rule, each.key.rpartition(".")[2]) for each in found.faults}


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        list(read(content).rows)
    assert (refused.value.rule, refused.value.field) in {("I-10", "file"), ("I-3", "file")}
    return refused.value


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "json-invalid"),
        ("[]", "no-format"),
        ('{"format": "samhandling-cases/2", "cases": []}', "no-format"),
        ('{"format": "samhandling-cases/1", "cases": {}}', "no-list"),
        ('{"format": "samhandling-cases/1", "cases": [], "extra": 1}', "names-unknown"),
        ('{"format": "samhandling-cases/1"}', "no-list"),
        ('{"format": "samhandling-cases/1", "cases": [], "cases": []}', "names-twice"),
        ("", "empty"),
        (" \n", "empty"),
        ("\ufeff \n", "empty"),
        ("[" * 100_000, "json-none"),
        ('{"format": ' + "9" * 10_000 + "}", "json-none"),
    ],
)
def test_what_is_no_file_of_cases_is_refused_with_the_reason_i_10(
    content: str, reason: str
) -> None:
    assert refusal(content.encode()).reason == f"intake.import.{reason}"


@pytest.mark.parametrize(
    ("codec", "reason"),
    [
        ("utf-16", "json-charset"),
        ("latin-1", "json-charset"),
        ("utf-16-le", "charset-utf-16"),
        ("utf-16-be", "charset-utf-16"),
        ("utf-32", "charset-utf-32"),
        ("cp865", "charset-other"),
        ("mac-roman", "charset-other"),
    ],
)
def test_json_in_another_character_set_is_refused_by_name_i_10(codec: str, reason: str) -> None:
    content = '{"format": "samhandling-cases/1", "cases": [], "x": "Ærlig, ørret og ål"}'
    refused = refusal(content.encode(codec))
    assert refused.reason == f"intake.import.{reason}"


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert len(judge(b"\xef\xbb\xbf" + file_of(GOOD))) == 1


def test_a_file_of_too_many_rows_is_refused_i_10() -> None:
    refused = refusal(file_of(*([0] * (MOST_ROWS + 1))))
    assert refused.reason == "intake.import.too-many-rows"


@pytest.mark.parametrize(
    ("change", "field", "key"),
    [
        ({"date": "30.09.2016"}, "date", "date"),
        ({"language": "en"}, "language", "not-among"),
        ({"patient": "x"}, "patient", "unknown"),
        ({"parties": "Skien"}, "parties", "list"),
        ({"parties": ["Skien"] * 51}, "parties", "too-many"),
        ({"reference": ""}, "reference", "empty"),
        ({"title": 7}, "title", "text"),
        ({"title": None}, "title", "text"),
        ({"title": "\ud800"}, "title", "unicode"),
        ({"date": 20160930}, "date", "date"),
        ({"date": "2016-02-30"}, "date", "date"),
        ({"urgent": "ja"}, "urgent", "yes-or-no"),
        ({"parties": ["Skien", 7]}, "parties.1", "text"),
        ({"reference": "a" * 201}, "reference", "too-long"),
        ({"reference": {}}, "reference", "text"),
    ],
)
def test_a_bad_field_is_refused_with_the_reason_i_10(
    change: dict[str, Any], field: str, key: str
) -> None:
    assert wrong_in({**GOOD, **change}) == {(field, "I-10", key)}


def test_all_that_is_wrong_with_a_row_is_told_at_once_i_1_i_3_i_9_i_10() -> None:
    row = {
        **GOOD,
        "date": "i går",
        "title": "",
        "what_happens": f"Gjelder {NUMBER}, og {NUMBER} igjen",
        "parties": [],
        "workaround": "a" * 10_001,
        "patient": "Kari",
    }
    assert wrong_in(row) == {
        ("date", "I-10", "date"),
        ("patient", "I-10", "unknown"),
        ("title", "I-1", "title-missing"),
        ("what_happens", "I-3", "national-number"),
        ("parties", "I-1", "parties-missing"),
        ("workaround", "I-9", "text-too-long"),
    }


def test_what_is_missing_is_told_once_i_10() -> None:
    missing = {(field, "I-10", "missing") for field in GOOD}
    assert wrong_in({}) == missing


@pytest.mark.parametrize("field", ["title", "what_happens", "workaround", "reference"])
def test_a_row_that_names_a_patient_is_refused_wherever_it_stands_i_3(field: str) -> None:
    (found,) = judge(file_of({**GOOD, field: f"Se 010190-00083 {field}"}))
    assert [(each.field, each.rule) for each in found.faults] == [(field, "I-3")]


def test_a_number_is_never_repeated_in_what_is_told_i_4() -> None:
    """Neither as the row's reference nor as the name of a field that somebody has made up."""
    (named,) = judge(file_of({**GOOD, "reference": f"P {NUMBER}"}))
    (made_up,) = judge(file_of({**GOOD, NUMBER: "x"}))
    assert named.reference == ""
    assert NUMBER not in repr(named) + repr(made_up)
    refused = refusal(json.dumps({"format": "samhandling-cases/1", NUMBER: 1}).encode())
    assert refused.rule == "I-3"
    assert NUMBER not in repr(refused.values)


@pytest.mark.parametrize("row", ["Hvem ringer?", 7, None, [GOOD]])
def test_a_row_that_is_no_object_is_told_by_its_number_i_10(row: object) -> None:
    _, found = judge(file_of(GOOD, row))
    assert (found.number, found.reference) == (2, "")
    assert [each.field for each in found.faults] == ["row"]


def test_a_field_that_stands_twice_in_a_row_is_refused_i_10() -> None:
    row = json.dumps(GOOD)[:-1] + ', "title": "En annen tittel"}'
    content = '{"format": "samhandling-cases/1", "cases": [' + row + "]}"
    assert wrong_in(content.encode()) == {("title", "I-10", "twice")}
