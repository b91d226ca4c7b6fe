"""Given what the register holds, when it is asked, then this is decided (G-1, P-1, P-3)."""

from dataclasses import replace
from typing import Any

import pytest

from services.governance.decisions import helsefellesskap, organisation, person
from shared.contracts.governance import OrganisationRegistered, PersonRegistered, RoleName
from tests.examples.governance.register import (
    ESTABLISH_HELSEFELLESSKAP,
    GRANT_ROLE,
    HELSEFELLESSKAP_ESTABLISHED,
    ORGANISATION_REGISTERED,
    PERSON_REGISTERED,
    REGISTER_ORGANISATION,
    REGISTER_PERSON,
    ROLE_GRANTED,
    ROLE_WITHDRAWN,
    SECRETARY_REGISTERED,
    WITHDRAW_ROLE,
)
from tests.examples.ids import GP, SKIEN, TELEMARK, id_of, sealed
from tests.governance.situations import (
    FACTS,
    ORGANISATION_FACTS,
    REGISTER_FACTS,
    given,
    refused,
    says,
)

NOBODY: person.Person = person.Unknown()


def someone(*events: person.PersonEvent) -> person.Person:
    return given(NOBODY, person.evolve, SECRETARY_REGISTERED, *events)


def test_a_helsefellesskap_is_established_with_its_number_format_g_1() -> None:
    decided = helsefellesskap.decide(ESTABLISH_HELSEFELLESSKAP, FACTS, helsefellesskap.Unknown())
    assert decided == (HELSEFELLESSKAP_ESTABLISHED,)


def test_a_helsefellesskap_is_established_once_g_1() -> None:
    known = helsefellesskap.evolve(helsefellesskap.Unknown(), HELSEFELLESSKAP_ESTABLISHED)
    refusal = refused(lambda: helsefellesskap.decide(ESTABLISH_HELSEFELLESSKAP, FACTS, known))
    assert says(refusal) == ("G-1", "governance.already-established", "helsefellesskap_id")


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"name": " "}, "governance.text-missing", "name"),
        ({"name": "a" * 201}, "governance.text-too-long", "name"),
        ({"case_number_format": "{year}"}, "governance.number-format", "case_number_format"),
    ],
)
def test_a_helsefellesskap_without_name_or_readable_format_is_refused_g_1(
    change: dict[str, Any], reason: str, field: str
) -> None:
    command = replace(ESTABLISH_HELSEFELLESSKAP, **change)
    refusal = refused(lambda: helsefellesskap.decide(command, FACTS, helsefellesskap.Unknown()))
    assert says(refusal) == ("G-1", reason, field)


def test_an_organisation_is_registered_with_its_number_in_one_form_i_2() -> None:
    decided = organisation.decide(REGISTER_ORGANISATION, ORGANISATION_FACTS, organisation.Unknown())
    assert decided == (ORGANISATION_REGISTERED,)


def test_an_organisation_may_have_no_number_i_2() -> None:
    command = replace(REGISTER_ORGANISATION, number=" ")
    (registered,) = organisation.decide(command, ORGANISATION_FACTS, organisation.Unknown())
    assert isinstance(registered, OrganisationRegistered)
    assert registered.number is None


def test_an_organisation_number_with_a_wrong_check_digit_is_refused_i_2() -> None:
    command = replace(REGISTER_ORGANISATION, number="983975268")
    refusal = refused(
        lambda: organisation.decide(command, ORGANISATION_FACTS, organisation.Unknown())
    )
    assert says(refusal) == ("I-2", "governance.organisation-number", "number")


def test_an_organisation_is_registered_once_p_1() -> None:
    known = organisation.evolve(organisation.Unknown(), ORGANISATION_REGISTERED)
    refusal = refused(lambda: organisation.decide(REGISTER_ORGANISATION, ORGANISATION_FACTS, known))
    assert says(refusal) == ("P-1", "governance.already-registered", "organisation_id")


def test_a_person_is_registered_under_a_pseudonym_p_1() -> None:
    (registered,) = person.decide(REGISTER_PERSON, REGISTER_FACTS, NOBODY)
    assert registered == PERSON_REGISTERED
    # The name is inside a seal only: the event does not print it.
    assert "Nordmann" not in repr(registered)


def test_a_person_is_registered_once_p_1() -> None:
    refusal = refused(lambda: person.decide(REGISTER_PERSON, REGISTER_FACTS, someone()))
    assert says(refusal) == ("P-1", "governance.already-registered", "person_id")


