"""Meetings and what comes of them over HTTP (G-5 to G-7, G-12 to G-15, P-5)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.governance.example import (
    ANNE,
    BOTH,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    TELEMARK,
    body,
    party,
    person,
    seat,
)
from tests.governance.installation import Installation

BJORN = person("bjorn-porsgrunn")
PER = person("per-kommunelege")
DAG = person("dag-drift")


def item_of(installation: Installation, path: str) -> Any:
    return installation.get(path, SIV)["items"][0]


def test_items_are_numbered_by_the_body_without_holes_g_1(installation: Installation) -> None:
    cases = [installation.proposed() for _ in range(3)]
    installation.started(*cases[:2])
    installation.started(cases[2])
    meetings = installation.get("/meetings", SIV, body=str(body("ssu-nedre")), limit=200)
    numbers = sorted(int(item["number"][:2]) for each in meetings for item in each["items"])
    assert numbers == list(range(1, len(numbers) + 1))


def test_only_the_bodys_own_cases_stand_on_its_agenda_g_12(installation: Installation) -> None:
    content = {
        "body_id": str(body("ssu-nedre")),
        "starts_at": datetime(2026, 12, 1, 9, tzinfo=UTC).isoformat(),
        "place": "Skien",
        "cases": [str(installation.received())],
    }
    answer = installation.answer("POST", "/meetings", SIV, content, Idempotency_Key="early")
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-12")
    content["body_id"] = str(installation.new_id())
    unknown = installation.answer("POST", "/meetings", SIV, content, Idempotency_Key="nowhere")
    assert (unknown.status_code, unknown.json()["rule"]) == (422, "G-1")


def test_a_meeting_is_run_by_its_leaders_and_the_secretariat_g_12(
    installation: Installation,
) -> None:
    path, _ = installation.started(installation.proposed())
    over = {"closed_at": datetime(2026, 1, 1, tzinfo=UTC).isoformat(), "attendance": []}
    for who, status in ((BJORN, 403), (NINA, 403), (ANNE, 422), (DAG, 403)):
        answer = installation.answer(
            "POST", f"{path}/close", who, over, Idempotency_Key="end", If_Match='"3"'
        )
        assert answer.status_code == status, (who, answer.text)
    missing = f"/meetings/{installation.new_id()}"
    nowhere = installation.answer(
        "POST", f"{missing}/call", SIV, {}, Idempotency_Key="none", If_Match='"1"'
    )
    assert nowhere.status_code == 404


def test_who_has_not_answered_is_shown_and_nothing_is_agreed_by_silence_g_13(
    installation: Installation,
) -> None:
    case_id, path, item = installation.opened(*BOTH)
    assert item_of(installation, path)["not_answered"] == [
        str(seat(key)) for key in (SKIEN_SEAT, HOSPITAL_SEAT)
    ]
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    assert item_of(installation, path)["not_answered"] == [str(seat(HOSPITAL_SEAT))]
    installation.ask(f"{item}/close", {}, SIV, path)
    closed = item_of(installation, path)
    assert (closed["outcome"], closed["undecided"]) == ("not-decided", "unanswered")
    assert closed["unanswered_parties"] == [str(party("sykehuset-telemark"))]
    assert installation.get(f"/cases/{case_id}", SIV)["stage"] == "proposed"


def test_a_stance_is_changed_until_the_item_closes_g_13(installation: Installation) -> None:
    _, path, item = installation.opened(*BOTH)
    installation.stance(path, item, SKIEN_SEAT, ANNE, "cannot-support", "other")
    installation.stance(path, item, SKIEN_SEAT, ANNE, "can-live-with")
    (stance,) = item_of(installation, path)["stances"]
    assert (stance["position"], stance["objection"]) == ("can-live-with", None)


def test_a_deputy_who_sits_in_the_seat_takes_its_stance_g_12(installation: Installation) -> None:
    _, path, item = installation.opened((SKIEN_SEAT, PER), BOTH[1])
    installation.stance(path, item, SKIEN_SEAT, PER)
    (stance,) = item_of(installation, path)["stances"]
    assert stance["person_id"] == str(PER)
    content = {"seat_id": str(seat(SKIEN_SEAT)), "position": "supports", "reason": "Ja."}
    tag = installation.answer("GET", path, SIV).headers["ETag"]
    holder = installation.answer(
        "POST", f"{item}/stances", ANNE, content, Idempotency_Key="holder", If_Match=tag
    )
    assert (holder.status_code, holder.json()["rule"]) == (422, "P-5")


def test_the_secretary_enters_a_stance_given_by_phone_and_nobody_else_does_p_5(
    installation: Installation,
) -> None:
    _, path, item = installation.opened(*BOTH)
    content = {
        "seat_id": str(seat(HOSPITAL_SEAT)),
        "position": "supports",
        "reason": "På telefon.",
        "on_behalf_of": str(RANDI),
    }
    tag = installation.answer("GET", path, SIV).headers["ETag"]
    other = installation.answer(
        "POST", f"{item}/stances", ANNE, content, Idempotency_Key="meddle", If_Match=tag
    )
    assert (other.status_code, other.json()["rule"]) == (403, "P-5")
    installation.ask(f"{item}/stances", content, SIV, path)
    (stance,) = item_of(installation, path)["stances"]
    assert stance["person_id"] == str(RANDI)


def test_a_seat_filled_just_now_is_in_the_register_at_once_g_12(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    path, (item,) = installation.started(case_id)
    who, new_seat = installation.new_person(), installation.new_id()
    installation.ask(
        "/seats",
        {
            "seat_id": str(new_seat),
            "body_id": str(body("ssu-nedre")),
            "party": str(party("skien")),
            "side": "municipal",
            "person_id": str(who),
            "function": "member",
            "rights": ["speech"],
            "basis": "party",
            "represents": "party",
            "active_clinician": False,
            "term_from": "2026-01-01",
            "term_to": "2027-12-31",
        },
        SIV,
    )
    present = [{"seat_id": str(new_seat), "person_id": str(who)}]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    assert item_of(installation, path)["register"][0]["person_id"] == str(who)
    installation.ask(f"/seats/{new_seat}/vacate", {"reason": "Prøve."}, SIV, f"/seats/{new_seat}")


@pytest.mark.parametrize("path", ["/cases", "/meetings"])
def test_a_list_shows_no_more_than_the_single_page_p_3(
    installation: Installation, path: str
) -> None:
    installation.opened(*BOTH)
    assert installation.get(path, ANNE)
    assert installation.get(path, DAG) == []
    (first, *_) = installation.get(path, SIV)
    one = f"{path}/{first.get('case_id') or first['meeting_id']}"
    assert installation.answer("GET", one, DAG).status_code == 403


def test_what_is_said_of_one_case_stands_in_its_history_r_1(installation: Installation) -> None:
    cases = [installation.proposed() for _ in range(2)]
    path, items = installation.started(*cases)
    present = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in BOTH]
    installation.ask(f"{items[1]}/open", {"present": present}, SIV, path)
    meeting = path.removeprefix("/meetings/")
    stored = installation.governance.platform.ledger.read_stream(f"meeting-{meeting}")
    envelopes = [installation.governance.platform.codec.decode(each.body)[0] for each in stored]
    assert [each.correlationid for each in envelopes] == [
        *[f"meeting-{meeting}"] * 3,
        str(cases[1]),
    ]
    assert {each.helsefellesskap for each in envelopes} == {TELEMARK}
