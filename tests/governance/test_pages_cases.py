"""The page of a case between bodies, without script (G-5, G-7, G-14, G-15, WCAG 3.3.1)."""

import re
from uuid import UUID

from tests.governance.browsing import error_of
from tests.governance.example import (
    ANNE,
    BOTH,
    EXAMPLE,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    party,
    person,
    seat,
)
from tests.governance.installation import Installation


def test_a_form_from_elsewhere_is_not_taken(installation: Installation) -> None:
    case_id = installation.received()
    with installation.browser(NINA) as browser:
        answer = browser.http.post(
            f"/styring/saker/{case_id}/forslag",
            data={"what": "X", "csrf": "made-up", "idempotency_key": "k"},
            headers={"Accept": "text/html"},
        )
        assert answer.status_code == 403


def test_what_nobody_waits_for_is_offered_and_not_asked_for_g_11(
    installation: Installation,
) -> None:
    case_id = installation.received()
    address = f"/styring/saker/{case_id}"
    propose(installation, address)
    with installation.browser(SIV) as siv:
        page = siv.look(address)
    assert "Saken venter på deg" not in page
    assert "Legg bort saken" in page


def test_a_case_is_proposed_answered_and_done_on_its_page_g_5_g_14_g_15(
    installation: Installation,
) -> None:
    case_id = installation.received()
    address = f"/styring/saker/{case_id}"
    with installation.browser(ANNE) as browser:
        page = browser.look(address)
        assert "Send forslag" not in page, "SSU's leader is no member of FS"
    propose(installation, address)
    assert installation.get(f"/cases/{case_id}", SIV)["stage"] == "proposed"
    path, (item,) = installation.started(case_id)
    present = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in BOTH]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    for key, who in BOTH:
        installation.stance(path, item, key, who)
    installation.ask(f"{item}/close", {}, SIV, path)
    installation.stage(case_id, "ratification")
    for each in EXAMPLE.case["ratifications"]:
        answer_for_party(installation, address, person(each["by"]))
    installation.stage(case_id, "in-force")
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        assert "Vedtaket gjennomføres" in page, "the route tells where it is"
        done = siv.send(
            page, f"{address}/gjennomforing", party=str(party("skien")), result="deviation"
        )
        assert "Skriv hva avviket" in error_of(done.text, "note")
        again = siv.send(
            page,
            f"{address}/gjennomforing",
            party=str(party("skien")),
            result="done",
            note="Innført.",
        )
        assert "Gjennomføringen er registrert." in siv.follow(again)


def propose(installation: Installation, address: str) -> None:
    with installation.browser(NINA) as browser:
        page = browser.look(address)
        assert "arbeider med det" in page
        row = re.search(rf'name="tasks\.(\d+)\.party" value="{party("skien")}"', page)
        assert row is not None
        content = {
            "what": "Rekvirenten følger opp svaret.",
            "reasons": "Kjenner pasienten.",
            "patient": "Ett svar.",
            "gp": "Færre telefoner.",
            "municipality": "Ingen.",
            "hospital": "En turnus.",
            "adoption": "for-those-who-adopt",
        }
        without = browser.send(page, f"{address}/forslag", **content)
        assert without.status_code == 422
        assert "Minst én oppgave" in error_of(without.text, "tasks")
        assert "Ett svar.</textarea>" in without.text
        task = {f"tasks__{row.group(1)}__what": "Gjøre rutinen kjent."}
        page = browser.follow(browser.send(page, f"{address}/forslag", **content, **task))
        assert "Forslaget er sendt." in page
        assert "Gjøre rutinen kjent." in page
        assert "Send forslag" not in page


def answer_for_party(installation: Installation, address: str, who: UUID) -> None:
    with installation.browser(who) as browser:
        page = browser.look(address)
        answer = browser.send(
            page, f"{address}/svar", answer="adopted", organ="Eget organ", reference="26/7"
        )
        page = browser.follow(answer)
        assert "Svaret er registrert." in page
        assert f"{address}/svar" not in page, "each party answers once"


def test_a_case_that_came_back_starts_from_its_proposal_g_7(installation: Installation) -> None:
    case_id, path, item = installation.opened(*BOTH)
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.stance(path, item, HOSPITAL_SEAT, RANDI, "cannot-support", "professional")
    installation.ask(f"{item}/close", {"wording": "Skal fristen følge alvoret?"}, SIV, path)
    installation.stage(case_id, "disagreed-professional")
    with installation.browser(NINA) as browser:
        page = browser.look(f"/styring/saker/{case_id}")
        assert "Skal fristen følge alvoret?" in page
        assert f"{EXAMPLE.case['proposal']['what']}</textarea>" in page
        assert "Faglig innvending – Sykehuset Telemark HF" in page
        assert page.count('aria-current="step"') == 1


def test_the_secretariat_says_who_proposes_p_5(installation: Installation) -> None:
    case_id = installation.received()
    with installation.browser(SIV) as browser:
        page = browser.look(f"/styring/saker/{case_id}")
        select = re.search(r'name="on_behalf_of".*?</select>', page, re.DOTALL)
        assert select is not None
        assert f'value="{NINA}"' in select.group()
