"""Each body numbers its cases in its own form (I-11, G-1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.case_numbers import (
    CaseNumber,
    CaseNumberFormat,
    InvalidNumberFormat,
    NotInFormat,
)


@pytest.mark.parametrize(
    ("template", "running", "year", "written"),
    [
        ("{running:02}-{year:02}", 1, 2021, "01-21"),
        ("{running:02}-{year:02}", 114, 2026, "114-26"),
        ("{year}/{running}", 14, 2026, "2026/14"),
        ("PS {running}/{year:02}", 4, 2014, "PS 4/14"),
        ("SAK-{year}-{running:04}", 7, 2026, "SAK-2026-0007"),
        ("sak {running:02}-{year}", 3, 2021, "sak 03-2021"),
        ("OSO-sak {running}/{year}", 24, 2020, "OSO-sak 24/2020"),
        ("FLP-avvik-{year}-{running}", 14, 2018, "FLP-avvik-2018-14"),
        ("Møte {running}", 12, 2026, "Møte 12"),
    ],
)
def test_i_11_numbers_are_written_and_read_in_the_bodys_own_form(
    template: str, running: int, year: int, written: str
) -> None:
    known = CaseNumberFormat.parse(template)
    assert known.format(running, year) == written
    assert known.read(f" {written} ") == CaseNumber(running, year if known.yearly else None)


@pytest.mark.parametrize(
    "template",
    [
        "",
        " {running}",
        "{year}",
        "sak",
        "{running}{year}",
        "{running}-{running}",
        "{year}/{year}-{running}",
        "1{running}",
        "{running}7",
        "{number}/{year}",
        "{running:2}",
        "{running:01}",
        "{running:012}",
        "{year:04}",
        "{running!r}",
        "{running.__class__}",
        "{running",
        "running}",
        "{{running}}",
        "{}",
        "{running}<b>",
        "{running}\n/{year}",
        "{running}" + "x" * 40,
    ],
)
def test_g_1_a_format_that_is_not_in_the_grammar_is_refused(template: str) -> None:
    with pytest.raises(InvalidNumberFormat):
        CaseNumberFormat.parse(template)


@pytest.mark.parametrize(
    "text",
    ["1-26", "001-26", "00-26", "01-2026", "01/26", "x01-26", "01-26x", "", "٠١-26", "-1-26"],
)
def test_i_11_text_of_another_form_is_no_number_of_the_series(text: str) -> None:
    with pytest.raises(NotInFormat):
        CaseNumberFormat.parse("{running:02}-{year:02}").read(text)


def test_i_11_a_year_outside_the_century_is_refused() -> None:
    known = CaseNumberFormat.parse("{year}/{running}")
    for running, year in ((0, 2026), (1, 1999), (1, 2100)):
        with pytest.raises(ValueError, match=r"series|year"):
            known.format(running, year)
    with pytest.raises(NotInFormat):
        known.read("1999/4")


SEPARATOR = st.sampled_from(["-", "/", " ", ".", " sak ", "/PS "])
RUNNING = st.sampled_from(["{running}", *(f"{{running:0{width}}}" for width in range(2, 10))])
YEAR = st.sampled_from(["{year}", "{year:02}"])


@given(
    prefix=st.sampled_from(["", "PS ", "SAK-", "Ål-"]),
    running_field=RUNNING,
    separator=SEPARATOR,
    year_field=YEAR,
    year_first=st.booleans(),
    running=st.integers(1, 999_999_999),
    year=st.integers(2000, 2099),
)
def test_i_11_what_is_written_is_read_again(
    *,
    prefix: str,
    running_field: str,
    separator: str,
    year_field: str,
    year_first: bool,
    running: int,
    year: int,
) -> None:
    fields = [year_field, running_field] if year_first else [running_field, year_field]
    known = CaseNumberFormat.parse(prefix + separator.join(fields))
    assert known.read(known.format(running, year)) == CaseNumber(running, year)


def test_i_11_series_are_kept_per_owner_and_per_year_where_the_format_has_one() -> None:
    yearly, endless = (
        CaseNumberFormat.parse("{year}/{running}"),
        CaseNumberFormat.parse("Møte {running}"),
    )
    assert yearly.series("ssu-nedre", 2026) != yearly.series("ssu-nedre", 2027)
    assert yearly.series("ssu-nedre", 2026) != yearly.series("ssu-ovre", 2026)
    assert endless.series("ssu-nedre", 2026) == endless.series("ssu-nedre", 2027)
