"""The register and the structure over HTTP (G-1, G-2, G-3, P-1, P-3)."""

from typing import Any

import pytest

from shared.service.settings import FIRST_OPERATOR
from tests.governance.example import ANNE, EXAMPLE, NINA, SIV, TELEMARK, body, party, person, seat
from tests.governance.installation import Installation

DAG = person("dag-drift")
JON = person("jon-helsedirektoratet")
KARI = person("kari-fastlege")


def area(installation: Installation) -> str:
    """Another helsefellesskap, which nobody of Telemark keeps the register of."""
    content = {"name": "Et annet helsefellesskap", "case_number_format": "{running}/{year}"}
    made: dict[str, str] = installation.ask("/helsefellesskap", content, FIRST_OPERATOR)
    return made["helsefellesskap_id"]


def test_the_structure_is_told_with_bodies_and_seats_g_1_g_2(installation: Installation) -> None:
    found = installation.get(f"/helsefellesskap/{TELEMARK}/structure", NINA)
    # Other tests may have made bodies of their own beside those of the example.
    assert {each["body_id"] for each in found["bodies"]} >= {
        str(body(each["key"])) for each in EXAMPLE.telemark["bodies"]
    }
    (ssu,) = [each for each in found["bodies"] if each["body_id"] == str(body("ssu-nedre"))]
    assert ssu["parent"] == str(body("partnerskapsmote"))
    assert len(ssu["seats"]) >= 20
    assert ssu["seats"][0]["function"] == "chair"


@pytest.mark.parametrize("who", [DAG, JON, KARI, SIV], ids=["operator", "hdir", "gp", "secretary"])
def test_the_structure_is_read_by_those_who_are_in_it_and_those_who_keep_it_p_3(
    installation: Installation, who: Any
) -> None:
    path = f"/helsefellesskap/{TELEMARK}/structure"
    assert installation.answer("GET", path, who).status_code == 200


def test_payroll_reads_no_structure_p_3(installation: Installation) -> None:
    answer = installation.answer(
        "GET", f"/helsefellesskap/{TELEMARK}/structure", person("liv-lonn")
    )
    assert (answer.status_code, answer.json()["rule"]) == (403, "P-3")


