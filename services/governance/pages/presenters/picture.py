"""A case's route as a drawing: lines of text at their places, by one scale (G-5 to G-15).

The drawing is as wide as the narrowest screen (WCAG 1.4.10) and as high as it must be; nothing in
it is told by colour alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap
from typing import Literal, TypeAlias

from services.governance.pages.presenters.route import Route
from services.governance.pages.presenters.ways import Way
from shared.web.components import Step
from shared.web.i18n import Words

Look: TypeAlias = Literal["heading", "been", "now", "over", "open", "closed"]

WIDTH = 288
"""What is left of 320 px between the page's margins."""

LINE, SMALL_LINE, GAP, PADDING = 19, 17, 14, 10
IN_A_LINE, IN_A_SMALL_LINE = 29, 35
"""How many letters find room beside the rail, the widest ones too."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is its foot."""

    y: int
    text: str
    small: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the route, from `top` to `foot`, with what is written beside it."""

    look: Look
    top: int
    foot: int
    lines: tuple[Text, ...]

    @property
    def middle(self) -> int:
        """Where its sign stands: by its first line."""
        return self.lines[0].y - 5


@dataclass(frozen=True, slots=True)
class Picture:
    """`title` and `told` say the same to those who do not see it."""

    height: int
    marks: tuple[Mark, ...]
    title: str
    told: str
    width: int = WIDTH

    @property
    def rail(self) -> tuple[int, int]:
        """From the first place the case has been to where it is."""
        been = [mark for mark in self.marks if mark.look in ("been", "now", "over")]
        return been[0].middle, been[-1].middle

    @property
    def ahead(self) -> int | None:
        """How far the line goes on to what is open."""
        return next((m.middle for m in self.marks[::-1] if m.look == "open"), None)


def picture(route: Route, title: str, words: Words) -> Picture:
    """Where it has been, from above; where it is; below it the ways on, the closed ones last."""
    marks: list[Mark] = []
    y = 0
    for look, label, detail in _entries(route, words):
        mark = _mark(look, y, label, detail)
        marks.append(mark)
        y = mark.foot + GAP
    return Picture(y, tuple(marks), title, _told(route, words))


def _entries(route: Route, words: Words) -> Iterator[tuple[Look, str, str]]:
    for step in route.been:
        yield _look(step, route), step.label, step.detail or ""
    open_ = [way for way in route.ways if way.closed is None]
    closed = [way for way in route.ways if way.closed is not None]
    if open_:
        yield "heading", words("governance.route.ahead"), ""
    for way in open_:
        yield "open", way.to, way.why
    if closed:
        yield "heading", words("governance.route.closed"), ""
    for way in closed:
        yield "closed", way.to, _closed(way)


def _look(step: Step, route: Route) -> Look:
    if step.state == "current":
        return "now"
    return "over" if step is route.now else "been"


def _closed(way: Way) -> str:
    return f"{way.why} {way.closed}"


def _mark(look: Look, top: int, label: str, detail: str) -> Mark:
    inside = PADDING if look == "now" else 0
    y = top + inside
    lines = []
    for text, small in chain(
        ((each, False) for each in wrap(label, IN_A_LINE)),
        ((each, True) for each in wrap(detail, IN_A_SMALL_LINE)),
    ):
        y += SMALL_LINE if small else LINE
        lines.append(Text(y - 4, text, small))
    return Mark(look, top, y + inside, tuple(lines))


def _told(route: Route, words: Words) -> str:
    """The picture in words."""
    been = [f"{step.label}: {step.detail}" for step in route.been]
    open_ = [f"{way.to}: {way.why}" for way in route.ways if way.closed is None]
    closed = [f"{way.to}: {_closed(way)}" for way in route.ways if way.closed is not None]
    parts = [
        (words("governance.route.been"), been[:-1]),
        (words("governance.route.now"), been[-1:]),
        (words("governance.route.ahead"), open_),
        (words("governance.route.closed"), closed),
    ]
    return " ".join(f"{heading}: {' '.join(each)}" for heading, each in parts if each)
