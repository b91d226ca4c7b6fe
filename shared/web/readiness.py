"""When each party is ready, as a picture and as a table: parties, their systems, dates (A-8).

The same for an assessment, which knows each system, and for those who hear of it, who know each
party's last day. Pure; the drawing is as wide as the narrowest screen (WCAG 1.4.10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from textwrap import wrap

from shared.web.i18n import Words

WIDTH = 288
"""What is left of 320 px between the page's margins."""
LINE, SMALL_LINE, TRACK, GAP, EDGE = 19, 17, 18, 14, 8
IN_A_LINE, IN_A_SMALL_LINE = 31, 38
AXIS = 24


@dataclass(frozen=True, slots=True)
class Ready:
    """One party's system, or all of its systems; `ready_on` None: nobody knows yet.

    `holds`: the gain waits for it. `needed`: without it there is no gain for anybody.
    """

    party: str
    what: str
    ready_on: date | None
    holds: bool
    needed: bool = True
    can: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `y` is its foot."""

    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One row: what stands above it, and where on the way of time it becomes ready; `x` None
    where nobody knows."""

    lines: tuple[Line, ...]
    y: int
    x: int | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """`told` says the same to those who do not see it; `gain` is where the gain begins."""

    height: int
    tracks: tuple[Track, ...]
    today: int
    gain: int | None
    first: date
    last: date
    told: str
    width: int = WIDTH

    @property
    def foot(self) -> int:
        """Where the way of time stands."""
        return self.height - AXIS


@dataclass(frozen=True, slots=True)
class ReadinessSaid:
    """From when there is any gain, and who holds it; the picture, and the same as rows."""

    gain: str
    picture: Picture
    rows: tuple[Ready, ...]


def said(
    rows: Sequence[Ready], gain_from: date | None, today: date, words: Words
) -> ReadinessSaid | None:
    """None where nothing is told of anybody's systems."""
    if not rows:
        return None
    ordered = tuple(sorted(rows, key=lambda each: (each.party, each.ready_on or date.max)))
    return ReadinessSaid(
        gain=_gain(rows, gain_from, today, words),
        picture=picture(ordered, gain_from, today, words),
        rows=ordered,
    )


def picture(rows: Sequence[Ready], gain_from: date | None, today: date, words: Words) -> Picture:
    """One track for each row, by one scale of days."""
    days = [today, *(each.ready_on for each in rows if each.ready_on is not None)]
    first, last = min(days), max(days)
    if first == last:
        last = first + timedelta(days=1)

    def place(day: date) -> int:
        return EDGE + round((day - first).days * (WIDTH - 2 * EDGE) / (last - first).days)

    tracks, y = [], 0
    for each in rows:
        lines = []
        for text, small in chain(
            ((line, False) for line in wrap(each.party, IN_A_LINE)),
            ((line, True) for line in wrap(_what(each, words), IN_A_SMALL_LINE)),
        ):
            y += SMALL_LINE if small else LINE
            lines.append(Line(y - 4, text, small))
        x = place(each.ready_on) if each.ready_on else None
        tracks.append(Track(tuple(lines), y + TRACK // 2, x, each.holds))
        y += TRACK + GAP
    return Picture(
        height=y + AXIS,
        tracks=tuple(tracks),
        today=place(today),
        gain=place(gain_from) if gain_from else None,
        first=first,
        last=last,
        told="; ".join(f"{each.party}: {_what(each, words)}" for each in rows),
    )


def _what(each: Ready, words: Words) -> str:
    """`Journalen: 1. mars 2027`."""
    day = words.formats.day(each.ready_on) if each.ready_on else words("readiness.unknown")
    told = words("readiness.system", what=each.what, day=day)
    return told if each.needed else words("readiness.not-needed", told=told)


def _gain(rows: Sequence[Ready], gain_from: date | None, today: date, words: Words) -> str:
    held_by = ", ".join(dict.fromkeys(each.party for each in rows if each.holds))
    if not held_by:
        return words("readiness.nothing-needed")
    if gain_from is None:
        return words("readiness.nobody-knows", held_by=held_by)
    key = "readiness.since" if gain_from <= today else "readiness.from"
    return words(key, on=gain_from, held_by=held_by)
