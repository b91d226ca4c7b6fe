"""Given no consensus, when an exit is taken, or the case ends (G-8, G-9, G-10, G-20, I-0)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.governance.commands.cases import CaseCommand
from services.governance.commands.facts import CaseFacts, SeatFact
from services.governance.decisions import case
from services.governance.decisions.case.states import (
    AtWork,
    NotAgreed,
    Proposed,
    WaitingExternal,
)
from shared.contracts.governance import OutcomeWithoutEffect, ReturnOrLiftChosen
from shared.contracts.governance.unresolved import (
    CaseClosed,
    NotAgreedAcknowledged,
    NotAgreedDeclared,
)
from shared.contracts.record import Who
from shared.values.calendar import deadline
from tests.examples.governance.case_events import (
    CASE_RESUMED,
    EXIT_TAKEN,
    RETURN_OR_LIFT_CHOSEN,
    WORDING_CORRECTED,
)
from tests.examples.governance.cases import (
    ACKNOWLEDGE_NOT_AGREED,
    CHOOSE_RETURN_OR_LIFT,
    CLOSE_NOT_AGREED,
    CORRECT_WORDING,
    DECLARE_NOT_AGREED,
    DROP_CASE,
    RESUME_CASE,
    TAKE_EXIT,
)
from tests.examples.governance.meetings import ITEM
from tests.examples.governance.own_lines import CHOOSE_AFTER_RATIFICATION
from tests.examples.ids import FS, HOSPITAL, NOW, PARTNERSHIP, PORSGRUNN, SKIEN, SSU, id_of
from tests.governance.situations import (
    CHAIR_SEAT,
    DECIDING,
    SEATS,
    after,
    decided,
    refused,
    says,
    speaking_for,
)
from tests.governance.stages import (
    AT_WORK,
    CHAIR_CHOOSING,
    CHOOSING,
    ENDED,
    FOLLOW_UP,
    IMPLEMENTED,
    IN_COUNCIL,
    IN_FORCE,
    LIFTED,
    NO_CASE,
    NOT_AGREED,
    PROPOSED,
    RATIFYING,
    UNPLACED,
    UNRESOLVED,
    WAITING,
    WITH_ARENA,
)


def test_the_chair_lifts_what_has_come_back_twice_and_says_why_g_8() -> None:
    (chosen,) = decided(CHOOSE_RETURN_OR_LIFT, DECIDING, CHAIR_CHOOSING)
    assert chosen == RETURN_OR_LIFT_CHOSEN
    state = after(CHAIR_CHOOSING, chosen)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)


def test_or_returns_it_a_third_time_which_counts_g_8() -> None:
    command = replace(CHOOSE_RETURN_OR_LIFT, choice="return")
    (chosen,) = decided(command, DECIDING, CHAIR_CHOOSING)
    assert isinstance(chosen, ReturnOrLiftChosen)
    state = after(CHAIR_CHOOSING, chosen)
    assert isinstance(state, AtWork)
    assert (state.body_id, state.thread.returns) == (FS, 3)


@pytest.mark.parametrize(
    ("command", "state"),
    [(CHOOSE_RETURN_OR_LIFT, CHAIR_CHOOSING), (CHOOSE_AFTER_RATIFICATION, CHOOSING)],
    ids=["returned twice", "not all adopt"],
)
@pytest.mark.parametrize(
    "held",
    [(), (SEATS[1],), (replace(CHAIR_SEAT, term_to=NOW.date() - timedelta(days=1)),)],
    ids=["no seat", "a member", "term over"],
)
def test_the_choice_is_the_chairs_also_where_the_secretariat_enters_it_g_8_p_5(
    command: CaseCommand, state: case.Case, held: tuple[SeatFact, ...]
) -> None:
    refusal = refused(lambda: decided(command, replace(DECIDING, seats=held), state))
    assert says(refusal) == ("G-8", "governance.chair-decides", "on_behalf_of")


@pytest.mark.parametrize(
    ("change", "state", "reason", "field"),
    [
        ({"reason": " "}, CHAIR_CHOOSING, "governance.text-missing", "reason"),
        ({}, PROPOSED, "governance.nothing-to-choose", "case_id"),
        ({}, NO_CASE, "governance.case-unknown", "case_id"),
    ],
)
def test_a_choice_has_its_reason_and_its_time_g_8(
    change: dict[str, Any], state: case.Case, reason: str, field: str
) -> None:
    command = replace(CHOOSE_RETURN_OR_LIFT, **change)
    refusal = refused(lambda: decided(command, DECIDING, state))
    assert says(refusal) == ("G-8", reason, field)


def test_partnerskapsmotet_without_consensus_takes_a_named_exit_and_waits_g_10() -> None:
    assert decided(TAKE_EXIT, DECIDING, UNRESOLVED) == (EXIT_TAKEN,)
    assert isinstance(WAITING, WaitingExternal)
    assert decided(TAKE_EXIT, DECIDING, WAITING) == (), "the same exit once"


def test_a_legal_question_needs_no_disagreement_first_g_10() -> None:
    assert decided(TAKE_EXIT, DECIDING, LIFTED) == (EXIT_TAKEN,)


def test_a_written_procedure_brings_the_case_before_the_same_body_again_g_10_g_11() -> None:
    command = replace(TAKE_EXIT, exit="written-procedure")
    (taken,) = decided(command, DECIDING, UNRESOLVED)
    state = after(UNRESOLVED, taken)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)
    refusal = refused(lambda: decided(command, DECIDING, LIFTED))
    assert says(refusal) == ("G-10", "governance.not-unresolved", "case_id")


def test_the_answer_goes_to_the_body_that_asked_g_16() -> None:
    assert decided(RESUME_CASE, DECIDING, WAITING) == (CASE_RESUMED,)
    state = after(WAITING, CASE_RESUMED)
    assert isinstance(state, Proposed)
    assert (state.body_id, state.lifted_from) == (PARTNERSHIP, SSU)


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (TAKE_EXIT, PROPOSED),
        (TAKE_EXIT, RATIFYING),
        (replace(TAKE_EXIT, exit_id=id_of("trial")), WAITING),
        (RESUME_CASE, UNRESOLVED),
        (replace(RESUME_CASE, exit_id=id_of("trial")), WAITING),
        (RESUME_CASE, ENDED),
    ],
)
def test_what_is_sent_or_answered_on_a_case_that_has_moved_on_is_said_g_10(
    command: Any, state: case.Case
) -> None:
    (said,) = decided(command, DECIDING, state)
    assert isinstance(said, OutcomeWithoutEffect)
    assert said.exit_id == command.exit_id


@pytest.mark.parametrize("state", [UNRESOLVED, WAITING])
def test_not_agreed_says_what_follows_and_is_delivered_back_to_ssu_g_9_g_10(
    state: case.Case,
) -> None:
    (declared,) = decided(DECLARE_NOT_AGREED, DECIDING, state)
    assert isinstance(declared, NotAgreedDeclared)
    assert (declared.body_id, declared.to_body) == (PARTNERSHIP, SSU)
    assert declared.parties == (SKIEN, PORSGRUNN, HOSPITAL)
    assert declared.acknowledge_by == deadline(NOW, 20)


def test_not_agreed_is_said_only_where_there_is_no_consensus_g_10() -> None:
    refusal = refused(lambda: decided(DECLARE_NOT_AGREED, DECIDING, LIFTED))
    assert says(refusal) == ("G-10", "governance.not-unresolved", "case_id")


def acknowledged(state: case.Case, party: UUID) -> tuple[case.CaseEvent, ...]:
    command = replace(ACKNOWLEDGE_NOT_AGREED, party=party)
    return decided(command, speaking_for(party), state)


def test_with_the_last_acknowledgement_ssu_has_closed_the_case_g_10() -> None:
    state: case.Case = NOT_AGREED
    for party in (SKIEN, PORSGRUNN):
        (event,) = acknowledged(state, party)
        assert isinstance(event, NotAgreedAcknowledged)
        state = after(state, event)
    assert acknowledged(state, SKIEN) == (), "once is enough"
    _, closed = acknowledged(state, HOSPITAL)
    assert isinstance(closed, CaseClosed)
    assert (closed.body_id, closed.outcome, closed.unacknowledged) == (SSU, "not-agreed", ())


def test_a_party_acknowledges_for_itself_g_10() -> None:
    refusal = refused(lambda: decided(ACKNOWLEDGE_NOT_AGREED, speaking_for(HOSPITAL), NOT_AGREED))
    assert says(refusal) == ("G-10", "governance.not-your-party", "party")
    stranger = id_of("vestfold")
    refusal = refused(lambda: acknowledged(NOT_AGREED, stranger))
    assert says(refusal) == ("G-10", "governance.party-not-in-case", "party")


def test_at_the_deadline_ssu_closes_with_who_did_not_g_10() -> None:
    assert isinstance(NOT_AGREED, NotAgreed)
    state = after(NOT_AGREED, *acknowledged(NOT_AGREED, SKIEN))
    early = replace(DECIDING, now=NOT_AGREED.acknowledge_by - timedelta(seconds=1))
    refusal = refused(lambda: decided(CLOSE_NOT_AGREED, early, state))
    assert says(refusal) == ("G-10", "governance.acknowledge-ahead", None)
    late = replace(DECIDING, now=NOT_AGREED.acknowledge_by)
    (closed,) = decided(CLOSE_NOT_AGREED, late, state)
    assert isinstance(closed, CaseClosed)
    assert closed.unacknowledged == (PORSGRUNN, HOSPITAL)


@pytest.mark.parametrize(
    "state", [AT_WORK, IN_COUNCIL, PROPOSED, CHAIR_CHOOSING, CHOOSING, UNPLACED, WITH_ARENA]
)
def test_the_body_that_holds_a_case_can_drop_it_with_a_reason_i_0(state: case.Case) -> None:
    (closed,) = decided(DROP_CASE, DECIDING, state)
    assert isinstance(closed, CaseClosed)
    assert (closed.outcome, closed.note) == ("dropped", DROP_CASE.reason)
    refusal = refused(lambda: decided(replace(DROP_CASE, reason=""), DECIDING, state))
    assert says(refusal) == ("I-0", "governance.text-missing", "reason")


@pytest.mark.parametrize("state", [LIFTED, UNRESOLVED])
def test_no_case_ends_in_partnerskapsmotet_g_9(state: case.Case) -> None:
    refusal = refused(lambda: decided(DROP_CASE, DECIDING, state))
    assert says(refusal) == ("G-9", "governance.ends-in-ssu", "case_id")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (NO_CASE, "governance.case-unknown"),
        (RATIFYING, "governance.already-decided"),
        (IN_FORCE, "governance.already-decided"),
        (IMPLEMENTED, "governance.already-decided"),
        (FOLLOW_UP, "governance.already-decided"),
        (NOT_AGREED, "governance.already-decided"),
        (WAITING, "governance.waits-for-an-answer"),
        (ENDED, "governance.case-closed"),
    ],
)
def test_what_is_decided_or_waited_for_is_not_dropped_i_0(state: case.Case, reason: str) -> None:
    refusal = refused(lambda: decided(DROP_CASE, DECIDING, state))
    assert says(refusal) == ("I-0", reason, "case_id")


def test_a_wording_is_corrected_with_a_reason_and_the_old_one_stays_g_20() -> None:
    assert decided(CORRECT_WORDING, DECIDING, LIFTED) == (WORDING_CORRECTED,)
    state = after(LIFTED, WORDING_CORRECTED)
    assert isinstance(state, Proposed)
    assert state.thread.wordings == {ITEM: WORDING_CORRECTED.wording}
    assert decided(CORRECT_WORDING, DECIDING, state) == ()


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"item_id": id_of("other")}, "governance.no-such-disagreement", "item_id"),
        ({"reason": ""}, "governance.text-missing", "reason"),
    ],
)
def test_only_the_wording_of_a_disagreement_is_corrected_g_20(
    change: dict[str, Any], reason: str, field: str
) -> None:
    refusal = refused(lambda: decided(replace(CORRECT_WORDING, **change), DECIDING, LIFTED))
    assert says(refusal) == ("G-20", reason, field)


def test_the_secretariat_acknowledges_for_nobody_g_10() -> None:
    facts: CaseFacts = replace(DECIDING, by=Who(id_of("secretary")))
    refusal = refused(lambda: decided(ACKNOWLEDGE_NOT_AGREED, facts, NOT_AGREED))
    assert says(refusal) == ("G-10", "governance.not-your-party", "party")
