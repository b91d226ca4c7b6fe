"""Bars by one scale: what is sure is drawn full, what may come on top of it is open.

Cost is hatched and everything else filled, so that nothing is told by colour alone. The drawing
is as wide as the narrowest screen (WCAG 1.4.10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal, TypeAlias

WIDTH = 288
"""What is left of 320 px between the page's margins."""
LINE, SMALL_LINE, BAR, GAP = 20, 18, 14, 12
IN_A_LINE = 31
Look: TypeAlias = Literal["cost", "gain"]


@dataclass(frozen=True, slots=True)
class Amount:
    """What is to be drawn: from `low`, which is sure, to `high`; written as `label`."""

    look: Look
    label: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Group:
    """Amounts under one name."""

    name: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount: `sure` is how far it is full, `most` how far it may come; `y` is its top."""

    look: Look
    label: str
    y: int
    sure: int
    most: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one group: its name in lines (the foot of each)."""

    name: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`told` says the same as the drawing to those who do not see it."""

    name: str
    title: str
    told: str
    height: int
    groups: tuple[Bars, ...]
    width: int = WIDTH


def picture(name: str, title: str, groups: Sequence[Group]) -> Picture:
    """The longest bar takes the whole width; every other is in proportion to it."""
    most = max((each.high for group in groups for each in group.amounts), default=0)
    drawn, y = [], 0
    for group in groups:
        lines, bars = [], []
        for line in wrap(group.name, IN_A_LINE):
            y += LINE
            lines.append((y - 5, line))
        for each in group.amounts:
            y += SMALL_LINE
            sure, whole = _length(each.low, most), _length(each.high, most)
            bars.append(Bar(each.look, each.label, y, sure, whole))
            y += BAR + 4
        drawn.append(Bars(tuple(lines), tuple(bars)))
        y += GAP
    told = "; ".join(f"{group.name}: {each.label}" for group in groups for each in group.amounts)
    return Picture(name, title, told, y, tuple(drawn))


def _length(amount: int, most: int) -> int:
    """What is not nothing is at least a sliver."""
    return max(round(amount * (WIDTH - 2) / most), 1) if amount else 0
