"""A history for people to read: PDF/UA, what happened, when, and by whom (R-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.typesetting import Document, Points, Table, Text
from shared.web.i18n import Words

KEYS = "audit.history-document"


@dataclass(frozen=True, slots=True)
class Line:
    """One event as it is told."""

    recorded: datetime
    text: str
    by: str
    reference: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What the history is of, and what it rests on."""

    of: str
    checkpoint: str
    root: str
    withheld: int


def history(heading: Heading, lines: Sequence[Line], made_at: datetime, words: Words) -> Document:
    """The same of the same."""

    def say(key: str, **values: object) -> str:
        return words(f"{KEYS}.{key}", **values)

    moment = words.formats.moment
    return Document(
        title=say("title", of=heading.of),
        language="nb",
        blocks=(
            Points(
                (
                    (say("made"), moment(made_at)),
                    (say("events"), str(len(lines))),
                    (say("withheld"), str(heading.withheld)),
                    (say("checkpoint"), heading.checkpoint),
                    (say("root"), heading.root),
                )
            ),
            Text(say("about")),
            Table(
                tuple(say(each) for each in ("when", "what", "who", "where")),
                tuple(
                    (moment(each.recorded), each.text, each.by, each.reference) for each in lines
                ),
            ),
        ),
        running=say("title", of=heading.of),
        page=(say("page"), say("of")),
    )
