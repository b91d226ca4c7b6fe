"""The example helsefellesskap hangs together (G-1, G-2, G-3, C-2) and is clearly made up."""

from typing import get_args

import pytest

from shared.contracts.compensation import Channel, Cover
from shared.contracts.governance import (
    BodyKind,
    Employment,
    Function,
    OrganisationKind,
    Right,
    RoleName,
    SideName,
)
from shared.values.case_numbers import CaseNumberFormat
from shared.values.national_numbers import find_contact_details, find_national_numbers
from shared.values.organisation_numbers import organisation_number
from tests.examples_data.read import FILES, FOLDER, keyed, read, telemark, texts

TELEMARK_NUMBERS = {f"40{number:02}" for number in (1, 3, 5, *range(10, 37, 2))}


def test_g_1_all_municipalities_of_telemark_are_there_with_their_numbers() -> None:
    municipalities = [o for o in telemark()["organisations"] if o["kind"] == "municipality"]
    assert {o["municipality_number"] for o in municipalities} == TELEMARK_NUMBERS
    assert len(municipalities) == 17
    # A number that nobody has looked up is left out, never invented.
    assert all(o["population"] is None for o in municipalities)


def test_i_2_organisation_numbers_have_the_right_check_digit_and_stand_once() -> None:
    numbers = [o["organisation_number"] for o in telemark()["organisations"]]
    given = [number for number in numbers if number is not None]
    assert [organisation_number(number) for number in given] == given
    assert len(set(given)) == len(given)
    made_up = [o for o in telemark()["organisations"] if "Eksempel" in o["name"]]
    assert made_up
    assert all(o["organisation_number"] is None for o in made_up)


def test_g_1_every_body_and_party_that_is_named_exists() -> None:
    organisations, bodies, people = keyed("organisations"), keyed("bodies"), keyed("people")
    (home,) = telemark()["helsefellesskap"]
    assert set(home["parties"]) <= set(organisations)
    assert set(home["secretariat"]) <= set(people)
    for body in bodies.values():
        assert body["helsefellesskap"] == home["key"]
        assert body["kind"] in get_args(BodyKind)
        assert body["parent"] is None or body["parent"] in bodies
        # The doctors' own council speaks for one side; elsewhere both meet.
        both = body["kind"] != "gp-council"
        assert [side["name"] for side in body["sides"]] == list(get_args(SideName))[: 1 + both]
        for side in body["sides"]:
            assert side["parties"]
            assert set(side["parties"]) <= set(home["parties"])
    assert [key for key, body in bodies.items() if body["parent"] is None] == ["partnerskapsmote"]


def test_g_1_every_municipality_is_in_exactly_one_ssu_and_in_the_partnership() -> None:
    bodies = keyed("bodies")
    everyone = {k for k, o in keyed("organisations").items() if o["kind"] == "municipality"}
    nedre, ovre = (set(bodies[key]["sides"][0]["parties"]) for key in ("ssu-nedre", "ssu-ovre"))
    assert nedre | ovre == everyone == set(bodies["partnerskapsmote"]["sides"][0]["parties"])
    assert not nedre & ovre


def test_i_11_the_number_formats_are_in_the_grammar() -> None:
    (home,) = telemark()["helsefellesskap"]
    bodies = keyed("bodies")
    for template in [home["case_number_format"]] + [
        body["item_number_format"] for body in bodies.values()
    ]:
        CaseNumberFormat.parse(template)
    written = CaseNumberFormat.parse(bodies["ssu-nedre"]["item_number_format"]).format(1, 2021)
    assert written == "01-21"


def test_g_2_every_seat_has_a_body_a_party_of_the_helsefellesskap_and_a_holder() -> None:
    (home,) = telemark()["helsefellesskap"]
    bodies, people, agreements = keyed("bodies"), keyed("people"), keyed("agreements")
    for seat in keyed("seats").values():
        assert seat["body"] in bodies, seat["key"]
        assert seat["party"] in home["parties"], seat["key"]
        assert seat["holder"] in people, seat["key"]
        assert seat["deputy"] is None or seat["deputy"] in people, seat["key"]
        assert seat["deputy"] != seat["holder"], seat["key"]
        assert seat["agreement"] is None or seat["agreement"] in agreements, seat["key"]
        assert seat["function"] in get_args(Function)
        assert set(seat["rights"]) <= set(get_args(Right))
        assert seat["active_clinician"] == people[seat["holder"]]["active_clinician"]
        assert seat["term_from"] < seat["term_to"]


def test_g_6_a_seat_that_votes_belongs_to_a_party_of_its_side() -> None:
    bodies = keyed("bodies")
    for seat in keyed("seats").values():
        sides = {side["name"]: side["parties"] for side in bodies[seat["body"]]["sides"]}
        if "vote" in seat["rights"]:
            assert seat["party"] in sides[seat["side"]], seat["key"]


@pytest.mark.parametrize("body", ["partnerskapsmote", "ssu-nedre", "ssu-ovre"])
def test_g_2_the_doctors_in_general_practice_speak_and_propose_without_vote(body: str) -> None:
    organisations = keyed("organisations")
    seats = [
        s
        for s in keyed("seats").values()
        if s["body"] == body and organisations[s["party"]]["kind"] == "gp-practice"
    ]
    assert seats
    assert all(s["rights"] == ["speech", "proposal", "attend"] for s in seats)


