"""Rates are data: published by anyone, confirmed by somebody who answers for them (C-3)."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.contracts.compensation.words import RateKind
from shared.contracts.record import Event
from shared.values.money import TO_ORE, Rounding
from shared.values.rates import Unit


class RatePublished(Event):
    """A dated rate from its source (C-3); it can be seen, but not yet paid.

    `rounding` is how its amounts are rounded, `cap` the most units of one day. Without
    `valid_to` it holds until a confirmed newer one of the same regime and kind begins.
    """

    type: Literal["compensation.rate-published.v1"] = "compensation.rate-published.v1"
    rate_id: UUID
    regime: str
    kind: RateKind
    unit: Unit
    amount_ore: int
    valid_from: date
    valid_to: date | None = None
    rounding: Rounding = TO_ORE
    cap: str | None = None
    source: str


class RateConfirmed(Event):
    """An authorised person stands for the rate; from now on it can be paid (C-3)."""

    type: Literal["compensation.rate-confirmed.v1"] = "compensation.rate-confirmed.v1"
    rate_id: UUID
    confirmed_by: UUID
    confirmed_on: date
    basis: str
