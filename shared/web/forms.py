"""Forms of the pages: what was typed, read into a model, with the errors at their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData

from shared.values.refusal import Refused
from shared.web.i18n import Words
from shared.web.validation import FieldError, field_errors

M = TypeVar("M", bound=BaseModel)

MAX_LIST = 200
"""No list of a form has more rows; a higher number in a field's name is not ours."""


@dataclass(frozen=True, slots=True)
class Form(Generic[M]):
    """A form as it was typed. `value` is there when nothing is wrong.

    Names are paths: `title`, `practical.status`, `tasks.0.unit`. `prefix` is where the words of
    its fields stand in the catalogue. `rows` are for each list the numbers its rows have in the
    form, of those that are in `value`.
    """

    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    errors: tuple[FieldError, ...] = ()
    value: M | None = None
    prefix: str | None = None
    rows: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was typed in a field; empty where nothing was."""
        return self.typed.get(name, ("",))[0]

    def chosen(self, name: str) -> tuple[str, ...]:
        """All that was chosen in a field with several answers."""
        return self.typed.get(name, ())

    def error(self, name: str) -> str | None:
        """What is wrong with the field, or with a part of it."""
        for error in self.errors:
            if error.field == name or error.field.startswith(f"{name}."):
                return error.text
        return None

    def refused(self, refused: Refused, words: Words) -> "Form[M]":
        """The same form, with what the rules say against it, at the row as it was typed."""
        text = words(f"refused.{refused.reason}", **refused.values)
        steps = (int(step) if step.isdecimal() else step for step in _steps(refused.field))
        at = ".".join(map(str, _as_typed(tuple(steps), self.rows)))
        error = FieldError(at, text, f"{text} ({refused.rule})")
        return replace(self, errors=(*self.errors, error), value=None)


def _steps(field: str | None) -> list[str]:
    return field.split(".") if field else []


def blank(prefix: str | None = None, **values: str | tuple[str, ...]) -> Form[Any]:
    """A form before anything is typed, with what is filled in beforehand."""
    typed = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    return Form(typed=typed, prefix=prefix)


def read(data: FormData, model: type[M], words: Words, *, prefix: str | None = None) -> Form[M]:
    """Reads the fields into the model; a field left empty counts as not given.

    A name given once is a text, a name the model has as a list or set is all its values. Rows
    (`tasks.0.unit`) that are left empty fall out, and so do those where `tasks.0.remove` is ticked;
    errors still stand at the rows as typed.
    """
    typed = {
        name: tuple(text for text in data.getlist(name) if isinstance(text, str)) for name in data
    }
    tree = _nested(typed, model)
    rows: dict[str, list[str]] = {}
    given = {name: _listed(branch, name, rows) for name, branch in tree.items()}
    try:
        value = model.model_validate(given)
    except ValidationError as wrong:
        asked = _asked(model)
        found = [
            {
                **error,
                "loc": _as_typed(error["loc"], rows),
                **_untouched(error["type"], error["loc"], asked),
            }
            for error in wrong.errors(include_input=False, include_url=False)
        ]
        return Form(typed, field_errors(found, words, prefix=prefix), None, prefix, rows)
    except Refused as refused:
        form: Form[M] = Form(typed, (), None, prefix, rows)
        return form.refused(refused, words)
    return Form(typed, (), value, prefix, rows)


def _untouched(
    kind: str, location: tuple[str | int, ...], asked: Mapping[str, str]
) -> dict[str, Any]:
    """What was asked for in a field that was left as it stood: words and a box, or a choice."""
    name = ".".join(step for step in map(str, location) if not step.isdecimal())
    return {"ctx": {"asked": asked[name]}} if kind == "missing" and name in asked else {}


def _nested(typed: Mapping[str, tuple[str, ...]], model: type[BaseModel]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    several = _several(model)
    for name, texts in typed.items():
        given = tuple(text.replace("\r\n", "\n").strip() for text in texts)
        filled = [text for text in given if text]
        if not filled:
            continue
        *path, last = name.split(".")
        branch = tree
        for step in path:
            below = branch.setdefault(step, {})
            branch = below if isinstance(below, dict) else {}
        branch[last] = filled if name in several or len(filled) > 1 else filled[0]
    return tree


def _listed(branch: Any, path: str, rows: dict[str, list[str]]) -> Any:
    """A branch whose steps are numbers is a list; `rows` gets the numbers as typed."""
    if not isinstance(branch, dict):
        return branch
    inner = {name: _listed(below, f"{path}.{name}", rows) for name, below in branch.items()}
    if all(name.isdecimal() and int(name) < MAX_LIST for name in inner):
        kept = [name for name, row in inner.items() if not _removed(row)]
        rows[path] = sorted(kept, key=int)
        return [inner[name] for name in rows[path]]
    return inner


def _removed(row: Any) -> bool:
    return isinstance(row, dict) and bool(row.get("remove"))


def _as_typed(
    location: tuple[str | int, ...], rows: Mapping[str, list[str]]
) -> tuple[str | int, ...]:
    """Where the model found the error, by the numbers the rows had in the form."""
    steps: list[str] = []
    path: list[str] = []
    for step in location:
        numbers = rows.get(".".join(path)) if isinstance(step, int) else None
        steps.append(numbers[step] if numbers and isinstance(step, int) else str(step))
        path.append(steps[-1])
    return tuple(steps)


@cache
def _asked(model: type[BaseModel]) -> Mapping[str, str]:
    """The fields that are answered by choosing: one of several, a day, a moment; those of rows by
    their names without the number (`tasks.party`)."""
    whole = model.model_json_schema(mode="validation")
    return dict(_chosen(whole, whole.get("$defs", {}), ""))


def _chosen(
    schema: Mapping[str, Any], known: Mapping[str, Any], at: str
) -> Iterator[tuple[str, str]]:
    kinds = {"uuid": "choice", "date": "day", "date-time": "moment"}
    for name, given in schema.get("properties", {}).items():
        of = _resolved(given, known)
        if "enum" in of or of.get("type") == "array":
            yield f"{at}{name}", "choice"
        elif of.get("format") in kinds:
            yield f"{at}{name}", kinds[of["format"]]
        yield from _chosen(_resolved(of.get("items", of), known), known, f"{at}{name}.")


def _resolved(schema: Mapping[str, Any], known: Mapping[str, Any]) -> Mapping[str, Any]:
    return known[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema


@cache
def _several(model: type[BaseModel]) -> frozenset[str]:
    """The model's own fields that hold several values."""
    properties = model.model_json_schema(mode="validation").get("properties", {})
    return frozenset(
        name
        for name, schema in properties.items()
        if any(variant.get("type") == "array" for variant in schema.get("anyOf", [schema]))
    )
