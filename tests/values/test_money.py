"""Money is whole øre, never floats (section 5; C-3, C-8, C-9)."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.money import (
    NotAnAmount,
    Ore,
    Rounding,
    from_kroner,
    ore,
    rounded,
    split,
    times,
    to_kroner,
)

amounts = st.integers(-(10**11), 10**11).map(Ore)
quantities = st.decimals(min_value=-9_999, max_value=9_999, places=4, allow_nan=False)


@pytest.mark.parametrize(
    ("kroner", "expected"),
    [
        ("1397.00", 139_700),
        ("1397", 139_700),
        ("4.9", 490),
        ("-0.05", -5),
        ("0", 0),
        (Decimal("4.90"), 490),
        (Decimal("1E+2"), 10_000),
        (1_397, 139_700),
    ],
)
def test_kroner_become_whole_ore(kroner: str | Decimal | int, expected: int) -> None:
    assert from_kroner(kroner) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        *(1397.0, True, None, Decimal("0.001"), Decimal("NaN"), Decimal("Infinity")),
        *("1397,00", "1 397", "1.234", "", "kr 5", "1e3", "NaN", "١", " 5", "5 "),
    ],
)
def test_what_is_no_exact_amount_is_refused(wrong: Any) -> None:
    with pytest.raises(NotAnAmount):
        from_kroner(wrong)


@pytest.mark.parametrize("wrong", [1.0, True, "1", Decimal(1)])
def test_ore_are_whole_numbers(wrong: Any) -> None:
    with pytest.raises(NotAnAmount):
        ore(wrong)


@pytest.mark.parametrize("wrong", [1.5, True, "1.5"])
def test_a_float_quantity_or_weight_is_refused(wrong: Any) -> None:
    with pytest.raises(NotAnAmount):
        times(Ore(100), wrong)
    with pytest.raises(NotAnAmount):
        split(Ore(100), [1, wrong])


@given(amounts)
def test_kroner_and_ore_are_the_same_amount(amount: Ore) -> None:
    assert from_kroner(to_kroner(amount)) == amount
    assert from_kroner(str(to_kroner(amount))) == amount


@given(amounts, quantities)
def test_c_3_a_rate_times_a_quantity_is_rounded_half_up_to_the_ore(
    rate: Ore, quantity: Decimal
) -> None:
    exact = Decimal(rate) * quantity
    assert times(rate, quantity) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(amounts, quantities, st.sampled_from([1, 50, 100, 500]))
def test_c_3_a_rate_may_round_down_to_its_own_step(rate: Ore, quantity: Decimal, step: int) -> None:
    steps = (Decimal(rate) * quantity / step).to_integral_value(ROUND_DOWN)
    assert times(rate, quantity, Rounding(step, "down")) == int(steps) * step


@given(st.fractions(max_denominator=10_000), st.integers(1, 1_000))
def test_c_9_a_reversal_undoes_exactly_what_it_reverses(exact: Fraction, step: int) -> None:
    for rounding in (Rounding(step, "half-up"), Rounding(step, "down")):
        assert rounded(exact, rounding) == -rounded(-exact, rounding)


def test_a_rounding_step_below_one_ore_is_refused() -> None:
    with pytest.raises(ValueError, match="step"):
        Rounding(0)


weights = st.lists(
    st.integers(0, 10**7) | st.decimals(0, 100, places=2, allow_nan=False), min_size=1, max_size=25
).filter(any)


@given(amounts, weights)
def test_c_8_parts_always_add_up_to_the_ore(amount: Ore, weights: list[int | Decimal]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    total = sum(Fraction(weight) for weight in weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = amount * Fraction(weight) / total
        assert abs(part - exact) < 1
        assert weight or part == 0


@given(amounts, weights)
def test_c_8_a_credit_is_split_as_the_debit_was(amount: Ore, weights: list[int | Decimal]) -> None:
    assert split(Ore(-amount), weights) == tuple(-part for part in split(amount, weights))


def test_c_8_the_largest_remainder_gets_the_ore_and_ties_go_to_the_first() -> None:
    assert split(Ore(100), [1, 1, 1]) == (34, 33, 33)
    assert split(Ore(101), [1, 1, 1]) == (34, 34, 33)
    assert split(Ore(10), [1, 5, 3]) == (1, 6, 3)
    assert split(Ore(100), [0, 1]) == (0, 100)


@pytest.mark.parametrize("wrong", [[], [0, 0], [1, -1]])
def test_c_8_a_key_without_weight_is_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        split(Ore(100), wrong)
