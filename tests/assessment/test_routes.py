"""The route follows from the diagnosis and the parties, first match (A-14)."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.assessment.decisions import decide
from shared.contracts.assessment import AssessmentConcluded, RouteKind
from tests.assessment.situations import (
    FACTS,
    PRACTICE,
    READY,
    SPECIALIST,
    given,
    given_parties,
    refused,
    with_lsu,
)
from tests.examples.assessment import CONCLUDE
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN


def route(*parties: UUID, facts: object = FACTS, **changes: object) -> RouteKind:
    command = replace(CONCLUDE, **changes)  # type: ignore[arg-type]
    (event,) = decide(command, facts, given(*given_parties(*parties)))  # type: ignore[arg-type]
    assert isinstance(event, AssessmentConcluded)
    assert event.route == event.proposed_route
    return event.route


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ((SKIEN,), "own-line"),
        ((SKIEN, PRACTICE), "samarbeidsutvalg"),
        ((SKIEN, PORSGRUNN, PRACTICE), "fs"),
        ((SPECIALIST, HOSPITAL), "dialogue-meeting"),
        ((SPECIALIST, HOSPITAL, SKIEN), "fs"),
        ((HOSPITAL, SKIEN, PORSGRUNN), "fs"),
    ],
)
def test_the_parties_lead_to_the_lowest_level_that_can_decide_a_14(
    parties: tuple[UUID, ...], expected: RouteKind
) -> None:
    assert route(*parties) == expected


def test_one_hospital_and_its_municipalities_meet_in_their_lsu_a_14() -> None:
    facts = with_lsu(HOSPITAL, SKIEN, PORSGRUNN)
    assert route(HOSPITAL, SKIEN, facts=facts) == "lsu"


def test_an_lsu_of_others_is_no_way_a_14() -> None:
    assert route(HOSPITAL, SKIEN, facts=with_lsu(HOSPITAL, PORSGRUNN)) == "fs"


def test_what_is_answered_already_goes_no_further_a_14() -> None:
    assert route(HOSPITAL, SKIEN, known_answer="Rutine 12", national=True) == "known-answer"


def test_a_national_tool_is_a_matter_of_the_system_level_a_14() -> None:
    facts = with_lsu(HOSPITAL, SKIEN)
    assert route(HOSPITAL, SKIEN, facts=facts, national=True) == "system-level"


def test_a_lower_level_comes_before_the_national_one_a_14() -> None:
    assert route(SPECIALIST, HOSPITAL, national=True) == "dialogue-meeting"


def test_another_route_than_proposed_needs_a_reason_a_14() -> None:
    refusal = refused(replace(CONCLUDE, route="lsu"), given(*READY))
    assert (refusal.rule, refusal.field) == ("A-14", "route_reason")


def test_the_secretariat_decides_and_both_routes_are_kept_a_14() -> None:
    command = replace(CONCLUDE, route="system-level", route_reason="Gjelder hele landet.")
    (event,) = decide(command, FACTS, given(*READY))
    assert isinstance(event, AssessmentConcluded)
    assert (event.proposed_route, event.route) == ("fs", "system-level")
    assert event.route_reason == "Gjelder hele landet."


def test_choosing_what_is_proposed_needs_no_reason_a_14() -> None:
    (event,) = decide(replace(CONCLUDE, route="fs"), FACTS, given(*READY))
    assert isinstance(event, AssessmentConcluded)
    assert event.route_reason is None
