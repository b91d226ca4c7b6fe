"""Five services of one shape, each with its three paragraphs (architecture, section 3)."""

import re

import pytest

from shared.contracts.record import SERVICES
from tests.architecture.tree import ROOT

VERBS = ("decides", "hears", "says")
"""What the three paragraphs of a service begin with."""

FOLDERS = sorted(path.name for path in (ROOT / "services").iterdir() if path.is_dir())


def test_the_services_are_those_of_the_language() -> None:
    found = [name for name in FOLDERS if not name.startswith("__")]
    assert found == sorted(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_says_what_it_decides_hears_and_says(service: str) -> None:
    readme = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    begun = [words.lower() for words in re.findall(r"^\*\*([^*]+)\*\*", readme, re.MULTILINE)]
    assert len(begun) == len(VERBS)
    assert all(verb in words for verb, words in zip(VERBS, begun, strict=True))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_its_words_and_its_tests(service: str) -> None:
    assert (ROOT / "services" / service / "words" / "nb.po").is_file()
    assert list((ROOT / "tests" / service).glob("test_*.py"))
