"""Who is co-opted for one case reads that case and no other, alone and in lists (G-5, P-3)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.governance.asking import now
from tests.governance.example import ANNE, BOTH, SIV, seat
from tests.governance.installation import Installation
from tests.governance.test_api_refusals import new_seat, vacated

TWO = tuple[UUID, UUID]


def co_opted(installation: Installation) -> tuple[TWO, str, UUID]:
    """Two cases of SSU, and somebody co-opted for the first: the seat, and who holds it."""
    cases = installation.proposed(), installation.proposed()
    seat_id, who = new_seat(installation, ["speech"], co_opted_for=str(cases[0]))
    return cases, seat_id, who


def test_one_case_is_read_and_listed_and_no_other_g_5_p_3(installation: Installation) -> None:
    (own, other), seat_id, who = co_opted(installation)
    installation.client.until("the seat", lambda: installation.get("/cases", who) or None)
    assert installation.get(f"/cases/{own}", who)["case_id"] == str(own)
    refused(installation, f"/cases/{other}", who)
    for listed in ("/cases", "/deadlines"):
        assert {each["case_id"] for each in installation.get(listed, who)} == {str(own)}
    vacated(installation, seat_id)


def test_a_meeting_is_what_it_does_with_the_one_case_also_when_it_is_over_g_5(
    installation: Installation,
) -> None:
    (own, other), seat_id, who = co_opted(installation)
    path, (item, _) = installation.started(own, other)
    there = [*((str(seat(key)), holder) for key, holder in BOTH), (seat_id, who)]
    present = [{"seat_id": key, "person_id": str(holder)} for key, holder in there]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    for key, holder in there:
        stance = {"seat_id": key, "position": "supports", "reason": "Ja."}
        installation.ask(f"{item}/stances", stance, holder, path)
    assert on_agenda(installation.get(path, ANNE)) == [str(own), str(other)]
    assert on_agenda(installation.get(path, who)) == [str(own)]

    installation.ask(f"{item}/close", {}, SIV, path)
    ended = now(installation)
    hours = {
        "present_from": (ended - timedelta(hours=1)).isoformat(),
        "present_to": ended.isoformat(),
    }
    over = {"closed_at": ended.isoformat(), "attendance": [each | hours for each in present]}
    installation.ask(f"{path}/close", over, SIV, path)
    assert len(installation.get(path, ANNE)["attendance"]) == len(there)
    (listed,) = installation.get("/meetings", who)
    for seen in (listed, installation.get(path, who)):
        assert on_agenda(seen) == [str(own)]
        assert (seen["attendance"], seen["minutes"]) == ([], None)
    vacated(installation, seat_id)


def test_a_meeting_without_the_one_case_is_not_seen_g_5(installation: Installation) -> None:
    (_, other), seat_id, who = co_opted(installation)
    path, _ = installation.started(other)
    refused(installation, path, who)
    assert installation.get("/meetings", who) == []
    vacated(installation, seat_id)


def refused(installation: Installation, path: str, who: UUID) -> None:
    answer = installation.answer("GET", path, who)
    assert (answer.status_code, answer.json()["rule"]) == (403, "G-5")
    assert answer.json()["detail"].startswith("Plassen din gjelder én annen sak.")


def on_agenda(meeting: dict[str, Any]) -> list[str]:
    return [item["case_id"] for item in meeting["items"]]
