"""Assessment's pages as a browser without script sees them (A-11, WCAG 3.3.1)."""

import re
from uuid import UUID

from tests.assessment.filling import (
    COMPONENTS,
    address_of,
    component_of,
    error_of,
    fill,
    save_capacity,
    save_finding,
    send_finding,
)
from tests.assessment.installation import Installation
from tests.assessment.situations import PRACTICE
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN


def test_the_form_is_in_build_order_and_each_component_is_saved_by_itself_a_11(
    shared: Installation, case_id: UUID
) -> None:
    address = address_of(case_id)
    with shared.browser(SECRETARY) as browser:
        assert address in browser.look("/vurdering")
        page = browser.look(address)
        places = [page.index(f"{address}/komponent/{each}") for each in COMPONENTS]
        assert places == sorted(places)
        goal = fill(
            browser,
            f"{address}/formal",
            problem="Uklart ansvar.",
            patients="De som skrives ut.",
            benefit="Færre tapte svar.",
        )
        assert goal.headers["location"] == component_of(case_id, "practical")
        assert "Lagret: Mål og nytte." in browser.follow(goal)
        saved = send_finding(browser, case_id, "practical", "unmet", "Ingen avtale om svaret.")
        assert saved.headers["location"] == component_of(case_id, "medical")
        assert "Lagret: Praktisk." in browser.follow(saved)
        save_finding(browser, case_id, "practical", "partly", "Nå er det avtalt.")
        revised = browser.look(address)
        assert "Uklart ansvar." in revised
        assert "Ingen avtale om svaret." in revised, "every revision stays visible (A-1)"
        assert "Siv Sekretær, sekretariatet" in revised, "who, and in which role (A-3)"
        took_part = re.search(r"Aktive klinikere: ([^.]+)\.", revised)
        assert took_part is not None
        assert set(took_part[1].split("; ")) == {"Sykehuset Telemark HF", "Skien kommune"}


def test_errors_stand_at_their_fields_and_what_was_typed_is_kept(
    shared: Installation, case_id: UUID
) -> None:
    legal, practical = component_of(case_id, "legal"), component_of(case_id, "practical")
    with shared.browser(SECRETARY) as browser:
        unset = fill(browser, legal, reason="Det er uklart.")
        assert unset.status_code == 422
        assert error_of(unset.text, "status") == "Velg et svar"
        assert "Det er uklart." in unset.text

        hidden = fill(browser, legal, status="unmet", reason="Gjelder 01019000083.")
        assert hidden.status_code == 422
        assert error_of(hidden.text, "reason").endswith("(I-3)")
        assert "Gjelder 01019000083." in hidden.text

        alone = fill(browser, practical, status="met")
        assert "aktive klinikere" in alone.text
        assert 'href="#f-clinicians"' in alone.text
        assert "(A-3)" in alone.text

        early = fill(
            browser, f"{address_of(case_id)}/konklusjon", conclusion="proceed", route="follow"
        )
        assert early.status_code == 422
        assert 'href="#f-practical"' in early.text
        assert 'id="f-practical"' in early.text
        assert "Den praktiske komponenten er ikke vurdert. (A-11)" in early.text
        assert "Kapasiteten er ikke vurdert for alle berørte virksomheter (2 gjenstår). (A-1)" in (
            early.text
        ), "all that is missing is told, with the way to it"


def test_nothing_is_said_to_hinder_or_not_before_it_is_looked_at_a_1_a_9(
    shared: Installation, case_id: UUID
) -> None:
    with shared.browser(SECRETARY) as browser:
        page = browser.look(address_of(case_id))
        assert "Ingen hindring" not in page
        assert "Ikke kjent" not in page.split("framework-components")[0], "nobody has been asked"
        assert "Vurdering, hendelse" in page
        save_finding(browser, case_id, "practical", "met")
        after = browser.look(address_of(case_id))
        assert "Ingen så langt" in after
        assert "Ingen hindring" not in after


def test_another_affected_organisation_gets_its_own_form_a_2(
    shared: Installation, case_id: UUID
) -> None:
    frame = f"{address_of(case_id)}/kapasitet"
    with shared.browser(SECRETARY) as browser:
        assert str(PRACTICE) in browser.look(frame), "it can be chosen"
        assert f"{frame}/{PRACTICE}" not in browser.look(frame)
        asked = browser.http.get(f"{frame}?virksomhet={PRACTICE}", follow_redirects=False)
        assert asked.headers["location"] == f"{frame}/{PRACTICE}"
        unset = fill(browser, f"{frame}/{PRACTICE}")
        assert error_of(unset.text, "standing") == "Velg et svar"
        browser.follow(fill(browser, f"{frame}/{PRACTICE}", standing="within"))
        assert f"{frame}/{PRACTICE}" in browser.look(frame)


def test_a_part_that_another_has_saved_meanwhile_is_not_overwritten_in_silence(
    shared: Installation, case_id: UUID
) -> None:
    """Architecture 6; what others have saved of other parts stands in nobody's way."""
    address = component_of(case_id, "medical")
    with shared.browser(SECRETARY) as one, shared.browser(SECRETARY) as other:
        shown = one.look(address)
        save_finding(other, case_id, "language", "met")
        taken = one.send(shown, address, status="partly", reason="Ulik praksis.")
        assert taken.status_code == 303, "another part was saved"
        stale = one.send(shown, address, status="unmet", reason="Mitt.", idempotency_key="anew")
        assert stale.status_code == 409
        assert "Noen andre har lagret «Medisinskfaglig»" in stale.text
        assert "Mitt." in stale.text, "what was typed is kept"
        again = one.send(stale.text, address, status="unmet", reason="Mitt.")
        assert again.status_code == 303, "and is saved when it is sent once more"


