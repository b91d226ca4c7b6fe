"""The settings that operators are told of are those there are (docs/operations.md)."""

import re

from pydantic_core import PydanticUndefined

from shared.service.settings import Settings
from tests.architecture.tree import CODE, ROOT, python_files, text

ROW = re.compile(r"^\| `(SAMHANDLING_[A-Z_]+)` \| ([^|]*?) \|", re.MULTILINE)
OPERATIONS = text(ROOT / "docs" / "operations.md")
TOLD = dict(ROW.findall(OPERATIONS))
FIELDS = {f"SAMHANDLING_{name.upper()}": field for name, field in Settings.model_fields.items()}


def test_the_table_has_every_setting_and_no_other() -> None:
    assert set(TOLD) == set(FIELDS)


def test_the_table_tells_the_defaults() -> None:
    defaults = {
        name: field.get_default(call_default_factory=True) for name, field in FIELDS.items()
    }
    assert PydanticUndefined not in defaults.values()
    wrong = {name for name, value in defaults.items() if TOLD[name] != shown(value)}
    assert not wrong


def shown(default: object) -> str:
    return f"`{default}`" if default else "–"


def test_no_other_variable_is_read() -> None:
    named = {
        name
        for path in python_files(CODE)
        for name in re.findall(r"SAMHANDLING_[A-Z_]*[A-Z]", text(path))
    }
    assert named <= FIELDS.keys()