@pytest.mark.parametrize(
    ("field", "text", "rule", "reason"),
    [
        ("name", "  ", "P-1", "governance.text-missing"),
        ("hpr", "12 34", "P-1", "governance.hpr-number"),
        ("hpr", "", "P-1", "governance.hpr-number"),
        ("hpr", "0000000", "P-1", "governance.hpr-number"),
        ("hpr", "1234567890", "P-1", "governance.hpr-number"),
        ("contact", "01019000083", "I-3", "open-text.national-number"),
        ("name", "Kari 010190 00083", "I-3", "open-text.national-number"),
    ],
)
def test_what_is_sealed_about_a_person_is_checked_before_it_is_sealed_p_1_i_3(
    field: str, text: str, rule: str, reason: str
) -> None:
    change: dict[str, Any] = {field: sealed(f"person-{GP}", field, text)}
    command = replace(REGISTER_PERSON, **change)
    refusal = refused(lambda: person.decide(command, REGISTER_FACTS, NOBODY))
    assert says(refusal) == (rule, reason, field)


def test_an_hpr_number_may_be_written_with_zeros_in_front_p_1() -> None:
    number = sealed(f"person-{GP}", "hpr", "0000101")
    (registered,) = person.decide(replace(REGISTER_PERSON, hpr=number), REGISTER_FACTS, NOBODY)
    assert isinstance(registered, PersonRegistered)
    assert registered.hpr == number


def test_an_organisation_belongs_to_a_known_helsefellesskap_p_1() -> None:
    facts = replace(ORGANISATION_FACTS, unknown=(TELEMARK,))
    refusal = refused(
        lambda: organisation.decide(REGISTER_ORGANISATION, facts, organisation.Unknown())
    )
    assert says(refusal) == ("P-1", "governance.not-registered", "helsefellesskap")


@pytest.mark.parametrize(("unknown", "field"), [(TELEMARK, "helsefellesskap"), (SKIEN, "party")])
def test_a_role_is_held_for_what_is_in_the_register_p_1(unknown: Any, field: str) -> None:
    facts = replace(REGISTER_FACTS, unknown=(unknown,))
    command = replace(GRANT_ROLE, party=SKIEN)
    refusal = refused(lambda: person.decide(command, facts, someone()))
    assert says(refusal) == ("P-1", "governance.not-registered", field)


def test_a_role_is_granted_once_p_3() -> None:
    assert person.decide(GRANT_ROLE, REGISTER_FACTS, someone()) == (ROLE_GRANTED,)
    assert person.decide(GRANT_ROLE, REGISTER_FACTS, someone(ROLE_GRANTED)) == ()


@pytest.mark.parametrize(
    ("role", "helsefellesskap_id", "party", "reason"),
    [
        ("secretariat", None, SKIEN, "governance.role-needs-helsefellesskap"),
        ("clinician", None, None, "governance.role-needs-helsefellesskap"),
        ("approver", TELEMARK, None, "governance.role-needs-party"),
        ("payroll", None, None, "governance.role-needs-party"),
        ("helsedirektoratet", TELEMARK, None, "governance.role-is-national"),
        ("operator", None, SKIEN, "governance.role-is-national"),
    ],
)
def test_a_role_goes_no_wider_than_what_it_is_held_for_p_3(
    role: RoleName, helsefellesskap_id: Any, party: Any, reason: str
) -> None:
    command = replace(GRANT_ROLE, role=role, helsefellesskap=helsefellesskap_id, party=party)
    refusal = refused(lambda: person.decide(command, REGISTER_FACTS, someone()))
    assert (refusal.rule, refusal.reason) == ("P-3", reason)


@pytest.mark.parametrize("party", [None, id_of("helsedirektoratet")])
def test_helsedirektoratet_is_national_and_may_name_itself_p_3(party: Any) -> None:
    command = replace(GRANT_ROLE, role="helsedirektoratet", helsefellesskap=None, party=party)
    (granted,) = person.decide(command, REGISTER_FACTS, someone())
    assert granted.type == "governance.role-granted.v1"


def test_a_role_is_withdrawn_with_a_reason_and_can_be_granted_again_p_3() -> None:
    assert person.decide(WITHDRAW_ROLE, REGISTER_FACTS, someone(ROLE_GRANTED)) == (ROLE_WITHDRAWN,)
    again = someone(ROLE_GRANTED, ROLE_WITHDRAWN)
    assert person.decide(GRANT_ROLE, REGISTER_FACTS, again) == (ROLE_GRANTED,)


def test_a_role_that_is_not_held_is_left_so_p_3() -> None:
    assert person.decide(WITHDRAW_ROLE, REGISTER_FACTS, someone()) == ()


def test_a_role_is_not_withdrawn_without_a_reason_p_3() -> None:
    command = replace(WITHDRAW_ROLE, reason="")
    refusal = refused(lambda: person.decide(command, REGISTER_FACTS, someone(ROLE_GRANTED)))
    assert says(refusal) == ("P-3", "governance.text-missing", "reason")


@pytest.mark.parametrize("command", [GRANT_ROLE, WITHDRAW_ROLE])
def test_nobody_who_is_not_registered_holds_a_role_p_1(command: Any) -> None:
    refusal = refused(lambda: person.decide(command, REGISTER_FACTS, NOBODY))
    assert says(refusal) == ("P-1", "governance.person-unknown", "person_id")