def test_what_is_new_gets_an_id_of_its_own_and_is_made_once(installation: Installation) -> None:
    content = {"name": "Nytt legesenter", "kind": "gp-practice", "helsefellesskap": [str(TELEMARK)]}
    first, again = (
        installation.answer("POST", "/organisations", SIV, content, Idempotency_Key="one-practice")
        for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["organisation_id"] == again.json()["organisation_id"]
    found = installation.get(f"/organisations/{first.json()['organisation_id']}", KARI)
    assert found["name"] == "Nytt legesenter"
    listed = installation.get("/organisations", KARI, helsefellesskap=str(TELEMARK))
    assert found in listed


def test_the_same_key_with_other_content_is_refused(installation: Installation) -> None:
    for name, status in (("En", 201), ("En annen", 422)):
        content = {"name": name, "kind": "other", "helsefellesskap": [str(TELEMARK)]}
        answer = installation.answer("POST", "/organisations", SIV, content, Idempotency_Key="used")
        assert answer.status_code == status


def test_unknown_fields_and_missing_keys_are_refused_by_name(installation: Installation) -> None:
    content = {"name": "X", "kind": "other", "colour": "blue"}
    answer = installation.answer("POST", "/organisations", SIV, content, Idempotency_Key="odd")
    assert answer.status_code == 422
    assert "colour" in answer.text
    assert installation.answer("POST", "/organisations", SIV, content).status_code == 400


def test_a_person_is_sealed_in_the_log_and_read_by_those_who_may_p_1(
    installation: Installation,
) -> None:
    content = {
        "name": "Synnøve Forseglet-Testnavn",
        "hpr": "0000999",
        "contact": "synnove@example.org",
        "employment": "employed",
        "title": "Overlege",
    }
    made = installation.ask("/people", content, SIV)
    path = f"/people/{made['person_id']}"
    found = installation.get(path, SIV)
    assert {name: found[name] for name in content} == content
    stored = installation.governance.platform.ledger.read_stream(made["stream"])
    log = b"".join(each.body for each in stored)
    assert b"Testnavn" not in log
    assert b"example.org" not in log
    assert installation.answer("GET", path, NINA).status_code == 403
    assert installation.get(f"/people/{NINA}", NINA)["title"]


def test_a_patients_number_is_refused_in_the_register_i_3(installation: Installation) -> None:
    content = {"name": "Ola 01019000083", "employment": "none", "title": "Ny"}
    answer = installation.answer("POST", "/people", SIV, content, Idempotency_Key="patient")
    assert (answer.status_code, answer.json()["rule"]) == (422, "I-3")
    assert "01019000083" not in answer.text


def grant(installation: Installation, who: Any, **role: Any) -> Any:
    of = installation.new_person()
    tag = installation.answer("GET", f"/people/{of}", SIV).headers["ETag"]
    return installation.answer(
        "POST",
        f"/people/{of}/roles",
        who,
        role,
        Idempotency_Key=installation.key(),
        If_Match=tag,
    )


def test_the_secretariat_gives_roles_in_its_own_helsefellesskap_only_p_3(
    installation: Installation,
) -> None:
    other = area(installation)
    abroad = installation.ask(
        "/organisations",
        {"name": "Fremmed kommune", "kind": "municipality", "helsefellesskap": [other]},
        FIRST_OPERATOR,
    )["organisation_id"]
    own = str(TELEMARK)
    assert grant(installation, SIV, role="clinician", helsefellesskap=own).status_code == 200
    quality = {"role": "integrator", "party": str(party("skien"))}
    assert grant(installation, SIV, **quality).status_code == 200
    for role in (
        {"role": "secretariat", "helsefellesskap": other},
        {"role": "integrator", "party": abroad},
        {"role": "integrator", "party": abroad, "helsefellesskap": own},
        {"role": "operator"},
        {"role": "helsedirektoratet", "party": str(party("helsedirektoratet"))},
    ):
        assert grant(installation, SIV, **role).status_code == 403, role
    assert grant(installation, FIRST_OPERATOR, role="operator").status_code == 200


@pytest.mark.parametrize("role", ["attester", "approver", "payroll"])
def test_who_answers_for_a_payers_money_is_named_by_the_payer_not_by_the_secretariat_c_7(
    installation: Installation, role: str
) -> None:
    hans = person("hans-godkjenner")
    given = {"role": role, "party": str(party("skien")), "helsefellesskap": str(TELEMARK)}
    refused = grant(installation, SIV, **given)
    assert (refused.status_code, refused.json()["rule"]) == (403, "C-7")
    assert "Sekretariatet kan ikke" in refused.json()["detail"]
    assert grant(installation, hans, **given).status_code == 200
    elsewhere = {**given, "party": str(party("sykehuset-telemark"))}
    assert grant(installation, hans, **elsewhere).status_code == 403
    assert grant(installation, FIRST_OPERATOR, **elsewhere).status_code == 200


def test_a_role_for_what_nobody_has_registered_is_refused_p_1(installation: Installation) -> None:
    answer = grant(installation, FIRST_OPERATOR, role="approver", party=str(installation.new_id()))
    assert (answer.status_code, answer.json()["rule"]) == (422, "P-1")


def test_a_role_is_withdrawn_and_gives_access_no_more_p_3(installation: Installation) -> None:
    of = installation.new_person()
    path, role = f"/people/{of}", {"role": "clinician", "helsefellesskap": str(TELEMARK)}
    installation.ask(f"{path}/roles", role, SIV, path)
    assert installation.get("/helsefellesskap", of)[0]["helsefellesskap_id"] == str(TELEMARK)
    installation.ask(f"{path}/roles/withdraw", {**role, "reason": "Har sluttet."}, SIV, path)
    assert installation.get(path, SIV)["roles"] == []
    assert installation.get("/helsefellesskap", of) == []


def test_a_change_builds_on_what_was_read(installation: Installation) -> None:
    of = installation.new_person()
    role = {"role": "clinician", "helsefellesskap": str(TELEMARK)}
    path = f"/people/{of}/roles"
    without = installation.answer("POST", path, SIV, role, Idempotency_Key="unread")
    stale = installation.answer("POST", path, SIV, role, Idempotency_Key="old", If_Match='"7"')
    assert (without.status_code, stale.status_code) == (428, 412)


@pytest.mark.parametrize("who", [KARI, ANNE, JON], ids=["clinician", "chair", "hdir"])
def test_only_secretariat_and_operator_configure_p_3(installation: Installation, who: Any) -> None:
    content = {
        "helsefellesskap": str(TELEMARK),
        "kind": "network",
        "name": "Fagnettverk",
        "item_number_format": "{running}",
        "rules": {"deadlines": {"ratify": 5}},
    }
    refused = installation.answer("POST", "/bodies", who, content, Idempotency_Key="net")
    assert refused.status_code == 403
    made = installation.ask("/bodies", content, SIV)
    answer = installation.answer("GET", f"/bodies/{made['body_id']}", NINA)
    assert answer.json()["name"] == "Fagnettverk"
    assert answer.headers["ETag"] == '"1"'


def seat_content(who: Any, **more: Any) -> dict[str, Any]:
    return {
        "body_id": str(body("ssu-nedre")),
        "party": str(party("skien")),
        "side": "municipal",
        "person_id": str(who),
        "function": "member",
        "rights": ["speech"],
        "basis": "party",
        "represents": "party",
        "active_clinician": False,
        "term_from": "2026-01-01",
        "term_to": "2027-12-31",
    } | more


def test_a_seat_is_filled_read_and_vacated_g_2(installation: Installation) -> None:
    who = installation.new_person()
    made = installation.ask("/seats", seat_content(who), SIV)
    path = f"/seats/{made['seat_id']}"
    assert installation.get(path, NINA)["person_id"] == str(who)
    installation.ask(f"{path}/vacate", {"reason": "Har flyttet."}, SIV, path)
    assert installation.answer("GET", path, NINA).status_code == 404


def test_a_self_employed_doctor_gets_a_seat_when_the_agreement_is_heard_of_g_3(
    installation: Installation,
) -> None:
    doctor, new_seat = installation.new_person(employment="self-employed"), installation.new_id()
    content = seat_content(doctor, seat_id=str(new_seat))
    answer = installation.answer("POST", "/seats", SIV, content, Idempotency_Key="gp-seat")
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-3")
    installation.agree(doctor, new_seat)
    made = installation.client.until("the seat", lambda: installation.ask("/seats", content, SIV))
    found = installation.get(f"/seats/{made['seat_id']}", SIV)
    assert (found["seat_id"], found["agreement_id"] is None) == (str(new_seat), False)


@pytest.mark.parametrize(
    "path", ["/helsefellesskap", "/organisations", "/people", "/bodies", "/seats"]
)
def test_what_is_not_there_is_not_found(installation: Installation, path: str) -> None:
    answer = installation.answer("GET", f"{path}/{installation.new_id()}", FIRST_OPERATOR)
    assert answer.status_code == 404


def test_a_seat_of_a_known_key_stays_what_it_is(installation: Installation) -> None:
    found = installation.get(f"/seats/{seat('ssu-nedre-fastlege')}", KARI)
    assert (found["person_id"], found["deputy_id"]) == (str(KARI), str(person("omar-fastlege")))
