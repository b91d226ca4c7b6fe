"""What is recorded, in words: for those who read it, and for what has changed (A-1, A-15)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, assert_never
from uuid import UUID

from pydantic import BaseModel

from services.assessment.pages.presenters.columns import LONG, Block, Column, Table
from services.assessment.pages.presenters.fields import answer
from services.assessment.pages.presenters.names import Names
from services.assessment.rules.economy import Unit
from shared.contracts.assessment import Detail
from shared.contracts.assessment.details import Span
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A table as it was recorded; columns that nothing stands in are left out."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it was recorded."""

    title: str
    text: str


def of_detail(detail: Detail, names: Names) -> tuple[Told | Text, ...]:
    """The long form of a component; what is not filled in is left out."""
    return tuple(_blocks(LONG[detail.component], detail, names))


def of_blocks(blocks: Sequence[Block], told: BaseModel, names: Names) -> tuple[Told | Text, ...]:
    """The same of anything that is told by these columns."""
    return tuple(_blocks(blocks, told, names))


def table(of: Table, rows: Sequence[BaseModel], names: Names) -> Told:
    """Rows as texts."""
    cells = [
        [in_words(column, _value(row, column), names) for column in of.columns] for row in rows
    ]
    used = [place for place in range(len(of.columns)) if any(row[place] for row in cells)]
    return Told(
        name=of.name,
        title=names.words(f"assessment.field.{of.name}"),
        columns=tuple(label(of.columns[place], of.name, names.words) for place in used),
        rows=tuple(tuple(row[place] for place in used) for row in cells),
    )


def as_line(of: Table, row: BaseModel, names: Names) -> str:
    """One row as one line: `Oppgave: …; Virksomhet: …`."""
    return "; ".join(
        f"{label(column, of.name, names.words)}: {text}"
        for column in of.columns
        if (text := in_words(column, _value(row, column), names))
    )


def label(column: Column, table_name: str, words: Words) -> str:
    name = column.name.replace("_", "-")
    return words(f"assessment.field.{table_name}.{name}")


def _blocks(blocks: Sequence[Block], told: BaseModel, names: Names) -> Iterator[Told | Text]:
    for block in blocks:
        value = getattr(told, block.name)
        if not value:
            continue
        if isinstance(block, Table):
            yield table(block, value, names)
        else:
            title = names.words(f"assessment.field.{block.name.replace('_', '-')}")
            yield Text(title, in_words(block, value, names))


def _value(row: BaseModel, column: Column) -> Any:
    """The form asks the other way round what nobody needs."""
    return not row.needed if column.name == "not_needed" else getattr(row, column.name)  # type: ignore[attr-defined]


def in_words(column: Column, value: Any, names: Names) -> str:  # noqa: PLR0911 - a line each
    """One value; empty where there is none."""
    words = names.words
    match column.kind:
        case "line" | "area":
            return str(value or "")
        case "lines":
            return ", ".join(value)
        case "party":
            return names.party(value) if isinstance(value, UUID) else ""
        case "choice":
            return answer(column.name, value, words)
        case "checks":
            return ", ".join(answer(column.name, each, words) for each in value)
        case "flag":
            return words("assessment.yes") if value else ""
        case "date":
            return words.formats.day(value) if isinstance(value, date) else ""
        case "hours":
            return words.formats.hours(value)
        case "kroner":
            return kroner(value, words)
        case "kroner-range":
            return kroner_range(value, words)
        case "hours-range":
            return hours_range(value, words)
        case _:
            assert_never(column.kind)


def kroner(ore: int, words: Words) -> str:
    """`200 000 kr`, with øre only where there are any."""
    return words("assessment.kroner", amount=_in_kroner(ore))


def kroner_range(span: Span, words: Words) -> str:
    """`200 000–300 000 kr`; empty where nothing is told."""
    if span.low == span.high:
        return kroner(span.high, words) if span.high else ""
    return words("assessment.kroner-range", low=_in_kroner(span.low), high=_in_kroner(span.high))


def hours_range(span: Span, words: Words) -> str:
    """`100–200 t`; empty where nothing is told."""
    if span.low == span.high:
        return words.formats.hours(span.high) if span.high else ""
    return words("assessment.hours-range", low=span.low, high=span.high)


def within(unit: Unit, span: Span, words: Words) -> str:
    """What may be below nothing: `−300 000 til −200 000 kr`."""
    if unit == "ore":
        low, high = _in_kroner(span.low), _in_kroner(span.high)
        if span.low == span.high:
            return kroner(span.low, words)
        return words("assessment.kroner-from-to", low=low, high=high)
    if span.low == span.high:
        return words.formats.hours(span.low)
    return words("assessment.hours-from-to", low=span.low, high=span.high)


def _in_kroner(ore: int) -> Decimal:
    whole, rest = divmod(ore, 100)
    return Decimal(whole) if not rest else Decimal(ore) / 100
