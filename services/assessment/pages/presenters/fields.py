"""The fields of a form as its template shows them, built from what the long form asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.assessment.pages.presenters.columns import RANGES, Block, Column, Kind, Table
from services.assessment.pages.presenters.names import Names
from shared.web.components import Option
from shared.web.forms import Form
from shared.web.i18n import Words
from shared.web.validation import name_of

MORE = "more"
"""The name of the button that asks for more rows of a table."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One field."""

    name: str
    kind: Kind
    label: str
    about: str | None = None
    options: Sequence[Option] = ()
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `filled`: something stands in it, so that it can be taken away."""

    at: str
    legend: str
    fields: tuple[Shown, ...]
    filled: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of the form."""

    name: str
    title: str
    about: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LongForm:
    """All of it. `open`: it stands unfolded, because something in it is wrong or is being filled
    in; `told`: something of it is recorded or typed."""

    blocks: tuple[Rows | Shown, ...]
    open: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds what is shown of a form. `parties` are those one can choose among."""

    names: Names
    parties: Sequence[UUID]

    @property
    def _words(self) -> Words:
        return self.names.words

    def long_form(self, blocks: Sequence[Block], form: Form[Any]) -> LongForm:
        names = {block.name for block in blocks}
        wrong = any(error.field.split(".")[0] in names for error in form.errors)
        return LongForm(
            blocks=tuple(
                shown
                for block in blocks
                for shown in (
                    (self.rows(block, form),)
                    if isinstance(block, Table)
                    else self.fields("", block)
                )
            ),
            open=wrong or form.text(MORE) in names,
            told=any(_first(name) in names and any(texts) for name, texts in form.typed.items()),
        )

    def rows(self, table: Table, form: Form[Any]) -> Rows:
        """Those that are typed, and one more that is empty; two where they are asked for."""
        typed = _numbers(form, table.name)
        last = max(typed, default=-1)
        empty = 2 if form.text(MORE) == table.name else int(last < 0 or typed[last])
        about = f"assessment.about.{table.name}"
        return Rows(
            name=table.name,
            title=self._words(f"assessment.field.{table.name}"),
            about=self._words(about) if self._words.has(about) else None,
            rows=tuple(
                Row(
                    at=f"{table.name}.{number}",
                    legend=self._words(f"assessment.row.{table.name}", number=number + 1),
                    fields=tuple(
                        shown
                        for column in table.columns
                        for shown in self.fields(f"{table.name}.{number}.", column)
                    ),
                    filled=typed.get(number, False),
                )
                for number in range(last + 1 + empty)
            ),
        )

    def fields(self, at: str, column: Column) -> tuple[Shown, ...]:
        """A range is two fields."""
        if column.kind in RANGES:
            kind: Kind = "kroner" if column.kind == "kroner-range" else "hours"
            return tuple(
                self._shown(f"{at}{column.name}.{end}", Column(f"{column.name}.{end}", kind))
                for end in ("low", "high")
            )
        return (self._shown(f"{at}{column.name}", column),)

    def _shown(self, name: str, column: Column) -> Shown:
        words, known = self._words, name_of(name)
        about = f"assessment.about.{known}"
        return Shown(
            name=name,
            kind=column.kind,
            label=words(f"assessment.field.{known}"),
            about=words(about) if words.has(about) else None,
            options=self._options(column),
            optional=not column.needed,
        )

    def _options(self, column: Column) -> Sequence[Option]:
        if column.kind == "party":
            return self.names.options(self.parties)
        return [Option(each, answer(column.name, each, self._words)) for each in column.answers]


def answer(name: str, value: str, words: Words) -> str:
    """One of the answers of a choice, in words; a component has its own name."""
    if name == "component":
        return words(f"framework.component.{value}")
    return words(f"assessment.answer.{name.replace('_', '-')}.{value}")


def _first(name: str) -> str:
    return name.split(".", maxsplit=1)[0]


def _numbers(form: Form[Any], table: str) -> dict[int, bool]:
    """The rows as typed, and whether anything stands in each."""
    found: dict[int, bool] = {}
    for name, texts in form.typed.items():
        first, *steps = name.split(".")
        if first == table and steps and steps[0].isdecimal() and len(steps[0]) < 3:
            number = int(steps[0])
            found[number] = found.get(number, False) or any(text.strip() for text in texts)
    return found
