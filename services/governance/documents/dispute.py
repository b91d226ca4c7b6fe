"""The papers to Tvisteløsningsnemnda, in bokmål or nynorsk (G-18)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from shared.contracts.governance.exits import DisputeText
from shared.typesetting import Block, Document, Heading, Points, Text
from shared.web.i18n import Words

KEYS = "governance.dispute-document"
PARTS = ("question", "agreement", "claim", "facts", "legal_basis")
"""What is told at length, by its field, in the order of the papers."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the papers are made of; `contact` is told in full."""

    text: DisputeText
    case_number: str
    contact: str
    parties: Mapping[UUID, str]


def complaint(told: Told, words: Words) -> Document:
    """The papers as the board and the other party get them; the same of the same. `words` are
    those of the written form that the text is in."""
    title = words(f"{KEYS}.title", number=told.case_number)
    return Document(
        title=title,
        language=told.text.language,
        blocks=tuple(_blocks(told, words)),
        running=title,
        page=(words("governance.document.page"), words("governance.document.of")),
    )


def _blocks(told: Told, words: Words) -> Iterator[Block]:
    text = told.text
    other = told.parties.get(text.other_party, "")
    yield Text("\n".join((words(f"{KEYS}.intro"), words(f"{KEYS}.copy", party=other))))
    yield Points(
        (
            (words(f"{KEYS}.kind"), words(f"governance.dispute-kind.{text.kind}")),
            (words(f"{KEYS}.from"), told.parties.get(text.party, "")),
            (words(f"{KEYS}.against"), other),
            (words(f"{KEYS}.case"), told.case_number),
            (words(f"{KEYS}.contact"), told.contact),
        )
    )
    for part in PARTS:
        written: str | None = getattr(text, part)
        if written:
            yield Heading(words(f"{KEYS}.{part}"))
            yield Text(written)