def test_g_4_every_party_of_a_deciding_body_votes_there_and_each_body_has_one_chair() -> None:
    for body in keyed("bodies").values():
        seats = [s for s in keyed("seats").values() if s["body"] == body["key"]]
        assert [s["function"] for s in seats].count("chair") == 1, body["key"]
        voting = {s["party"] for s in seats if "vote" in s["rights"]}
        if body["power"] == "decide":
            assert voting == {p for side in body["sides"] for p in side["parties"]}, body["key"]
            assert any("bruker" in s["key"] for s in seats), body["key"]


def test_g_3_every_seat_of_a_self_employed_doctor_stands_on_a_signed_agreement() -> None:
    people, agreements = keyed("people"), keyed("agreements")
    for seat in keyed("seats").values():
        for person in filter(None, (seat["holder"], seat["deputy"])):
            if people[person]["employment"] != "self-employed":
                continue
            (agreement,) = [a for a in agreements.values() if a["doctor"] == person]
            assert seat["key"] in agreement["seats"]
            assert set(agreement["signed"]) == {"doctor", "payer"}
        if people[seat["holder"]]["employment"] == "self-employed":
            assert agreements[seat["agreement"]]["doctor"] == seat["holder"]
        else:
            assert seat["agreement"] is None


def test_c_2_every_agreement_is_complete_and_its_shares_add_up() -> None:
    (home,) = telemark()["helsefellesskap"]
    people, seats = keyed("people"), keyed("seats")
    regimes = {regime["key"] for regime in read("rates.json")["regimes"]}
    for agreement in keyed("agreements").values():
        assert set(agreement["covers"]) == set(get_args(Cover))
        assert agreement["channel"] in get_args(Channel)
        assert agreement["regime"] in regimes
        assert agreement["payer"] in home["parties"]
        assert set(agreement["seats"]) <= set(seats)
        assert people[agreement["doctor"]]["employment"] == "self-employed"
        assert agreement["signed"]["doctor"]["by"] == agreement["doctor"]
        signer = people[agreement["signed"]["payer"]["by"]]
        assert signer["organisation"] == agreement["payer"]
        assert agreement["valid_from"] < agreement["valid_to"]
        shares = agreement["share_key"]["shares"]
        assert sum(share["percent"] for share in shares) == 100
        assert {share["party"] for share in shares} <= set(home["parties"])


def test_section_0_every_role_is_held_by_a_person() -> None:
    (home,) = telemark()["helsefellesskap"]
    organisations, people = keyed("organisations"), keyed("people")
    held = {role["role"] for person in people.values() for role in person["roles"]}
    assert held == set(get_args(RoleName))
    for person in people.values():
        assert person["organisation"] in organisations
        assert person["employment"] in get_args(Employment)
        for role in person["roles"]:
            assert role["helsefellesskap"] in (None, home["key"])
            assert role["party"] is None or role["party"] in organisations
    machines = [p for p in people.values() if p["kind"] == "machine"]
    assert [role["role"] for p in machines for role in p["roles"]] == ["integrator"]


@pytest.mark.parametrize(
    ("kind", "employment"),
    [
        ("gp-practice", "self-employed"),
        ("specialist-practice", "self-employed"),
        ("hf", "employed"),
        ("municipality", "employed"),
    ],
)
def test_section_0_clinicians_of_every_kind_are_there(kind: str, employment: str) -> None:
    organisations = keyed("organisations")
    assert any(
        role["role"] == "clinician"
        and organisations[person["organisation"]]["kind"] == kind
        and person["employment"] == employment
        for person in keyed("people").values()
        for role in person["roles"]
    )


def test_c_7_each_payer_has_three_different_people() -> None:
    for payer in {agreement["payer"] for agreement in keyed("agreements").values()}:
        for role in ("attester", "approver", "payroll"):
            holders = [
                person["key"]
                for person in keyed("people").values()
                if any(r["role"] == role and r["party"] == payer for r in person["roles"])
            ]
            assert len(holders) == 1, (payer, role)


def test_the_people_are_clearly_made_up() -> None:
    people = keyed("people")
    assert all("Eksempel" in person["name"] for person in people.values())
    assert all(person["described_as"].endswith(".") for person in people.values())
    numbers = [person["hpr"] for person in people.values() if person["hpr"]]
    assert all(len(number) == 7 and number.startswith("0000") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_organisations_are_of_known_kinds_and_names_stand_once() -> None:
    organisations = keyed("organisations").values()
    assert {o["kind"] for o in organisations} == set(get_args(OrganisationKind))
    names = [o["name"] for o in organisations]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", FILES)
def test_i_3_no_file_holds_a_national_number_or_a_way_to_reach_a_person(name: str) -> None:
    for text in texts(read(name)):
        assert find_national_numbers(text) == (), text
        if not text.startswith("https://"):
            contacts = find_contact_details(text)
            # An organisation's own number is nine digits, and never taken for a phone number.
            assert contacts == (), text


@pytest.mark.parametrize("name", ["telemark.json", "wage_types.json"])
def test_every_file_says_that_it_is_example_data(name: str) -> None:
    assert read(name)["notice"].startswith("EKSEMPELDATA")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "eksempeldata, syntetiske personer" in readme.lower()
    assert name in readme
