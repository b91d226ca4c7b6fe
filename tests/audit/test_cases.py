"""Where a case lies, for how long, and how it ends, as audit's rows have it (R-5)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from shared.contracts.record import Event
from tests.audit.case_world import CaseWorld, case_world
from tests.examples.assessment import CLOSED, CONCLUDED, OPENED, REOPENED
from tests.examples.governance.case_events import CASE_CLOSED, CASE_REFERRED, EXIT_TAKEN
from tests.examples.governance.cases import CASE_RECEIVED, CONSENSUS_FAILED, CONSENSUS_REACHED
from tests.examples.governance.own_lines import DECISION_IN_FORCE
from tests.examples.ids import CASE, FS
from tests.examples.intake.cases import (
    MERGED,
    NEW_CASE,
    OTHER_CASE,
    REPORTS_JOINED,
    SPLIT_OFF,
    STARTED,
)
from tests.examples.intake.reports import LIFTED, REGISTERED, WITHDRAWN
from tests.examples.intake.triage import EVENTS as TRIAGE_EVENTS

BY_TYPE = {event.type.split(".")[1]: event for event in TRIAGE_EVENTS}


@pytest.fixture
def world() -> Iterator[CaseWorld]:
    with case_world() as made:
        yield made


def of_case(event: Event, **values: Any) -> Event:
    return event.model_copy(update={"case_id": CASE, **values})


def levels(world: CaseWorld) -> list[tuple[str, int]]:
    return [(stay.level, stay.days) for stay in world.case(CASE).stays]


def test_a_case_lies_at_one_level_until_it_comes_to_the_next_r_5(world: CaseWorld) -> None:
    world.tell(REGISTERED, LIFTED, OPENED, CONCLUDED, CASE_RECEIVED, EXIT_TAKEN)
    assert levels(world) == [
        ("practical", 2),
        ("practical", 2),
        ("organisational", 1),
        ("system", 1),
    ]
    case = world.case(CASE)
    assert (case.outcome, case.days) == ("open", 6)
    assert case.stays[2].body == CASE_RECEIVED.body_id


def test_what_is_sent_to_another_arena_lies_with_the_body_that_follows_it_up_g_5(
    world: CaseWorld,
) -> None:
    world.tell(REGISTERED, of_case(CASE_REFERRED))
    assert world.case(CASE).stays[-1].body == CASE_REFERRED.body_id


def test_one_more_report_of_it_does_not_move_a_case_i_0(world: CaseWorld) -> None:
    world.tell(REGISTERED, OPENED, CASE_RECEIVED)
    world.tell(of_case(REGISTERED, report_id=OTHER_CASE, joined=True, number="2026/9"))
    case = world.case(CASE)
    assert case.number == REGISTERED.number
    assert case.stays[-1].level == "organisational"


def test_a_case_goes_on_until_its_last_report_is_withdrawn_i_0(world: CaseWorld) -> None:
    world.tell(REGISTERED, of_case(REGISTERED, report_id=OTHER_CASE, joined=True))
    world.tell(WITHDRAWN)
    assert world.case(CASE).outcome == "open"
    world.tell(of_case(WITHDRAWN, report_id=OTHER_CASE))
    assert world.case(CASE).outcome == "withdrawn"


def test_a_case_that_is_joined_to_another_has_ended_and_its_reports_count_there_i_0(
    world: CaseWorld,
) -> None:
    other = REGISTERED.model_copy(update={"case_id": OTHER_CASE, "number": "2026/2"})
    world.tell(REGISTERED, other, REPORTS_JOINED, MERGED, WITHDRAWN)
    assert world.case(OTHER_CASE).outcome == "joined"
    assert world.case(CASE).outcome == "open"


@pytest.mark.parametrize("begun", [STARTED, SPLIT_OFF])
def test_a_case_that_no_report_has_opened_is_counted_from_its_beginning_i_0_i_13(
    world: CaseWorld, begun: Event
) -> None:
    world.tell(REGISTERED, begun)
    case = world.case(NEW_CASE)
    assert (case.number, case.days) == ("2026/3", 1)
    assert [figure.cases for figure in world.figures()] == [2]


@pytest.mark.parametrize(
    ("ends", "outcome"),
    [
        (LIFTED.model_copy(update={"outcome": "answered"}), "answered"),
        (BY_TYPE["information-not-given"], "unanswered"),
        (CLOSED, "not-realistic"),
        (CASE_CLOSED, CASE_CLOSED.outcome),
    ],
)
def test_how_a_case_ends_is_its_outcome_and_it_lies_nowhere_after_r_5(
    world: CaseWorld, ends: Event, outcome: str
) -> None:
    world.tell(REGISTERED, of_case(ends))
    case = world.case(CASE)
    assert (case.outcome, case.days) == (outcome, 1)
    assert levels(world) == [("practical", 1)]


@pytest.mark.parametrize(
    ("ended", "again"),
    [
        (BY_TYPE["information-not-given"], BY_TYPE["case-reopened"]),
        (LIFTED.model_copy(update={"outcome": "answered"}), BY_TYPE["outcome-disputed"]),
        (CLOSED, REOPENED.model_copy(update={"because": "lower-demand"})),
    ],
)
def test_a_case_that_is_taken_up_again_is_open_again_i_5_i_6_a_9(
    world: CaseWorld, ended: Event, again: Event
) -> None:
    world.tell(REGISTERED, of_case(ended), of_case(again))
    case = world.case(CASE)
    assert (case.outcome, case.ended_at) == ("open", None)
    assert case.stays[-1].level == "practical"


def test_a_case_sent_back_to_assessment_stays_with_its_body_a_15(world: CaseWorld) -> None:
    world.tell(REGISTERED, CASE_RECEIVED, REOPENED)
    assert world.case(CASE).stays[-1].body == CASE_RECEIVED.body_id


def test_who_disagreed_and_of_which_kind_stands_with_the_case_g_7(world: CaseWorld) -> None:
    world.tell(REGISTERED, CASE_RECEIVED, CONSENSUS_FAILED, CONSENSUS_REACHED, DECISION_IN_FORCE)
    case = world.case(CASE)
    assert case.disagreement == CONSENSUS_FAILED.disagreement
    told = [*CONSENSUS_FAILED.objections, *CONSENSUS_REACHED.remarks]
    assert [each.text for each in case.dissents] == [each.text for each in told]
    assert case.outcome == "in-force"
    assert FS in {stay.body for stay in case.stays}


def test_a_blocked_case_is_not_listed_but_counts_in_the_figures_r_5_r_7(world: CaseWorld) -> None:
    world.tell(REGISTERED)
    world.by = replace(world.by, blocked=frozenset({CASE}))
    assert world.cases() == []
    assert [figure.cases for figure in world.figures()] == [1]
