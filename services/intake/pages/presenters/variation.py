"""The same problem in several municipalities, as a list and as a small picture (I-9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.intake.readmodels.counts import Practice, Variation
from shared.eventlog.sealing import Seals
from shared.web.i18n import Words

WIDTH = 288
"""What is left of 320 px between the page's margins (WCAG 1.4.10)."""
ROW, BAR, TEXT_FOOT, ROOM_FOR_NUMBER = 44, 16, 15, 36


@dataclass(frozen=True, slots=True)
class Bar:
    """One municipality's row in the picture: its reports, and those that tell of a workaround."""

    name: str
    y: int
    reports: int
    workarounds: int
    length: int
    told: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars by one scale; `told` says the same to those who do not see it."""

    bars: tuple[Bar, ...]
    told: str
    width: int = WIDTH

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


@dataclass(frozen=True, slots=True)
class Way:
    """How one report says that it is done, and the risk."""

    number: str
    workaround: str | None
    risk: str | None


@dataclass(frozen=True, slots=True)
class PracticeRow:
    name: str
    reports: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class VariationPage:
    """One problem; title and address of a case that may be read."""

    case_id: UUID
    title: str
    rows: tuple[PracticeRow, ...]
    picture: Picture


def shown(variation: Variation, title: str, seals: Seals, words: Words) -> VariationPage:
    rows = tuple(_row(each, seals) for each in variation.practices)
    return VariationPage(variation.case_id, title, rows, picture(rows, words))


def _row(practice: Practice, seals: Seals) -> PracticeRow:
    ways = (
        Way(
            each.number,
            seals.open(each.workaround) if each.workaround else None,
            seals.open(each.workaround_risk) if each.workaround_risk else None,
        )
        for each in practice.reports
    )
    told = tuple(each for each in ways if each.workaround or each.risk)
    return PracticeRow(practice.name, len(practice.reports), told)


def picture(rows: Sequence[PracticeRow], words: Words) -> Picture:
    """The longest bar takes the whole width; every other is in proportion to it."""
    most = max((each.reports for each in rows), default=1)
    scale = (WIDTH - ROOM_FOR_NUMBER) / most
    bars = tuple(
        Bar(
            name=each.name,
            y=ROW * number,
            reports=each.reports,
            workarounds=len(each.ways),
            length=round(each.reports * scale),
            told=round(len(each.ways) * scale),
        )
        for number, each in enumerate(rows)
    )
    told = "; ".join(
        words("intake.variation.told", name=bar.name, count=bar.reports, ways=bar.workarounds)
        for bar in bars
    )
    return Picture(bars, told)
