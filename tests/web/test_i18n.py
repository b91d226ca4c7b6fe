"""Words by key, written as Norwegian readers write; nothing is missing in silence."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from shared.web.formats import Formats
from shared.web.i18n import SHARED_WORDS, FaultyCatalogue, MissingWords, Words

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def _words(folder: Path, body: str, name: str = "nb.po") -> Words:
    path = folder / name
    path.write_text(HEADER + body, "utf-8")
    return Words([path])


@pytest.mark.parametrize(
    ("ore", "written"),
    [
        (139_700, "1\xa0397,00\xa0kr"),
        (194_250, "1\xa0942,50\xa0kr"),
        (5, "0,05\xa0kr"),
        (123_456_789_01, "123\xa0456\xa0789,01\xa0kr"),
    ],
)
def test_amounts_are_whole_ore_and_never_break_over_lines(ore: int, written: str) -> None:
    assert Formats().kroner(ore) == written


@pytest.mark.parametrize("wrong", [13.97, "1397", Decimal("1.5"), True, None])
def test_an_amount_that_is_not_whole_ore_is_an_error(wrong: Any) -> None:
    with pytest.raises(TypeError):
        Formats().kroner(cast(int, wrong))


def test_moments_are_shown_by_the_clock_in_oslo_summer_and_winter() -> None:
    formats = Formats()
    assert formats.moment(datetime(2026, 11, 12, 9, 14, tzinfo=UTC)) == "12. nov. 2026 kl. 10.14"
    assert formats.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2. juli 2026 kl. 00.30"
    assert formats.day(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "2. juli 2026"
    assert formats.long_day(date(2026, 5, 17)) == "søndag 17. mai 2026"
    with pytest.raises(ValueError, match="time zone"):
        formats.moment(datetime(2026, 7, 1, 22, 30))  # noqa: DTZ001 - that is the point


def test_numbers_have_the_decimals_they_have() -> None:
    formats = Formats()
    assert formats.number(Decimal("2.50")) == "2,5"
    assert formats.number(1397) == "1\xa0397"
    assert formats.hours(Decimal("1.5")) == "1,5\xa0t"
    assert formats.percent(Decimal("0.625")) == "62,5\xa0%"


def test_values_are_filled_in_by_name_and_format(tmp_path: Path) -> None:
    words = _words(
        tmp_path,
        'msgid "a.b"\nmsgstr "{who} får {amount:kroner} for {hours:hours}, {at} ({year})"\n',
    )
    text = words(
        "a.b",
        who="Kari {x}",
        amount=139_700,
        hours=Decimal("1.5"),
        at=date(2026, 11, 12),
        year=2026,
    )
    assert text == "Kari {x} får 1\xa0397,00\xa0kr for 1,5\xa0t, 12. nov. 2026 (2026)"


def test_the_form_of_a_sentence_follows_the_count() -> None:
    words = Words([SHARED_WORDS])
    assert words("error-summary.title", count=1).startswith("Ett felt må rettes")
    assert words("error-summary.title", count=3).startswith("3 felt må rettes")
    with pytest.raises(MissingWords, match="count"):
        words("error-summary.title")


def test_a_missing_key_or_value_raises(tmp_path: Path) -> None:
    words = _words(tmp_path, 'msgid "a.b"\nmsgstr "Hei {name}"\n')
    assert words.has("a.b")
    assert not words.has("a.c")
    with pytest.raises(MissingWords, match=r"a\.c"):
        words("a.c")
    with pytest.raises(MissingWords, match="name"):
        words("a.b")


def test_a_sentence_cannot_reach_into_a_value(tmp_path: Path) -> None:
    words = _words(tmp_path, 'msgid "a.b"\nmsgstr "{x.__class__} {x[0]}"\n')
    with pytest.raises(MissingWords):
        words("a.b", x="secret")


@pytest.mark.parametrize(
    "body",
    [
        'msgid "a.b"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "a.b"\nmsgstr "Kanskje"\n',
        'msgid "a.b"\nmsgid_plural "a.b"\nmsgstr[0] "En"\nmsgstr[1] ""\n',
    ],
)
def test_an_unfinished_translation_stops_the_start(tmp_path: Path, body: str) -> None:
    with pytest.raises(FaultyCatalogue, match=r"a\.b"):
        _words(tmp_path, body)


def test_a_key_in_two_catalogues_stops_the_start(tmp_path: Path) -> None:
    first, second = tmp_path / "one.po", tmp_path / "two.po"
    for path in (first, second):
        path.write_text(HEADER + 'msgid "a.b"\nmsgstr "Ord"\n', "utf-8")
    with pytest.raises(FaultyCatalogue, match=r"defined before: a\.b"):
        Words([first, second])
