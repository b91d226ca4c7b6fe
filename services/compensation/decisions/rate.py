"""`rate-<id>`: a dated rate, seen when published and paid when confirmed (C-3)."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.compensation.commands.facts import RateFacts
from services.compensation.commands.rates import ConfirmRate, PublishRate, RateCommand
from services.compensation.rules import rates
from services.compensation.rules.dates import not_ahead
from services.compensation.rules.writing import written
from shared.contracts.compensation import RateConfirmed, RatePublished
from shared.values.money import ore
from shared.values.rates import Rate as DatedRate
from shared.values.refusal import Refused

RateEvent: TypeAlias = RatePublished | RateConfirmed


@dataclass(frozen=True, slots=True)
class Unknown:
    """No rate is published under this id."""


@dataclass(frozen=True, slots=True)
class Published:
    """It can be seen, but not paid."""

    rate: RatePublished


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody stands for it; it can be paid."""


Rate: TypeAlias = Unknown | Published | Confirmed


def decide(command: RateCommand, facts: RateFacts, rate: Rate) -> tuple[RateEvent, ...]:
    match command:
        case PublishRate():
            return publish(command, rate)
        case ConfirmRate():
            return confirm(command, facts, rate)
        case _:
            assert_never(command)


def publish(command: PublishRate, rate: Rate) -> tuple[RateEvent, ...]:
    """C-3: rates are data, from a source; anybody can see them."""
    if not isinstance(rate, Unknown):
        raise Refused("C-3", "compensation.rate-already-published", field="rate_id")
    rates.rate_makes_sense(command)
    return (
        RatePublished(
            rate_id=command.rate_id,
            regime=written("C-3", "regime", command.regime),
            kind=command.kind,
            unit=command.unit,
            amount_ore=command.amount_ore,
            valid_from=command.valid_from,
            valid_to=command.valid_to,
            rounding=command.rounding,
            cap=rates.cap_text(command.cap),
            source=written("C-3", "source", command.source),
        ),
    )


def confirm(command: ConfirmRate, facts: RateFacts, rate: Rate) -> tuple[RateEvent, ...]:
    """C-3: confirmed once, by a person, on a basis; a second confirmation changes nothing."""
    match rate:
        case Unknown():
            raise Refused("C-3", "compensation.rate-unknown", field="rate_id")
        case Confirmed():
            return ()
        case Published(published):
            rates.confirmed_by_a_person(facts.by)
            rates.stands_alone(dated(published), facts.confirmed)
            return (
                RateConfirmed(
                    rate_id=command.rate_id,
                    confirmed_by=facts.by.person,
                    confirmed_on=not_ahead("C-3", "confirmed_on", command.confirmed_on, facts),
                    basis=written("C-3", "basis", command.basis),
                ),
            )
        case _:
            assert_never(rate)


def dated(published: RatePublished, confirmed: RateConfirmed | None = None) -> DatedRate:
    """The rate as a value, with who confirmed it and when."""
    return DatedRate(
        regime=published.regime,
        kind=published.kind,
        unit=published.unit,
        amount_ore=ore(published.amount_ore),
        valid_from=published.valid_from,
        valid_to=published.valid_to,
        rounding=published.rounding,
        cap=rates.cap_of(published.cap),
        source=published.source,
        confirmed_by=str(confirmed.confirmed_by) if confirmed else None,
        confirmed_on=confirmed.confirmed_on if confirmed else None,
    )


def evolve(rate: Rate, event: RateEvent) -> Rate:
    match event:
        case RatePublished():
            return Published(event)
        case RateConfirmed():
            assert isinstance(rate, Published)
            return Confirmed()
        case _:
            assert_never(event)
