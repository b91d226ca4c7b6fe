"""From work to claim lines: the rate of the day, caps, rounding (C-3, C-4, C-6). Exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never
from uuid import UUID, uuid5

from services.compensation.commands.facts import AgreementFact, ClaimedTime, RateFact
from services.compensation.rules.claimed_time import minutes_between
from services.compensation.rules.rates import rate_of_the_day
from services.compensation.rules.work import Work
from shared.contracts.compensation import ClaimLine, LineKind, RateKind, TimeKind
from shared.values.calendar import local_day, utc_text
from shared.values.money import Ore, rounded, times
from shared.values.rates import Minutes, Rate, WrongMeasure, kilometre_lines, units
from shared.values.refusal import Refused

PAID_AS: dict[TimeKind, RateKind] = {
    "meeting": "meeting",
    "pre-meeting": "meeting",
    "travel-time": "travel-time",
    "between": "between",
}
"""A meeting before the meeting is meeting time: the same rate, under the same cap (C-4)."""


@dataclass(frozen=True, slots=True)
class Pricing:
    """What a claim is priced by. `claimed` is the person's time in other claims; with
    `to_be_paid` a rate that nobody has confirmed is refused instead of shown."""

    claim_id: UUID
    agreement: AgreementFact
    rates: Sequence[RateFact]
    claimed: Sequence[ClaimedTime]
    to_be_paid: bool = False

    def rate(self, kind: TimeKind, day: date) -> RateFact:
        return rate_of_the_day(
            self.rates, self.agreement.regime, PAID_AS[kind], day, to_be_paid=self.to_be_paid
        )

    def used(self, kind: TimeKind, earlier: Sequence[ClaimedTime]) -> list[ClaimedTime]:
        """Time of the kind under this agreement that was claimed before this line: in other
        claims, and `earlier` in this one."""
        return [
            time
            for time in (*self.claimed, *earlier)
            if PAID_AS[time.kind] == PAID_AS[kind]
            and time.agreement_id == self.agreement.agreement_id
        ]


def priced(pricing: Pricing, work: Sequence[Work]) -> tuple[ClaimLine, ...]:
    """The lines of a claim in the order of the work; caps fill up in that order (C-6)."""
    lines: list[ClaimLine] = []
    earlier: list[ClaimedTime] = []
    for done in sorted(work, key=lambda each: each.span):
        lines.append(_time_line(pricing, done, earlier))
        if done.km is not None:
            lines.extend(_kilometre_lines(pricing, done, done.km))
        earlier.append(done.as_claimed(pricing.claim_id, pricing.agreement.agreement_id))
    return tuple(lines)


def _time_line(pricing: Pricing, work: Work, earlier: Sequence[ClaimedTime]) -> ClaimLine:
    day = local_day(work.work_from)
    found = pricing.rate(work.kind, day)
    rate = found.rate
    used = pricing.used(work.kind, earlier)
    room = _room(pricing.agreement, work.kind, day, used)
    same_day = [_minutes(time) for time in used if local_day(time.work_from) == day]
    try:
        asked, paid, amount_ore = paid_for(rate, work.minutes, room, same_day)
    except WrongMeasure:
        raise Refused("C-3", "compensation.unit-not-claimable", field="lines", day=day) from None
    return ClaimLine(
        line_id=_line_id(pricing.claim_id, work.kind, work),
        kind=work.kind,
        what=work.what,
        work_from=work.work_from,
        work_to=work.work_to,
        minutes=work.minutes,
        quantity=quantity_text(paid),
        cut=quantity_text(asked - paid),
        unit=rate.unit,
        rate_id=found.rate_id,
        rate_ore=rate.amount_ore,
        rate_source=rate.source,
        rate_valid_from=rate.valid_from,
        rounding=rate.rounding,
        amount_ore=amount_ore,
        asked=work.asked,
    )


def paid_for(
    rate: Rate, minutes: int, room: int, same_day: Sequence[int]
) -> tuple[Fraction, Fraction, Ore]:
    """The units asked for, those paid, and the amount; `room` is what the agreement's cap leaves
    in minutes, `same_day` the times of that day that came before (C-3, C-6).

    The bands of a day are counted over the whole day, so that two short meetings make no more
    than one as long. Raises WrongMeasure.
    """
    if rate.unit != "day-band":
        before = sum((units(rate.unit, Minutes(each)) for each in same_day), Fraction(0))
        asked = units(rate.unit, Minutes(minutes))
        allowed = units(rate.unit, Minutes(min(minutes, room)))
    else:
        before = units(rate.unit, Minutes(sum(same_day)))
        asked = units(rate.unit, Minutes(sum(same_day) + minutes)) - before
        allowed = units(rate.unit, Minutes(sum(same_day) + min(minutes, room))) - before
    paid = allowed if rate.cap is None else min(allowed, max(Fraction(rate.cap) - before, _NOTHING))
    if rate.unit != "day-band":
        return asked, paid, times(rate.amount_ore, paid, rate.rounding)
    whole = times(rate.amount_ore, before + paid, rate.rounding)
    return asked, paid, Ore(whole - times(rate.amount_ore, before, rate.rounding))


def _kilometre_lines(pricing: Pricing, work: Work, km: Decimal) -> list[ClaimLine]:
    """C-4: two lines where the rate exceeds the tax-free rate; together they are the whole."""
    day = local_day(work.work_from)
    regime = pricing.agreement.km_regime
    if regime is None:
        raise Refused("C-4", "compensation.no-kilometres", field="km")
    whole, free = (
        rate_of_the_day(pricing.rates, regime, kind, day, to_be_paid=pricing.to_be_paid)
        for kind in ("km", "km-tax-free")
    )
    split = kilometre_lines(km, whole.rate, free.rate)

    def line(
        kind: LineKind, by: RateFact, amount_ore: int, less: RateFact | None = None
    ) -> ClaimLine:
        return ClaimLine(
            line_id=_line_id(pricing.claim_id, kind, work),
            kind=kind,
            what=work.what,
            work_from=work.work_from,
            work_to=work.work_to,
            quantity=quantity_text(Fraction(km)),
            unit="km",
            rate_id=by.rate_id,
            less_rate_id=less.rate_id if less else None,
            rate_ore=by.rate.amount_ore - (less.rate.amount_ore if less else 0),
            rate_source=by.rate.source,
            rate_valid_from=by.rate.valid_from,
            rounding=by.rate.rounding,
            amount_ore=amount_ore,
        )

    if split.taxable_ore is None:
        return [line("km-tax-free", whole, split.tax_free_ore)]
    return [
        line("km-tax-free", free, split.tax_free_ore),
        line("km-taxable", whole, split.taxable_ore, less=free),
    ]


def _room(agreement: AgreementFact, kind: TimeKind, day: date, used: Sequence[ClaimedTime]) -> int:
    """The minutes that the agreement's cap leaves, in its day or month (C-2, C-6)."""
    caps = agreement.caps
    per_month = False
    match kind:
        case "meeting" | "pre-meeting":
            cap = caps.meeting_minutes_per_day
        case "travel-time":
            cap = caps.travel_minutes_per_day
        case "between":
            cap, per_month = caps.between_minutes_per_month, True
        case _:
            assert_never(kind)
    if cap is None:
        return _NO_END
    days = [(local_day(time.work_from), _minutes(time)) for time in used]
    within = [
        minutes
        for other, minutes in days
        if other == day or (per_month and (other.year, other.month) == (day.year, day.month))
    ]
    return max(cap - sum(within), 0)


_NOTHING = Fraction(0)
_NO_END = 1_000_000_000
"""More minutes than anybody claims."""


def _minutes(time: ClaimedTime) -> int:
    return minutes_between(time.work_from, time.work_to)


def _line_id(claim_id: UUID, kind: LineKind, work: Work) -> UUID:
    """The same line keeps its id when the claim is drafted anew (C-12)."""
    return uuid5(claim_id, f"{kind} {utc_text(work.work_from)}")


def quantity_text(quantity: Fraction) -> str:
    """At most two decimals, rounded half up: hours that end in a whole minute have either no
    more, or infinitely many."""
    hundredths = rounded(quantity * 100)
    text = f"{Decimal(hundredths).scaleb(-2):f}"
    return text.rstrip("0").rstrip(".")
