"""Assessment's pages as a browser without script sees them (A-11, WCAG 3.3.1)."""

import re
from uuid import UUID

from tests.assessment.installation import Browser, Installation
from tests.assessment.situations import PRACTICE
from tests.assessment.test_api import ask, told
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN

COMPONENTS = ("practical", "medical", "language", "economic", "legal", "technical")


def save_finding(
    browser: Browser, case_id: UUID, component: str, status: str, reason: str = ""
) -> str:
    address = f"/vurdering/{case_id}"
    at = f"findings.{component}"
    fields: dict[str, str | list[str]] = {
        f"{at}.status": status,
        f"{at}.reason": reason,
        f"{at}.clinicians": [str(HOSPITAL), str(SKIEN)],
    }
    answer = browser.send(browser.look(address), f"{address}/komponent/{component}", **fields)
    return browser.follow(answer)


def save_capacity(browser: Browser, case_id: UUID, party: UUID, standing: str) -> str:
    address = f"/vurdering/{case_id}"
    at = f"capacity.{party}"
    fields: dict[str, str | list[str]] = {
        f"{at}.standing": standing,
        f"{at}.reason": "To årsverk mangler." if standing == "over" else "",
    }
    answer = browser.send(browser.look(address), f"{address}/kapasitet/{party}", **fields)
    return browser.follow(answer)


def error_of(page: str, field: str) -> str:
    """What stands at the field; the summary links to it."""
    field_id = "f-" + re.sub(r"[._]", "-", field)
    assert f'href="#{field_id}"' in page
    found = re.search(rf'id="{field_id}-error">([^<]+)<', page)
    assert found is not None, field_id
    return found.group(1)


