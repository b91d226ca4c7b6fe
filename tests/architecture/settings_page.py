"""The settings as operators are told of them: the table of docs/operations.md, and env.example."""

import re
import textwrap
from collections.abc import Iterator

from pydantic.fields import FieldInfo

from shared.service.settings import Settings, named
from tests.architecture.tree import ROOT, text

PAGE = ROOT / "docs" / "operations.md"
EXAMPLE = ROOT / "deploy" / "env.example"
TABLE = re.compile(r"^\| variable \| default \| meaning \|\n(?:\|.*\n)+", re.MULTILINE)
HEAD = """\
# Every setting, with its default. A variable that is not here is refused at start.
"""


def settings() -> Iterator[tuple[str, str, str]]:
    """Name in the environment, default (empty where there is none), meaning."""
    for field, info in Settings.model_fields.items():
        assert info.description, f"{field} has no meaning"
        yield named(field), _default(info), info.description


def page() -> str:
    """docs/operations.md with its table as it must be."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    rows += [
        f"| `{name}` | {f'`{default}`' if default else '–'} | {meaning} |"
        for name, default, meaning in settings()
    ]
    told, count = TABLE.subn(lambda _: "\n".join([*rows, ""]), text(PAGE))
    assert count == 1, "docs/operations.md has one table of settings"
    return told


def example() -> str:
    """deploy/env.example."""
    parts = [HEAD]
    for name, default, meaning in settings():
        told = textwrap.fill(meaning, 98, initial_indent="# ", subsequent_indent="# ")
        parts.append(f"{told}\n#{name}={default}\n")
    return "\n".join(parts)


def _default(info: FieldInfo) -> str:
    default = info.get_default(call_default_factory=True)
    return str(default) if default else ""
