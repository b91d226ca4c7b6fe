"""Given a decision in force, when the parties carry it out in their own lines (G-15)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.governance.decisions import case
from services.governance.decisions.case import CaseEvent
from shared.contracts.governance.own_lines import CaseImplemented
from shared.contracts.record import Who
from tests.examples.governance.own_lines import (
    CASE_IMPLEMENTED,
    DECISION_IN_FORCE,
    IMPLEMENTATION_REPORTED,
    REPORT_IMPLEMENTATION,
)
from tests.examples.ids import HOSPITAL, PORSGRUNN, SECRETARY, SKIEN
from tests.governance.situations import FOR_SKIEN, after, decided, refused, says, speaking_for
from tests.governance.stages import (
    FOR_THOSE_WHO_ADOPT,
    IMPLEMENTED,
    IN_FORCE,
    NO_CASE,
    PROPOSED,
    RATIFYING,
)


def reported(state: case.Case, party: UUID, result: str = "done") -> tuple[CaseEvent, ...]:
    command: Any = replace(REPORT_IMPLEMENTATION, party=party)
    return decided(replace(command, result=result), speaking_for(party), state)


def test_a_bound_party_reports_and_with_the_last_one_the_case_is_implemented_g_15() -> None:
    state: case.Case = IN_FORCE
    assert reported(state, SKIEN) == (IMPLEMENTATION_REPORTED,)
    for party in (SKIEN, HOSPITAL):
        events = reported(state, party)
        assert len(events) == 1
        state = after(state, *events)
    assert reported(state, PORSGRUNN)[1:] == (CASE_IMPLEMENTED,)


def test_a_deviation_is_not_done_until_it_is_g_15() -> None:
    state: case.Case = IN_FORCE
    for party, result in ((SKIEN, "deviation"), (HOSPITAL, "done"), (PORSGRUNN, "done")):
        events = reported(state, party, result)
        assert len(events) == 1
        state = after(state, *events)
    *_, last = reported(state, SKIEN)
    assert isinstance(last, CaseImplemented)


def test_done_that_turns_out_to_be_a_deviation_is_not_done_g_15() -> None:
    state = after(IN_FORCE, *reported(IN_FORCE, SKIEN))
    state = after(state, *reported(state, SKIEN, "deviation"))
    state = after(state, *reported(state, HOSPITAL))
    assert len(reported(state, PORSGRUNN)) == 1


def test_the_same_report_again_is_ignored_g_15() -> None:
    state = after(IN_FORCE, IMPLEMENTATION_REPORTED)
    assert reported(state, SKIEN) == ()


def test_the_secretariat_reports_for_a_party_and_another_party_does_not_g_15() -> None:
    by_secretary = replace(FOR_SKIEN, by=Who(SECRETARY))
    assert decided(REPORT_IMPLEMENTATION, by_secretary, IN_FORCE) == (IMPLEMENTATION_REPORTED,)
    other = speaking_for(HOSPITAL)
    refusal = refused(lambda: decided(REPORT_IMPLEMENTATION, other, IN_FORCE))
    assert says(refusal) == ("G-15", "governance.not-your-party", "party")


def test_a_party_that_is_not_bound_has_nothing_to_report_g_15() -> None:
    some = DECISION_IN_FORCE.model_copy(update={"parties": (PORSGRUNN, HOSPITAL)})
    state = after(FOR_THOSE_WHO_ADOPT, some)
    refusal = refused(lambda: reported(state, SKIEN))
    assert says(refusal) == ("G-15", "governance.party-not-bound", "party")


def test_a_deviation_says_what_it_is_g_15() -> None:
    command = replace(REPORT_IMPLEMENTATION, result="deviation", note=" ")
    refusal = refused(lambda: decided(command, FOR_SKIEN, IN_FORCE))
    assert says(refusal) == ("G-15", "governance.deviation-untold", "note")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (NO_CASE, "governance.case-unknown"),
        (PROPOSED, "governance.not-in-force"),
        (RATIFYING, "governance.not-in-force"),
        (IMPLEMENTED, "governance.already-implemented"),
    ],
)
def test_only_what_is_in_force_is_carried_out_g_15(state: case.Case, reason: str) -> None:
    refusal = refused(lambda: reported(state, SKIEN))
    assert says(refusal) == ("G-15", reason, "case_id")
