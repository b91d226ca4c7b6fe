"""Files stay under 300 lines and functions under 50 (architecture, sections 3 and 8)."""

from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import pytest

from tests.architecture import sizes
from tests.architecture.sizes import Measured, file_size, function_sizes
from tests.architecture.tree import python_files


def too_long(measured: Iterable[Measured], longest: int) -> dict[str, int]:
    return {each.name: each.lines for each in measured if each.lines > longest}


def unlisted(found: Mapping[str, int], listed: Mapping[str, str]) -> str:
    """One line each, so that a failure names them all."""
    return "\n".join(f"{name}: {lines}" for name, lines in found.items() if name not in listed)


FILES = too_long(map(file_size, python_files()), sizes.LONGEST_FILE)
FUNCTIONS = too_long(
    chain.from_iterable(map(function_sizes, python_files())), sizes.LONGEST_FUNCTION
)


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    found = unlisted(FILES, sizes.LONG_FILES)
    assert not found, f"split by subject:\n{found}"


def test_no_function_is_longer_than_a_page() -> None:
    found = unlisted(FUNCTIONS, sizes.LONG_FUNCTIONS)
    assert not found, f"give the parts names:\n{found}"


def test_the_lists_of_the_too_long_shrink() -> None:
    clean = (sizes.LONG_FILES.keys() - FILES) | (sizes.LONG_FUNCTIONS.keys() - FUNCTIONS)
    assert not clean, "these are short now: take them off the list"


def test_every_exception_says_why() -> None:
    reasons = {**sizes.LONG_FILES, **sizes.LONG_FUNCTIONS}
    assert all(len(reason) > len("because") for reason in reasons.values())


def test_inner_functions_are_measured_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.architecture.sizes.relative", lambda path: path.name)
    inner = "\n".join(f"        step{number}()" for number in range(60))
    outer = "class Of:\n    def outer(self):\n        pass\n"
    (tmp_path / "m.py").write_text(
        f"{outer}\ndef f():\n    @g\n    def inner():\n{inner}\n    x()\n"
    )
    found = {each.name: each.lines for each in function_sizes(tmp_path / "m.py")}
    assert found == {"m.py::Of.outer": 2, "m.py::f": 2, "m.py::f.inner": 62}
