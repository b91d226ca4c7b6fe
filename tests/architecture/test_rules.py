"""Every rule number in the code leads to its meaning (architecture, section 8)."""

import re

import pytest

from tests.architecture import citations, rules_page
from tests.architecture.meanings import MEANINGS, PARTS


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Consensus is per side (G-6, G-7).", {"G-6", "G-7"}),
        ("From I-0 to I-13.", {"I-0", "I-13"}),
        ("The curve P-256, and PDF/A-2a, PDF/UA-1.", set()),
        ("GG-7 or a-1", set()),
    ],
)
def test_a_citation_is_told_from_other_numbers(words: str, rules: set[str]) -> None:
    assert citations.cited_in(words) == rules


def test_tests_cite_rules_in_their_names() -> None:
    assert citations.IN_A_NAME.findall("test_time_is_paid_once_c_6_c_13") == [
        ("c", "6"),
        ("c", "13"),
    ]
    assert not citations.IN_A_NAME.findall("test_what_is_in_a_row_stays")


def test_every_rule_that_is_cited_has_a_meaning() -> None:
    unknown = {
        path: sorted(rules - MEANINGS.keys())
        for path, rules in citations.citing()
        if rules - MEANINGS.keys()
    }
    assert not unknown, "no such rule; a new one gets its line in tests/architecture/meanings.py"


def test_every_rule_cited_in_the_code_stands_in_the_document() -> None:
    page = rules_page.PATH.read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([A-Z]-\d+) \|", page, re.MULTILINE))
    assert citations.outside_docs() == listed, "run `python -m tests.architecture.generate`"


def test_the_document_of_rules_is_current() -> None:
    page = rules_page.PATH.read_text(encoding="utf-8")
    assert page == rules_page.rules_page(), "run `python -m tests.architecture.generate`"


def test_meanings_are_one_short_line_each() -> None:
    assert {rule[0] for rule in MEANINGS} == PARTS.keys()
    assert not [rule for rule, meaning in MEANINGS.items() if len(meaning) > 90]
    assert not [rule for rule, meaning in MEANINGS.items() if not meaning.endswith(".")]
