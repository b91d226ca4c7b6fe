"""Compensation's pages as a browser without script sees them (C-4 to C-10, WCAG 3.3.1)."""

import re
from uuid import UUID

from shared.values.calendar import OSLO
from tests.assessment.installation import Browser
from tests.compensation.bodies import agreement_body
from tests.compensation.governance_told import PAYROLL, at
from tests.compensation.installation import Installation
from tests.examples.ids import AGREEMENT, APPROVER, ATTESTER, GP, MEETING, SEAT_GP

HOME = "/godtgjoring"
MEETING_FORM = f"{HOME}/mote/{MEETING}/{SEAT_GP}"


def typed(hour: int, minute: int = 0, *, days: int = 0) -> str:
    """As a browser sends a field of date and time."""
    return f"{at(hour, minute, days=days).astimezone(OSLO):%Y-%m-%dT%H:%M}"


def plain(page: str) -> str:
    return page.replace("\xa0", " ")


def act(browser: Browser, claim_id: UUID, path: str, **fields: str | list[str]) -> str:
    """From the claim's own page where the act is a click, else from the act's own."""
    address = f"{HOME}/krav/{claim_id}"
    page = browser.look(f"{address}/{path}" if fields else address)
    return plain(browser.follow(browser.send(page, f"{address}/{path}", **fields)))


def test_a_doctor_claims_for_a_meeting_and_sees_each_amount_explained_c_3_c_5(
    agreed: Installation,
) -> None:
    with agreed.browser(GP) as browser:
        assert MEETING_FORM in browser.look(HOME)
        form = browser.look(MEETING_FORM)
        assert "SSU Nedre Telemark" in form
        assert "kl. 12.00" in plain(form)

        backwards = {"travel.0.work_from": typed(12), "travel.0.work_to": typed(11, 30)}
        refused = browser.send(form, MEETING_FORM, **backwards)
        assert refused.status_code == 422
        assert "slutter før den begynner" in refused.text
        assert 'href="#f-travel-0-work-from"' in refused.text
        assert 'id="f-travel-0-work-from-error"' in refused.text, "at the time it is about"
        assert "Reise 2" in refused.text
        assert "Reise 3" not in refused.text, "one row to spare, however often it is sent"
        assert "Arbeid 2" not in refused.text
        half = browser.send(form, MEETING_FORM, **{"travel.0.work_from": typed(11, 30)})
        assert half.status_code == 422
        assert 'id="f-travel-0-work-to-error"' in half.text
        assert half.text.count("Velg dato og klokkeslett") == 2, "in the summary and at the field"
        assert f'value="{typed(11, 30)}"' in half.text, "what was typed is kept"

        work: dict[str, str | list[str]] = {
            "travel.1.work_from": typed(11, 30),
            "travel.1.work_to": typed(12),
            "between.0.work_from": typed(17, days=-2),
            "between.0.work_to": typed(18, 30, days=-2),
            "between.0.purpose": "Spørsmål til fastlegene",
        }
        claim = plain(browser.follow(browser.send(form, MEETING_FORM, **work)))
        assert "1,5 t × 1 397,00 kr. Sats per time, gjelder fra 1. jan. 2024" in claim
        assert 'href="https://www.legeforeningen.no/' in claim
        assert ">legeforeningen.no</a>" in claim
        assert "Godtgjøring, hendelse" in claim
        assert "5 588,00 kr" in claim
        assert "Utkast" in claim
        assert MEETING_FORM not in browser.look(HOME), "it is claimed for"

        claim_id = UUID(re.search(r"/godtgjoring/krav/([0-9a-f-]{36})/send", claim)[1])  # type: ignore[index]
        change = f"{HOME}/krav/{claim_id}/endre"
        again = browser.look(change)
        assert f'value="{typed(17, days=-2)}"' in again
        changed = browser.follow(browser.send(again, change, **work, **{"travel.1.km": ""}))
        assert "Utkastet er lagret" in changed
        assert "Kravet er sendt til attestering" in act(browser, claim_id, "send")


def test_attester_and_approver_find_what_waits_and_a_claim_comes_back_with_a_reason_c_7(
    agreed: Installation,
) -> None:
    claim_id = agreed.draft()
    agreed.pass_on(claim_id, ("submit", GP))
    with agreed.browser(ATTESTER) as browser:
        home = browser.look(HOME)
        assert "Til attestering: 1" in home
        assert "Kari Fastlege" in home
        address = f"{HOME}/krav/{claim_id}"
        page = browser.look(address)
        assert f"{address}/godkjenn" not in page
        returning = f"{address}/returner"
        assert returning in page
        unsaid = browser.send(browser.look(returning), returning)
        assert unsaid.status_code == 422
        assert 'id="f-reason-error"' in unsaid.text
        assert "Returnert" in act(browser, claim_id, "returner", reason="Reisen tilbake mangler.")
    with agreed.browser(GP) as browser:
        assert "Reisen tilbake mangler." in browser.look(f"{HOME}/krav/{claim_id}")
        act(browser, claim_id, "send")
    with agreed.browser(ATTESTER) as browser:
        act(browser, claim_id, "attester")
    with agreed.browser(APPROVER) as browser:
        assert "Til godkjenning: 1" in browser.look(HOME)
        assert "Kravet er godkjent" in act(browser, claim_id, "godkjenn")
        assert "Til godkjenning" not in browser.look(HOME)


def test_those_who_pay_are_told_that_nothing_waits_for_them(agreed: Installation) -> None:
    for person in (ATTESTER, APPROVER, PAYROLL):
        with agreed.browser(person) as browser:
            home = browser.look(HOME)
            assert "Ingenting venter på deg nå" in home
            assert "møte du har deltatt i" not in home


def test_both_sides_sign_the_agreement_they_have_read_c_2(installation: Installation) -> None:
    drafted = agreement_body(
        caps={"meeting_minutes_per_day": 480}, claim_deadline_months=3, km_regime="statens-satser"
    )
    installation.ask("/agreements", drafted, APPROVER, key="draft")
    address = f"{HOME}/avtaler/{AGREEMENT}"
    for person, path in ((GP, "Signer som lege"), (APPROVER, "Signer for betaleren")):
        with installation.browser(person) as browser:
            assert address in browser.look(HOME)
            page = browser.look(address)
            assert path in page
            assert "møtetid, reisetid, tid mellom møtene" in page
            assert "møtetid 480 minutter per dag" in page
            assert "90001" not in page
            assert "Avtalen er signert" in browser.follow(browser.send(page, f"{address}/signer"))
    with installation.browser(GP) as browser:
        signed = browser.look(address)
        assert "Hans Godkjenner" in signed
        assert f"{address}/signer" not in signed
