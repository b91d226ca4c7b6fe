"""The request to Helsedirektoratet about what the law says, in bokmål or nynorsk (G-16)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.contracts.governance import SideName
from shared.contracts.governance.exits import ClarificationText
from shared.typesetting import Block, Document, Heading, Points, Table, Text
from shared.web.i18n import Words

KEYS = "governance.clarification-document"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed for a side, and on which day."""

    side: SideName
    party: UUID
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Told:
    """All that the request is made of. `body` is the name of the one that asks, in the written
    form of `text`; `contact` is told in full, and empty where there is none."""

    text: ClarificationText
    case_number: str
    body: str
    contact: str
    signatures: tuple[Signature, ...]
    parties: Mapping[UUID, str]


def request(told: Told, words: Words) -> Document:
    """The request as Helsedirektoratet gets it; the same of the same. `words` are those of the
    written form that the text is in."""
    title = words(f"{KEYS}.title", number=told.case_number)
    return Document(
        title=title,
        language=told.text.language,
        blocks=tuple(_Request(told, words).blocks()),
        running=title,
        page=(words("governance.document.page"), words("governance.document.of")),
    )


class _Request:
    def __init__(self, told: Told, words: Words) -> None:
        self._told = told
        self._words = words

    def _say(self, key: str, **values: object) -> str:
        return self._words(f"{KEYS}.{key}", **values)

    def _party(self, party: UUID) -> str:
        return self._told.parties.get(party, "")

    def blocks(self) -> Iterator[Block]:
        text = self._told.text
        yield Text(self._say("intro", body=self._told.body))
        yield Points(tuple(self._facts()))
        yield from self._written("question", text.question)
        yield from self._written("facts", text.facts)
        yield from self._provisions()
        yield from self._readings()
        yield from self._written("consequence", text.consequence)
        yield from self._written("earlier", text.earlier)
        yield from self._signatures()

    def _facts(self) -> Iterator[tuple[str, str]]:
        told = self._told
        yield self._say("from"), told.body
        yield self._say("case"), told.case_number
        urgent = told.text.urgency == "urgent"
        yield (
            self._say("urgency"),
            self._say("urgent", reason=told.text.urgency_reason)
            if urgent
            else self._say("ordinary"),
        )
        yield self._say("contact"), told.contact

    def _written(self, heading: str, text: str | None) -> Iterator[Block]:
        if text:
            yield Heading(self._say(heading))
            yield Text(text)

    def _provisions(self) -> Iterator[Block]:
        yield Heading(self._say("provisions"))
        yield Table(
            [self._say(each) for each in ("law", "section", "asked")],
            [
                (
                    each.law,
                    each.section,
                    self._words(f"governance.provision-question.{each.question}"),
                )
                for each in self._told.text.provisions
            ],
        )

    def _readings(self) -> Iterator[Block]:
        yield Heading(self._say("readings"))
        for reading in self._told.text.readings:
            yield Heading(self._party(reading.party), 2)
            yield Text(reading.text)
            if reading.dissent is not None:
                yield Text(reading.dissent, self._say("dissent"))

    def _signatures(self) -> Iterator[Block]:
        yield Heading(self._say("signatures"))
        yield Table(
            [self._say(each) for each in ("side", "party", "person", "day")],
            [
                (
                    self._words(f"governance.side.{each.side}"),
                    self._party(each.party),
                    each.name,
                    self._words.formats.day(each.on),
                )
                for each in self._told.signatures
            ],
        )
