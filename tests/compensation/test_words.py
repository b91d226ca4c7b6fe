"""Everything compensation says no with, and every closed list, has words in Norwegian."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from services import compensation
from shared.contracts.compensation import (
    Adapter,
    AgreementSide,
    Because,
    Channel,
    Cover,
    LineKind,
    OtherPayKind,
    RateKind,
    ShareKind,
    Stage,
)
from shared.values.rates import Unit
from shared.web.i18n import SHARED_WORDS, Words, read_catalogue
from tests.web.catalogue import assert_catalogue_fits

ROOM = Path(str(compensation.__file__)).parent
CATALOGUE = ROOM / "words" / "nb.po"
WORDS = Words([CATALOGUE])
LISTS: dict[str, tuple[object, ...]] = {
    "kind": (LineKind, RateKind),
    "unit": (Unit,),
    "cover": (Cover,),
    "channel": (Channel,),
    "side": (AgreementSide,),
    "stage": (Stage,),
    "adapter": (Adapter,),
    "because": (Because,),
    "other-pay": (OtherPayKind,),
    "share": (ShareKind,),
}


@dataclass(frozen=True)
class Raised:
    """A refusal as it is raised in the code: its reason and the values it is given."""

    reason: str
    values: frozenset[str]


def refusals() -> Iterator[Raised]:
    for room in ("rules", "decisions", "application", "payroll_files"):
        for path in (ROOM / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                    reason = ast.literal_eval(node.args[1])
                    names = {keyword.arg for keyword in node.keywords if keyword.arg}
                    yield Raised(reason, frozenset(names - {"field"}))


def test_the_catalogue_has_all_words_that_are_used_and_no_others() -> None:
    assert_catalogue_fits(CATALOGUE, [ROOM], others=[SHARED_WORDS])


def test_every_refusal_has_a_sentence_and_no_sentence_is_left_over() -> None:
    raised = {f"refused.{one.reason}" for one in refusals()}
    assert {key for key in WORDS.keys() if key.startswith("refused.")} == raised  # noqa: SIM118


def test_every_sentence_is_given_the_values_it_needs() -> None:
    catalogue = read_catalogue(CATALOGUE)
    for one in refusals():
        (sentence,) = catalogue[f"refused.{one.reason}"].forms
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert needed <= one.values, one.reason


@pytest.mark.parametrize(("name", "lists"), LISTS.items())
def test_every_value_of_a_closed_list_has_a_label(name: str, lists: tuple[object, ...]) -> None:
    prefix = f"compensation.{name}."
    labels = {key for key in WORDS.keys() if key.startswith(prefix)}  # noqa: SIM118
    assert labels == {prefix + value for values in lists for value in get_args(values)}
    assert labels
