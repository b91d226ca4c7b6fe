"""Agendas, late cases and calendars over HTTP (G-12)."""

from datetime import timedelta
from typing import Any

from icalendar import Calendar

from tests.governance.asking import now, refusal
from tests.governance.example import ANNE, NINA, RANDI, SIV, body
from tests.governance.installation import Installation


def calendar(installation: Installation, path: str) -> Any:
    answer = installation.answer("GET", f"{path}/calendar", SIV)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_a_meeting_keeps_its_place_in_the_calendar_until_it_is_cancelled_g_12(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    starts = now(installation) + timedelta(days=14)
    content = {
        "body_id": str(body("ssu-nedre")),
        "starts_at": starts.isoformat(),
        "place": "Porsgrunn rådhus",
        "cases": [str(case_id)],
    }
    planned = installation.ask("/meetings", content, SIV)
    path = f"/meetings/{planned['meeting_id']}"
    before = calendar(installation, path)
    (event,) = before.walk("VEVENT")
    assert str(event["LOCATION"]) == "Porsgrunn rådhus"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert abs(event["DTSTART"].dt - starts) < timedelta(seconds=1)
    assert planned["items"][0]["number"] in str(event["DESCRIPTION"])
    installation.ask(f"{path}/call", {}, SIV, path)
    installation.ask(f"{path}/cancel", {"reason": "Forfall."}, SIV, path)
    after = calendar(installation, path)
    (gone,) = after.walk("VEVENT")
    assert str(after["METHOD"]) == "CANCEL"
    assert str(gone["STATUS"]) == "CANCELLED"
    assert gone["UID"] == event["UID"]
    assert int(gone["SEQUENCE"]) > int(event["SEQUENCE"])
    again = installation.ask("/meetings", content, SIV)
    assert again["items"], "its case is free again"


def test_a_case_is_on_one_open_agenda_of_the_body_at_a_time_g_12(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    installation.started(case_id)
    content = {
        "body_id": str(body("ssu-nedre")),
        "starts_at": now(installation).isoformat(),
        "place": "Skien",
        "cases": [str(case_id)],
    }
    answer = installation.answer(
        "POST", "/meetings", SIV, content, Idempotency_Key=installation.key()
    )
    assert (answer.status_code, answer.json()["reason"]) == (422, "governance.on-another-agenda")
    assert answer.json()["detail"].startswith("Saken står allerede på en annen")
    agenda = installation.get(f"/bodies/{body('ssu-nedre')}/agenda", SIV)
    assert str(case_id) not in {each["case_id"] for each in agenda}
    waiting = installation.proposed()
    installation.client.until(
        "the case",
        lambda: (
            str(waiting) in str(installation.get(f"/bodies/{body('ssu-nedre')}/agenda", SIV))
            or None
        ),
    )
    denied = installation.answer("GET", f"/bodies/{body('ssu-nedre')}/agenda", NINA)
    assert denied.status_code == 403


def test_the_chair_takes_in_a_late_case_and_the_secretary_does_so_for_the_chair_g_12_p_5(
    installation: Installation,
) -> None:
    path, _ = installation.started(installation.proposed())
    late = {"kind": "decision", "case_id": str(installation.proposed()), "reason": "Haster."}
    by_siv = refusal(installation, f"{path}/items", late, SIV, path)
    assert by_siv == (422, "G-12", "governance.chair-decides")
    added = installation.ask(f"{path}/items", {**late, "on_behalf_of": str(ANNE)}, SIV, path)
    (item,) = [
        each
        for each in installation.get(path, SIV)["items"]
        if each["item_id"] == added["item"]["item_id"]
    ]
    assert item["late"] == "Haster."
    meddling = refusal(
        installation, f"{path}/items", {**late, "on_behalf_of": str(ANNE)}, RANDI, path
    )
    assert meddling[:2] == (403, "P-5")
