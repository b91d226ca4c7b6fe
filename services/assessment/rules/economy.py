"""Who pays and who gains, per party and phase, and where the two are apart (A-6). Pure.

Kroner and hours are never added to each other; nor is what is paid once to what is paid a year.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias
from uuid import UUID

from shared.contracts.assessment.details import MoneyLine, Span
from shared.contracts.assessment.words import EconomicPhase, Flow

Unit: TypeAlias = Literal["ore", "hours"]
PHASES: tuple[EconomicPhase, ...] = ("investment", "running")
UNITS: tuple[Unit, ...] = ("ore", "hours")


@dataclass(frozen=True, slots=True)
class Balance:
    """The cost and the gain of one party (or of all, None) in one phase and one unit."""

    party: UUID | None
    phase: EconomicPhase
    unit: Unit
    cost: Span
    gain: Span

    @property
    def net(self) -> Span:
        """What is left of the gain, from the worst to the best; negative where it is a loss."""
        return Span(low=self.gain.low - self.cost.high, high=self.gain.high - self.cost.low)

    @property
    def pays(self) -> bool:
        """It has a cost, and no gain makes up for it whatever the figures turn out to be."""
        return self.cost.high > 0 and self.net.high <= 0

    @property
    def gains(self) -> bool:
        """It has a gain, and no cost eats it up whatever the figures turn out to be."""
        return self.gain.high > 0 and self.net.low >= 0


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """A party that bears cost in these phases while the gain falls to others (A-6)."""

    bearer: UUID
    phases: tuple[EconomicPhase, ...]
    gainers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Economy:
    """Each party's balances, those of all parties together, and the asymmetries."""

    balances: tuple[Balance, ...]
    totals: tuple[Balance, ...]
    asymmetries: tuple[Asymmetry, ...]


def economy(lines: Iterable[MoneyLine]) -> Economy:
    """A-6: computed from all lines; a party that has none is not in it."""
    told = tuple(lines)
    parties = sorted({line.party for line in told}, key=str)
    balances = tuple(each for party in parties for each in _balances(told, party))
    return Economy(balances, tuple(_balances(told, None)), tuple(_asymmetries(balances)))


def summed(spans: Iterable[Span]) -> Span:
    """Ranges add up end by end."""
    found = tuple(spans)
    return Span(low=sum(each.low for each in found), high=sum(each.high for each in found))


def _balances(lines: tuple[MoneyLine, ...], party: UUID | None) -> Iterator[Balance]:
    for phase in PHASES:
        for unit in UNITS:
            cost, gain = (_sum(lines, party, phase, flow, unit) for flow in ("cost", "gain"))
            if cost.high or gain.high:
                yield Balance(party, phase, unit, cost, gain)


def _sum(
    lines: tuple[MoneyLine, ...],
    party: UUID | None,
    phase: EconomicPhase,
    flow: Flow,
    unit: Unit,
) -> Span:
    return summed(
        line.ore if unit == "ore" else line.hours
        for line in lines
        if party in (None, line.party) and (line.phase, line.flow) == (phase, flow)
    )


def _asymmetries(balances: tuple[Balance, ...]) -> Iterator[Asymmetry]:
    gaining = {each.party for each in balances if each.gains}
    for bearer in dict.fromkeys(each.party for each in balances if each.pays):
        gainers = sorted((each for each in gaining if each is not None), key=str)
        if bearer is None or bearer in gaining or not gainers:
            continue
        paid = {each.phase for each in balances if each.party == bearer and each.pays}
        phases = tuple(phase for phase in PHASES if phase in paid)
        yield Asymmetry(bearer, phases, tuple(gainers))
