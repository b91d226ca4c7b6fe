"""The documents that are made from the code: the rules and the events."""

from collections.abc import Iterable, Sequence
from inspect import getdoc
from os.path import relpath
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from shared.contracts.language import EVENT_TYPES
from shared.contracts.record import SERVICES, Event
from shared.contracts.upcasters import UPCASTERS
from tests.architecture import citations
from tests.architecture.meanings import MEANINGS, PARTS
from tests.architecture.tree import ROOT, relative

RULES = ROOT / "docs" / "rules.md"
EVENTS = ROOT / "docs" / "events.md"

DECIDING = ("/rules", "/decisions", "shared/values/", "shared/identity/")
"""Where rules are decided; other places prepare for a decision or carry it on."""

MADE = "<!-- Made by `python -m tests.architecture.generate`; edit the code instead. -->"

RULES_HEAD = f"""{MADE}

# The rules

Every rule of the domain has a number, and the code cites it where it is carried out.
Here stands what each number means in one line, where it is decided, and which tests show it.
A line says that the code cites the rule, not that all of it is carried out: how far it goes is in the docstrings.
Words: [glossary](glossary.md).
"""

EVENTS_HEAD = f"""{MADE}

# The events

The public language of the log: what is stored, sent, proved and subscribed to.
They are declared in `shared/contracts/`; each one travels in the CloudEvents envelope of [`record.py`](../shared/contracts/record.py).
A stored shape is never edited: a change is a new version and an [upcaster](../shared/contracts/upcasters.py).
`Sealed` is personal data under one subject's key.
"""


def rules_page() -> str:
    """`docs/rules.md`. Raises KeyError for a cited rule without a meaning."""
    cited, code, tests = citations.anywhere(), citations.in_code(), citations.in_tests()
    parts = [RULES_HEAD]
    for letter, title in PARTS.items():
        numbers = sorted(
            (rule for rule in cited if rule.startswith(letter)),
            key=lambda rule: int(rule.partition("-")[2]),
        )
        if not numbers:
            continue
        parts.append(f"## {title} ({letter})\n")
        rows = [
            f"| {rule} | {MEANINGS[rule]} | {_links(_deciding(code.get(rule, ())))} "
            f"| {_links(tests.get(rule, ()))} |"
            for rule in numbers
        ]
        head = "| rule | meaning | decided in | shown by |\n|---|---|---|---|"
        parts.append("\n".join([head, *rows]) + "\n")
    return "\n".join(parts)


def _deciding(paths: Sequence[str]) -> list[str]:
    narrow = [path for path in paths if any(place in path for place in DECIDING)]
    return sorted(narrow or paths)


def _links(paths: Iterable[str]) -> str:
    shown = [f"[{_short(path)}](../{path})" for path in sorted(paths)]
    return "<br>".join(shown) or "–"


def _short(path: str) -> str:
    """Without the folder that all share, and the ending."""
    return path.removeprefix("services/").removeprefix("tests/").removesuffix(".py")


def events_page() -> str:
    """`docs/events.md`."""
    parts = [EVENTS_HEAD]
    for source in (*SERVICES, "eventlog"):
        of_source = [event for event in EVENT_TYPES if _type(event).startswith(f"{source}.")]
        parts.append(f"## {source}\n")
        parts.extend(_event(event) for event in of_source)
    parts.append("## Earlier versions\n")
    parts.append("\n".join(f"- `{old}` is read as `{step.to}`" for old, step in UPCASTERS.items()))
    return "\n".join(parts).rstrip() + "\n"


def _event(event: type[Event]) -> str:
    declared_in = ROOT / Path(*event.__module__.split(".")).with_suffix(".py")
    # A package's events are declared in its modules, so the path is always a file.
    assert declared_in.exists(), declared_in
    link = relpath(declared_in, EVENTS.parent)
    said = event.__dict__.get("__doc__") and getdoc(event)
    rows = [
        f"| `{name}` | `{shown(field.rebuild_annotation())}` | {'yes' if field.is_required() else _default(field)} |"
        for name, field in event.model_fields.items()
        if name != "type"
    ]
    return "\n".join(
        [
            f"### `{_type(event)}`\n",
            *([f"{said}\n"] if said else []),
            f"Declared in [`{relative(declared_in)}`]({link}).\n",
            "| field | type | required, or what it is otherwise |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _default(field: FieldInfo) -> str:
    return f"`{field.get_default(call_default_factory=True)!r}`"


def _type(event: type[Event]) -> str:
    name: str = event.model_fields["type"].default
    return name


def shown(annotation: Any) -> str:
    """A type as a reader writes it: without modules, `|` escaped for a table's cell."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return shown(inner[0])
    if origin in (UnionType, Union):
        return " \\| ".join(map(shown, inner))
    if origin is Literal:
        return " \\| ".join(map(repr, inner))
    if origin is not None:
        return f"{origin.__name__}[{', '.join('…' if each is ... else shown(each) for each in inner)}]"
    if annotation is type(None):
        return "None"
    return getattr(annotation, "__name__", str(annotation))
