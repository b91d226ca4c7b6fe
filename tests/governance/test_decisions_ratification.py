"""Given consensus, when the parties answer (G-11, G-14)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.governance.decisions import case
from services.governance.decisions.case import CaseEvent
from services.governance.decisions.case.states import Choosing
from shared.contracts.governance import RatificationAnswer
from shared.contracts.governance.own_lines import DecisionInForce, RatificationRegistered
from shared.contracts.record import Who
from tests.examples.governance.own_lines import (
    DECISION_IN_FORCE,
    RATIFICATION_OVERDUE,
    RATIFICATION_REGISTERED,
    REGISTER_RATIFICATION,
)
from tests.examples.ids import HOSPITAL, PORSGRUNN, RATIFY_BY, SECRETARY, SKIEN, id_of
from tests.governance.situations import FOR_SKIEN, after, decided, refused, says, speaking_for
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
    return decided(command, speaking_for(party), state)


def answered(state: case.Case, *answers: tuple[UUID, RatificationAnswer]) -> list[CaseEvent]:
    """What is said when the parties answer one after the other."""
    said: list[CaseEvent] = []
    for party, one in answers:
        text = "Gjelder fra 2027." if one == "adopted-with-reservation" else None
        events = answer(state, party, one, reservation=text, clause=text and "Punkt 2")
        state = after(state, *events)
        said.extend(events)
    return said


def test_a_partys_own_answer_is_registered_g_14() -> None:
    assert decided(REGISTER_RATIFICATION, FOR_SKIEN, RATIFYING) == (RATIFICATION_REGISTERED,)


def test_with_the_last_adoption_the_decision_is_in_force_for_all_g_14() -> None:
    said = answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "adopted"), (PORSGRUNN, "adopted"))
    assert said[-1] == DECISION_IN_FORCE
    assert [type(one) for one in said[:-1]] == [RatificationRegistered] * 3


def test_one_refusal_stops_what_is_all_or_none_g_14() -> None:
    said = answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "refused"), (PORSGRUNN, "adopted"))
    assert [type(one) for one in said] == [RatificationRegistered] * 3


def test_nobody_is_bound_by_what_somebody_refused_until_the_body_has_chosen_g_14() -> None:
    said = answered(
        FOR_THOSE_WHO_ADOPT, (HOSPITAL, "adopted"), (SKIEN, "refused"), (PORSGRUNN, "adopted")
    )
    assert [type(one) for one in said] == [RatificationRegistered] * 3
    assert isinstance(after(FOR_THOSE_WHO_ADOPT, *said), Choosing)


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
    state = after(
        RATIFYING,
        *answered(RATIFYING, (HOSPITAL, "adopted"), (SKIEN, "adopted")),
    )
    (registered,) = answer(
        state,
        PORSGRUNN,
        "adopted-with-reservation",
        clause="Punkt 1",
        reservation="Sykehuset betaler.",
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
    whole = "refused" not in answers
    in_force = [one.parties for one in said if isinstance(one, DecisionInForce)]
    assert in_force == ([PARTIES] if whole else [])
    assert isinstance(after(start, *said), Choosing) == (not whole)


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"organ": " "}, "governance.text-missing", "organ"),
        ({"reference": ""}, "governance.text-missing", "reference"),
        (
            {"answer": "adopted-with-reservation", "clause": "Punkt 2"},
            "governance.reservation-missing",
            "reservation",
        ),
        (
            {"answer": "adopted-with-reservation", "reservation": "Gjelder fra 2027."},
            "governance.clause-missing",
            "clause",
        ),
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
    refusal = refused(lambda: decided(command, FOR_SKIEN, RATIFYING))
    assert says(refusal) == ("G-14", reason, field)


def test_somebody_who_speaks_for_no_party_registers_no_answer_g_14() -> None:
    facts = replace(FOR_SKIEN, by=Who(SECRETARY))
    refusal = refused(lambda: decided(REGISTER_RATIFICATION, facts, RATIFYING))
    assert says(refusal) == ("G-14", "governance.not-your-party", "party")


def test_a_party_answers_once_g_14() -> None:
    state = after(RATIFYING, RATIFICATION_REGISTERED)
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


def test_a_late_answer_is_an_answer_and_overdue_never_one_g_11_g_14() -> None:
    overdue = after(RATIFYING, RATIFICATION_OVERDUE)
    said = answered(overdue, *((party, "adopted") for party in PARTIES))
    assert said[-1] == DECISION_IN_FORCE
    waiting = answered(overdue, (SKIEN, "adopted"), (HOSPITAL, "adopted"))
    assert not any(isinstance(one, DecisionInForce) for one in waiting)
