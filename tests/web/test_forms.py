"""What was typed becomes a model, or the same form again with the errors at their fields."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, model_validator
from starlette.datastructures import FormData

from shared.values.refusal import Refused
from shared.web import forms
from shared.web.entries import DecimalComma, OsloMoment
from shared.web.i18n import SHARED_WORDS, Words

WORDS = Words([SHARED_WORDS, Path(__file__).parents[1] / "browser" / "demo.po"])


class Finding(BaseModel):
    status: Literal["met", "unmet"]
    reason: str


class Task(BaseModel):
    unit: str
    hours: DecimalComma


class Sheet(BaseModel):
    title: Annotated[str, Field(min_length=3, max_length=10)]
    practical: Finding
    tasks: Annotated[list[Task], Field(default_factory=list)]
    levels: frozenset[Literal["gp", "hospital"]] = frozenset()
    due: date | None = None
    meets: OsloMoment | None = None


FILLED = {
    "title": "  Prøver ",
    "practical.status": "met",
    "practical.reason": "Avtalt\r\ni møte",
    "csrf": "x",
}


def _read(
    *more: tuple[str, str], without: str = "", prefix: str | None = None
) -> forms.Form[Sheet]:
    pairs = [(name, text) for name, text in FILLED.items() if name != without]
    return forms.read(FormData([*pairs, *more]), Sheet, WORDS, prefix=prefix)


def test_a_filled_form_becomes_a_model() -> None:
    form = _read(
        ("tasks.0.unit", "Legekontoret"),
        ("tasks.0.hours", "1 397,5"),
        ("levels", "gp"),
        ("due", ""),
        ("meets", "2026-11-12T10:14"),
    )
    assert not form.errors
    assert form.value == Sheet(
        title="Prøver",
        practical=Finding(status="met", reason="Avtalt\ni møte"),
        tasks=[Task(unit="Legekontoret", hours=Decimal("1397.5"))],
        levels=frozenset({"gp"}),
        meets=datetime(2026, 11, 12, 9, 14, tzinfo=UTC),
    )


def test_an_empty_field_is_missing_and_what_was_typed_is_kept() -> None:
    form = _read(("title", "   "), without="title", prefix="demo.report")
    assert form.value is None
    assert form.error("title") == "Skriv en kort tittel"
    assert form.text("practical.reason") == "Avtalt\r\ni møte"


def test_an_error_without_words_of_its_own_names_its_field_in_the_summary() -> None:
    form = _read(("title", "x"), without="title", prefix="demo.report")
    (error,) = form.errors
    assert error.text == "Skriv minst 3 tegn"
    assert error.summary == "Kort tittel: Skriv minst 3 tegn"


def test_an_error_stands_at_the_row_as_typed_though_rows_before_are_empty() -> None:
    form = _read(
        ("tasks.0.unit", ""),
        ("tasks.0.hours", ""),
        ("tasks.4.unit", "Poliklinikken"),
        ("tasks.4.hours", "mange"),
    )
    assert form.error("tasks.4.hours") == "Skriv et tall, for eksempel 1,5"
    assert form.error("tasks.0.hours") is None


def test_a_refusal_of_a_row_stands_at_the_row_as_typed() -> None:
    form = _read(("tasks.1.unit", "Poliklinikken"), ("tasks.1.hours", "2"), ("tasks.0.unit", " "))
    no = Refused("I-3", "demo-patient", field="tasks.0.hours", title="Prøver")
    assert form.refused(no, WORDS).error("tasks.1.hours")


def test_a_row_that_is_ticked_to_be_removed_falls_out() -> None:
    form = _read(
        ("tasks.0.unit", "Legekontoret"),
        ("tasks.0.hours", "1"),
        ("tasks.0.remove", "true"),
        ("tasks.1.unit", "Poliklinikken"),
        ("tasks.1.hours", "2"),
    )
    assert form.value is not None
    assert form.value.tasks == [Task(unit="Poliklinikken", hours=Decimal(2))]


def test_a_choice_that_is_left_out_in_a_row_asks_for_an_answer() -> None:
    class Row(BaseModel):
        status: Literal["met", "unmet"]
        reason: str

    class Rows(BaseModel):
        rows: list[Row]

    form = forms.read(FormData([("rows.3.reason", "Avtalt")]), Rows, WORDS)
    assert form.error("rows.3.status") == "Velg et svar"


def test_what_a_model_refuses_is_said_of_its_form() -> None:
    class Refuses(BaseModel):
        title: str

        @model_validator(mode="after")
        def _never(self) -> "Refuses":
            raise Refused("I-3", "demo-patient", field="title", title=self.title)

    form = forms.read(FormData([("title", "Prøver")]), Refuses, WORDS)
    assert form.error("title") == "Bekreft at ingen pasient kan kjennes igjen i «Prøver»"


def test_no_input_is_repeated_in_an_error() -> None:
    form = _read(("due", "hunter2"), ("levels", "hunter2"))
    assert {error.field.split(".")[0] for error in form.errors} == {"due", "levels"}
    assert "hunter2" not in str(form.errors)


def test_a_time_that_summer_time_skips_is_an_error() -> None:
    form = _read(("meets", "2026-03-29T02:30"))
    assert form.error("meets") == "Klokkeslettet finnes ikke: sommertiden begynner da"


def test_a_refusal_stands_at_its_field_with_its_rule() -> None:
    form = _read().refused(Refused("I-3", "demo-patient", field="title", title="Prøver"), WORDS)
    assert form.value is None
    assert form.error("title") == "Bekreft at ingen pasient kan kjennes igjen i «Prøver»"
    assert form.errors[0].summary.endswith("(I-3)")


@pytest.mark.parametrize(
    "name",
    ["tasks.999999999.unit", "tasks.x.unit", "tasks", "practical.status.deep", "..", "a.b.c"],
)
def test_names_that_are_not_ours_are_errors_or_ignored_never_a_failure(name: str) -> None:
    form = _read((name, "x"))
    assert form.value is not None or form.errors
