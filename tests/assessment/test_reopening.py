"""What was concluded is taken up again, or closed (A-9, A-15)."""

from dataclasses import replace

import pytest

from services.assessment.commands import ReopenAssessment
from services.assessment.decisions import Closed, Open, decide
from services.assessment.reactions import react
from shared.contracts.assessment import AssessmentConcluded, AssessmentReopened
from shared.contracts.record import Event, Who
from tests.assessment.situations import FACTS, READY, given, refused
from tests.assessment.test_reactions import heard
from tests.examples.assessment import (
    CLOSE,
    CLOSED,
    CONCLUDE,
    CONCLUDED,
    FINDINGS,
    MEASURED,
    PRIORITISE,
    PRIORITISED,
    QUESTION,
    REOPEN,
    REOPENED,
)
from tests.examples.governance.case_events import RETURN_OR_LIFT_CHOSEN
from tests.examples.governance.cases import CONSENSUS_FAILED
from tests.examples.ids import CASE, HOSPITAL

OVER = MEASURED[1].model_copy(update={"standing": "over", "reason": "To årsverk mangler."})
NOT_REALISTIC = CONCLUDED.model_copy(update={"conclusion": "not-realistic"})
STOPPED = (*READY, OVER, NOT_REALISTIC)
LESS = ReopenAssessment(CASE, "lower-demand", "Holder det med halvparten?")


def test_a_case_that_is_sent_back_is_a_new_revision_on_the_question_asked_a_15() -> None:
    assert decide(REOPEN, FACTS, given(*READY, CONCLUDED)) == (REOPENED,)
    again = given(*READY, CONCLUDED, REOPENED)
    before = given(*READY)
    assert isinstance(again, Open)
    assert isinstance(before, Open)
    assert (again.revision, again.question) == (2, QUESTION)
    assert again.findings == before.findings, "what was found stands until it is revised"
    (event,) = decide(CONCLUDE, FACTS, again)
    assert isinstance(event, AssessmentConcluded)
    assert (event.revision, event.question) == (2, QUESTION)


def test_another_question_while_it_is_looked_at_takes_the_place_of_the_first_a_15() -> None:
    again = given(*READY, CONCLUDED, REOPENED)
    assert decide(REOPEN, FACTS, again) == ()
    (asked,) = decide(replace(REOPEN, question="Hvem varsler?"), FACTS, again)
    assert isinstance(asked, AssessmentReopened)
    assert (asked.revision, asked.question) == (2, "Hvem varsler?")


def test_a_case_that_was_never_assessed_is_not_opened_by_its_return_a_15() -> None:
    assert decide(REOPEN, FACTS, given()) == ()


@pytest.mark.parametrize(
    ("event", "question"),
    [
        (CONSENSUS_FAILED.model_copy(update={"way_on": "returned", "wording": QUESTION}), QUESTION),
        (CONSENSUS_FAILED.model_copy(update={"way_on": "lifted"}), None),
        (CONSENSUS_FAILED.model_copy(update={"way_on": "chair-chooses"}), None),
        (
            RETURN_OR_LIFT_CHOSEN.model_copy(update={"choice": "return", "reason": "Én gang til."}),
            "Én gang til.",
        ),
        (RETURN_OR_LIFT_CHOSEN.model_copy(update={"choice": "lift"}), None),
    ],
)
def test_what_is_returned_and_nothing_else_is_assessed_anew_a_15(
    event: Event, question: str | None
) -> None:
    expected = () if question is None else (ReopenAssessment(CASE, "returned", question),)
    assert react(heard(event)) == expected


def test_the_owner_of_the_capacity_says_what_gives_way_and_it_is_taken_up_again_a_9() -> None:
    reopened, decided = decide(PRIORITISE, FACTS, given(*STOPPED))
    assert isinstance(reopened, AssessmentReopened)
    assert (reopened.because, reopened.revision) == ("priority", 2)
    assert decided == PRIORITISED
    (event,) = decide(CONCLUDE, FACTS, given(*STOPPED, reopened, decided))
    assert isinstance(event, AssessmentConcluded)
    assert event.priorities == (PRIORITISED.priority,)
    assert "over-capacity" in event.diagnosis.warnings


def test_a_priority_may_be_decided_before_the_conclusion_too_a_9() -> None:
    assert decide(PRIORITISE, FACTS, given(*READY, OVER)) == (PRIORITISED,)
    assert decide(PRIORITISE, FACTS, given(*READY, OVER, PRIORITISED)) == ()
    unlike = replace(CONCLUDE, conclusion="not-realistic")
    assert refused(unlike, given(*READY, OVER, PRIORITISED)).rule == "A-9"


def test_each_party_that_is_over_has_a_priority_of_its_own_a_9() -> None:
    too = MEASURED[0].model_copy(update={"standing": "over", "reason": "Ett årsverk mangler."})
    refusal = refused(CONCLUDE, given(*READY, OVER, too, PRIORITISED))
    assert (refusal.rule, refusal.field) == ("A-9", "conclusion")


def test_a_priority_that_is_not_needed_any_more_is_not_told_a_9() -> None:
    (event,) = decide(CONCLUDE, FACTS, given(*READY, OVER, PRIORITISED, MEASURED[1]))
    assert isinstance(event, AssessmentConcluded)
    assert event.priorities == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"party": HOSPITAL}, "party"),
        ({"gives_way": " "}, "gives_way"),
        ({"decided_by": ""}, "decided_by"),
    ],
)
def test_a_priority_is_of_an_exceeded_capacity_and_says_what_gives_way_a_9(
    changes: dict[str, object], field: str
) -> None:
    priority = PRIORITISED.priority.model_copy(update=changes)
    refusal = refused(replace(PRIORITISE, priority=priority), given(*READY, OVER))
    assert (refusal.rule, refusal.field) == ("A-9", field)


def test_a_member_puts_nothing_first_on_behalf_of_another_party_a_9() -> None:
    of_the_hospital = replace(FACTS, by=Who(FACTS.by.person, party=HOSPITAL))
    refusal = refused(PRIORITISE, given(*READY, OVER), of_the_hospital)
    assert refusal.reason == "assessment.not-your-capacity"


def test_what_is_to_demand_less_is_looked_at_again_a_9() -> None:
    (reopened,) = decide(LESS, FACTS, given(*STOPPED))
    assert isinstance(reopened, AssessmentReopened)
    assert (reopened.because, reopened.question) == ("lower-demand", LESS.question)
    assert refused(replace(LESS, question=" "), given(*STOPPED)).field == "question"


def test_only_what_was_not_realistic_is_reopened_or_closed_by_hand_a_9() -> None:
    for command in (LESS, CLOSE):
        for state in (given(*READY), given(*READY, CONCLUDED)):
            assert refused(command, state).reason == "assessment.not-unrealistic"
        assert refused(command, given()).reason == "assessment.case-unknown"


def test_what_is_closed_stays_closed_and_is_not_changed_a_9() -> None:
    assert decide(CLOSE, FACTS, given(*STOPPED)) == (CLOSED,)
    closed = given(*STOPPED, CLOSED)
    assert isinstance(closed, Closed)
    assert decide(CLOSE, FACTS, closed) == ()
    for command in (LESS, FINDINGS[0], PRIORITISE):
        assert refused(command, closed).reason == "assessment.closed"
