"""Given consensus, when the parties answer (G-11, G-14)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.governance.decisions import case
from services.governance.decisions.case import CaseEvent
from shared.contracts.governance import (
    DecisionInForce,
    RatificationAnswer,
    RatificationRegistered,
)
from shared.contracts.record import Who
from tests.examples.governance.cases import (
    DECISION_IN_FORCE,
    NOTE_RATIFICATION_DEADLINE,
    RATIFICATION_OVERDUE,
    RATIFICATION_REGISTERED,
    REGISTER_RATIFICATION,
)
from tests.examples.ids import HOSPITAL, PORSGRUNN, RATIFY_BY, SECRETARY, SKIEN, id_of
from tests.governance.situations import FOR_SKIEN, given, refused, says, speaking_for
from tests.governance.stages import (
    AT_WORK,
    FOR_THOSE_WHO_ADOPT,
    IMPLEMENTED,
    IN_FORCE,
    NO_CASE,
    PROPOSED,
    RATIFYING,
)

PARTIES = (SKIEN, PORSGRUNN, HOSPITAL)
AT_DEADLINE = replace(FOR_SKIEN, now=RATIFY_BY)


def answer(
    state: case.Case, party: UUID, given_answer: RatificationAnswer = "adopted", **change: Any
) -> tuple[CaseEvent, ...]:
    command = replace(REGISTER_RATIFICATION, party=party, answer=given_answer, **change)
    return case.decide(command, speaking_for(party), state)


def answered(state: case.Case, *answers: tuple[UUID, RatificationAnswer]) -> list[CaseEvent]:
    """What is said when the parties answer one after the other."""
    said: list[CaseEvent] = []
    for party, one in answers:
        text = "Punkt 2: gjelder fra 2027." if one == "adopted-with-reservation" else None
        events = answer(state, party, one, reservation=text)
        state = given(state, case.evolve, *events)
        said.extend(events)
    return said


def test_a_partys_own_answer_is_registered_g_14() -> None:
    assert case.decide(REGISTER_RATIFICATION, FOR_SKIEN, RATIFYING) == (RATIFICATION_REGISTERED,)


def test_with_the_last_adoption_the_decision_is_in_force_for_all_g_14() -> None:
    said = answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "adopted"), (PORSGRUNN, "adopted"))
    assert said[-1] == DECISION_IN_FORCE
    assert [type(one) for one in said[:-1]] == [RatificationRegistered] * 3


def test_one_refusal_stops_what_is_all_or_none_g_14() -> None:
    said = answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "refused"), (PORSGRUNN, "adopted"))
    assert [type(one) for one in said] == [RatificationRegistered] * 3


def test_for_those_who_adopt_it_binds_them_when_all_have_answered_g_14() -> None:
    early = answered(FOR_THOSE_WHO_ADOPT, (HOSPITAL, "adopted"), (SKIEN, "refused"))
    assert [type(one) for one in early] == [RatificationRegistered] * 2
    said = answered(
        FOR_THOSE_WHO_ADOPT, (HOSPITAL, "adopted"), (SKIEN, "refused"), (PORSGRUNN, "adopted")
    )
    assert said[-1] == DECISION_IN_FORCE.model_copy(update={"parties": (PORSGRUNN, HOSPITAL)})


def test_what_nobody_adopts_binds_nobody_g_14() -> None:
    said = answered(FOR_THOSE_WHO_ADOPT, *((party, "refused") for party in PARTIES))
    assert [type(one) for one in said] == [RatificationRegistered] * 3


def test_a_reservation_of_ones_own_binds_with_it_g_14() -> None:
    said = answered(
        RATIFYING,
        (HOSPITAL, "adopted"),
        (SKIEN, "adopted-with-reservation"),
        (PORSGRUNN, "adopted"),
    )
    assert said[-1] == DECISION_IN_FORCE


def test_a_reservation_that_touches_others_stops_what_is_all_or_none_g_14() -> None:
    state = given(
        RATIFYING,
        case.evolve,
        *answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "adopted")),
    )
    (registered,) = answer(
        state,
        PORSGRUNN,
        "adopted-with-reservation",
        reservation="Punkt 1: sykehuset betaler.",
        touches_others=True,
    )
    assert isinstance(registered, RatificationRegistered)
    assert registered.touches_others


@for_all(
    st.permutations(PARTIES),
    st.lists(
        st.sampled_from(("adopted", "adopted-with-reservation", "refused")),
        min_size=3,
        max_size=3,
    ),
    st.booleans(),
)
def test_the_order_of_answers_never_changes_whom_it_binds_g_14(
    order: list[UUID], answers: list[RatificationAnswer], some_may: bool
) -> None:
    start = FOR_THOSE_WHO_ADOPT if some_may else RATIFYING
    by_party = dict(zip(PARTIES, answers, strict=True))
    said = answered(start, *((party, by_party[party]) for party in order))
    adopting = tuple(party for party in PARTIES if by_party[party] != "refused")
    binds = adopting if some_may or len(adopting) == 3 else ()
    in_force = [one.parties for one in said if isinstance(one, DecisionInForce)]
    assert in_force == ([binds] if binds else [])


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"organ": " "}, "governance.text-missing", "organ"),
        ({"reference": ""}, "governance.text-missing", "reference"),
        ({"answer": "adopted-with-reservation"}, "governance.reservation-missing", "reservation"),
        ({"reservation": "Punkt 2"}, "governance.reservation-unasked", "reservation"),
        (
            {"answer": "refused", "touches_others": True},
            "governance.reservation-unasked",
            "reservation",
        ),
        ({"party": id_of("vestfold")}, "governance.party-does-not-ratify", "party"),
        ({"party": HOSPITAL}, "governance.not-your-party", "party"),
    ],
)
def test_an_answer_is_the_partys_own_with_organ_and_reference_g_14(
    change: dict[str, Any], reason: str, field: str
) -> None:
    command = replace(REGISTER_RATIFICATION, **change)
    refusal = refused(lambda: case.decide(command, FOR_SKIEN, RATIFYING))
    assert says(refusal) == ("G-14", reason, field)


def test_somebody_who_speaks_for_no_party_registers_no_answer_g_14() -> None:
    facts = replace(FOR_SKIEN, by=Who(SECRETARY))
    refusal = refused(lambda: case.decide(REGISTER_RATIFICATION, facts, RATIFYING))
    assert says(refusal) == ("G-14", "governance.not-your-party", "party")


def test_a_party_answers_once_g_14() -> None:
    state = given(RATIFYING, case.evolve, RATIFICATION_REGISTERED)
    refusal = refused(lambda: answer(state, SKIEN, "refused"))
    assert says(refusal) == ("G-14", "governance.already-answered", "party")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (NO_CASE, "governance.case-unknown"),
        (AT_WORK, "governance.nothing-to-ratify"),
        (PROPOSED, "governance.nothing-to-ratify"),
        (IN_FORCE, "governance.already-in-force"),
        (IMPLEMENTED, "governance.already-in-force"),
    ],
)
def test_only_what_is_agreed_upon_is_ratified_g_14(state: case.Case, reason: str) -> None:
    refusal = refused(lambda: answer(state, SKIEN))
    assert says(refusal) == ("G-14", reason, "case_id")


def test_the_deadline_tells_who_has_not_answered_once_g_11() -> None:
    state = given(RATIFYING, case.evolve, RATIFICATION_REGISTERED)
    assert case.decide(NOTE_RATIFICATION_DEADLINE, AT_DEADLINE, state) == (RATIFICATION_OVERDUE,)
    told = given(state, case.evolve, RATIFICATION_OVERDUE)
    assert case.decide(NOTE_RATIFICATION_DEADLINE, AT_DEADLINE, told) == ()


@pytest.mark.parametrize(
    "state",
    [
        AT_WORK,
        PROPOSED,
        IN_FORCE,
        IMPLEMENTED,
        given(RATIFYING, case.evolve, *answered(RATIFYING, *((p, "refused") for p in PARTIES))),
    ],
)
def test_a_deadline_with_nobody_pending_does_nothing_g_11(state: case.Case) -> None:
    assert case.decide(NOTE_RATIFICATION_DEADLINE, AT_DEADLINE, state) == ()


def test_the_deadline_of_an_earlier_proposal_does_nothing_g_11() -> None:
    earlier = replace(NOTE_RATIFICATION_DEADLINE, proposal_id=id_of("earlier"))
    assert case.decide(earlier, AT_DEADLINE, RATIFYING) == ()


def test_nothing_is_overdue_before_the_deadline_g_11() -> None:
    early = replace(FOR_SKIEN, now=RATIFY_BY - timedelta(seconds=1))
    refusal = refused(lambda: case.decide(NOTE_RATIFICATION_DEADLINE, early, RATIFYING))
    assert says(refusal) == ("G-11", "governance.deadline-ahead", None)
    assert refusal.values == {"at": RATIFY_BY}


def test_a_late_answer_is_an_answer_and_overdue_never_one_g_11_g_14() -> None:
    overdue = given(RATIFYING, case.evolve, RATIFICATION_OVERDUE)
    said = answered(overdue, *((party, "adopted") for party in PARTIES))
    assert said[-1] == DECISION_IN_FORCE
    waiting = answered(overdue, (SKIEN, "adopted"), (HOSPITAL, "adopted"))
    assert not any(isinstance(one, DecisionInForce) for one in waiting)


def test_a_deadline_for_an_unknown_case_is_refused_g_11() -> None:
    refusal = refused(lambda: case.decide(NOTE_RATIFICATION_DEADLINE, AT_DEADLINE, NO_CASE))
    assert says(refusal) == ("G-11", "governance.case-unknown", "case_id")
