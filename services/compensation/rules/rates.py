"""Which rates can be published and confirmed, and which one applies on a day (C-3)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from services.compensation.commands.facts import RateFact
from services.compensation.commands.rates import PublishRate
from services.compensation.rules.dates import period_runs_forward
from shared.contracts.compensation import RateKind
from shared.contracts.record import SERVICES, Who, service_actor
from shared.values.rates import Rate
from shared.values.refusal import Refused

MACHINES = frozenset(service_actor(service) for service in SERVICES)


def rate_makes_sense(command: PublishRate) -> None:
    """C-3: an amount per unit, of a unit that measures what is paid for."""
    if command.amount_ore <= 0:
        raise Refused("C-3", "compensation.rate-amount", field="amount_ore")
    if (command.unit == "km") != (command.kind in {"km", "km-tax-free"}):
        raise Refused("C-3", "compensation.rate-unit", field="unit")
    if command.cap is not None and (not command.cap.is_finite() or command.cap <= 0):
        raise Refused("C-3", "compensation.rate-cap", field="cap")
    # Kilometres are split in two lines at the same distance; a cap would tear them apart.
    if command.cap is not None and command.unit == "km":
        raise Refused("C-3", "compensation.rate-cap-on-km", field="cap")
    period_runs_forward("C-3", command.valid_from, command.valid_to)


def confirmed_by_a_person(by: Who) -> None:
    """C-3: a person stands for a rate; no service confirms one on its own."""
    if by.person in MACHINES:
        raise Refused("C-3", "compensation.rate-confirmed-by-nobody")


def stands_alone(rate: Rate, confirmed: Sequence[RateFact]) -> None:
    """C-3: on no day may two confirmed rates of one regime and kind apply, for then nobody can
    say which is paid. A rate without an end is replaced by the next, and overlaps nothing."""
    for other in confirmed:
        first, second = sorted((rate, other.rate), key=lambda each: each.valid_from)
        if first.valid_from == second.valid_from or (
            first.valid_to is not None and first.valid_to >= second.valid_from
        ):
            raise Refused(
                "C-3", "compensation.rates-overlap", field="rate_id", day=second.valid_from
            )


def rate_of_the_day(
    rates: Sequence[RateFact], regime: str, kind: RateKind, day: date, *, to_be_paid: bool
) -> RateFact:
    """C-3: the rate of the day of the work or the travel.

    A confirmed rate holds until a confirmed newer one begins, also where that has ended since;
    where none is confirmed the newest published one is shown, but never paid. Raises Refused
    where there is no rate, where two begin on one day, and, with `to_be_paid`, where nobody has
    confirmed it.
    """
    begun = [
        each
        for each in rates
        if (each.rate.regime, each.rate.kind) == (regime, kind) and each.rate.valid_from <= day
    ]
    payable = _newest([each for each in begun if each.rate.payable], day)
    shown = payable or _newest(
        [each for each in begun if not each.rate.payable and each.rate.applies(day)], day
    )
    if not shown:
        raise Refused("C-3", "compensation.no-rate", field="lines", day=day)
    if to_be_paid and not payable:
        raise Refused("C-3", "compensation.rate-unconfirmed", field="lines", day=day)
    if len(shown) > 1:
        raise Refused("C-3", "compensation.rates-overlap", field="lines", day=day)
    return shown[0]


def _newest(begun: Sequence[RateFact], day: date) -> list[RateFact]:
    """Those that began last, where they still apply on the day."""
    last = max((each.rate.valid_from for each in begun), default=day)
    return [each for each in begun if each.rate.valid_from == last and each.rate.applies(day)]


def cap_text(cap: Decimal | None) -> str | None:
    """A cap as it stands in an event."""
    return None if cap is None else f"{cap:f}"


def cap_of(text: str | None) -> Decimal | None:
    """A cap as it is reckoned with."""
    return None if text is None else Decimal(text)
