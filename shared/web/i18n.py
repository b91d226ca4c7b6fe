"""The words a reader sees, by key, from gettext catalogues that are read at start.

A catalogue is a .po file whose message ids are keys (`intake.report.title-missing`). Values are
named in braces and may be formatted: `{amount:kroner}`, `{due:date}`, `{at:moment}`,
`{n:number}`; a whole number without a format is written as it is, since it may be a year. A
message with two forms has `msgid_plural` equal to `msgid` and is chosen by the value `count`.
Nothing is missing in silence: an unknown key, a value not given, an empty or unfinished
translation and a key defined twice all raise.
"""

import gettext
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from shared.web.formats import Formats

SHARED_WORDS = Path(__file__).parent / "words" / "nb.po"
"""The catalogue of the words all services share."""


class MissingWords(LookupError):  # noqa: N818 - named for what it says
    """A key, or a value its sentence needs, that is not there."""


class FaultyCatalogue(ValueError):  # noqa: N818
    """A .po file with an empty, unfinished or repeated message."""


@dataclass(frozen=True, slots=True)
class _Message:
    forms: tuple[str, ...]
    form_of: Callable[[int], int]


class Words:
    """The joined catalogues of some .po files: `words("intake.report.sent", number="01-26")`.

    Raises FaultyCatalogue on construction, MissingWords on a call.
    """

    def __init__(self, paths: Iterable[Path], *, formats: Formats | None = None) -> None:
        self.formats = formats or Formats()
        self._filler = _Filler(self.formats)
        self._messages: dict[str, _Message] = {}
        for path in paths:
            read = read_catalogue(path)
            twice = sorted(read.keys() & self._messages.keys())
            if twice:
                raise FaultyCatalogue(f"{path}: defined before: {', '.join(twice)}")
            self._messages.update(read)

    def __call__(self, key: str, /, **values: object) -> str:
        try:
            message = self._messages[key]
        except KeyError:
            raise MissingWords(f"no words for {key}") from None
        text = message.forms[0]
        if len(message.forms) > 1:
            count = values.get("count")
            if not isinstance(count, int):
                raise MissingWords(f"{key} is chosen by a whole number named count")
            text = message.forms[message.form_of(count)]
        try:
            return self._filler.vformat(text, (), values)
        except KeyError as missing:
            raise MissingWords(f"{key} needs the value {missing}") from missing

    def has(self, key: str) -> bool:
        """Whether there are words for the key."""
        return key in self._messages

    def keys(self) -> frozenset[str]:
        """All keys there are words for."""
        return frozenset(self._messages)


def read_catalogue(path: Path) -> dict[str, _Message]:
    """The messages of one .po file by key. Raises FaultyCatalogue."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale="nb", abort_invalid=True)
    form_of = gettext.c2py(catalogue.plural_expr)
    messages: dict[str, _Message] = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if not key:
            continue
        texts = message.string or ""
        forms = (texts,) if isinstance(texts, str) else tuple(texts)
        if message.fuzzy or not all(form and form.strip() for form in forms):
            raise FaultyCatalogue(f"{path}: {key} is not translated")
        messages[key] = _Message(forms, form_of)
    return messages


class _Filler(string.Formatter):
    """Fills named values in, written as `Formats` says; refuses attributes and indexes."""

    def __init__(self, formats: Formats) -> None:
        self._styles: dict[str, Callable[[Any], str]] = {
            "kroner": formats.kroner,
            "number": formats.number,
            "hours": formats.hours,
            "percent": formats.percent,
            "date": formats.day,
            "long_date": formats.long_day,
            "clock": formats.clock,
            "moment": formats.moment,
        }

    def get_field(
        self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> tuple[Any, str]:
        """Names only: a sentence can't reach into what it is given."""
        assert not args
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec:
            return self._styles[format_spec](value)
        match value:
            case str():
                return value
            case bool():
                raise TypeError("a yes or no has no words; give the sentence words")
            case Decimal():
                return self._styles["number"](value)
            case datetime():
                return self._styles["moment"](value)
            case date():
                return self._styles["date"](value)
            case _:
                return str(value)
