"""From when there is any gain at all, and which party holds it (A-8)."""

from datetime import date
from random import Random
from uuid import UUID

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.assessment.rules.readiness import not_ready, readiness
from shared.contracts.assessment.details import PartySystem
from tests.assessment.strategies import systems
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN

EARLY, LATE = date(2025, 1, 1), date(2027, 3, 1)


def system(party: UUID, ready_on: date | None, name: str = "Journalen") -> PartySystem:
    return PartySystem(party=party, system=name, ready_on=ready_on)


def test_the_last_needed_party_decides_from_when_there_is_gain_a_8() -> None:
    found = readiness(
        [system(SKIEN, EARLY), system(HOSPITAL, LATE), system(HOSPITAL, EARLY, "Lab")]
    )
    assert (found.gain_from, found.held_by) == (LATE, (HOSPITAL,))
    of_the_hospital = next(each for each in found.parties if each.party == HOSPITAL)
    assert (of_the_hospital.what, of_the_hospital.ready_on) == (("Journalen", "Lab"), LATE)


def test_where_a_day_is_not_known_nobody_knows_the_day_of_the_gain_a_8() -> None:
    found = readiness([system(SKIEN, EARLY), system(HOSPITAL, None), system(PORSGRUNN, LATE)])
    assert (found.gain_from, found.held_by) == (None, (HOSPITAL,))


def test_what_is_not_needed_holds_nobody_a_8() -> None:
    extra = system(HOSPITAL, None).model_copy(update={"needed": False})
    found = readiness([system(SKIEN, EARLY), extra])
    assert (found.gain_from, found.held_by) == (EARLY, (SKIEN,))


def test_where_nothing_is_told_nothing_is_held_a_8() -> None:
    found = readiness([])
    assert (found.parties, found.gain_from, found.held_by) == ((), None, ())


@settings(deadline=None)
@for_all(st.lists(systems, max_size=8), st.randoms(use_true_random=False))
def test_the_gain_comes_with_the_last_of_all_that_is_needed_in_any_order_a_8(
    of: list[PartySystem], random: Random
) -> None:
    found = readiness(of)
    assert readiness(random.sample(of, len(of))) == found
    needed = [each for each in of if each.needed]
    if any(each.ready_on is None for each in needed):
        assert found.gain_from is None
    else:
        assert found.gain_from == max((e.ready_on for e in needed if e.ready_on), default=None)
    assert bool(found.held_by) == bool(needed)
    late = {each.party for each in needed if each.ready_on is None or each.ready_on > EARLY}
    assert set(not_ready(of, EARLY)) == late
