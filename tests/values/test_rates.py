"""The rate of the day of the work, and the arithmetic of its unit (C-3, C-4, C-6)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.money import TO_ORE, Ore, Rounding, from_kroner
from shared.values.rates import (
    DayShare,
    Kilometres,
    Measure,
    Minutes,
    Rate,
    Unit,
    WrongMeasure,
    explain,
    kilometre_lines,
)


def rate(
    kroner: str,
    valid_from: date,
    valid_to: date | None = None,
    *,
    unit: Unit = "hour",
    kind: str = "meeting",
    rounding: Rounding = TO_ORE,
    cap: str | None = None,
    confirmed: bool = True,
) -> Rate:
    return Rate(
        regime="asa-4310",
        kind=kind,
        unit=unit,
        amount_ore=from_kroner(kroner),
        valid_from=valid_from,
        valid_to=valid_to,
        rounding=rounding,
        cap=None if cap is None else Decimal(cap),
        source="Legeforeningen",
        confirmed_by="Siv Eksempel" if confirmed else None,
        confirmed_on=date(2026, 1, 2) if confirmed else None,
    )


DAY = timedelta(days=1)


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.lists(st.integers(1, 800), min_size=1, max_size=6),
)
def test_c_3_at_every_edge_of_validity_exactly_one_rate_applies(
    start: date, lengths: list[int]
) -> None:
    rates: list[Rate] = []
    for number, length in enumerate(lengths):
        rates.append(rate(str(number + 1), start, start + DAY * (length - 1)))
        start += DAY * length
    for known in rates:
        assert known.valid_to is not None
        for edge in (known.valid_from, known.valid_to):
            assert [each for each in rates if each.applies(edge)] == [known]
    for outside in (rates[0].valid_from - DAY, start):
        assert not any(each.applies(outside) for each in rates)


def test_c_3_a_rate_without_an_end_holds_until_it_is_replaced() -> None:
    known = rate("1027", date(2023, 7, 1))
    assert known.applies(date(2099, 12, 31))
    assert not known.applies(date(2023, 6, 30))


def test_c_3_an_unconfirmed_rate_can_be_seen_but_not_paid() -> None:
    seen = rate("1397", date(2024, 1, 1), confirmed=False)
    assert explain(seen, Minutes(90)).amount_ore == 209_550
    assert not seen.payable


def test_c_12_an_hourly_amount_tells_its_parts() -> None:
    known = rate("1397", date(2024, 1, 1))
    told = explain(known, Minutes(90))
    assert told.rate == known
    assert told.asked == Fraction(3, 2)
    assert told.cut == 0
    assert told.amount_ore == from_kroner("2095.50")


@pytest.mark.parametrize(("minutes", "expected"), [(50, 116_417), (1, 2_328), (20, 46_567)])
def test_c_3_minutes_without_a_finite_decimal_are_rounded_once(minutes: int, expected: int) -> None:
    assert explain(rate("1397", date(2024, 1, 1)), Minutes(minutes)).amount_ore == expected


@pytest.mark.parametrize(
    ("minutes", "halves"), [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (450, 15)]
)
def test_c_3_a_half_hour_counts_when_it_has_begun(minutes: int, halves: int) -> None:
    per_half = rate("350", date(2024, 1, 1), unit="commenced-half-hour", cap="15")
    told = explain(per_half, Minutes(minutes))
    assert told.paid == halves
    assert told.cut == 0
    assert told.amount_ore == 35_000 * halves


def test_c_6_what_lies_over_the_days_cap_is_cut_and_shown() -> None:
    per_half = rate("350", date(2024, 1, 1), unit="commenced-half-hour", cap="15")
    told = explain(per_half, Minutes(451))
    assert told.asked == 16
    assert told.paid == 15
    assert told.cut == 1
    assert told.amount_ore == from_kroner("5250")
    later = explain(per_half, Minutes(61), used=14)
    assert later.paid == 1
    assert later.cut == 2
    assert later.amount_ore == 35_000
    full = explain(per_half, Minutes(60), used=20)
    assert full.paid == 0
    assert full.cut == 2
    assert full.amount_ore == 0


@pytest.mark.parametrize(
    ("percent", "kroner"), [(100, "8750"), (75, "6560"), (50, "4375"), (25, "2185")]
)
def test_c_3_day_bands_come_out_as_legeforeningen_published_them(percent: int, kroner: str) -> None:
    day = rate("8750", date(2023, 1, 1), unit="day-band", rounding=Rounding(500, "down"))
    assert explain(day, DayShare(percent)).amount_ore == from_kroner(kroner)


def test_c_4_kilometres_above_the_tax_free_rate_give_two_lines() -> None:
    state = rate("4.90", date(2024, 1, 1), unit="km", kind="km")
    tax_free = rate("3.50", date(2024, 1, 1), unit="km", kind="km-tax-free")
    lines = kilometre_lines(Decimal("42.5"), state, tax_free)
    assert lines.total_ore == 20_825
    assert lines.tax_free_ore == 14_875
    assert lines.taxable_ore == 5_950
    assert kilometre_lines(Decimal(10), tax_free, state).taxable_ore is None
    assert kilometre_lines(Decimal(10), state, state).tax_free_ore == 4_900


@given(
    st.decimals(0, 2_000, places=1, allow_nan=False),
    st.integers(1, 1_000),
    st.integers(1, 1_000),
)
def test_c_4_the_two_lines_add_up_to_the_ore(km: Decimal, one: int, other: int) -> None:
    def per_km(amount: int) -> Rate:
        return rate(f"{amount / 100:.2f}", date(2024, 1, 1), unit="km")

    lines = kilometre_lines(km, per_km(one), per_km(other))
    assert lines.tax_free_ore + (lines.taxable_ore or 0) == lines.total_ore
    assert lines.taxable_ore is None or lines.taxable_ore >= 0
    assert (lines.taxable_ore is None) == (one <= other)


@pytest.mark.parametrize(
    ("unit", "measure"),
    [
        ("hour", Kilometres(Decimal(1))),
        ("km", Minutes(60)),
        ("day-band", Kilometres(Decimal(1))),
        ("commenced-half-hour", DayShare(50)),
    ],
)
def test_a_measure_of_another_kind_is_refused(unit: Unit, measure: Measure) -> None:
    with pytest.raises(WrongMeasure):
        explain(rate("1", date(2024, 1, 1), unit=unit), measure)


@pytest.mark.parametrize(
    ("unit", "measure"),
    [("hour", Minutes(-1)), ("km", Kilometres(Decimal(-1))), ("day-band", DayShare(60))],
)
def test_a_measure_out_of_range_is_refused(unit: Unit, measure: Measure) -> None:
    with pytest.raises(ValueError, match=r"no time|no distance|none of the bands"):
        explain(rate("1", date(2024, 1, 1), unit=unit), measure)


def test_a_rate_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        rate("1", date(2024, 1, 2), date(2024, 1, 1))
    with pytest.raises(ValueError, match="negative"):
        rate("-1", date(2024, 1, 1))
    with pytest.raises(ValueError, match="go together"):
        Rate("r", "k", "hour", Ore(1), date(2024, 1, 1), None, TO_ORE, None, "s", "Siv", None)
