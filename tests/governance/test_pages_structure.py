"""The structure's pages as a browser without script sees them (G-1 to G-4, WCAG 3.3.1)."""

import re
from typing import Any

import pytest

from tests.governance.browsing import Browser, error_of
from tests.governance.example import ANNE, NINA, SIV, TELEMARK, body, party, person, seat
from tests.governance.installation import Installation

DAG = person("dag-drift")
LIV = person("liv-lonn")
HOME = "/styring/helsefellesskap"
HERE = f"{HOME}/{TELEMARK}"


def made(page: str, name: str) -> str:
    """The value that a list offers under this name."""
    found = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(name)}</option>', page)
    assert found is not None, name
    return found.group(1)


def network(installation: Installation, browser: Browser, **more: Any) -> str:
    """A network that nobody else uses, made on the pages: its address."""
    name = f"Fagnettverk {installation.key()}"
    path = f"{HERE}/organer/nytt"
    fields = {"kind": "network", "name": name, "parent": str(body("ssu-nedre"))} | more
    answer = browser.send(browser.look(path), path, **fields)
    assert name in browser.follow(answer)
    return str(answer.headers["location"])


def test_the_list_and_the_whole_are_seen_by_those_in_it_p_3(installation: Installation) -> None:
    with installation.browser(NINA) as nina:
        page = nina.look(HOME)
        assert "Helsefellesskapet i Telemark" in page
        assert "Nytt helsefellesskap" not in page
        page = nina.look(HERE)
        assert "SSU Nedre Telemark" in page
        assert "Opprett organene" not in page
    with installation.browser(LIV) as liv:
        liv.look(HERE, status=403)


def test_a_format_is_shown_with_its_numbers_before_it_is_used_g_1(
    installation: Installation,
) -> None:
    path = f"{HOME}/nytt"
    with installation.browser(DAG) as dag:
        page = dag.look(path)
        shown = dag.send(
            page, path, name="Prøve", case_number_format="HF {running:02}", preview="true"
        )
        assert shown.status_code == 200
        assert "HF 01, HF 02" in shown.text
        assert 'value="Prøve"' in shown.text
        wrong = dag.send(page, path, name="Prøve", case_number_format="{year}")
        assert wrong.status_code == 422
        assert "Formatet gir ikke entydige saksnumre" in error_of(wrong.text, "case-number-format")
    with installation.browser(SIV) as siv:
        siv.look(path, status=403)


def test_an_organisation_is_registered_and_a_wrong_number_is_told_at_its_field_i_2(
    installation: Installation,
) -> None:
    path = f"{HERE}/virksomheter"
    with installation.browser(SIV) as siv:
        page = siv.look(path)
        wrong = siv.send(page, path, name="Prøve kommune", kind="municipality", number="123456789")
        assert "organisasjonsnummer" in error_of(wrong.text, "number")
        taken = siv.send(page, path, name="Frivilligsentralen", kind="other")
        assert "Frivilligsentralen" in siv.follow(taken)
        none = siv.send(siv.look(path), path, kind="")
        assert none.status_code == 422


def test_a_person_is_registered_given_a_role_and_changes_status_p_1_p_6(
    installation: Installation,
) -> None:
    path = f"{HERE}/personer"
    with installation.browser(SIV) as siv:
        fields = {"name": "Vilde Ny-Lege", "title": "fastlege", "employment": "employed"}
        answer = siv.send(siv.look(path), path, **fields)
        page, one = siv.follow(answer), answer.headers["location"]
        assert "Vilde Ny-Lege" in page
        page = siv.follow(siv.send(page, f"{one}/roller", role="clinician"))
        assert "Rollen er gitt." in page
        needs_party = siv.send(page, f"{one}/roller", role="integrator")
        assert "gjelder for en part" in error_of(needs_party.text, "party")
        change = {"employment": "self-employed", "valid_from": "2026-02-01"}
        untold = siv.send(page, f"{one}/status", **change)
        assert "Fyll ut" in error_of(untold.text, "basis")
        page = siv.follow(siv.send(page, f"{one}/status", **change, basis="Kjøpt praksis."))
        assert "Næringsdrivende" in page
        held = made(page, "Kliniker")
        gone = siv.send(page, f"{one}/roller/trekk", held=held, withdraw_reason="Sluttet.")
        assert "Ingen roller i dette helsefellesskapet" in siv.follow(gone)


def test_a_body_is_changed_on_its_page_and_what_it_was_is_one_step_away_g_20(
    installation: Installation,
) -> None:
    with installation.browser(SIV) as siv:
        address = network(installation, siv)
        page = siv.look(f"{address}/endre")
        untold = siv.send(page, f"{address}/endre", name="Sårnettverket")
        assert "Fyll ut" in error_of(untold.text, "reason")
        changed = siv.send(page, f"{address}/endre", name="Sårnettverket", reason="Nytt navn.")
        assert "Sårnettverket" in siv.follow(changed)
        assert "Nytt navn." in siv.look(f"{address}/tidligere")


def test_a_body_is_made_with_its_own_rules_g_1(installation: Installation) -> None:
    path = f"{HERE}/organer/nytt"
    with installation.browser(SIV) as siv:
        address = network(
            installation,
            siv,
            power="advise",
            rhythm="to ganger i året",
            deadlines__propose="40",
        )
        page = siv.look(address)
        assert "Rådgivende" in page
        assert "40 virkedager" in page
        one_sided = siv.send(siv.look(path), path, kind="ssu", name="SSU Vest")
        assert "både en kommuneside og en sykehusside" in error_of(one_sided.text, "municipal")
        endless = siv.send(siv.look(path), path, kind="network", name="N", deadlines__ratify="9999")
        assert "virkedager" in error_of(endless.text, "deadlines-ratify")


