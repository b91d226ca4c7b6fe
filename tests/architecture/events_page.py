"""`docs/events.md`, made from the language of the log."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import SERVICES, Event
from shared.contracts.upcasters import UPCASTERS
from tests.architecture.tree import ROOT, relative

PATH = ROOT / "docs" / "events.md"

SOURCES = (*SERVICES, "eventlog")

HEAD = """<!-- Made by `python -m tests.architecture.generate`; edit the code instead. -->

# The events

The public language of the log: what is stored, sent, proved and subscribed to.
Each event travels in the CloudEvents envelope of
[`shared/contracts/record.py`](../shared/contracts/record.py).
A stored shape is never edited: a change is a new version and an
[upcaster](../shared/contracts/upcasters.py). Rule numbers: [rules](rules.md).
"""

TABLE = "| field | type | if left out |\n|---|---|---|"


def events_page() -> str:
    """The whole page."""
    parts = [HEAD]
    values: dict[str, type[BaseModel]] = {}
    for source in SOURCES:
        parts.append(f"## {source}\n")
        for event in EVENT_TYPES:
            if type_of(event).startswith(f"{source}."):
                parts.append(_section(f"`{type_of(event)}`", event))
                values.update((value.__name__, value) for value in _inside(event))
    parts.append("## Values inside events\n")
    parts.extend(_section(name, values[name]) for name in sorted(values))
    old = [f"- `{name}` is read as `{step.to}`" for name, step in sorted(UPCASTERS.items())]
    parts.append("\n".join(["## Earlier versions\n", *old]))
    return "\n".join(parts) + "\n"


def type_of(event: type[Event]) -> str:
    """The type an event is stored and sent under."""
    name: str = event.model_fields["type"].default
    return name


def _section(title: str, model: type[BaseModel]) -> str:
    declared_in = ROOT / Path(*model.__module__.split(".")).with_suffix(".py")
    said = cleandoc(model.__dict__.get("__doc__") or "")
    place = relative(declared_in)
    rows = [
        f"| `{name}` | `{_shown(model.model_fields[name].annotation)}` | {_left_out(model, name)} |"
        for name in model.model_fields
        if name != "type"
    ]
    words = [f"{said}\n"] if said else []
    return "\n".join([f"### {title}\n", *words, f"In [`{place}`](../{place}).\n", TABLE, *rows, ""])


def _left_out(model: type[BaseModel], name: str) -> str:
    field = model.model_fields[name]
    if field.is_required():
        return "never"
    return f"`{field.get_default(call_default_factory=False)!r}`"


def _inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The values that a model's fields are made of, and those inside them."""
    for field in model.model_fields.values():
        for value in _models(field.annotation):
            yield value
            yield from _inside(value)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _shown(annotation: Any) -> str:
    """A type as a reader writes it, without modules; `|` is escaped for the table's cell."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shown(inner[0])
    if origin in (UnionType, Union):
        return " \\| ".join(map(_shown, inner))
    if origin is Literal:
        return " \\| ".join(map(repr, inner))
    if origin is not None:
        parts = ", ".join("…" if each is ... else _shown(each) for each in inner)
        return f"{origin.__name__}[{parts}]"
    if annotation is type(None):
        return "None"
    return getattr(annotation, "__name__", str(annotation))
