"""The meetings' pages as a browser without script sees them (G-12, G-13, WCAG 3.3.1)."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.governance.browsing import Browser, error_of
from tests.governance.example import (
    ANNE,
    BOTH,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    body,
    person,
    seat,
)
from tests.governance.installation import Installation

BJORN = person("bjorn-porsgrunn")
PER = person("per-kommunelege")
DAG = person("dag-drift")
OSLO = ZoneInfo("Europe/Oslo")


def local(installation: Installation, *, hours_ago: int) -> str:
    at = installation.process.around.clock.now() - timedelta(hours=hours_ago)
    return at.astimezone(OSLO).strftime("%Y-%m-%dT%H:%M")


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
        address = planned_and_begun(installation, siv, case_id)
        item = item_of(installation, address, case_id)
        assert f'href="{item}"' in siv.look(address)
        page = siv.look(item)
        present = {
            f"present__{rows_of(page, SKIEN_SEAT)}__person_id": str(PER),
            f"present__{rows_of(page, HOSPITAL_SEAT)}__person_id": str(RANDI),
        }
        page = siv.follow(siv.send(page, f"{item}/opp", **present))
        assert "Disse har ikke svart ennå" in page
        take_stance(installation, item, PER, "supports")
        by_phone = siv.send(
            siv.look(item),
            f"{item}/standpunkt",
            seat_id=str(seat(HOSPITAL_SEAT)),
            position="can-live-with",
            reason="Sagt på telefon.",
        )
        page = siv.follow(by_phone)
        assert "Alle med stemmerett har svart." in page
        page = siv.follow(siv.send(page, f"{item}/lukk", wording="SSU slutter seg til."))
        assert "Enighet" in page
        ended = local(installation, hours_ago=1)
        over = siv.send(siv.look(address), f"{address}/slutt", closed_at=ended)
        assert "Møtet er hevet." in siv.follow(over)
    installation.stage(case_id, "ratification")
    meeting = installation.get(f"/meetings/{address.removeprefix('/moter/')}", SIV)
    assert {each["person_id"] for each in meeting["attendance"]} == {str(PER), str(RANDI)}
    (decided,) = [each for each in meeting["items"] if each["case_id"] == str(case_id)]
    stances = {each["person_id"] for each in decided["stances"]}
    assert stances == {str(PER), str(RANDI)}


def without_others(page: str, case_id: UUID) -> dict[str, str]:
    """The ticks taken away from the other cases that the rules have put on the agenda."""
    rows = re.findall(r'name="(rows\.\d+)\.case_id" value="([^"]+)"', page)
    return {f"{row}.chosen".replace(".", "__"): "" for row, each in rows if each != str(case_id)}


def item_of(installation: Installation, address: str, case_id: UUID) -> str:
    """The address of the room in which the case is treated."""
    meeting = installation.get(f"/meetings/{address.removeprefix('/moter/')}", SIV)
    (item,) = [each for each in meeting["items"] if each["case_id"] == str(case_id)]
    return f"{address}/saker/{item['item_id']}"


def planned_and_begun(installation: Installation, siv: Browser, case_id: UUID) -> str:
    """Planned, called and started by the secretariat: the address of the room."""
    choice = f"/moter/ny?organ={body('ssu-nedre')}"
    assert f'href="{choice}"' in siv.look("/moter/ny")
    page = siv.look(choice)
    answer = siv.send(
        page,
        "/moter/ny",
        starts_at=local(installation, hours_ago=2),
        place="Skien rådhus",
        **without_others(page, case_id),
    )
    room = siv.follow(answer)
    assert "Møtet er planlagt." in room
    address = answer.headers["location"]
    room = siv.follow(siv.send(room, f"{address}/innkalling"))
    assert "Innkalt" in room
    begun = local(installation, hours_ago=2)
    assert "Pågår" in siv.follow(siv.send(room, f"{address}/start", started_at=begun))
    return str(address)


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


def test_the_list_tells_meetings_apart_and_leads_to_the_deadlines_g_11_g_12(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    path, (item,) = installation.started(case_id)
    number = installation.get(f"/cases/{case_id}", SIV)["number"]
    row = rf'href="{path.replace("/meetings/", "/moter/")}".*?</tr>'
    with installation.browser(BJORN) as browser:
        page = browser.look("/moter")
        assert 'href="/styring/frister"' in page
        coming = re.search(r'<table[^>]*id="coming".*?</table>', page, re.DOTALL)
        assert coming is not None
        found = re.search(row, coming.group(), re.DOTALL)
        assert found is not None, "a meeting that goes on stands with those to come"
        assert f">{number}</td>" in found.group()
        shown = browser.look(item.replace("/meetings/", "/moter/").replace("/items/", "/saker/"))
        heading = re.search(r"<h1[^>]*>([^<]*)</h1>", shown)
        assert heading is not None
        assert number in heading.group(1), "the heading says which case the item is about"


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
        assert error_of(unset.text, "position") == "Velg et standpunkt"
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


def test_an_error_on_the_planning_page_names_its_field(installation: Installation) -> None:
    installation.proposed()
    with installation.browser(ANNE) as browser:
        page = browser.look("/moter/ny")
        assert "SSU Nedre Telemark" in page, "the one body she leads is chosen for her"
        answer = browser.send(page, "/moter/ny", place="Skien", starts_at="")
        assert answer.status_code == 422
        assert error_of(answer.text, "starts-at") == "Velg når møtet begynner"
        assert "<title>Feil: " in answer.text, "the tab tells that something must be mended"
        typed = datetime.now(OSLO).strftime("%Y-%m-%dT%H:%M")
        nothing = {
            name.replace(".", "__"): ""
            for name in re.findall(r'name="(rows\.\d+\.chosen)" value="true" checked', page)
        }
        empty = browser.send(page, "/moter/ny", place="Skien", starts_at=typed, **nothing)
        assert "minst én sak" in error_of(empty.text, "items")


def test_who_is_not_logged_in_is_sent_to_log_in(installation: Installation) -> None:
    with installation.browser(ANNE) as browser:
        browser.http.cookies.clear()
        answer = browser.http.get("/moter", headers={"Accept": "text/html"})
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/logg-inn")
