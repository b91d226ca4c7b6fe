"""Who pays and who gains, as tables and as drawings (A-6).

Bars per party, investment and running apart, kroner and hours apart: they are never added to each
other. Cost is hatched and gain is filled, so that nothing is told by colour alone; what is sure
is drawn full and what may come on top of it is open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, TypeAlias

from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.recorded import hours_range, kroner_range, within
from services.assessment.rules.economy import PHASES, UNITS, Asymmetry, Balance, Economy, Unit
from shared.contracts.assessment.details import Span
from shared.contracts.assessment.words import EconomicPhase
from shared.web.i18n import Words

WIDTH = 288
"""What is left of 320 px between the page's margins (WCAG 1.4.10)."""
LINE, SMALL_LINE, BAR, GAP = 20, 18, 14, 12
IN_A_LINE = 31
Look: TypeAlias = Literal["cost", "gain"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount: `sure` is how far it is full, `most` how far it may come; `y` is its top."""

    look: Look
    label: str
    y: int
    sure: int
    most: int


@dataclass(frozen=True, slots=True)
class PartyBars:
    """One party: its name in lines (the foot of each), and its bars."""

    name: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One phase in one unit; `told` says the same to those who do not see it."""

    name: str
    title: str
    told: str
    height: int
    parties: tuple[PartyBars, ...]
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One party's figures, or those of all of them."""

    party: str
    total: bool
    cost: str
    gain: str
    net: str


@dataclass(frozen=True, slots=True)
class PhaseSaid:
    """One phase: its drawings, and the same as rows."""

    name: EconomicPhase
    title: str
    pictures: tuple[Picture, ...]
    rows: tuple[MoneyRow, ...]


@dataclass(frozen=True, slots=True)
class EconomySaid:
    """Each phase by itself, and who bears cost while the gain falls to another."""

    phases: tuple[PhaseSaid, ...]
    asymmetries: tuple[str, ...]


def economy_said(found: Economy, names: Names) -> EconomySaid | None:
    """None where nothing is told of cost and gain."""
    if not found.balances:
        return None
    return EconomySaid(
        phases=tuple(_phases(found, names)),
        asymmetries=tuple(_asymmetry(each, names) for each in found.asymmetries),
    )


def _phases(found: Economy, names: Names) -> Iterator[PhaseSaid]:
    by_name = sorted(found.balances, key=lambda e: names.party(e.party) if e.party else "")
    for phase in PHASES:
        of = [each for each in (*by_name, *found.totals) if each.phase == phase]
        if of:
            yield PhaseSaid(
                name=phase,
                title=names.words(f"assessment.answer.phase.{phase}"),
                pictures=tuple(
                    picture(phase, unit, same, names)
                    for unit in UNITS
                    if (same := [e for e in of if e.unit == unit and e.party is not None])
                ),
                rows=tuple(_row(each, names) for each in of),
            )


def picture(phase: EconomicPhase, unit: Unit, balances: Sequence[Balance], names: Names) -> Picture:
    """The longest bar takes the whole width; every other is in proportion to it."""
    words = names.words
    most = max(max(each.cost.high, each.gain.high) for each in balances)
    parties, y, told = [], 0, []
    for balance in balances:
        name = names.party(balance.party) if balance.party else ""
        lines = []
        for line in wrap(name, IN_A_LINE):
            y += LINE
            lines.append((y - 5, line))
        bars = []
        for look, span in (("cost", balance.cost), ("gain", balance.gain)):
            if not span.high:
                continue
            y += SMALL_LINE
            label = words(f"assessment.economy.{look}", amount=in_unit(unit, span, words))
            bars.append(_bar("cost" if look == "cost" else "gain", label, y, span, most))
            told.append(f"{name}: {label}")
            y += BAR + 4
        parties.append(PartyBars(tuple(lines), tuple(bars)))
        y += GAP
    title = words(
        "assessment.economy.picture",
        phase=words(f"assessment.answer.phase.{phase}"),
        unit=words(f"assessment.economy.unit.{unit}"),
    )
    return Picture(f"{phase}-{unit}", title, "; ".join(told), y, tuple(parties))


def _bar(look: Look, label: str, y: int, span: Span, most: int) -> Bar:
    """The label stands on the line above; what is not nothing is at least a sliver."""

    def length(amount: int) -> int:
        return max(round(amount * (WIDTH - 2) / most), 1) if amount else 0

    return Bar(look, label, y, length(span.low), length(span.high))


def _row(balance: Balance, names: Names) -> MoneyRow:
    words, unit = names.words, balance.unit
    return MoneyRow(
        party=names.party(balance.party) if balance.party else words("assessment.economy.all"),
        total=balance.party is None,
        cost=in_unit(unit, balance.cost, words) or "–",
        gain=in_unit(unit, balance.gain, words) or "–",
        net=within(unit, balance.net, words),
    )


def in_unit(unit: Unit, span: Span, words: Words) -> str:
    return kroner_range(span, words) if unit == "ore" else hours_range(span, words)


def _asymmetry(each: Asymmetry, names: Names) -> str:
    words = names.words
    return words(
        "assessment.economy.asymmetry",
        bearer=names.party(each.bearer),
        phases=words("assessment.economy.and").join(
            words(f"assessment.answer.phase.{phase}").lower() for phase in each.phases
        ),
        gainers=names.parties(each.gainers),
    )