def test_nothing_is_concluded_on_a_page_that_is_no_longer_true_a_13(
    shared: Installation, case_id: UUID
) -> None:
    conclusion = f"{address_of(case_id)}/konklusjon"
    with shared.browser(SECRETARY) as browser:
        for component in COMPONENTS:
            save_finding(browser, case_id, component, "met")
        for party in (HOSPITAL, SKIEN):
            save_capacity(browser, case_id, party, "within")
        shown = browser.look(conclusion)
        save_finding(browser, case_id, "legal", "unmet", "Reglene er i strid.")
        stale = browser.send(shown, conclusion, conclusion="proceed", route="follow")
        assert stale.status_code == 409
        assert "Noen har endret vurderingen" in stale.text
        assert "Juridisk (ikke ivaretatt)" in stale.text, "what it would say now"
        browser.follow(browser.send(stale.text, conclusion, conclusion="proceed", route="follow"))


def test_the_same_form_sent_twice_is_saved_once(shared: Installation, case_id: UUID) -> None:
    address = component_of(case_id, "legal")
    with shared.browser(SECRETARY) as browser:
        page = browser.look(address)
        for _ in range(2):
            sent = browser.send(page, address, status="unmet", reason="Reglene er i strid.")
            assert sent.status_code == 303
        assert browser.look(address_of(case_id)).count("Juridisk: ikke ivaretatt") == 1


def test_over_the_frame_the_case_goes_on_only_by_a_priority_or_ends_a_9(
    shared: Installation, case_id: UUID
) -> None:
    address = address_of(case_id)
    conclusion, weighing = f"{address}/konklusjon", f"{address}/kapasitet/{SKIEN}/prioritering"
    with shared.browser(SECRETARY) as browser:
        for component in COMPONENTS:
            save_finding(browser, case_id, component, "met")
        save_capacity(browser, case_id, HOSPITAL, "within")
        assert weighing in save_capacity(browser, case_id, SKIEN, "over")
        assert "Kapasitetsrammen" in browser.look(address)
        proceed = fill(browser, conclusion, conclusion="proceed", route="follow")
        assert error_of(proceed.text, "conclusion").endswith("(A-9)")
        other = fill(browser, conclusion, conclusion="not-realistic", route="lsu")
        assert "(A-14)" in error_of(other.text, "route_reason")
        ended = browser.follow(
            fill(browser, conclusion, conclusion="not-realistic", route="follow")
        )
        assert "Ikke realistisk" in ended
        assert "Lagre" not in browser.look(component_of(case_id, "legal"))

        empty = fill(browser, weighing, gives_way="")
        assert "(A-9)" in error_of(empty.text, "gives_way")
        browser.follow(
            fill(browser, weighing, gives_way="Poliklinikken.", decided_by="Kommunedirektøren")
        )
        taken_up = browser.look(address)
        assert "Tatt opp igjen" in taken_up
        browser.follow(fill(browser, conclusion, conclusion="proceed", route="follow"))
        assert "Saken går videre" in browser.look(address)


def test_what_was_not_realistic_is_taken_up_again_or_closed_a_9(
    shared: Installation, case_id: UUID
) -> None:
    address = address_of(case_id)
    further, conclusion = f"{address}/videre", f"{address}/konklusjon"
    with shared.browser(SECRETARY) as browser:
        for component in COMPONENTS:
            save_finding(browser, case_id, component, "met")
        save_capacity(browser, case_id, HOSPITAL, "within")
        save_capacity(browser, case_id, SKIEN, "over")
        assert browser.http.get(further).status_code == 404, "nothing has been concluded"
        browser.follow(fill(browser, conclusion, conclusion="not-realistic", route="follow"))
        untold = fill(browser, further, choice="reopen")
        assert error_of(untold.text, "text").endswith("(A-9)")
        browser.follow(fill(browser, further, choice="reopen", text="Holder det med halvparten?"))
        assert "Holder det med halvparten?" in browser.look(address)
        browser.follow(fill(browser, conclusion, conclusion="not-realistic", route="follow"))
        browser.follow(fill(browser, further, choice="close", text="Ingen vil prioritere det."))
        closed = browser.look(address)
        assert "Saken er lukket" in closed
        assert further not in closed


def test_the_reporter_sees_the_picture_and_no_form_p_4(shared: Installation, case_id: UUID) -> None:
    with shared.browser(SECRETARY) as browser:
        save_finding(browser, case_id, "practical", "unmet", "Ingen avtale.")
    with shared.browser(GP) as browser:
        page = browser.look(address_of(case_id))
        assert "Ingen avtale." in page
        parts = ("formal", "komponent/practical", "kapasitet", "standardisering", "prosjekt")
        for part in (*parts, "prosjekt/need", "konklusjon", f"kapasitet/{SKIEN}"):
            assert "<form" not in browser.look(f"{address_of(case_id)}/{part}").split("<main")[1]
