"""Case numbers in each body's own form: `01-21`, `2026/14`, `PS 4/14` (I-11, G-1).

A format is configuration, written in a small grammar: fixed text with the fields `{running}` or
`{running:02}` (at least that many digits) and `{year}` (four digits) or `{year:02}` (two).
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

_FIELD = re.compile(r"\{([^{}]*)\}")
_SPEC = re.compile(r"running(?::0([2-9]))?|year(?::0([2]))?", re.ASCII)
_TEXT = re.compile(r"[\w ./\-:–]*")
_LONGEST = 40
_CENTURY = 2000


class InvalidNumberFormat(ValueError):  # noqa: N818 - named for what it says
    """The configured format is not one that gives and reads numbers without doubt (G-1)."""


class NotInFormat(ValueError):  # noqa: N818
    """The text is not a number of this format."""


FieldName: TypeAlias = Literal["running", "year"]


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A running number, and the year of its series where the format tells it."""

    running: int
    year: int | None


@dataclass(frozen=True, slots=True)
class _Field:
    name: FieldName
    width: int


@dataclass(frozen=True, slots=True)
class CaseNumberFormat:
    """A format that has been read and checked; made by `CaseNumberFormat.parse`."""

    template: str
    parts: tuple[str | _Field, ...]

    @classmethod
    def parse(cls, template: str) -> "CaseNumberFormat":
        """Reads a format. Raises InvalidNumberFormat, saying what is wrong with it."""
        if not template.strip() or template != template.strip() or len(template) > _LONGEST:
            raise InvalidNumberFormat("a format is 1 to 40 characters without space at the ends")
        parts: list[str | _Field] = []
        at = 0
        for found in _FIELD.finditer(template):
            parts += [_text(template[at : found.start()]), _field(found[1])]
            at = found.end()
        parts.append(_text(template[at:]))
        kept = tuple(part for part in parts if part != "")
        _check(kept)
        return cls(template, kept)

    @property
    def yearly(self) -> bool:
        """Whether the series starts at 1 each year; without a year in it, it never does."""
        return any(isinstance(part, _Field) and part.name == "year" for part in self.parts)

    def format(self, running: int, year: int) -> str:
        """The number as people write it. Raises ValueError for what the format can't carry."""
        if running < 1:
            raise ValueError(f"a series begins at 1, not {running}")
        if not _CENTURY <= year < _CENTURY + 100:
            raise ValueError(f"a case belongs to a year from 2000 to 2099, not {year}")
        return "".join(
            part if isinstance(part, str) else _digits(part, running, year) for part in self.parts
        )

    def read(self, text: str) -> CaseNumber:
        """What was written in this format; space around it is allowed. Raises NotInFormat."""
        pattern = "".join(
            re.escape(part) if isinstance(part, str) else _pattern(part) for part in self.parts
        )
        found = re.fullmatch(pattern, text.strip(), re.ASCII)
        if not found or int(found["running"]) < 1:
            raise NotInFormat(f"{text!r} is not of the form {self.template}")
        year = int(found["year"]) % 100 + _CENTURY if self.yearly else None
        number = CaseNumber(int(found["running"]), year)
        # The way there and back must be the same: 001-26 is no number of {running:02}-{year:02}.
        if self.format(number.running, year or _CENTURY) != text.strip():
            raise NotInFormat(f"{text!r} is not of the form {self.template}")
        return number

    def series(self, owner: str, year: int) -> str:
        """The name of the series a number is taken from: per owner (a helsefellesskap or a body),
        and per year where the format has one."""
        return f"{owner}-{year}" if self.yearly else owner


def _text(text: str) -> str:
    if not _TEXT.fullmatch(text):
        raise InvalidNumberFormat(f"{text!r} can't stand in a case number")
    return text


def _field(spec: str) -> _Field:
    found = _SPEC.fullmatch(spec)
    if not found:
        raise InvalidNumberFormat(f"unknown field {{{spec}}}: running and year are known")
    if spec.startswith("year"):
        return _Field("year", 2 if found[2] else 4)
    return _Field("running", int(found[1] or 1))


def _check(parts: tuple[str | _Field, ...]) -> None:
    names = [part.name for part in parts if isinstance(part, _Field)]
    if names.count("running") != 1 or names.count("year") > 1:
        raise InvalidNumberFormat("a format has {running} once and {year} at most once")
    for before, after in pairwise(parts):
        left = before[-1] if isinstance(before, str) else "0"
        right = after[0] if isinstance(after, str) else "0"
        if left.isdigit() and right.isdigit():
            raise InvalidNumberFormat("digits that touch can't be told apart again")


def _digits(field: _Field, running: int, year: int) -> str:
    if field.name == "running":
        return f"{running:0{field.width}}"
    return f"{year % 100:02}" if field.width == 2 else str(year)


def _pattern(field: _Field) -> str:
    if field.name == "running":
        return rf"(?P<running>\d{{{field.width},9}})"
    return rf"(?P<year>\d{{{field.width}}})"
