"""P-6: organisations are dated: who stands in another's place depends on the day."""

from datetime import date
from uuid import UUID

from shared.identity.succession import Successions

OLD, OTHER, MERGED, LATER, STRANGER = (UUID(int=number) for number in range(1, 6))
FIRST, SECOND = date(2027, 1, 1), date(2030, 1, 1)
BEFORE, BETWEEN = date(2026, 12, 31), date(2029, 12, 31)
SUCCESSIONS = Successions({OLD: (MERGED, FIRST), OTHER: (MERGED, FIRST), MERGED: (LATER, SECOND)})


def test_until_the_day_everybody_stands_for_themselves_p_6() -> None:
    for party in (OLD, OTHER, MERGED, LATER, STRANGER):
        assert SUCCESSIONS.in_place_of(party, BEFORE) == party
        assert SUCCESSIONS.together(party, BEFORE) == {party}


def test_from_the_day_on_the_successor_stands_there_p_6() -> None:
    assert SUCCESSIONS.in_place_of(OLD, FIRST) == MERGED
    assert SUCCESSIONS.in_place_of(MERGED, BETWEEN) == MERGED
    for party in (OLD, OTHER, MERGED):
        assert SUCCESSIONS.together(party, FIRST) == {OLD, OTHER, MERGED}
    assert SUCCESSIONS.together(LATER, BETWEEN) == {LATER}


def test_a_successor_is_succeeded_in_its_turn_p_6() -> None:
    assert {SUCCESSIONS.in_place_of(party, SECOND) for party in (OLD, OTHER, MERGED)} == {LATER}
    assert SUCCESSIONS.together(OLD, SECOND) == {OLD, OTHER, MERGED, LATER}
    assert SUCCESSIONS.in_place_of(STRANGER, SECOND) == STRANGER
