"""Given a case, when its steps begin and their time is over (G-11)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.governance.commands.cases import NoteDeadline
from services.governance.commands.facts import CaseFacts, SeatFact, SitterFact
from services.governance.decisions import case
from services.governance.decisions.case.deadlines import step_of
from services.governance.decisions.case.states import Choosing, Proposed
from shared.contracts.governance.own_lines import RatificationOverdue
from shared.contracts.governance.steps import DeadlineMissed, StepBegun
from shared.values.calendar import deadline, end_of_day
from tests.examples.governance.cases import (
    NOTE_DEADLINE,
    RECEIVE_CASE,
    RECORD_OUTCOME,
    SUBMIT_PROPOSAL,
)
from tests.examples.governance.own_lines import PLAN_IMPLEMENTATION, RATIFICATION_REGISTERED
from tests.examples.ids import CASE, FS, HOSPITAL, NOW, RATIFY_BY, SKIEN, SSU, id_of
from tests.governance.situations import (
    DECIDING,
    FOR_SKIEN,
    FS_BODY,
    FS_SEAT,
    PROPOSING,
    RECEIVING,
    SEATS,
    after,
    decided,
    knowing,
    refused,
    says,
)
from tests.governance.stages import (
    AT_WORK,
    ENDED,
    IMPLEMENTED,
    IN_FORCE,
    LIFTED,
    NO_CASE,
    PROPOSED,
    RATIFYING,
)


def with_deadlines(facts: CaseFacts, body: Any, **days: int) -> CaseFacts:
    deadlines = body.rules.deadlines.model_copy(update=days)
    return knowing(
        facts, replace(body, rules=body.rules.model_copy(update={"deadlines": deadlines}))
    )


def begun(events: tuple[case.CaseEvent, ...]) -> StepBegun:
    (step,) = [event for event in events if isinstance(event, StepBegun)]
    return step


def test_a_step_begins_with_the_transition_and_its_deadline_is_the_bodys_own_g_11() -> None:
    facts = with_deadlines(RECEIVING, FS_BODY, propose=15)
    step = begun(case.decide(RECEIVE_CASE, facts, NO_CASE))
    assert (step.step, step.body_id, step.due_at) == ("propose", FS, deadline(NOW, 15))


def test_a_step_without_days_is_due_at_the_next_meeting_g_11() -> None:
    step = begun(case.decide(SUBMIT_PROPOSAL, PROPOSING, AT_WORK))
    assert (step.step, step.body_id, step.due_at) == ("treat", SSU, None)


def test_the_answers_of_the_parties_are_due_when_the_agreement_says_g_11_g_14() -> None:
    step = begun(case.decide(RECORD_OUTCOME, DECIDING, PROPOSED))
    assert (step.step, step.body_id, step.due_at) == ("ratify", SSU, RATIFY_BY)


def test_the_same_step_does_not_begin_anew_g_11() -> None:
    state = after(AT_WORK, StepBegun(**STEP | {"step": "propose", "body_id": FS}))
    again = replace(RECEIVE_CASE, assessment_revision=2)
    assert not any(isinstance(event, StepBegun) for event in case.decide(again, RECEIVING, state))


def test_what_a_party_has_planned_moves_the_deadline_of_the_carrying_out_g_11_g_15() -> None:
    state = after(IN_FORCE, StepBegun(**STEP | {"step": "implement", "body_id": SSU}))
    facts = replace(FOR_SKIEN, seats=SEATS)
    step = begun(case.decide(PLAN_IMPLEMENTATION, facts, state))
    assert step.due_at == end_of_day(PLAN_IMPLEMENTATION.due[0])


STEP: dict[str, Any] = {"case_id": CASE, "step_id": id_of("step"), "due_at": None}
DUE = deadline(NOW, 5)


def waiting(body: UUID = SSU, due_at: Any = DUE) -> case.Case:
    """A case that waits for SSU to treat it."""
    return after(PROPOSED, StepBegun(**STEP | {"step": "treat", "body_id": body, "due_at": due_at}))


def seat(name: str, party: UUID, function: Any = "member") -> SeatFact:
    sitter = SitterFact(id_of(name), False, None)
    return replace(
        FS_SEAT, seat_id=id_of(f"seat {name}"), party=party, function=function, sitters=(sitter,)
    )


TELLING = replace(
    DECIDING,
    now=DUE,
    seats=(seat("chair", SKIEN, "chair"), seat("member", HOSPITAL)),
    above=(seat("above", SKIEN, "chair"), seat("above too", HOSPITAL)),
    leaders=(seat("mayor", SKIEN), seat("director", HOSPITAL, "chair")),
)


def missed(state: case.Case, facts: CaseFacts, command: NoteDeadline = NOTE_DEADLINE) -> Any:
    (event,) = decided(command, facts, state)
    assert isinstance(event, DeadlineMissed)
    return event


def test_the_ladder_has_four_rungs_five_working_days_apart_and_each_comes_once_g_11() -> None:
    state, facts = waiting(), TELLING
    told = []
    while True:
        event = missed(state, facts)
        told.append((event.rung, event.notified))
        state = after(state, event)
        if event.next_at is None:
            break
        assert event.next_at == deadline(facts.now, 5)
        facts = replace(facts, now=event.next_at)
    assert told == [
        ("reminder", (id_of("chair"), id_of("member"))),
        ("chair", (id_of("chair"),)),
        ("body-above", (id_of("above"),)),
        ("leaders", (id_of("mayor"), id_of("director"))),
    ]
    assert decided(NOTE_DEADLINE, replace(facts, now=NOW + timedelta(days=900)), state) == ()
    assert isinstance(state, Proposed), "a deadline moves no case"
    assert state.body_id == SSU


def test_the_highest_body_has_none_above_it_to_tell_g_11() -> None:
    state = after(
        LIFTED,
        StepBegun(**STEP | {"step": "treat", "body_id": LIFTED.body_id, "due_at": DUE}),
    )
    rungs = []
    facts = TELLING
    for _ in range(3):
        event = missed(state, facts)
        rungs.append(event.rung)
        state = after(state, event)
        facts = replace(facts, now=event.next_at or facts.now)
    assert rungs == ["reminder", "chair", "leaders"]


def test_nothing_is_missed_before_its_time_g_11() -> None:
    early = replace(TELLING, now=DUE - timedelta(seconds=1))
    refusal = refused(lambda: case.decide(NOTE_DEADLINE, early, waiting()))
    assert says(refusal) == ("G-11", "governance.deadline-ahead", None)
    assert refusal.values == {"at": DUE}


@pytest.mark.parametrize(
    "command",
    [
        replace(NOTE_DEADLINE, step_id=id_of("earlier")),
        NoteDeadline(CASE, None, SSU),
    ],
    ids=["another step", "a meeting passed it over, but it had a day of its own"],
)
def test_a_deadline_that_no_longer_concerns_the_case_has_no_effect_g_11(
    command: NoteDeadline,
) -> None:
    assert case.decide(command, TELLING, waiting()) == ()
    assert case.decide(command, TELLING, PROPOSED) == ()


def test_what_was_due_at_a_meeting_that_passed_it_over_is_told_once_and_then_by_days_g_11() -> None:
    state = waiting(due_at=None)
    passed_over = NoteDeadline(CASE, None, SSU)
    assert decided(NoteDeadline(CASE, None, FS), TELLING, state) == (), "another body's meeting"
    event = missed(state, TELLING, passed_over)
    assert (event.rung, event.next_at) == ("reminder", deadline(TELLING.now, 5))
    state = after(state, event)
    assert decided(passed_over, TELLING, state) == ()
    later = replace(TELLING, now=event.next_at)
    assert missed(state, later).rung == "chair"


def test_answers_that_have_not_come_are_overdue_and_the_body_chooses_g_11_g_14() -> None:
    state = after(
        RATIFYING,
        RATIFICATION_REGISTERED,
        StepBegun(**STEP | {"step": "ratify", "body_id": SSU, "due_at": RATIFY_BY}),
    )
    facts = replace(TELLING, now=RATIFY_BY)
    first, overdue, step = case.decide(NOTE_DEADLINE, facts, state)
    assert isinstance(first, DeadlineMissed)
    assert first.notified == (id_of("member"),), "only those who have not answered"
    assert isinstance(overdue, RatificationOverdue)
    assert SKIEN not in overdue.pending
    assert isinstance(step, StepBegun)
    assert step.step == "choose"
    told = after(state, first, overdue, step)
    assert isinstance(told, Choosing)
    assert told.body_id == SSU
    assert case.decide(NOTE_DEADLINE, facts, told) == (), "the first step is over"


def test_a_step_recorded_before_steps_were_told_has_the_agreements_deadline_g_11() -> None:
    command = NoteDeadline(CASE, RATIFYING.proposal.proposal_id)
    facts = replace(TELLING, now=RATIFY_BY)
    assert any(
        isinstance(event, RatificationOverdue) for event in case.decide(command, facts, RATIFYING)
    )


def test_a_deadline_for_an_unknown_case_is_refused_g_11() -> None:
    refusal = refused(lambda: case.decide(NOTE_DEADLINE, TELLING, NO_CASE))
    assert says(refusal) == ("G-11", "governance.case-unknown", "case_id")


def test_nobody_waits_in_a_case_that_is_done_g_11() -> None:
    assert [step_of(state) for state in (NO_CASE, IMPLEMENTED, ENDED)] == [None] * 3
