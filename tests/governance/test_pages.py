"""Governance's pages as a browser without script sees them (G-5, G-12 to G-15, WCAG 3.3.1)."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.governance.installation import (
    ANNE,
    EXAMPLE,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    Installation,
    body,
    party,
    person,
    seat,
)

BJORN = person("bjorn-porsgrunn")
PER = person("per-kommunelege")
DAG = person("dag-drift")
BOTH = ((SKIEN_SEAT, ANNE), (HOSPITAL_SEAT, RANDI))
OSLO = ZoneInfo("Europe/Oslo")


def local(installation: Installation, *, hours_ago: int) -> str:
    at = installation.process.around.clock.now() - timedelta(hours=hours_ago)
    return at.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M")


def error_of(page: str, field: str) -> str:
    """What stands at the field; the summary links to it, and it is there."""
    assert f'href="#f-{field}"' in page
    assert page.count(f'id="f-{field}"') == 1
    found = re.search(rf'id="f-{field}-error">([^<]+)<', page)
    assert found is not None, field
    return found.group(1)


def rows_of(page: str, seat_key: str) -> str:
    """The number of the row in which the form asks about a seat."""
    found = re.search(rf'name="present\.(\d+)\.seat_id" value="{seat(seat_key)}"', page)
    assert found is not None
    return found.group(1)


def test_a_meeting_is_held_from_plan_to_close_on_the_pages_g_12(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    with installation.browser(SIV) as siv:
        chosen = siv.look("/moter/ny")
        address = f"/moter/ny?organ={body('ssu-nedre')}"
        assert f'href="{address}"' in chosen
        answer = siv.send(
            siv.look(address),
            "/moter/ny",
            starts_at=local(installation, hours_ago=2),
            place="Skien rådhus",
            cases=str(case_id),
        )
        room = siv.follow(answer)
        assert "Møtet er planlagt." in room
        address = answer.headers["location"]
        assert "Innkalt" in siv.follow(siv.send(room, f"{address}/innkalling"))
        begun = siv.send(
            siv.look(address), f"{address}/start", started_at=local(installation, hours_ago=2)
        )
        room = siv.follow(begun)
        item = re.search(rf'href="({address}/saker/[^"]+)"', room)
        assert item is not None
        page = siv.look(item.group(1))
        present = {
            f"present__{rows_of(page, SKIEN_SEAT)}__person_id": str(PER),
            f"present__{rows_of(page, HOSPITAL_SEAT)}__person_id": str(RANDI),
        }
        page = siv.follow(siv.send(page, f"{item.group(1)}/opp", **present))
        assert "Disse har ikke svart ennå" in page
    take_stance(installation, item.group(1), PER, "supports")
    with installation.browser(SIV) as siv:
        by_phone = siv.send(
            siv.look(item.group(1)),
            f"{item.group(1)}/standpunkt",
            seat_id=str(seat(HOSPITAL_SEAT)),
            position="can-live-with",
            reason="Sagt på telefon.",
        )
        page = siv.follow(by_phone)
        assert "Alle med stemmerett har svart." in page
        page = siv.follow(siv.send(page, f"{item.group(1)}/lukk", wording="SSU slutter seg til."))
        assert "Enighet" in page
        room = siv.look(address)
        over = siv.send(room, f"{address}/slutt", closed_at=local(installation, hours_ago=1))
        room = siv.follow(over)
        assert "Møtet er hevet." in room
        assert room.count("<td>Sykehuset Telemark HF</td>") == 1, "those registered were there"
    installation.stage(case_id, "ratification")
    meeting = installation.get(f"/meetings/{address.removeprefix('/moter/')}", SIV)
    assert {each["person_id"] for each in meeting["attendance"]} == {str(PER), str(RANDI)}
    stances = {each["person_id"] for each in meeting["items"][0]["stances"]}
    assert stances == {str(PER), str(RANDI)}


def take_stance(installation: Installation, address: str, who: UUID, position: str) -> str:
    with installation.browser(who) as browser:
        page = browser.look(address)
        assert "Avslutt saken" not in page, "only its leaders close an item"
        answer = browser.send(
            page, f"{address}/standpunkt", position=position, reason="Slik ser vi det."
        )
        return browser.follow(answer)


def test_the_list_shows_ones_own_bodies_first_and_nothing_to_outsiders_p_3(
    installation: Installation,
) -> None:
    path, _ = installation.started(installation.proposed())
    address = path.replace("/meetings/", "/moter/")
    with installation.browser(BJORN) as browser:
        page = browser.look("/moter")
        assert address in page
        assert "Møter i dine organer" in page
        assert 'href="/moter/ny"' not in page
    with installation.browser(NINA) as browser:
        page = browser.look("/moter")
        assert page.index("Andre møter i helsefellesskapet") < page.index(address)
        assert 'href="/moter/ny"' in page, "she leads FS"
    with installation.browser(DAG) as browser:
        assert "Ingen møter" in browser.look("/moter")
        browser.look(address, 403)


def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(
    installation: Installation,
) -> None:
    _, path, item = installation.opened(*BOTH)
    address = item.replace("/meetings/", "/moter/").replace("/items/", "/saker/")
    with installation.browser(ANNE) as browser:
        page = browser.look(address)
        untyped = browser.send(
            page, f"{address}/standpunkt", position="cannot-support", reason="Ikke råd."
        )
        assert untyped.status_code == 422
        assert "faglig eller av annen art" in error_of(untyped.text, "objection")
        assert "Ikke råd.</textarea>" in untyped.text
        unset = browser.send(page, f"{address}/standpunkt", reason="")
        assert unset.status_code == 422
        assert error_of(unset.text, "position")
        open_item = browser.send(page, f"{address}/lukk")
        assert browser.follow(open_item), "nothing is agreed by silence, so no wording is needed"
    room = path.replace("/meetings/", "/moter/")
    with installation.browser(SIV) as browser:
        early = browser.send(
            browser.look(room), f"{room}/slutt", closed_at=local(installation, hours_ago=3)
        )
        assert early.status_code == 422
        assert "før det har begynt" in error_of(early.text, "closed-at")
        nobody: dict[str, Any] = dict.fromkeys(
            re.findall(r'name="(attendance\.\d+\.there)" value="true" checked', early.text), ""
        )
        typed = {name.replace(".", "__"): value for name, value in nobody.items()}
        assert typed, "those registered are ticked beforehand, also when the form comes back"
        empty = browser.send(
            browser.look(room), f"{room}/slutt", closed_at=local(installation, hours_ago=0), **typed
        )
        assert "mangler i oversikten" in error_of(empty.text, "attendance")


def test_a_form_from_elsewhere_is_not_taken(installation: Installation) -> None:
    case_id = installation.received()
    with installation.browser(NINA) as browser:
        answer = browser.http.post(
            f"/styring/saker/{case_id}/forslag",
            data={"what": "X", "csrf": "made-up", "idempotency_key": "k"},
            headers={"Accept": "text/html"},
        )
        assert answer.status_code == 403


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
        assert "Partnerskapsmøtet i Telemark" in page
        assert "Hoppet over" in page or "step-skipped" in page
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


def test_an_error_on_the_planning_page_names_its_field(installation: Installation) -> None:
    installation.proposed()
    with installation.browser(ANNE) as browser:
        page = browser.look("/moter/ny")
        assert "SSU Nedre Telemark" in page, "the one body she leads is chosen for her"
        answer = browser.send(page, "/moter/ny", place="Skien", starts_at="")
        assert answer.status_code == 422
        assert error_of(answer.text, "starts-at")
        typed = datetime.now(OSLO).strftime("%Y-%m-%dT%H:%M")
        empty = browser.send(page, "/moter/ny", place="Skien", starts_at=typed)
        assert "minst én sak" in error_of(empty.text, "cases")


def test_who_is_not_logged_in_is_sent_to_log_in(installation: Installation) -> None:
    with installation.browser(ANNE) as browser:
        browser.http.cookies.clear()
        answer = browser.http.get("/moter", headers={"Accept": "text/html"})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/logg-inn")
