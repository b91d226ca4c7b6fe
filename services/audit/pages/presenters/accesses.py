"""Who has looked at what, and what for, in words (R-6)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.audit.pages.presenters.names import Names
from services.audit.readmodels.accesses import Access


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One reading: of one case, or of what was asked about many."""

    at: datetime
    who: str
    how: str
    case: str
    address: str | None
    about: str
    purpose: str


def access_rows(
    accesses: Iterable[Access], numbers: Mapping[UUID, str], names: Names
) -> tuple[AccessRow, ...]:
    """`numbers` of the cases that the reader may open themselves."""
    return tuple(_row(each, numbers, names) for each in accesses)


def _row(access: Access, numbers: Mapping[UUID, str], names: Names) -> AccessRow:
    words, number = names.words, numbers.get(access.case_id) if access.case_id else None
    return AccessRow(
        at=access.at,
        who=names.person(access.person),
        how=words(f"audit.how.{access.how}"),
        case=number or (words("audit.accesses.a-case") if access.case_id else ""),
        address=f"/revisjon/saker/{access.case_id}" if number else None,
        about="; ".join(_asked(access.about, names)),
        purpose=access.purpose or words("audit.accesses.no-purpose"),
    )


BETWEEN = re.compile(r", (?=[a-z]+=)")
LABELS = {"component": "component", "outcome": "outcome", "disagreement": "kind"}


def _asked(about: str, names: Names) -> Iterator[str]:
    """What was asked of many, which the log has as `component=legal, since=…`."""
    for part in BETWEEN.split(about) if about else ():
        name, _, value = part.partition("=")
        key = f"audit.asked.{name}"
        label = names.words(key) if names.words.has(key) else name
        yield f"{label}: {_value(name, value, names)}"


def _value(name: str, value: str, names: Names) -> str:
    words = names.words
    key = f"audit.extract.{LABELS.get(name, name)}.{value}"
    if words.has(key):
        return words(key)
    if name in ("helsefellesskap", "body"):
        return names.anything(UUID(value)) or words("audit.body-unheard")
    if name in ("since", "until", "period"):
        days = (datetime.fromisoformat(each) for each in value.split("/"))
        return "–".join(words.formats.day(each) for each in days)
    return value
