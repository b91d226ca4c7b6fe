"""Everything governance says no with, and every closed list, has words in Norwegian."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from services import governance
from services.governance.commands.own_lines import ReportImplementation
from services.governance.rules.health import Severity
from services.governance.rules.seats import SeatStanding
from shared import identity
from shared.contracts.governance import (
    Adoption,
    Basis,
    BodyKind,
    Employment,
    Function,
    ItemOutcome,
    LateCases,
    MixedPolicy,
    ObjectionKind,
    OrganisationKind,
    Position,
    Power,
    Purpose,
    RatificationAnswer,
    Represents,
    Right,
    RoleName,
    SideName,
    Silence,
    Undecided,
)
from shared.contracts.governance.exits import (
    AnsweredBy,
    CopySentBy,
    DisputeKind,
    ProvisionQuestion,
    Urgency,
    Written,
)
from shared.contracts.governance.trials import TrialBasis
from shared.web.i18n import SHARED_WORDS, Words, read_catalogue
from tests.web.catalogue import assert_catalogue_fits

ROOM = Path(str(governance.__file__)).parent
CATALOGUE = ROOM / "words" / "nb.po"
WORDS = Words([CATALOGUE])
LISTS = {
    "organisation-kind": OrganisationKind,
    "role": RoleName,
    "employment": Employment,
    "body-kind": BodyKind,
    "side": SideName,
    "right": Right,
    "function": Function,
    "position": Position,
    "objection": ObjectionKind,
    "outcome": ItemOutcome,
    "undecided": Undecided,
    "ratification": RatificationAnswer,
    "adoption": Adoption,
    "implementation": ReportImplementation.__annotations__["result"],
    "mixed-disagreement": MixedPolicy,
    "power": Power,
    "purpose": Purpose,
    "silence": Silence,
    "late-cases": LateCases,
    "represents": Represents,
    "basis": Basis,
    "seat-standing": SeatStanding,
    "severity": Severity,
    "provision-question": ProvisionQuestion,
    "urgency": Urgency,
    "written": Written,
    "answered-by": AnsweredBy,
    "trial-basis": TrialBasis,
    "dispute-kind": DisputeKind,
    "copy-sent-by": CopySentBy,
}


@dataclass(frozen=True)
class Raised:
    """A refusal as it is raised in the code: its reason and the values it is given."""

    reason: str
    values: frozenset[str]


def refusals() -> Iterator[Raised]:
    for room in ("rules", "decisions", "application"):
        for path in (ROOM / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Refused":
                    reason = ast.literal_eval(node.args[1])
                    names = {keyword.arg for keyword in node.keywords if keyword.arg}
                    yield Raised(reason, frozenset(names - {"field"}))


def test_every_refusal_has_a_sentence_and_no_sentence_is_left_over() -> None:
    raised = {f"refused.{one.reason}" for one in refusals()}
    assert {key for key in WORDS.keys() if key.startswith("refused.")} == raised  # noqa: SIM118


def test_every_sentence_is_given_the_values_it_needs() -> None:
    catalogue = read_catalogue(CATALOGUE)
    for one in refusals():
        (sentence,) = catalogue[f"refused.{one.reason}"].forms
        needed = {name for _, name, _, _ in Formatter().parse(sentence) if name}
        assert needed <= one.values, one.reason


@pytest.mark.parametrize(("name", "values"), LISTS.items())
def test_every_value_of_a_closed_list_has_a_label(name: str, values: object) -> None:
    prefix = f"governance.{name}."
    labels = {key for key in WORDS.keys() if key.startswith(prefix)}  # noqa: SIM118
    assert labels == {prefix + value for value in get_args(values)}
    assert labels


def test_the_words_for_a_number_format_show_how_it_is_written_g_1() -> None:
    assert "{running:02}/{year:02}" in WORDS("refused.governance.number-format")


def test_every_word_on_a_page_is_there_and_none_is_left_over() -> None:
    # Labels of the register's closed lists: for those who keep it, on no page here.
    elsewhere = ("organisation-kind", "role", "employment", "body-kind", "mixed-disagreement")
    shown_by_data = {
        f"governance.{name}.{value}"
        for name in (*elsewhere, "power")
        for value in get_args(LISTS[name])
    }
    others = [SHARED_WORDS, Path(str(identity.__file__)).parent / "words" / "nb.po"]
    assert_catalogue_fits(CATALOGUE, [ROOM], others=others, also_used=shown_by_data)
