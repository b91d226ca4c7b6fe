"""Given a decision, when it is chosen on and carried out (G-14, G-15)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.commands.own_lines import ReportImplementation
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    Choosing,
    InForce,
    Proposed,
)
from shared.contracts.governance.own_lines import (
    CaseImplemented,
    DecisionInForce,
    RatificationChoiceMade,
)
from shared.contracts.record import Who
from tests.examples.governance.cases import OWN_STEP, TASKS
from tests.examples.governance.own_lines import (
    ANSWER_OWN_STEP,
    CHOOSE_AFTER_RATIFICATION,
    DECISION_IN_FORCE,
    IMPLEMENTATION_PLANNED,
    IMPLEMENTATION_REPORTED,
    OWN_STEP_ANSWERED,
    PLAN_IMPLEMENTATION,
    RATIFICATION_CHOICE_MADE,
    RATIFICATION_REGISTERED,
)
from tests.examples.ids import (
    CASE,
    FS,
    HOSPITAL,
    PARTNERSHIP,
    PORSGRUNN,
    SECRETARY,
    SKIEN,
    SSU,
    id_of,
)
from tests.governance.situations import (
    DECIDING,
    FOR_SKIEN,
    SEATS,
    SSU_BODY,
    after,
    decided,
    knowing,
    refused,
    says,
    speaking_for,
)
from tests.governance.stages import (
    CHOOSING,
    FOR_THOSE_WHO_ADOPT,
    IN_FORCE,
    RATIFYING,
    staged,
)


def test_ssu_lets_it_be_in_force_for_the_rest_where_the_proposal_allows_it_g_14() -> None:
    made, decision = decided(CHOOSE_AFTER_RATIFICATION, DECIDING, CHOOSING)
    assert made == RATIFICATION_CHOICE_MADE
    assert isinstance(decision, DecisionInForce)
    assert decision.parties == (PORSGRUNN, HOSPITAL)
    state = after(CHOOSING, made, decision)
    assert isinstance(state, InForce)
    assert state.work.tasks == TASKS[:1], "what Skien was to do is not asked"


def test_or_negotiates_again_which_counts_as_a_return_g_14_g_8() -> None:
    command = replace(CHOOSE_AFTER_RATIFICATION, choice="negotiate-again")
    (made,) = decided(command, DECIDING, CHOOSING)
    assert isinstance(made, RatificationChoiceMade)
    state = after(CHOOSING, made)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.returns) == (FS, 1)


def test_or_lifts_it_g_14() -> None:
    (made,) = decided(replace(CHOOSE_AFTER_RATIFICATION, choice="lift"), DECIDING, CHOOSING)
    state = after(CHOOSING, made)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)
    alone = knowing(DECIDING, replace(SSU_BODY, parent=None))
    lift = replace(CHOOSE_AFTER_RATIFICATION, choice="lift")
    refusal = refused(lambda: decided(lift, alone, CHOOSING))
    assert says(refusal) == ("G-7", "governance.nothing-above", "choice")


SKIEN_REFUSES = RATIFICATION_REGISTERED.model_copy(update={"answer": "refused"})


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (staged(Choosing, RATIFYING, SKIEN_REFUSES), "governance.only-for-all"),
        (staged(Choosing, FOR_THOSE_WHO_ADOPT, SKIEN_REFUSES), "governance.answers-awaited"),
        (
            staged(
                Choosing,
                FOR_THOSE_WHO_ADOPT,
                *(
                    SKIEN_REFUSES.model_copy(update={"party": party})
                    for party in (SKIEN, PORSGRUNN, HOSPITAL)
                ),
            ),
            "governance.nobody-adopts",
        ),
    ],
)
def test_it_is_in_force_for_nobody_where_it_may_not_be_g_14(state: case.Case, reason: str) -> None:
    refusal = refused(lambda: decided(CHOOSE_AFTER_RATIFICATION, DECIDING, state))
    assert says(refusal) == ("G-14", reason, "choice")


def test_nothing_is_chosen_as_long_as_all_goes_well_g_14() -> None:
    refusal = refused(lambda: decided(CHOOSE_AFTER_RATIFICATION, DECIDING, RATIFYING))
    assert says(refusal) == ("G-14", "governance.nothing-to-choose", "case_id")


PLANNING = replace(FOR_SKIEN, seats=SEATS)


def test_a_party_says_who_answers_for_it_and_by_when_g_15() -> None:
    (planned,) = decided(PLAN_IMPLEMENTATION, PLANNING, IN_FORCE)
    assert planned == IMPLEMENTATION_PLANNED.model_copy(
        update={"person_id": SEATS[0].sitters[0].person_id}
    )


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"due": ()}, "governance.due-for-each-task", "due"),
        ({"due": (date(2026, 1, 1),)}, "governance.due-in-the-past", "due"),
        ({"seat_id": id_of("elsewhere")}, "governance.responsible-not-a-member", "seat_id"),
        ({"party": id_of("vestfold")}, "governance.party-not-bound", "party"),
        ({"party": HOSPITAL}, "governance.not-your-party", "party"),
    ],
)
def test_a_plan_has_a_member_of_the_body_and_a_day_for_each_task_g_15(
    change: dict[str, Any], reason: str, field: str
) -> None:
    command = replace(PLAN_IMPLEMENTATION, **change)
    refusal = refused(lambda: decided(command, PLANNING, IN_FORCE))
    assert says(refusal) == ("G-15", reason, field)


def report(party: Any, task: int | None, result: Any = "done") -> ReportImplementation:
    note = "" if result == "done" else "Vi mangler folk."
    return ReportImplementation(CASE, party, result, note, task)


def test_a_part_is_done_task_by_task_or_as_a_whole_g_15() -> None:
    state: case.Case = IN_FORCE
    for party, task in ((SKIEN, 1), (PORSGRUNN, None)):
        state = after(state, *decided(report(party, task), speaking_for(party), state))
    assert isinstance(state, InForce)
    assert (state.work.done(SKIEN), state.work.done(PORSGRUNN)) == (True, True)
    events = decided(report(HOSPITAL, 1), speaking_for(HOSPITAL), state)
    assert isinstance(events[-1], CaseImplemented)


def test_a_deviation_in_a_task_takes_back_that_all_is_done_g_15() -> None:
    state = after(IN_FORCE, IMPLEMENTATION_REPORTED)
    state = after(state, *decided(report(SKIEN, 1, "deviation"), FOR_SKIEN, state))
    assert isinstance(state, InForce)
    assert not state.work.done(SKIEN)


def test_a_party_reports_on_tasks_it_has_g_15() -> None:
    refusal = refused(lambda: decided(report(SKIEN, 2), FOR_SKIEN, IN_FORCE))
    assert says(refusal) == ("G-15", "governance.task-unknown", "task")


WITH_OWN_STEP = staged(
    InForce, RATIFYING, DECISION_IN_FORCE.model_copy(update={"own_steps": (OWN_STEP,)})
)


def test_consensus_alone_never_binds_the_self_employed_g_15() -> None:
    state: case.Case = WITH_OWN_STEP
    for party in (SKIEN, PORSGRUNN, HOSPITAL):
        events = decided(report(party, None), speaking_for(party), state)
        assert len(events) == 1, "their step is not answered yet"
        state = after(state, *events)
    answered, implemented = decided(ANSWER_OWN_STEP, FOR_SKIEN, state)
    assert answered == OWN_STEP_ANSWERED
    assert isinstance(implemented, CaseImplemented)


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"step": 2}, "governance.own-step-unknown", "step"),
        ({"reference": ""}, "governance.text-missing", "reference"),
        ({"result": "not-agreed"}, "governance.deviation-untold", "note"),
    ],
)
def test_their_step_is_answered_with_a_reference_g_15(
    change: dict[str, Any], reason: str, field: str
) -> None:
    command = replace(ANSWER_OWN_STEP, **change)
    refusal = refused(lambda: decided(command, FOR_SKIEN, WITH_OWN_STEP))
    assert says(refusal) == ("G-15", reason, field)


def test_their_step_is_answered_once_and_by_the_party_that_took_it_up_g_15() -> None:
    done = after(WITH_OWN_STEP, OWN_STEP_ANSWERED)
    refusal = refused(lambda: decided(ANSWER_OWN_STEP, FOR_SKIEN, done))
    assert says(refusal) == ("G-15", "governance.own-step-answered", "step")
    other = speaking_for(HOSPITAL)
    refusal = refused(lambda: decided(ANSWER_OWN_STEP, other, WITH_OWN_STEP))
    assert says(refusal) == ("G-15", "governance.not-your-party", "step")
    by_secretary = replace(DECIDING, by=Who(SECRETARY))
    assert decided(ANSWER_OWN_STEP, by_secretary, WITH_OWN_STEP) == (OWN_STEP_ANSWERED,)
