"""A measure that exceeds a party's capacity is not adopted, whoever agrees on it (A-9)."""

from dataclasses import replace

import pytest

from services.governance.decisions import case, meeting
from shared.contracts.governance import AssessmentRevised, OutcomeWithoutEffect
from tests.examples.governance.case_events import ASSESSMENT_REVISED
from tests.examples.governance.cases import RECEIVE_CASE, RECORD_OUTCOME, SUBMIT_PROPOSAL
from tests.examples.governance.meetings import OPEN_ITEM
from tests.examples.governance.own_lines import CHOOSE_AFTER_RATIFICATION, REGISTER_RATIFICATION
from tests.examples.ids import CASE, SKIEN
from tests.governance.situations import (
    DECIDING,
    FOR_SKIEN,
    MEETING_FACTS,
    PROPOSING,
    RECEIVING,
    after,
    decided,
    refused,
    says,
)
from tests.governance.stages import (
    AT_WORK,
    CHOOSING,
    ENDED,
    IMPLEMENTED,
    IN_FORCE,
    NO_CASE,
    PROPOSED,
    RATIFYING,
    STARTED,
)

NOT_REALISTIC = replace(RECEIVE_CASE, assessment_revision=2, over_capacity=(SKIEN,))
REALISTIC_AGAIN = replace(RECEIVE_CASE, assessment_revision=3)
OVER_CAPACITY = ("A-9", "governance.over-capacity", "case_id")


def exceeded_by(state: case.Case) -> tuple[object, ...]:
    assert isinstance(state, case.Known)
    return state.thread.over_capacity


@pytest.mark.parametrize("state", [AT_WORK, PROPOSED, RATIFYING, IN_FORCE, IMPLEMENTED])
def test_it_is_noted_where_the_case_lies_until_a_revision_says_otherwise_a_9_a_15(
    state: case.Case,
) -> None:
    (noted,) = decided(NOT_REALISTIC, RECEIVING, state)
    assert noted == AssessmentRevised(
        case_id=CASE,
        assessment_revision=2,
        main_obstacle=NOT_REALISTIC.main_obstacle,
        over_capacity=(SKIEN,),
    )
    then = after(state, noted)
    assert type(then) is type(state)
    assert exceeded_by(then) == (SKIEN,)
    assert exceeded_by(after(then, *decided(REALISTIC_AGAIN, RECEIVING, then))) == ()


def test_a_revision_of_a_case_that_has_gone_further_moves_nothing_a_15() -> None:
    later = replace(RECEIVE_CASE, assessment_revision=2, main_obstacle="legal")
    (noted,) = decided(later, RECEIVING, PROPOSED)
    then = after(PROPOSED, noted)
    assert isinstance(then, case.Known)
    assert (type(then), then.thread.main_obstacle) == (type(PROPOSED), "legal")


def test_what_never_came_to_a_body_is_not_received_a_9() -> None:
    assert decided(NOT_REALISTIC, RECEIVING, NO_CASE) == ()


def test_a_closed_case_is_left_as_it_is_a_15() -> None:
    assert decided(NOT_REALISTIC, RECEIVING, ENDED) == ()


def test_no_proposal_is_sent_on_a_9() -> None:
    state = after(AT_WORK, ASSESSMENT_REVISED)
    assert says(refused(lambda: decided(SUBMIT_PROPOSAL, PROPOSING, state))) == OVER_CAPACITY


def test_no_item_is_opened_on_it_a_9() -> None:
    (known,) = MEETING_FACTS.cases
    facts = replace(MEETING_FACTS, cases=(replace(known, over_capacity=(SKIEN,)),))
    refusal = refused(lambda: meeting.decide(OPEN_ITEM, facts, STARTED))
    assert says(refusal) == OVER_CAPACITY


def test_an_agreement_on_an_item_that_was_open_already_has_no_effect_a_9() -> None:
    state = after(PROPOSED, ASSESSMENT_REVISED)
    (told,) = decided(RECORD_OUTCOME, DECIDING, state)
    assert isinstance(told, OutcomeWithoutEffect)
    assert after(state, told) == state


@pytest.mark.parametrize("answer", ["adopted", "adopted-with-reservation"])
def test_no_party_adopts_it_a_9(answer: str) -> None:
    state = after(RATIFYING, ASSESSMENT_REVISED)
    command = replace(REGISTER_RATIFICATION, answer=answer, reservation="Fra 2027.")  # type: ignore[arg-type]
    assert says(refused(lambda: decided(command, FOR_SKIEN, state))) == OVER_CAPACITY


def test_a_party_may_refuse_it_a_9() -> None:
    state = after(RATIFYING, ASSESSMENT_REVISED)
    command = replace(REGISTER_RATIFICATION, answer="refused")
    assert len(decided(command, FOR_SKIEN, state)) == 1


def test_it_comes_not_into_force_for_the_rest_a_9() -> None:
    state = after(CHOOSING, ASSESSMENT_REVISED)
    refusal = refused(lambda: decided(CHOOSE_AFTER_RATIFICATION, DECIDING, state))
    assert says(refusal) == OVER_CAPACITY
