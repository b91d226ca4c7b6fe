"""Rates as their pages show them: source, validity, and who stands for each (C-3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from services.compensation.pages.presenters.claims import Presenter, Source, source_of
from services.compensation.readmodels.rates import Rate
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate; `confirmed` says by whom and when, None where it is shown and never paid."""

    rate_id: UUID
    regime: str
    kind: str
    amount_ore: int
    unit: str
    period: str
    source: Source
    confirmed: str | None
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """The rates of one regime, the newest of each kind first."""

    number: int
    name: str
    rates: tuple[RateRow, ...]
    unconfirmed: int


def regime_name(regime: str, words: Words) -> str:
    """The name people know it by; its own key where it is none of those we know."""
    key = f"compensation.regime.{regime}"
    return words(key) if words.has(key) else regime


class RatesPresenter:
    """Joins rates with the names of those who have confirmed them."""

    def __init__(self, names: Presenter, words: Words) -> None:
        self._names = names
        self._words = words

    def regimes(self, rates: Sequence[Rate]) -> list[Regime]:
        """`rates` stand by regime already."""
        found: list[Regime] = []
        for regime, same in groupby(rates, lambda rate: rate.dated.regime):
            rows = tuple(self.row(rate) for rate in same)
            unconfirmed = sum(row.confirmed is None for row in rows)
            name = regime_name(regime, self._words)
            found.append(Regime(len(found) + 1, name, rows, unconfirmed))
        return found

    def row(self, rate: Rate) -> RateRow:
        dated, words = rate.dated, self._words
        return RateRow(
            rate_id=rate.rate_id,
            regime=regime_name(dated.regime, words),
            kind=words(f"compensation.kind.{dated.kind}"),
            amount_ore=dated.amount_ore,
            unit=words(f"compensation.unit.{dated.unit}"),
            period=words(
                "compensation.rate.from-to", valid_from=dated.valid_from, valid_to=dated.valid_to
            )
            if dated.valid_to
            else words("compensation.rate.from", valid_from=dated.valid_from),
            source=source_of(dated.source),
            confirmed=self._confirmed(rate),
            terms=tuple(self._terms(rate)),
        )

    def _confirmed(self, rate: Rate) -> str | None:
        dated = rate.dated
        if dated.confirmed_by is None or dated.confirmed_on is None:
            return None
        return self._words(
            "compensation.rate.confirmed",
            name=self._names.person(UUID(dated.confirmed_by)),
            day=dated.confirmed_on,
            basis=rate.basis or "",
        )

    def _terms(self, rate: Rate) -> list[tuple[str, str]]:
        dated, words = rate.dated, self._words
        rounding = dated.rounding
        found = [
            (
                words("compensation.rate.rounding"),
                words(f"compensation.rounding.{rounding.mode}", step=rounding.step_ore),
            )
        ]
        if dated.cap is not None:
            cap = words("compensation.rate.at-most", cap=dated.cap)
            found.append((words("compensation.rate.cap"), cap))
        return found
