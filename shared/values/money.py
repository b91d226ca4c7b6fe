"""Money as whole øre, never floats (section 5 of the rules: C-3, C-8).

A float is refused wherever an amount or a quantity comes in: 0.1 has no exact binary form, and a
sum of such numbers is not the sum that was paid.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NewType, TypeAlias

Ore = NewType("Ore", int)
"""An amount in whole øre; 100 øre make one krone. Negative for reversals (C-9)."""

Mode: TypeAlias = Literal["half-up", "down"]

_KRONER = re.compile(r"-?\d{1,13}(?:\.\d{1,2})?", re.ASCII)


class NotAnAmount(ValueError):  # noqa: N818 - named for what it says
    """What was given is no exact amount or quantity."""


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which multiple of `step_ore` a rate's amounts are rounded, and which way.

    `half-up` takes halves away from zero, `down` takes all towards zero. Legeforeningen's day
    bands of 2023 are rounded down to five kroner, so their step is 500.
    """

    step_ore: int = 1
    mode: Mode = "half-up"

    def __post_init__(self) -> None:
        if self.step_ore < 1:
            raise ValueError(f"a rounding step is at least one øre, not {self.step_ore}")


TO_ORE = Rounding()
"""HALF_UP to the whole øre: what applies where a rate says nothing else."""


def ore(amount: int) -> Ore:
    """An amount given in øre. Raises NotAnAmount for anything but a whole number."""
    # bool is an int to Python, but nobody means True kroner.
    if isinstance(amount, bool) or not isinstance(amount, int):
        raise NotAnAmount(f"whole øre are wanted, not {type(amount).__name__}")
    return Ore(amount)


def from_kroner(kroner: str | Decimal | int) -> Ore:
    """An amount given in kroner: `"1397.00"`, `Decimal("4.90")` or `1397`.

    The text has a decimal point and no thousands separator; it is data, not what a user typed.
    Raises NotAnAmount for floats, for parts of an øre and for text of another form.
    """
    match kroner:
        case bool():
            raise NotAnAmount("kroner are wanted, not bool")
        case int():
            return Ore(kroner * 100)
        case Decimal():
            exact = exactly(kroner) * 100
        case str():
            if not _KRONER.fullmatch(kroner):
                raise NotAnAmount(f"not an amount in kroner: {kroner!r}")
            exact = Fraction(kroner) * 100
        case _:
            raise NotAnAmount(f"kroner are text, Decimal or int, not {type(kroner).__name__}")
    if exact.denominator != 1:
        raise NotAnAmount(f"{kroner} is not a whole number of øre")
    return Ore(exact.numerator)


def to_kroner(amount: Ore) -> Decimal:
    """The amount in kroner with two decimals, as payroll files want it (C-10)."""
    return Decimal(amount).scaleb(-2)


def exactly(quantity: Decimal | int) -> Fraction:
    """The quantity as an exact fraction. Raises NotAnAmount for floats, NaN and infinity."""
    if isinstance(quantity, bool) or not isinstance(quantity, Decimal | int):
        raise NotAnAmount(f"a quantity is Decimal or int, not {type(quantity).__name__}")
    if isinstance(quantity, Decimal) and not quantity.is_finite():
        raise NotAnAmount(f"a quantity is finite, not {quantity}")
    return Fraction(quantity)


def times(rate: Ore, quantity: Decimal | Fraction | int, rounding: Rounding = TO_ORE) -> Ore:
    """A rate times a quantity (hours, kilometres, a share), rounded once, by the rate's own rule.

    A `Fraction` is welcome because 50 minutes have no finite decimal form in hours.
    """
    exact = quantity if isinstance(quantity, Fraction) else exactly(quantity)
    return rounded(rate * exact, rounding)


def rounded(exact: Fraction, rounding: Rounding = TO_ORE) -> Ore:
    """An exact amount in øre, rounded; symmetric, so a reversal undoes what it reverses (C-9)."""
    steps = abs(exact) / rounding.step_ore
    match rounding.mode:
        case "half-up":
            whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
        case "down":
            whole = steps.numerator // steps.denominator
    return Ore(whole * rounding.step_ore * (-1 if exact < 0 else 1))


def split(amount: Ore, weights: Sequence[Decimal | int]) -> tuple[Ore, ...]:
    """The amount shared by weight, by largest remainder: the parts add up to the øre (C-8).

    Where remainders are equal the earlier part gets the øre, so the same key gives the same parts.
    Raises ValueError for no weights, a negative weight, or weights that are all zero.
    """
    shares = [exactly(weight) for weight in weights]
    if any(share < 0 for share in shares):
        raise ValueError("a weight can't be negative")
    total = sum(shares, Fraction(0))
    if not total:
        raise ValueError("at least one weight must be above zero")
    exact = [abs(amount) * share / total for share in shares]
    parts = [part.numerator // part.denominator for part in exact]
    left = abs(amount) - sum(parts)
    by_remainder = sorted(range(len(exact)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[:left]:
        parts[i] += 1
    sign = -1 if amount < 0 else 1
    return tuple(Ore(sign * part) for part in parts)
