"""Given a seat, when somebody is co-opted, or deputy or status changes, then (G-2, G-3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.governance.commands.facts import AgreementFact, CaseFact, PersonFact
from services.governance.decisions import person, seat
from services.governance.rules.meetings import rights_on
from services.governance.rules.seats import Terms
from shared.contracts.governance import Deputy, SeatFilled
from tests.examples.governance.register import (
    DEPUTY,
    FILL_SEAT,
    PERSON_REGISTERED,
    SEAT_FILLED,
    SEAT_VACATED,
)
from tests.examples.governance.structure import (
    CHANGE_DEPUTY,
    CHANGE_EMPLOYMENT,
    DEPUTY_CHANGED,
    EMPLOYMENT_CHANGED,
    NEW_YEAR,
    OTHER_DEPUTY,
    SEAT_PARTY_SUCCEEDED,
)
from tests.examples.ids import CASE, FS, GP, SEAT_GP, SKIEN, SSU, id_of
from tests.governance.situations import (
    AGREEMENT_OF_GP,
    GP_SEAT_WITH_DEPUTY,
    REGISTER_FACTS,
    SEAT_FACTS,
    given,
    refused,
    says,
)

NO_SEAT: seat.Seat = seat.Unknown()
FILLED = given(NO_SEAT, seat.evolve, SEAT_FILLED)
OTHER_EMPLOYED = PersonFact(OTHER_DEPUTY, "employed", None)
NOBODY: person.Person = person.Unknown()
REGISTERED = given(NOBODY, person.evolve, PERSON_REGISTERED)


def filled_by(**change: Any) -> SeatFilled:
    (filled,) = seat.decide(replace(FILL_SEAT, **change), SEAT_FACTS, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    return filled


def test_a_seat_tells_whom_it_represents_and_on_which_basis_g_2() -> None:
    filled = filled_by(represents="specialists", basis="elected", basis_note=" Valgt 3. mars ")
    assert (filled.represents, filled.basis) == ("specialists", "elected")
    assert filled.basis_note == "Valgt 3. mars"


@pytest.mark.parametrize("represents", ["users", "employees", "observers"])
def test_who_speaks_for_neither_side_may_sit_on_none_g_2(represents: Any) -> None:
    filled = filled_by(side=None, represents=represents, party=id_of("brukerutvalg"))
    assert filled.side is None


@pytest.mark.parametrize(
    "change",
    [
        {"represents": "gps"},
        {"represents": "party"},
        {"represents": "users", "rights": ("vote", "speech")},
    ],
)
def test_all_others_and_whoever_votes_sits_on_a_side_g_6(change: dict[str, Any]) -> None:
    command = replace(FILL_SEAT, side=None, **change)
    refusal = refused(lambda: seat.decide(command, SEAT_FACTS, NO_SEAT))
    assert says(refusal) == ("G-6", "governance.side-missing", "side")


def test_a_clinician_is_co_opted_for_a_case_that_the_body_has_g_5() -> None:
    facts = replace(SEAT_FACTS, co_opting=CaseFact(CASE, SSU, None))
    (filled,) = seat.decide(replace(FILL_SEAT, co_opted_for=CASE), facts, NO_SEAT)
    assert isinstance(filled, SeatFilled)
    assert filled.co_opted_for == CASE


@pytest.mark.parametrize("case", [None, CaseFact(CASE, FS, None), CaseFact(CASE, None, None)])
def test_nobody_is_co_opted_for_a_case_that_is_elsewhere_g_5(case: Any) -> None:
    facts = replace(SEAT_FACTS, co_opting=case)
    refusal = refused(lambda: seat.decide(replace(FILL_SEAT, co_opted_for=CASE), facts, NO_SEAT))
    assert says(refusal) == ("G-5", "governance.co-opted-elsewhere", "co_opted_for")


def test_who_is_co_opted_for_one_case_does_not_lead_the_body_g_5() -> None:
    facts = replace(SEAT_FACTS, co_opting=CaseFact(CASE, SSU, None))
    command = replace(FILL_SEAT, co_opted_for=CASE, function="chair")
    refusal = refused(lambda: seat.decide(command, facts, NO_SEAT))
    assert says(refusal) == ("G-5", "governance.co-opted-leads", "function")


def test_the_deputy_changes_while_the_holder_stays_g_2() -> None:
    facts = replace(SEAT_FACTS, deputy=OTHER_EMPLOYED)
    assert seat.decide(CHANGE_DEPUTY, facts, FILLED) == (DEPUTY_CHANGED,)
    after = seat.evolve(FILLED, DEPUTY_CHANGED)
    assert isinstance(after, seat.Filled)
    assert after.filled.deputy == Deputy(person_id=OTHER_DEPUTY, active_clinician=True)
    assert after.filled.person_id == GP
    assert seat.decide(CHANGE_DEPUTY, facts, after) == ()


def test_a_seat_may_lose_its_deputy_g_2() -> None:
    (changed,) = seat.decide(replace(CHANGE_DEPUTY, deputy_id=None), SEAT_FACTS, FILLED)
    after = seat.evolve(FILLED, changed)
    assert isinstance(after, seat.Filled)
    assert after.filled.deputy is None


@pytest.mark.parametrize(
    ("change", "deputy", "rule", "reason", "field"),
    [
        ({"deputy_id": GP}, OTHER_EMPLOYED, "G-2", "governance.deputy-is-holder", "deputy_id"),
        ({}, None, "P-1", "governance.person-unknown", "deputy_id"),
        ({"reason": " "}, OTHER_EMPLOYED, "G-2", "governance.text-missing", "reason"),
        (
            {},
            PersonFact(OTHER_DEPUTY, "self-employed", None),
            "G-3",
            "governance.agreement-missing",
            "deputy_id",
        ),
    ],
)
def test_a_deputy_that_can_not_sit_is_refused_g_2_g_3(
    change: dict[str, Any], deputy: Any, rule: str, reason: str, field: str
) -> None:
    facts = replace(SEAT_FACTS, deputy=deputy)
    refusal = refused(lambda: seat.decide(replace(CHANGE_DEPUTY, **change), facts, FILLED))
    assert says(refusal) == (rule, reason, field)


@pytest.mark.parametrize("events", [(), (SEAT_FILLED, SEAT_VACATED)])
def test_an_empty_seat_has_no_deputy_to_change_g_2(events: tuple[Any, ...]) -> None:
    empty = given(NO_SEAT, seat.evolve, *events)
    refusal = refused(lambda: seat.decide(CHANGE_DEPUTY, SEAT_FACTS, empty))
    assert says(refusal) == ("G-2", "governance.seat-unknown", "seat_id")


def test_a_seat_goes_over_to_the_successor_with_its_holder_p_6() -> None:
    after = seat.evolve(FILLED, SEAT_PARTY_SUCCEEDED)
    assert isinstance(after, seat.Filled)
    assert (after.filled.party, after.filled.person_id) == (SKIEN, GP)


def test_a_person_is_what_they_become_from_the_day_it_holds_p_6() -> None:
    assert person.decide(CHANGE_EMPLOYMENT, REGISTER_FACTS, REGISTERED) == (EMPLOYMENT_CHANGED,)
    changed = person.evolve(REGISTERED, EMPLOYMENT_CHANGED)
    assert isinstance(changed, person.Known)
    assert changed.employment_on(date(2026, 12, 31)) == "self-employed"
    assert changed.employment_on(NEW_YEAR) == "employed"
    assert person.decide(CHANGE_EMPLOYMENT, REGISTER_FACTS, changed) == ()


def test_since_when_somebody_is_self_employed_is_known_g_3() -> None:
    employed = PERSON_REGISTERED.model_copy(update={"employment": "employed"})
    begins = EMPLOYMENT_CHANGED.model_copy(update={"employment": "self-employed"})
    changed = given(NOBODY, person.evolve, employed, begins)
    assert isinstance(changed, person.Known)
    assert changed.self_employed_since(NEW_YEAR) == NEW_YEAR
    assert changed.self_employed_since(date(2026, 12, 31)) is None


def test_a_change_of_status_tells_its_basis_and_is_somebodys_p_6() -> None:
    unbased = replace(CHANGE_EMPLOYMENT, basis=" ")
    refusal = refused(lambda: person.decide(unbased, REGISTER_FACTS, REGISTERED))
    assert says(refusal) == ("P-6", "governance.text-missing", "basis")
    refusal = refused(lambda: person.decide(CHANGE_EMPLOYMENT, REGISTER_FACTS, NOBODY))
    assert says(refusal) == ("P-1", "governance.person-unknown", "person_id")


TODAY = date(2026, 11, 3)
SIGNED = (AGREEMENT_OF_GP,)


@pytest.mark.parametrize(
    ("self_employed", "agreements", "standing"),
    [
        ({GP}, SIGNED, "in-order"),
        (set(), (), "in-order"),
        ({GP}, (), "agreement-pending"),
        ({GP}, (replace(AGREEMENT_OF_GP, valid_to=date(2026, 11, 2)),), "agreement-pending"),
        ({GP}, (replace(AGREEMENT_OF_GP, seats=(id_of("another"),)),), "agreement-pending"),
    ],
)
def test_a_seat_awaits_an_agreement_when_its_own_is_over_g_3(
    self_employed: set[Any], agreements: tuple[AgreementFact, ...], standing: str
) -> None:
    assert Terms(TODAY, self_employed, agreements).standing(SEAT_FILLED) == standing


def test_a_deputy_without_agreement_is_named_and_the_seat_stands_g_3() -> None:
    terms = Terms(TODAY, {GP, DEPUTY}, SIGNED)
    assert terms.lacking(SEAT_FILLED) == (DEPUTY,)
    assert terms.standing(SEAT_FILLED) == "in-order"


@pytest.mark.parametrize(
    ("day", "standing"), [(date(2025, 12, 31), "not-begun"), (date(2028, 1, 1), "expired")]
)
def test_a_seat_stands_within_its_term_g_2(day: date, standing: str) -> None:
    assert Terms(day, (), ()).standing(SEAT_FILLED) == standing


def test_while_the_agreement_is_pending_speech_is_kept_g_3() -> None:
    holder = replace(GP_SEAT_WITH_DEPUTY.sitters[0], agreement_to=date(2026, 11, 2))
    assert GP_SEAT_WITH_DEPUTY.seat_id == SEAT_GP
    assert rights_on(TODAY, GP_SEAT_WITH_DEPUTY, holder) == ("speech", "attend")
