"""The receipt of a report, for the reporter's own files (I-11). Names no patient (I-3)."""

from dataclasses import dataclass
from datetime import date, datetime

from shared.typesetting import Document, Heading, Points, Text
from shared.web.i18n import Words

KEYS = "intake.receipt"


@dataclass(frozen=True, slots=True)
class Told:
    """All that the receipt is made of, as it was when the report was taken; texts that are erased
    are None (R-7). `joined`: it is one more report of `case_number`."""

    number: str
    case_number: str
    joined: bool
    helsefellesskap: str
    registered_at: datetime
    reported_on: date
    title: str | None
    what_happens: str | None
    parties: tuple[str, ...]
    urgent: bool


def receipt(told: Told, words: Words) -> Document:
    """The receipt; the same of the same."""
    title = words(f"{KEYS}.title", number=told.number)
    erased = words("intake.erased")
    points = [
        (words(f"{KEYS}.number"), told.number),
        (words("intake.report.helsefellesskap"), told.helsefellesskap),
        (words(f"{KEYS}.registered"), words.formats.moment(told.registered_at)),
        (words(f"{KEYS}.reported-on"), words.formats.day(told.reported_on)),
        (words("intake.case.parties"), ", ".join(told.parties)),
    ]
    if told.joined:
        points.insert(1, (words(f"{KEYS}.joined"), told.case_number))
    if told.urgent:
        points.append((words("intake.urgent"), words("intake.urgent-phone")))
    return Document(
        title=title,
        language="nb",
        blocks=(
            Points(points),
            Heading(told.title or erased),
            Text(told.what_happens or erased),
            Heading(words(f"{KEYS}.next")),
            Text(words(f"{KEYS}.next-about")),
        ),
        running=title,
        page=(words(f"{KEYS}.page"), words(f"{KEYS}.of")),
    )