def test_a_body_without_cases_is_dissolved_g_12(installation: Installation) -> None:
    with installation.browser(SIV) as siv:
        address = network(installation, siv)
        page = siv.look(f"{address}/avvikle")
        assert "Organet har ingen åpne saker." in page
        page = siv.follow(siv.send(page, f"{address}/avvikle", reason="Arbeidet er ferdig."))
        assert "Avviklede organer" in page
        assert "Arbeidet er ferdig." in siv.look(address)


def test_no_case_is_left_when_a_body_is_dissolved_g_12(installation: Installation) -> None:
    installation.received()
    address = f"/styring/organer/{body('fs-lege-nedre')}/avvikle"
    with installation.browser(SIV) as siv:
        refused = siv.send(siv.look(address), address, reason="Prøve.")
        assert refused.status_code == 422
        assert "ingen er satt til å overta" in error_of(refused.text, "receivers")


def test_a_seat_is_filled_gets_a_deputy_and_is_vacated_g_2(installation: Installation) -> None:
    installation.new_person()
    with installation.browser(SIV) as siv:
        address = network(installation, siv)
        path = f"{address}/plasser/ny"
        page = siv.look(path)
        fields: dict[str, Any] = {
            "person_id": str(ANNE),
            "party": made(page, "Skien kommune"),
            "side": "municipal",
            "term_from": "2026-01-01",
            "term_to": "2027-12-31",
        }
        backwards = siv.send(page, path, **(fields | {"term_to": "2025-01-01"}))
        assert "slutter før den begynner" in error_of(backwards.text, "term-to")
        page = siv.follow(siv.send(page, path, **fields))
        found = re.search(r'href="(/styring/plasser/[^"]+)"', page)
        assert found is not None
        one = found.group(1)
        page = siv.look(one)
        same = siv.send(page, f"{one}/vara", deputy_id=str(ANNE), reason="Prøve.")
        assert "annen enn den som har plassen" in error_of(same.text, "deputy-id")
        page = siv.follow(siv.send(page, f"{one}/vara", deputy_id=str(NINA), reason="Ny vara."))
        assert "Vara er endret." in page
        untold = siv.send(page, f"{one}/fratre")
        assert "Fyll ut" in error_of(untold.text, "leaving-reason")
        page = siv.follow(siv.send(page, f"{one}/fratre", leaving_reason="Flyttet."))
        assert "Ingen plasser er besatt ennå." in page


def test_a_self_employed_doctor_without_agreement_is_refused_at_the_field_g_3(
    installation: Installation,
) -> None:
    doctor = installation.new_person(employment="self-employed")
    path = f"/styring/organer/{body('ssu-nedre')}/plasser/ny"
    with installation.browser(SIV) as siv:
        page = siv.look(path)
        refused = siv.send(
            page,
            path,
            person_id=str(doctor),
            party=made(page, "Eksempel legesenter Skien"),
            side="municipal",
            represents="gps",
            rights=["speech", "proposal"],
            basis="elected",
            term_from="2026-01-01",
            term_to="2027-12-31",
        )
        assert "avtale om kompensasjon" in error_of(refused.text, "person-id")


def test_the_health_check_leads_to_where_something_is_missing_g_4(
    installation: Installation,
) -> None:
    with installation.browser(NINA) as nina:
        page = nina.look(f"{HERE}/helsesjekk")
        assert re.search(r"\d+ plasser i SSU Nedre Telemark har ingen vara\.", page)
        assert page.count("plasser i SSU Nedre Telemark har ingen vara.") == 1
        assert f'href="/styring/plasser/{seat("ssu-nedre-bamble")}"' in page
        one = nina.look(f"/styring/plasser/{seat('ssu-nedre-bamble')}")
        assert "Bytt vara" not in one


@pytest.mark.parametrize(
    "path",
    [f"{HERE}/organer/nytt", f"{HERE}/personer", f"/styring/organer/{body('ssu-nedre')}/endre"],
)
def test_only_those_who_keep_the_structure_get_its_forms_p_3(
    installation: Installation, path: str
) -> None:
    with installation.browser(NINA) as nina:
        nina.look(path, status=403)


@pytest.mark.parametrize("path", [HOME, "/styring/organer", "/styring/plasser"])
def test_what_is_not_there_is_not_found(installation: Installation, path: str) -> None:
    with installation.browser(DAG) as dag:
        dag.look(f"{path}/{installation.new_id()}", status=404)


def test_the_menu_leads_the_secretariat_and_the_operator_to_the_structure_p_3(
    installation: Installation,
) -> None:
    for who, led in ((SIV, True), (DAG, True), (NINA, False)):
        with installation.browser(who) as browser:
            assert (f'<a href="{HOME}"' in browser.look("/moter")) == led


def test_an_approver_names_who_attests_for_the_own_party_and_nothing_else_c_7(
    installation: Installation,
) -> None:
    path = f"{HERE}/personer"
    one = f"{path}/{person('anne-skien')}"
    with installation.browser(person("hans-godkjenner")) as hans:
        assert "Hvem som attesterer, godkjenner og fører lønn" in hans.look(HERE)
        assert "Registrer" not in hans.look(path)
        page = hans.look(one)
        assert f'action="{one}/status"' not in page
        assert 'value="clinician"' not in page
        assert str(party("sykehuset-telemark")) not in page
        given = hans.send(page, f"{one}/roller", role="attester", party=str(party("skien")))
        page = hans.follow(given)
        held = made(page, "Attestant (Skien kommune)")
        gone = hans.send(page, f"{one}/roller/trekk", held=held, withdraw_reason="Prøve.")
        hans.follow(gone)
