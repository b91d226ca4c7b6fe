"""Where cooperation stops, as one drawing: a bar for each hindrance, its days by level (R-5).

As wide as the narrowest screen (WCAG 1.4.10) and as high as it must be; a level is told apart by
its pattern and named beside, never by colour alone (1.4.1).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from services.audit.application.querying import Variation
from services.audit.readmodels.case_lists import Figure
from shared.web.i18n import Words

Level: TypeAlias = Literal["practical", "organisational", "system"]
LEVELS: tuple[Level, ...] = ("practical", "organisational", "system")

WIDTH = 288
ROW = 46
ROOM_FOR_NUMBER = 64
KEY_LINE, KEY_GAP = 24, 8
WHOLE: Level = "practical"
"""The pattern of a bar that is of one piece."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The days at one level: from `x`, `length` long."""

    level: Level
    x: int
    length: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, what it is made of, and what is written after it."""

    name: str
    y: int
    pieces: tuple[Piece, ...]
    number: str
    number_x: int


@dataclass(frozen=True, slots=True)
class Key:
    """Which pattern is which level."""

    level: Level
    name: str
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars by one scale; `told` says the same to those who do not see it."""

    title: str
    told: str
    bars: tuple[Bar, ...]
    keys: tuple[Key, ...]
    height: int
    width: int = WIDTH


def national(figures: Iterable[Figure], words: Words) -> Picture:
    """The most days first; the longest bar takes the whole width."""
    days: dict[str, dict[Level, int]] = defaultdict(lambda: defaultdict(int))
    for figure in figures:
        days[figure.component][cast(Level, figure.level)] += figure.days
    ordered = sorted(days.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    rows = [(words(f"audit.extract.component.{name}"), at) for name, at in ordered]
    keys = tuple(
        Key(level, words(f"audit.extract.level.{level}").capitalize(), number * KEY_LINE)
        for number, level in enumerate(LEVELS)
    )
    told = "; ".join(f"{name}: {_by_level(at, words)}" for name, at in rows)
    top = KEY_LINE * len(keys) + KEY_GAP
    bars = _bars(rows, top, words)
    return Picture(words("audit.picture.national"), told, bars, keys, top + ROW * len(bars))


def between(variations: Iterable[Variation], words: Words) -> Picture:
    """How many days a case lasts on average, helsefellesskap by helsefellesskap."""
    rows = [(each.name or words("audit.no-area"), each.days) for each in variations]
    told = "; ".join(f"{name}: {words('audit.picture.days', count=days)}" for name, days in rows)
    bars = _bars([(name, {WHOLE: days}) for name, days in rows], 0, words)
    return Picture(words("audit.picture.between"), told, bars, (), ROW * len(bars))


def _bars(
    rows: Sequence[tuple[str, Mapping[Level, int]]], top: int, words: Words
) -> tuple[Bar, ...]:
    longest = max((sum(at.values()) for _, at in rows), default=0) or 1
    scale = (WIDTH - ROOM_FOR_NUMBER) / longest
    return tuple(
        _bar(name, at, top + number * ROW, scale, words) for number, (name, at) in enumerate(rows)
    )


def _bar(name: str, at: Mapping[Level, int], y: int, scale: float, words: Words) -> Bar:
    pieces: list[Piece] = []
    x = 0
    for level in LEVELS:
        length = round(at.get(level, 0) * scale)
        if length:
            pieces.append(Piece(level, x, length))
        x += length
    return Bar(name, y, tuple(pieces), words("audit.picture.days", count=sum(at.values())), x + 8)


def _by_level(at: Mapping[Level, int], words: Words) -> str:
    return ", ".join(
        f"{words(f'audit.extract.level.{level}')} {words('audit.picture.days', count=at[level])}"
        for level in LEVELS
        if level in at
    )
