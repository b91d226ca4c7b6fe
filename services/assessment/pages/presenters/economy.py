"""Who pays and who gains, as tables and as drawings (A-6).

Bars per party, investment and running apart, kroner and hours apart: they are never added to each
other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.assessment.pages.presenters.bars import Amount, Group, Look, Picture, picture
from services.assessment.pages.presenters.names import Names
from services.assessment.pages.presenters.recorded import hours_range, kroner_range, within
from services.assessment.rules.economy import PHASES, UNITS, Asymmetry, Balance, Economy, Unit
from shared.contracts.assessment.details import Span
from shared.contracts.assessment.words import EconomicPhase
from shared.web.i18n import Words


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
                    drawn(phase, unit, same, names)
                    for unit in UNITS
                    if (same := [e for e in of if e.unit == unit and e.party is not None])
                ),
                rows=tuple(_row(each, names) for each in of),
            )


def drawn(phase: EconomicPhase, unit: Unit, balances: Sequence[Balance], names: Names) -> Picture:
    words = names.words
    title = words(
        "assessment.economy.picture",
        phase=words(f"assessment.answer.phase.{phase}"),
        unit=words(f"assessment.economy.unit.{unit}"),
    )
    return picture(f"{phase}-{unit}", title, [_group(each, names) for each in balances])


def _group(balance: Balance, names: Names) -> Group:
    """What is nothing is not drawn."""
    words = names.words
    spans: tuple[tuple[Look, Span], ...] = (("cost", balance.cost), ("gain", balance.gain))
    return Group(
        names.party(balance.party) if balance.party else "",
        tuple(
            Amount(
                look,
                words(f"assessment.economy.{look}", amount=in_unit(balance.unit, span, words)),
                span.low,
                span.high,
            )
            for look, span in spans
            if span.high
        ),
    )


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