def test_the_form_is_in_build_order_and_each_component_is_saved_by_itself_a_11(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    address = f"/vurdering/{case_id}"
    with installation.browser(SECRETARY) as browser:
        assert address in browser.look("/vurdering")
        page = browser.look(address)
        places = [page.index(f"{address}/komponent/{each}") for each in COMPONENTS]
        assert places == sorted(places)
        goal = browser.send(
            page,
            f"{address}/formal",
            problem="Uklart ansvar.",
            patients="De som skrives ut.",
            benefit="Færre tapte svar.",
        )
        assert "Uklart ansvar." in browser.follow(goal)
        after = save_finding(browser, case_id, "practical", "unmet", "Ingen avtale om svaret.")
        assert "Lagret: Praktisk." in after
        assert after.count("Ingen avtale om svaret.") == 4  # picture, part, form, history
        revised = save_finding(browser, case_id, "practical", "partly", "Nå er det avtalt.")
        assert "Ingen avtale om svaret." in revised, "every revision stays visible (A-1)"


def test_errors_stand_at_their_fields_and_what_was_typed_is_kept(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    address = f"/vurdering/{case_id}"
    with installation.browser(SECRETARY) as browser:
        page = browser.look(address)
        unset = browser.send(page, f"{address}/komponent/legal")
        assert unset.status_code == 422
        assert error_of(unset.text, "findings.legal.status") == "Fyll ut feltet"

        hidden = {
            "findings.legal.status": "unmet",
            "findings.legal.reason": "Gjelder 01019000083.",
        }
        refused = browser.send(page, f"{address}/komponent/legal", **hidden)
        assert refused.status_code == 422
        assert error_of(refused.text, "findings.legal.reason")
        assert "Gjelder 01019000083." in refused.text

        met = {"findings.practical.status": "met"}
        alone = browser.send(page, f"{address}/komponent/practical", **met)
        assert "aktive klinikere" in error_of(alone.text, "findings.practical.clinicians")

        early = browser.send(page, f"{address}/konklusjon", conclusion="proceed")
        assert early.status_code == 422
        assert 'href="#f-practical"' in early.text
        assert 'id="f-practical"' in early.text


def test_nothing_is_said_to_hinder_or_not_before_it_is_looked_at_a_1_a_9(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    with installation.browser(SECRETARY) as browser:
        page = browser.look(f"/vurdering/{case_id}")
        assert "Ingen hindring" not in page
        assert page.count("Ikke vurdert ennå") == 3  # main, all of them, and which are missing
        assert "Ikke kjent" not in page.split("framework-components")[0], "nobody has been asked"
        assert "Vurdering, hendelse" in page
        after = save_finding(browser, case_id, "practical", "met")
        assert "Ingen så langt" in after
        assert "Ingen hindring" not in after


def test_asking_for_no_organisation_shows_the_page_as_it_was_a_2(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    with installation.browser(SECRETARY) as browser:
        assert "En annen berørt virksomhet" in browser.look(f"/vurdering/{case_id}?virksomhet=")


def test_another_affected_organisation_gets_its_own_form_a_2(installation: Installation) -> None:
    case_id = installation.lifted()
    address = f"/vurdering/{case_id}"
    action = f"{address}/kapasitet/{PRACTICE}"
    with installation.browser(SECRETARY) as browser:
        assert action not in browser.look(address)
        page = browser.look(f"{address}?virksomhet={PRACTICE}")
        unset = browser.send(page, action)
        assert error_of(unset.text, f"capacity.{PRACTICE}.standing") == "Fyll ut feltet"
        taken = browser.send(unset.text, action, **{f"capacity.{PRACTICE}.standing": "within"})
        assert action in browser.follow(taken)


def test_over_the_frame_the_case_is_concluded_as_not_realistic_a_9(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    address = f"/vurdering/{case_id}"
    with installation.browser(SECRETARY) as browser:
        for component in COMPONENTS:
            save_finding(browser, case_id, component, "met")
        save_capacity(browser, case_id, HOSPITAL, "within")
        page = save_capacity(browser, case_id, SKIEN, "over")
        assert "Kapasitetsrammen" in page
        proceed = browser.send(page, f"{address}/konklusjon", conclusion="proceed")
        assert "over rammen" in error_of(proceed.text, "conclusion")
        other = browser.send(page, f"{address}/konklusjon", conclusion="not-realistic", route="lsu")
        assert error_of(other.text, "route_reason")
        done = browser.send(other.text, f"{address}/konklusjon", conclusion="not-realistic")
        end = browser.follow(done)
        assert "Ikke realistisk innenfor kapasiteten" in end
        assert f"{address}/konklusjon" not in end, "what is concluded can't be changed"


def test_the_reporter_sees_the_picture_and_no_form_p_4(installation: Installation) -> None:
    case_id = installation.lifted()
    with installation.browser(SECRETARY) as browser:
        save_finding(browser, case_id, "practical", "unmet", "Ingen avtale.")
    with installation.browser(GP) as browser:
        page = browser.look(f"/vurdering/{case_id}")
    assert "Ingen avtale." in page
    assert "/komponent/" not in page


def test_a_short_form_that_is_saved_keeps_what_the_long_one_has_told_a_2(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    roles = [
        {"party": str(HOSPITAL), "role": "Overlege"},
        {"party": str(SKIEN), "role": "Kommunelege"},
    ]
    finding = {"component": "practical", "status": "met", "clinicians": roles}
    ask(installation, case_id, "findings", finding, "finding")
    demands = [{"profession": "Leger", "demanded": 10, "available": 20}]
    capacity = {"party": str(SKIEN), "standing": "within", "demands": demands}
    ask(installation, case_id, "capacity", capacity, "capacity")
    with installation.browser(SECRETARY) as browser:
        save_finding(browser, case_id, "practical", "partly", "Mangler kveldstid.")
        save_capacity(browser, case_id, SKIEN, "unknown")
    found = told(installation, case_id)
    (practical,) = found["findings"]
    assert practical["status"] == "partly"
    assert {each["role"] for each in practical["clinicians"]} == {"Overlege", "Kommunelege"}
    (standing,) = found["capacity"]
    assert (standing["standing"], standing["demands"]) == ("unknown", demands)
