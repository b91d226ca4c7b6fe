"""A question is kept under a name, for oneself (R-5)."""

from dataclasses import replace

import pytest

from services.audit.commands import QueryCommand
from services.audit.decisions.keeping import Kept, decide, evolve
from services.audit.rules import MOST_QUERIES
from shared.contracts.record import Facts, Who
from shared.values.refusal import Refused
from tests.examples.audit import FORGET, FORGOTTEN, LEGAL, SAVE, SAVED
from tests.examples.ids import APPROVER, NOW, SECRETARY, id_of

FACTS = Facts(NOW, Who(SECRETARY), id_of("command"))
WITH_ONE = evolve(Kept(), SAVED)


def refused(command: QueryCommand, state: Kept = WITH_ONE, facts: Facts = FACTS) -> str:
    with pytest.raises(Refused) as refusal:
        decide(command, facts, state)
    assert refusal.value.rule in ("R-5", "I-3")
    return refusal.value.reason


def test_a_question_is_kept_replaced_and_forgotten() -> None:
    assert decide(SAVE, FACTS, Kept()) == (SAVED,)
    assert WITH_ONE.queries == {SAVED.name: LEGAL}
    assert decide(SAVE, FACTS, WITH_ONE) == ()
    (replaced,) = decide(replace(SAVE, asked={"outcome": "open"}), FACTS, WITH_ONE)
    assert evolve(WITH_ONE, replaced).queries == {SAVED.name: {"outcome": "open"}}
    assert decide(FORGET, FACTS, WITH_ONE) == (FORGOTTEN,)
    assert decide(FORGET, FACTS, evolve(WITH_ONE, FORGOTTEN)) == ()


def test_only_ones_own_with_a_name_and_not_without_end() -> None:
    other = Facts(NOW, Who(APPROVER), id_of("command"))
    assert refused(SAVE, facts=other) == "audit.queries-of-others"
    assert refused(replace(SAVE, name=" ")) == "audit.name-missing"
    assert refused(replace(SAVE, name="x" * 81)) == "audit.text-too-long"
    full = Kept({f"query {number}": LEGAL for number in range(MOST_QUERIES)})
    assert refused(SAVE, full) == "audit.too-many-queries"
    assert decide(replace(SAVE, name="query 1", asked={}), FACTS, full)
