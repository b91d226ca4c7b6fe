"""Documents for people and archives: PDF/UA-1, typeset from data (ISO 14289-1).

What is written in a document is data and never markup, so that no text can become anything but
itself. The same document at the same moment gives the same bytes: only the fonts that come with
typst are used, and no clock is read.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

import typst

TEMPLATE = Path(__file__).parent / "document.typ"
MEDIA_TYPE = "application/pdf"
LONGEST_PIECE = 40
"""A word longer than this may break anywhere, or it would run off the page."""
BREAK = "\u200b"
MISSING = "\u25a1"
"""Stands where a character is that no font has; what was written stands in the log."""
EPOCH = datetime.fromtimestamp(0, UTC)

Language: TypeAlias = Literal["nb", "nn"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is just below the title."""

    text: str
    level: int = 1
    kind: Literal["heading"] = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs as they were written: a new line is a new paragraph. `label` stands before."""

    text: str
    label: str | None = None
    kind: Literal["text"] = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Points:
    """Terms with what is said of each."""

    points: Sequence[tuple[str, str]]
    kind: Literal["points"] = field(default="points", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header; what it shows is told by the heading before it."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    kind: Literal["table"] = field(default="table", init=False)


Block: TypeAlias = Heading | Text | Points | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What is typeset. `running` stands at the foot of each page, before its number; `page` is
    the word for a page's number of how many, as in `Side 1 av 2`."""

    title: str
    language: Language
    blocks: Sequence[Block]
    running: str
    page: tuple[str, str]


def typeset(document: Document, at: datetime, *, archival: bool = False) -> bytes:
    """The document as PDF/UA-1, for an archive as PDF/A-2a too (ISO 19005-2). `at` is the moment
    it is said to be made; ValueError without a zone."""
    if at.tzinfo is None:
        raise ValueError("a document is made at a moment with a zone")
    return _compiled(_set(asdict(document)), at, archival=archival)


def _compiled(data: object, at: datetime, *, archival: bool = False) -> bytes:
    return typst.compile(
        TEMPLATE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"] if archival else ["ua-1"],
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )


@cache
def _fonts() -> typst.Fonts:
    """Those inside typst's own package: the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def _set(value: object) -> object:
    """The same data with each text as it can be set."""
    match value:
        case str():
            shown = "".join(map(_shown, unicodedata.normalize("NFC", value)))
            return "".join(map(_pieces, _with_spaces(shown)))
        case dict():
            return {name: _set(each) for name, each in value.items()}
        case list() | tuple():
            return [_set(each) for each in value]
        case _:
            return value


def _shown(character: str) -> str:
    """The character; what no font has can't stand in a PDF/UA, and is marked as missing."""
    if character == "\n" or (character.isascii() and character.isprintable()):
        return character
    if character.isspace():
        return " "
    return character if _in_a_font(character) else MISSING


@lru_cache(maxsize=10_000)
def _in_a_font(character: str) -> bool:
    tried = Document("-", "nb", (Text(character),), "", ("", ""))
    try:
        _compiled(asdict(tried), EPOCH)
    except typst.TypstError:
        return False
    return True


def _pieces(word: str) -> str:
    starts = range(0, len(word), LONGEST_PIECE)
    return BREAK.join(word[start : start + LONGEST_PIECE] for start in starts)


def _with_spaces(text: str) -> list[str]:
    """Words and the spaces between them, so that both come back as they were."""
    parts: list[str] = []
    for character in text:
        if parts and character.isspace() == parts[-1][-1].isspace():
            parts[-1] += character
        else:
            parts.append(character)
    return parts
