"""Dated rates and the arithmetic of their units (C-3, C-4); every amount can be explained.

Several regimes live side by side, and each has its own units, rounding and cap. Nothing of that is
written here: rates are data, published and confirmed by people.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from shared.values.money import Ore, Rounding, exactly, times

Unit: TypeAlias = Literal["hour", "commenced-half-hour", "day-band", "km"]

DAY_MINUTES = 8 * 60
"""A day of practice: «time for time», eight hours (Allmennlegeforeningen)."""

BANDS = (25, 50, 75, 100)
"""The shares of a day that Legeforeningen pays, in percent."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit is paid, in øre, in a period; both days of validity are included.

    `kind` is what is paid for within the regime (`meeting`, `travel-time`, `between`, `km`,
    `km-tax-free`). `cap` is the most units of one day. `valid_to` None means until replaced.
    A rate that nobody has confirmed can be seen, never paid (C-3).
    """

    regime: str
    kind: str
    unit: Unit
    amount_ore: Ore
    valid_from: date
    valid_to: date | None
    rounding: Rounding
    cap: Decimal | None
    source: str
    confirmed_by: str | None = None
    confirmed_on: date | None = None

    def __post_init__(self) -> None:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"{self.regime}/{self.kind} ends before it begins")
        if self.amount_ore < 0 or (self.cap is not None and self.cap < 0):
            raise ValueError(f"{self.regime}/{self.kind} has a negative amount or cap")
        if (self.confirmed_by is None) != (self.confirmed_on is None):
            raise ValueError(f"{self.regime}/{self.kind}: who confirmed it and when go together")

    @property
    def payable(self) -> bool:
        return self.confirmed_by is not None

    def applies(self, day: date) -> bool:
        """Whether the day lies in the rate's period, first and last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class WrongMeasure(ValueError):  # noqa: N818
    """Hours were given for a rate per kilometre, or the like."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Time worked or travelled, in whole minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Kilometres:
    """A distance driven, in kilometres."""

    km: Decimal


@dataclass(frozen=True, slots=True)
class DayShare:
    """A part of a day, in percent: 25, 50, 75 or 100."""

    percent: int


Measure: TypeAlias = Minutes | Kilometres | DayShare


@dataclass(frozen=True, slots=True)
class Explained:
    """An amount with all that a page needs to say where it comes from (C-3, C-12).

    `asked` and `paid` are in the rate's unit (hours, commenced half hours, days, kilometres),
    `cut` is what lay above the cap; `asked` is `paid` plus `cut`.
    """

    rate: Rate
    asked: Fraction
    paid: Fraction
    cut: Fraction
    amount_ore: Ore


def units(unit: Unit, measure: Measure) -> Fraction:
    """How many units of a rate a measure makes, before any cap.

    A half hour counts as soon as it has begun (Helse Førde), and so does a quarter of a day of
    eight hours (Legeforeningen). Raises WrongMeasure where the measure is not the unit's kind,
    ValueError where it is negative or no band.
    """
    match measure:
        case Minutes(minutes):
            if minutes < 0:
                raise ValueError(f"{minutes} minutes is no time")
            if unit == "hour":
                return Fraction(minutes, 60)
            if unit == "commenced-half-hour":
                return Fraction(-(-minutes // 30))
            if unit == "day-band":
                return Fraction(min(-(-minutes // (DAY_MINUTES // 4)), 4), 4)
        case Kilometres(km):
            if exactly(km) < 0:
                raise ValueError(f"{km} km is no distance")
            if unit == "km":
                return exactly(km)
        case DayShare(percent):
            if percent not in BANDS:
                raise ValueError(f"{percent} % is none of the bands {BANDS}")
            if unit == "day-band":
                return Fraction(percent, 100)
        case _:
            assert_never(measure)
    raise WrongMeasure(f"a rate per {unit} can't be paid for {type(measure).__name__}")


def explain(rate: Rate, measure: Measure, *, used: Fraction | int = 0) -> Explained:
    """What the rate pays for the measure; `used` is the units already paid for the same day.

    The part above the cap is cut and shown (C-6). Raises as `units`.
    """
    asked = units(rate.unit, measure)
    room = asked if rate.cap is None else max(exactly(rate.cap) - used, Fraction(0))
    paid = min(asked, room)
    return Explained(rate, asked, paid, asked - paid, times(rate.amount_ore, paid, rate.rounding))


@dataclass(frozen=True, slots=True)
class KilometreLines:
    """Kilometres as two pay lines (C-4): they add up to the whole, to the øre.

    `taxable` is None where the rate does not exceed the tax-free rate.
    """

    km: Decimal
    rate: Rate
    tax_free_rate: Rate
    total_ore: Ore
    tax_free_ore: Ore
    taxable_ore: Ore | None


def kilometre_lines(km: Decimal, rate: Rate, tax_free_rate: Rate) -> KilometreLines:
    """A drive split into what is tax-free and what is taxable (C-4; skattefri kjøregodtgjørelse).

    Both rates are those of the day of travel. Raises as `units`.
    """
    total = explain(rate, Kilometres(km)).amount_ore
    if rate.amount_ore <= tax_free_rate.amount_ore:
        return KilometreLines(km, rate, tax_free_rate, total, total, None)
    tax_free = min(explain(tax_free_rate, Kilometres(km)).amount_ore, total)
    return KilometreLines(km, rate, tax_free_rate, total, tax_free, Ore(total - tax_free))
