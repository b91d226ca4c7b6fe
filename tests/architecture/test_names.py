"""Names say what is inside, and path equals import (architecture, section 3)."""

import re

import pytest

from tests.architecture.tree import CODE, ROOT, files, python_files, relative

SAYS_NOTHING = re.compile(
    r"(util|utils|helper|helpers|common|core|base|bases|manager|managers|misc)"
)


@pytest.mark.parametrize(
    ("name", "says_nothing"), [("utils", True), ("manager", True), ("database", False)]
)
def test_the_names_that_say_nothing_are_known(name: str, says_nothing: bool) -> None:
    assert bool(SAYS_NOTHING.fullmatch(name)) is says_nothing


def test_no_module_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {
        (relative(path), part)
        for path in python_files()
        for part in (*path.relative_to(ROOT).parts[:-1], path.stem)
    }
    assert not [path for path, part in parts if SAYS_NOTHING.fullmatch(part)]


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in python_files()}
    assert not [relative(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_paths_are_ascii_so_that_every_tool_prints_them() -> None:
    assert not [relative(path) for path in files() if not relative(path).isascii()]


def test_modules_are_importable_by_their_path() -> None:
    modules = [path for path in python_files(CODE) if path.stem != "__init__"]
    assert not [relative(path) for path in modules if not path.stem.isidentifier()]
