"""P-1: the register is the fold of governance's events; names are sealed in its rows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from shared.contracts.governance import (
    BodyDissolved,
    Deputy,
    DeputyChanged,
    RoleGranted,
    RoleWithdrawn,
    SeatVacated,
)
from shared.identity.actors import Actor, Holding, Login
from shared.identity.policy import Forbidden
from shared.identity.register import AmbiguousName, Body, Register
from tests.identity.registered import (
    AREA,
    HOSPITAL,
    KARI,
    MACHINE,
    OLA,
    OTHER_AREA,
    SEAT,
    SEATED,
    SKIEN,
    SSU,
    organisation,
    seat,
)
from tests.identity.registering import NOW, Registering


@pytest.fixture
def register(registering: Registering) -> Register:
    return registering.register


def test_an_actor_holds_what_is_granted_until_it_is_withdrawn(registering: Registering) -> None:
    register = registering.register
    registering.say(
        RoleGranted(person_id=KARI, role="clinician", helsefellesskap=AREA),
        RoleGranted(person_id=KARI, role="approver", party=SKIEN),
        RoleGranted(person_id=KARI, role="clinician", helsefellesskap=AREA),
    )
    both = frozenset({Holding("clinician", AREA), Holding("approver", None, SKIEN)})
    assert register.actor(KARI, NOW) == Actor(KARI, both)
    registering.say(
        RoleWithdrawn(person_id=KARI, role="approver", party=SKIEN, reason="sluttet i kommunen")
    )
    assert register.actor(KARI, NOW) == Actor(KARI, frozenset({Holding("clinician", AREA)}))
    assert register.actor(OLA, NOW) == Actor(OLA)


def test_a_seat_moves_with_its_holder_and_is_vacated_g2(registering: Registering) -> None:
    register = registering.register
    registering.say(seat(KARI))
    assert register.actor(KARI, NOW).seats == {SEATED}
    registering.say(seat(OLA))
    assert register.actor(KARI, NOW).seats == frozenset()
    assert register.actor(OLA, NOW).seats == {SEATED}
    registering.say(SeatVacated(seat_id=SEAT, body_id=SSU, person_id=OLA, reason="flyttet"))
    assert register.actor(OLA, NOW).seats == frozenset()


def test_a_seat_counts_on_the_days_of_its_term_in_norway_g2(registering: Registering) -> None:
    registering.say(seat(term_to=date(2026, 11, 23)))
    last_minute = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)
    after_midnight_in_oslo = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)
    first_day = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)
    day_before = datetime(2025, 12, 31, 22, 59, tzinfo=UTC)
    register = registering.register
    assert register.actor(KARI, last_minute).seats == {SEATED}
    assert register.actor(KARI, after_midnight_in_oslo).seats == frozenset()
    assert register.actor(KARI, first_day).seats == {SEATED}
    assert register.actor(KARI, day_before).seats == frozenset()


def test_a_seat_for_one_case_is_told_with_its_case_g5(registering: Registering) -> None:
    case = UUID(int=51)
    registering.say(seat(KARI).model_copy(update={"co_opted_for": case}))
    assert registering.register.actor(KARI, NOW).seats == {replace(SEATED, case=case)}


def test_whoever_sits_in_for_the_holder_is_told_with_the_seat_g2(registering: Registering) -> None:
    deputy = Deputy(person_id=OLA, active_clinician=False)
    registering.say(seat(KARI).model_copy(update={"deputy": deputy}))
    ola = registering.register.actor(OLA, NOW)
    assert not ola.seats
    assert ola.deputises == {SEATED}
    registering.say(DeputyChanged(seat_id=SEAT, body_id=SSU, deputy=None, reason="flyttet"))
    assert registering.register.actor(OLA, NOW).deputises == frozenset()


def test_somebody_unknown_is_told_so_p2(register: Register) -> None:
    with pytest.raises(Forbidden, match="unknown-person"):
        register.actor(UUID(int=99), NOW)


def test_a_machine_with_a_role_needs_no_name(registering: Registering) -> None:
    registering.say(RoleGranted(person_id=MACHINE, role="integrator", party=SKIEN))
    assert registering.register.actor(MACHINE, NOW).has("integrator")
    assert registering.register.person_name(MACHINE) is None


def test_names_are_sealed_in_the_rows_and_opened_at_reading_p1(registering: Registering) -> None:
    assert registering.register.person_name(KARI) == "Kari Eksempel-Lege"
    kept = registering.rows_as_text()
    assert str(KARI) in kept
    assert "Kari Eksempel" not in kept
    assert "9999999" not in kept


def test_an_erased_name_is_gone_at_once_and_the_person_no_login_r7(
    registering: Registering,
) -> None:
    registering.keys.destroy(f"person-{KARI}")
    register = registering.register
    assert register.person_name(KARI) is None
    assert [login.person_id for login in register.logins()] == [OLA]
    assert register.actor(KARI, NOW).person == KARI


def test_logins_tell_who_people_are(register: Register) -> None:
    assert register.logins() == [
        Login(KARI, "Kari Eksempel-Lege", "fastlege i Skien"),
        Login(OLA, "Ola Eksempel", "sekretariatet"),
    ]


@pytest.mark.parametrize("name", ["Skien kommune", "  SKIEN\t kommune ", "skien Kommune"])
def test_organisations_are_found_whatever_the_case_and_spaces_i10(
    register: Register, name: str
) -> None:
    found = register.find_organisation(name)
    assert found is not None
    assert found.id == SKIEN


@pytest.mark.parametrize("name", ["Skien", "Skienkommune", "Skien kommune HF", "", "%"])
def test_names_are_otherwise_exact(register: Register, name: str) -> None:
    assert register.find_organisation(name) is None


def test_two_of_the_same_name_are_not_chosen_between(registering: Registering) -> None:
    twin = UUID(int=13)
    registering.say(organisation(twin, "skien Kommune", OTHER_AREA))
    register = registering.register
    with pytest.raises(AmbiguousName) as raised:
        register.find_organisation("Skien kommune")
    assert set(raised.value.found) == {SKIEN, twin}
    found = register.find_organisation("Skien kommune", OTHER_AREA)
    assert found is not None
    assert found.id == twin


def test_an_organisation_may_belong_to_several_helsefellesskap(registering: Registering) -> None:
    register = registering.register
    assert [each.name for each in register.organisations()] == [
        "Skien kommune",
        "Sykehuset Telemark HF",
    ]
    assert [each.id for each in register.organisations(OTHER_AREA)] == [HOSPITAL]
    registering.say(organisation(HOSPITAL, "Sykehuset Telemark HF", AREA))
    assert register.organisations(OTHER_AREA) == []
    hospital = register.organisation(HOSPITAL)
    assert hospital is not None
    assert hospital.helsefellesskap == {AREA}
    assert register.organisation(UUID(int=99)) is None


def test_a_renamed_organisation_keeps_its_id(registering: Registering) -> None:
    registering.say(organisation(SKIEN, "Skien bykommune", AREA))
    register = registering.register
    assert register.find_organisation("Skien kommune") is None
    found = register.find_organisation("Skien bykommune")
    assert found is not None
    assert found.id == SKIEN


def test_helsefellesskap_and_bodies_are_found(register: Register) -> None:
    found = register.helsefellesskap_named("helsefellesskapet i TELEMARK")
    assert found is not None
    assert (found.id, found.case_number_format) == (AREA, "{running:02}-{year:02}")
    assert register.helsefellesskap_named("Telemark") is None
    assert register.bodies(AREA) == [Body(SSU, AREA, "ssu", "SSU Nedre Telemark", None)]
    assert register.bodies(OTHER_AREA) == []


def test_a_dissolved_body_is_listed_no_more_and_keeps_its_name_g_12(
    registering: Registering,
) -> None:
    registering.say(
        BodyDissolved(
            body_id=SSU, helsefellesskap=AREA, dissolved_on=date(2026, 11, 1), reason="slått sammen"
        )
    )
    register = registering.register
    assert register.bodies(AREA) == []
    found = register.body(SSU)
    assert found is not None
    assert found.name == "SSU Nedre Telemark"
