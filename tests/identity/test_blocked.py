"""Which cases are blocked, as every service hears it from audit, and what the policy says (R-7)."""

from dataclasses import replace
from uuid import UUID

import pytest

from shared.identity.actors import Actor, Holding
from shared.identity.conditions import Kind, Resource
from shared.identity.listing import ABOUT_A_CASE, Columns, where
from shared.identity.policy import Allowed, Denied, allowed, scope

CASE, OTHER, AREA, ME, ELSEWHERE = (UUID(int=number) for number in range(1, 6))
SECRETARIAT = Actor(ME, frozenset({Holding("secretariat", AREA)}), blocked=frozenset({CASE}))
OUTSIDE = replace(SECRETARIAT, holdings=frozenset({Holding("secretariat", ELSEWHERE)}))


def case(case_id: UUID = CASE, kind: Kind = "case") -> Resource:
    return Resource(kind, helsefellesskap=AREA, case=case_id, lifted=True, locked=True)


def test_a_blocked_case_is_read_by_nobody_and_the_others_as_before_r_7() -> None:
    assert allowed(SECRETARIAT, "intake.read-case", case()) == Denied("R-7", "case-blocked")
    assert allowed(SECRETARIAT, "governance.propose", case()) == Denied("R-7", "case-blocked")
    assert isinstance(allowed(SECRETARIAT, "intake.read-case", case(OTHER)), Allowed)


def test_who_decides_about_the_block_still_may_r_7() -> None:
    assert isinstance(allowed(SECRETARIAT, "audit.erase", case()), Allowed)


def test_who_could_not_read_it_before_is_told_what_they_were_told_before_p_4() -> None:
    assert allowed(OUTSIDE, "intake.read-case", case()) == Denied("P-4", "other-helsefellesskap")


def test_a_list_about_cases_must_say_which_case_a_row_is_about_r_7() -> None:
    for kind in ABOUT_A_CASE:
        with pytest.raises(ValueError, match="R-7"):
            where(scope(SECRETARIAT, "intake.read-case"), Columns(kind=kind))
