"""Tests that share an installation run in one worker; all others are spread."""

from pathlib import Path

import pytest

from tests.installation.spreading import GROUNDS, ground_of

ROOT = Path(__file__).parents[2]


def test_tests_on_the_same_ground_stay_together() -> None:
    kills = ground_of("tests/faults/test_kills.py::test_a[intake-Meldt inn-1]")
    assert kills == ground_of("tests/faults/test_replicas.py::test_b") == "five-processes"
    assert ground_of("tests/journeys/test_walk.py::test_c[one]") == "journeys"


def test_the_browser_tests_are_two_grounds_for_two_workers() -> None:
    pages = ground_of("tests/browser/journey/test_all_pages.py::test_d[welcome]")
    assert pages == ground_of("tests/browser/test_demo.py::test_e")
    assert ground_of("tests/browser/journey/test_paying.py::test_f") != pages


def test_tests_that_share_nothing_are_spread_one_by_one() -> None:
    first, second = (f"tests/values/test_money.py::test_{name}" for name in "ab")
    assert ground_of(first) != ground_of(second)


@pytest.mark.parametrize("path", sorted(path for paths in GROUNDS.values() for path in paths))
def test_every_ground_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_file_that_uses_the_shared_installation_is_on_its_ground() -> None:
    faults = ROOT / "tests" / "faults"
    using = [file for file in faults.glob("test_*.py") if "five: Ground" in file.read_text("utf-8")]
    assert {ground_of(f"tests/faults/{file.name}::test") for file in using} == {"five-processes"}
