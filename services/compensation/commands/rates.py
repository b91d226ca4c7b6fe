"""Asked of a rate (C-3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.contracts.compensation import RateKind
from shared.values.money import TO_ORE, Rounding
from shared.values.rates import Unit


@dataclass(frozen=True, slots=True)
class PublishRate:
    """A dated rate is entered from its source; both days of validity are included.

    `amount_ore` is per unit, `cap` the most units of one day.
    """

    rate_id: UUID
    regime: str
    kind: RateKind
    unit: Unit
    amount_ore: int
    valid_from: date
    valid_to: date | None
    source: str
    rounding: Rounding = TO_ORE
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ConfirmRate:
    """A person with authority stands for the rate, on a basis (a letter, a circular).

    `confirmed_on` is today or earlier; None for today.
    """

    rate_id: UUID
    basis: str
    confirmed_on: date | None = None


RateCommand: TypeAlias = PublishRate | ConfirmRate
