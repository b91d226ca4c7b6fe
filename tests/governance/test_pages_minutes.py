"""Minutes, written procedures, late and cancelled on the pages, without script (G-11 to G-13)."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from tests.governance.asking import now
from tests.governance.browsing import error_of
from tests.governance.example import (
    ANNE,
    HOSPITAL_SEAT,
    RANDI,
    SIV,
    SKIEN_SEAT,
    body,
    seat,
)
from tests.governance.installation import Installation
from tests.governance.test_api_minutes import treated
from tests.governance.test_api_written import in_writing
from tests.governance.test_pages_meetings import without_others

OSLO = ZoneInfo("Europe/Oslo")


def page_of(path: str) -> str:
    return path.replace("/meetings/", "/moter/").replace("/items/", "/saker/")


def called(installation: Installation, case_id: UUID) -> tuple[str, str]:
    """A meeting that is called in a fortnight: its path, and the item's."""
    planned = installation.ask(
        "/meetings",
        {
            "body_id": str(body("ssu-nedre")),
            "starts_at": (now(installation) + timedelta(days=14)).isoformat(),
            "place": "Skien",
            "cases": [str(case_id)],
        },
        SIV,
    )
    path = f"/meetings/{planned['meeting_id']}"
    installation.ask(f"{path}/call", {}, SIV, path)
    return path, f"{path}/items/{planned['items'][0]['item_id']}"


def test_minutes_are_made_corrected_approved_and_locked_on_their_page_g_12_g_20(
    installation: Installation,
) -> None:
    path, item = treated(installation)
    address = f"{page_of(path)}/protokoll"
    with installation.browser(ANNE) as anne:
        assert "Ingen protokoll ennå" not in anne.look(address), "she leads it, and may make it"
        page = anne.look(page_of(item))
        stated = anne.send(page, f"{page_of(item)}/tilforsel", text="Vi følger kostnaden.")
        assert "Protokolltilførselen er ført inn." in anne.follow(stated)
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        made = siv.send(page, address, signers=str(seat(HOSPITAL_SEAT)))
        page = siv.follow(made)
        assert "Protokollen er laget." in page
        empty = siv.send(page, f"{address}/rettelse", text="Møtet var på Teams.", reason="")
        assert empty.status_code == 422
        assert "Fyll ut" in error_of(empty.text, "reason")
        corrected = siv.send(page, f"{address}/rettelse", text="På Teams.", reason="Feil sted.")
        assert "På Teams." in siv.follow(corrected)
        assert siv.http.get(f"{address}/1/nb").content.startswith(b"%PDF-")
        assert siv.http.get(f"{address}/2/nn").headers["Content-Type"] == "application/pdf"
    for who in (ANNE, RANDI):
        with installation.browser(who) as browser:
            sent = browser.send(browser.look(address), f"{address}/godkjenning")
            assert "Protokollen er godkjent." in browser.follow(sent)
    with installation.browser(SIV) as siv:
        locked = siv.follow(siv.send(siv.look(address), f"{address}/las"))
        assert "Låst" in locked
        assert f'action="{address}/rettelse"' not in locked


def test_a_meeting_is_cancelled_with_its_reason_and_told_so_g_12(
    installation: Installation,
) -> None:
    path, _ = called(installation, installation.proposed())
    address = page_of(path)
    with installation.browser(SIV) as siv:
        page = siv.look(address)
        empty = siv.send(page, f"{address}/avlysning")
        assert "Fyll ut" in error_of(empty.text, "cancel-reason")
        off = siv.follow(siv.send(page, f"{address}/avlysning", cancel_reason="For mange forfall."))
        assert "For mange forfall." in off
        assert siv.http.get(f"{address}/kalender").text.count("STATUS:CANCELLED") == 1


def test_the_chair_takes_in_a_late_case_with_a_reason_g_12(installation: Installation) -> None:
    path, _ = called(installation, installation.proposed())
    late, address = installation.proposed(), page_of(path)
    with installation.browser(ANNE) as anne:
        page = anne.look(address)
        refused = anne.send(page, f"{address}/saker", case_id=str(late))
        assert "fylles ut" in error_of(refused.text, "reason")
        added = anne.send(page, f"{address}/saker", case_id=str(late), reason="Haster.")
        assert "Saken er satt på sakslisten." in anne.follow(added)


def test_a_member_answers_before_the_meeting_and_takes_it_back_g_13_g_20(
    installation: Installation,
) -> None:
    _, item = called(installation, installation.proposed())
    address = page_of(item)
    with installation.browser(RANDI) as randi:
        page = randi.look(address)
        assert "Du kan svare skriftlig før møtet" in page
        sent = randi.send(page, f"{address}/standpunkt", position="supports", reason="Ja.")
        page = randi.follow(sent)
        empty = randi.send(page, f"{address}/trekk")
        assert "Fyll ut" in error_of(empty.text, "why")
        back = randi.send(page, f"{address}/trekk", why="Vi vil spørre klinikken.")
        assert "Standpunktet er trukket." in randi.follow(back)


def test_a_written_procedure_is_planned_and_sent_from_the_pages_g_11(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    answer_by = (now(installation) + timedelta(days=7)).astimezone(OSLO)
    with installation.browser(SIV) as siv:
        page = siv.look(f"/moter/ny?organ={body('ssu-nedre')}")
        planned = siv.send(
            page,
            "/moter/ny",
            kind="written",
            starts_at=now(installation).astimezone(OSLO).strftime("%Y-%m-%dT%H:%M"),
            answer_by=answer_by.strftime("%Y-%m-%dT%H:%M"),
            **without_others(page, case_id),
        )
        room = siv.follow(planned)
        address = planned.headers["location"]
        sent = siv.send(room, f"{address}/innkalling", inhabil=str(seat(SKIEN_SEAT)))
        assert "Skriftlig behandling" in siv.follow(sent)
    meeting = installation.get(f"/meetings/{address.removeprefix('/moter/')}", SIV)
    (item,) = [each for each in meeting["items"] if each["case_id"] == str(case_id)]
    habil = {row["seat_id"]: row["habil"] for row in item["register"]}
    assert habil[str(seat(SKIEN_SEAT))] is False
    assert habil[str(seat(HOSPITAL_SEAT))] is True


def test_who_has_answered_is_shown_while_a_written_procedure_goes_on_g_13(
    installation: Installation,
) -> None:
    path, item, _ = in_writing(installation, installation.proposed())
    with installation.browser(ANNE) as anne:
        page = anne.look(page_of(path))
        assert "0 av " in page
        room = anne.look(page_of(item))
        sent = anne.send(room, f"{page_of(item)}/standpunkt", position="supports", reason="Ja.")
        anne.follow(sent)
        assert "1 av " in anne.look(page_of(path))


def test_information_is_taken_note_of_on_its_page_g_12(installation: Installation) -> None:
    path, _ = installation.started(installation.proposed())
    added = installation.ask(
        f"{path}/items",
        {"kind": "information", "title": "Nytt", "reason": "Kom i går.", "on_behalf_of": str(ANNE)},
        SIV,
        path,
    )
    address = f"{page_of(path)}/saker/{added['item']['item_id']}"
    with installation.browser(SIV) as siv:
        noted = siv.send(siv.look(address), f"{address}/orientering", note="Greit.")
        page = siv.follow(noted)
        assert "Tatt til orientering" in page
        assert "Greit." in page
