"""Finds national identity numbers, phone numbers and e-mail addresses in open text (I-3).

Numbers are recognised by both check digits (modulus 11, Skatteetaten) and by a date that can be,
however they are split: spaces, line breaks, dots, hyphens, slashes, invisible characters and
digits of other scripts. Digits that run on without any break beyond eleven are something else
(an EAN, a long reference) and are left alone. A finding never carries the number itself.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from stdnum.no import fodselsnummer

NumberKind: TypeAlias = Literal[
    "birth-number", "d-number", "h-number", "fh-number", "synthetic-number"
]
ContactKind: TypeAlias = Literal["phone-number", "e-mail-address"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where something stands: offsets into the text, and line and column counted from 1."""

    kind: NumberKind | ContactKind
    start: int
    end: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits that stand together: the offsets of each, and their values."""

    start: int
    end: int
    digits: str


# Between two digits of one number: white space of any kind, dots, slashes, all hyphens and dashes,
# and the characters that are not seen at all (soft hyphen, zero width space and joiners).
_BREAK = re.compile(
    r"[\s./\\\-"
    r"\u00ad\u00b7\u2010-\u2015\u2022\u2024\u2043\u2044\u2212\u2215\ufe58\ufe63\uff0d\uff0e\uff0f"
    r"\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]{1,12}"
)
# Between the date and the five last digits people put anything, and write what it is as well.
_BEFORE_LAST = re.compile(
    r"[\s\W_]{0,4}(?:p(?:ers(?:on)?)?\.?\s?n(?:umme)?r\.?|personnummer)?[\s\W_]{0,4}",
    re.IGNORECASE,
)
_LENGTH = 11
_LAST = 5
_EMAIL = re.compile(r"[\w.+\-]{1,64}@(?:[\w\-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_SPACE = r"[ \u00a0\u2009\u202f]"
_PHONE = re.compile(
    rf"""(?<![\w+]) (?<!\d{_SPACE}) (?<!\d[.\-/,])
    (?: (?:\+|00)47{_SPACE}? (?:\d{_SPACE}?){{7}}\d
      | \(\+47\){_SPACE}? (?:\d{_SPACE}?){{7}}\d
      | \+(?!47)[1-9]\d{{0,2}}{_SPACE}?(?:\d{_SPACE}?){{7,11}}\d
      | (?!20)[2-9]\d (?P<pair>{_SPACE}|[.\-]) \d\d (?P=pair) \d\d (?P=pair) \d\d
      | [489]\d\d (?P<trio>{_SPACE}|[.\-]) \d\d (?P=trio) \d\d\d
      | (?!20)[2-9]\d{{7}} )
    (?!{_SPACE}?\d) (?![.\-/,]\d) (?!\w)""",
    re.VERBOSE,
)


def find_national_numbers(text: str) -> tuple[Finding, ...]:
    """Every national identity number in the text, in order; each will be refused (I-3)."""
    places = _Places(text)
    found = {
        (start, end): kind
        for start, end, digits in _candidates(text)
        if (kind := kind_of(digits)) is not None
    }
    return tuple(places.finding(kind, *place) for place, kind in sorted(found.items()))


def email_in(text: str) -> str | None:
    """The first e-mail address of a text, such as what somebody has given as their contact."""
    found = _EMAIL.search(text)
    return found.group() if found else None


def find_contact_details(text: str) -> tuple[Finding, ...]:
    """Phone numbers and e-mail addresses, in order; a warning, never a refusal (I-3).

    What is part of a national number is not told again as a phone number.
    """
    numbers = find_national_numbers(text)
    places = _Places(text)
    found = [places.finding("e-mail-address", *m.span()) for m in _EMAIL.finditer(text)]
    found += [
        places.finding("phone-number", *match.span())
        for match in _PHONE.finditer(text)
        if not _is_date(match[0])
        and not any(n.start < match.end() and match.start() < n.end for n in numbers)
    ]
    return tuple(sorted(found, key=lambda finding: finding.start))


def kind_of(digits: str) -> NumberKind | None:
    """What kind of national number eleven digits are, or None.

    Day + 40 is a D-number, month + 40 an H-number (and the synthetic series of NAV), month + 80
    the synthetic series of Skatteetaten (Tenor), + 65 that of Norsk helsenett; a first digit of 8
    or 9 is an FH-number, which holds no date. Those with check digits that are wrong are none.
    """
    if len(digits) != _LENGTH or digits[-2:] != _check_digits(digits):
        return None
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if day >= 80:
        return "fh-number"
    is_d = day > 40
    shift = next((shift for shift in (80, 65, 40) if month > shift), 0)
    if not _date_can_be(day - 40 * is_d, month - shift, year):
        return None
    if shift == 0:
        return "d-number" if is_d else "birth-number"
    return "h-number" if shift == 40 and not is_d else "synthetic-number"


def _check_digits(digits: str) -> str:
    first = str(fodselsnummer.calc_check_digit1(digits))
    return first + str(fodselsnummer.calc_check_digit2(digits))


def _date_can_be(day: int, month: int, year: int) -> bool:
    # The century is not asked for: the ranges of individual numbers say 1854 to 2039, and all that
    # matters to a date is 29 February, which 1900 did not have and 2000 did.
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of whole runs of digits that make eleven digits, with their offsets."""
    runs = _runs(text)
    for first, run in enumerate(runs):
        digits, end = run.digits, run.end
        for after in runs[first + 1 : first + _LENGTH]:
            if len(digits) >= _LENGTH:
                break
            between = text[end : after.start]
            if len(after.digits) == _LAST and _BEFORE_LAST.fullmatch(between):
                yield run.start, after.end, _without_century(digits) + after.digits
            if not _BREAK.fullmatch(between):
                break
            digits, end = digits + after.digits, after.end
        yield run.start, end, digits


def _without_century(digits: str) -> str:
    """`15101986` as the number begins: `151086`; people write the date with its century."""
    if len(digits) == 8 and digits[4:6] in ("18", "19", "20"):
        return digits[:4] + digits[6:]
    return digits


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    digits: list[str] = []
    for at, character in enumerate(text):
        value = unicodedata.decimal(character, None)
        if value is not None:
            digits.append(str(value))
        elif digits:
            runs.append(_Run(at - len(digits), at, "".join(digits)))
            digits = []
    if digits:
        runs.append(_Run(len(text) - len(digits), len(text), "".join(digits)))
    return runs


def _is_date(text: str) -> bool:
    """Whether eight digits in one piece are a day: 23112026 or 20261123."""
    if len(text) != 8 or not text.isdigit():
        return False
    for year, month, day in ((text[4:], text[2:4], text[:2]), (text[:4], text[4:6], text[6:])):
        if 1900 <= int(year) < 2100 and _date_can_be(int(day), int(month), int(year) % 100):
            return True
    return False


class _Places:
    """Line and column of an offset; a line ends with a line feed, a carriage return, or both."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def finding(self, kind: NumberKind | ContactKind, start: int, end: int) -> Finding:
        line = bisect_right(self._starts, start)
        return Finding(kind, start, end, line, start - self._starts[line - 1] + 1)
