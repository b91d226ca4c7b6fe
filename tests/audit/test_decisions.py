"""Given what is on record, when audit is asked, then this is decided."""

from dataclasses import replace

import pytest

from services.audit.commands import AuditFacts
from services.audit.decisions.proving import Proved, decide, evolve
from shared.contracts.record import Who
from shared.values.refusal import Refused
from tests.examples.audit import ACCESS, HEAD, HEADS, RECORD_ACCESS, RECORD_HEADS
from tests.examples.ids import NOW, SECRETARY, id_of

FACTS = AuditFacts(now=NOW, by=Who(SECRETARY), command_id=id_of("command"), heads=(HEAD,))
OWN = HEAD.model_copy(update={"service": "audit"})


def test_heads_are_recorded_when_a_tree_has_grown_r_4() -> None:
    assert decide(RECORD_HEADS, FACTS, Proved()) == (HEADS,)


def test_nothing_is_recorded_when_nothing_has_grown_r_4() -> None:
    assert decide(RECORD_HEADS, FACTS, evolve(Proved(), HEADS)) == ()


def test_audits_own_growth_alone_is_no_reason_to_record_again_r_4() -> None:
    facts = replace(FACTS, heads=(HEAD, OWN))
    assert decide(RECORD_HEADS, facts, evolve(Proved(), HEADS)) == ()


@pytest.mark.parametrize(
    "changed", [{"size": 1}, {"root": "00" * 32}], ids=["smaller", "another root"]
)
def test_a_tree_that_has_been_changed_is_refused_r_4(changed: dict[str, object]) -> None:
    facts = replace(FACTS, heads=(HEAD.model_copy(update=changed),))
    with pytest.raises(Refused) as refusal:
        decide(RECORD_HEADS, facts, evolve(Proved(), HEADS))
    assert (refusal.value.rule, refusal.value.reason) == ("R-4", "audit.tree-changed")


def test_another_epoch_begins_a_tree_of_its_own_r_4() -> None:
    begun = HEAD.model_copy(update={"epoch": id_of("other epoch"), "size": 1})
    (recorded,) = decide(RECORD_HEADS, replace(FACTS, heads=(begun,)), evolve(Proved(), HEADS))
    assert recorded == HEADS.model_copy(update={"heads": (begun,)})


def test_a_reading_is_recorded_with_its_purpose_r_6() -> None:
    assert decide(RECORD_ACCESS, FACTS, Proved()) == (ACCESS,)


def test_a_reading_without_a_purpose_is_refused_r_6() -> None:
    with pytest.raises(Refused) as refusal:
        decide(replace(RECORD_ACCESS, purpose="  "), FACTS, Proved())
    assert (refusal.value.rule, refusal.value.field) == ("R-6", "purpose")
