"""Agreements through their whole life, and rates with who stands for them, on pages (C-2, C-3,
C-8, C-11)."""

import re

from tests.assessment.installation import Browser
from tests.compensation.bodies import RATE, REGIME
from tests.compensation.governance_told import the_day
from tests.compensation.installation import Installation
from tests.compensation.test_pages import HOME, plain
from tests.examples.ids import APPROVER, ATTESTER, GP, HOSPITAL, SEAT_GP, SKIEN, id_of

AGREEMENTS, RATES = f"{HOME}/avtaler", f"{HOME}/satser"
TERMS: dict[str, str | list[str]] = {
    "seats": [str(SEAT_GP)],
    "covers": ["meeting", "travel"],
    "regime": REGIME,
    "meeting_minutes_per_day": "480",
    "claim_deadline_months": "3",
    "channel": "payroll",
    "valid_from": "2024-01-01",
    "valid_to": "2099-12-31",
    "employee_number": "90001",
}


def address_of(browser: Browser, form: str, action: str, **typed: str | list[str]) -> str:
    """Where a form that was taken leads."""
    answer = browser.send(form, action, **typed)
    assert answer.status_code == 303, plain(answer.text)[:3000]
    return answer.headers["location"]


def test_an_agreement_is_drafted_completed_signed_shared_and_ended_c_2_c_8_c_11(
    installation: Installation,
) -> None:
    rate = {"rate_id": str(id_of("rate-meeting")), "kind": "meeting", **RATE}
    installation.ask("/rates", rate, APPROVER, key="rate")
    with installation.browser(APPROVER) as browser:
        address = drafted(browser)
        completed(browser, address)
        page = browser.look(address)
        assert "Venter på signaturer" in page
        assert "90001" not in page
        browser.follow(browser.send(page, f"{address}/signer"))
    with installation.browser(GP) as browser:
        page = browser.look(address)
        assert "Venter på én signatur" in page
        assert f"{address}/endre" not in page
        browser.follow(browser.send(page, f"{address}/signer"))
    with installation.browser(APPROVER) as browser:
        shared(browser, address)
        ending = f"{address}/avslutt"
        unsaid = browser.send(browser.look(ending), ending)
        assert 'id="f-reason-error"' in unsaid.text
        today = f"{the_day()}"
        ended = browser.send(unsaid.text, ending, reason="Legen flytter.", ended_on=today)
        page = browser.follow(ended)
        assert "Legen flytter." in page
        assert "Avsluttet" in browser.look(AGREEMENTS)
    with installation.browser(ATTESTER) as browser:
        assert browser.http.get(f"{AGREEMENTS}/ny").status_code == 403


def drafted(browser: Browser) -> str:
    """Incomplete, and without the tax assessment that an invoice needs at first."""
    new = f"{AGREEMENTS}/ny"
    assert new in browser.look(AGREEMENTS)
    assert "Skien kommune" in browser.look(new)
    form = browser.look(f"{new}?betaler={SKIEN}&lege={GP}")
    assert "SSU Nedre Telemark" in form
    refused = browser.send(form, new, **{**TERMS, "channel": "invoice"})
    assert "krever en skattemessig vurdering" in refused.text
    assert 'id="f-assessed-by-error"' in refused.text
    undated = browser.send(form, new, **{**TERMS, "assessed_by": "Økonomi"})
    assert 'id="f-assessed-on-error"' in undated.text
    return address_of(browser, form, new, **TERMS)


def completed(browser: Browser, address: str) -> None:
    page = browser.look(address)
    assert "Mangler: tid mellom møtene" in page
    assert f"{address}/signer" not in page
    change = f"{address}/endre"
    form = browser.look(change)
    assert 'value="480"' in form
    assert "90001" not in form, "the employee number is never shown again"
    whole = {**TERMS, "covers": ["meeting", "travel", "between"]}
    assert address_of(browser, form, change, **whole) == address


def shared(browser: Browser, address: str) -> None:
    """A key of percents that do not add up is refused with what was typed; then one that does."""
    key = f"{address}/nokkel"
    weights = {
        "kind": "fixed",
        "weights.0.party": str(SKIEN),
        "weights.0.weight": "62,5",
        "weights.1.party": str(HOSPITAL),
        "weights.1.weight": "37",
        "source": "Vedtak 12/26",
        "valid_from": "2024-01-01",
        "valid_to": "2099-12-31",
    }
    refused = browser.send(browser.look(key), key, **weights)
    assert refused.status_code == 422
    assert "nøyaktig 100 prosent" in refused.text
    assert 'value="62,5"' in refused.text
    taken = browser.send(refused.text, key, **{**weights, "weights.1.weight": "37,5"})
    page = plain(browser.follow(taken))
    assert "Faste andeler" in page
    assert "62,5 %" in page
    assert "Gjelder nå" in page


def test_a_rate_is_seen_by_all_and_paid_only_when_somebody_stands_for_it_c_3(
    installation: Installation,
) -> None:
    typed = {
        "regime": REGIME,
        "kind": "meeting",
        "unit": "hour",
        "amount": "1 397,00",
        "valid_from": "2024-01-01",
        "step_ore": "1",
        "cap": "7,5",
        "source": "https://www.legeforeningen.no/satser",
    }
    new = f"{RATES}/ny"
    with installation.browser(APPROVER) as browser:
        form = browser.look(new)
        wrong = browser.send(form, new, **{**typed, "unit": "km"})
        assert 'id="f-unit-error"' in wrong.text
        address = address_of(browser, form, new, **typed)
    with installation.browser(GP) as browser:
        listed = plain(browser.look(RATES))
        assert "1 sats, 1 ikke bekreftet" in listed
        assert re.search(r"1 397,00 kr\s*/ time", listed)
        page = plain(browser.look(address))
        assert "7,5 enheter" in page
        assert 'action="' + address not in page, "only for those who may confirm it"
    with installation.browser(APPROVER) as browser:
        unsaid = browser.send(browser.look(address), address)
        assert 'id="f-basis-error"' in unsaid.text
        confirmed = browser.follow(browser.send(unsaid.text, address, basis="Brev 3. januar."))
        assert "Brev 3. januar." in confirmed
        assert "Hans Godkjenner" in confirmed
