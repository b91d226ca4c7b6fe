"""Hearings over HTTP: the group answers, the summary stands with the case (G-19, P-4)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.values.calendar import local_day
from tests.governance.example import ANNE, SIV, party, person, seat
from tests.governance.exit_asking import JON
from tests.governance.installation import Installation

KARI = person("kari-fastlege")
OMAR = person("omar-fastlege")
KARI_SEAT = str(seat("ssu-nedre-fastlege"))


def opened(installation: Installation, *asked: UUID, **more: Any) -> tuple[UUID, str]:
    """A hearing of these people, by Kari: the case, and the hearing's path."""
    case_id = installation.proposed()
    today = local_day(installation.process.around.clock.now())
    content = {
        "seat_id": KARI_SEAT,
        "question": "Kan dere leve med forslaget?",
        "asked": [str(each) for each in asked],
        "answer_by": (today + timedelta(days=7)).isoformat(),
        **more,
    }
    made = installation.ask(f"/cases/{case_id}/hearings", content, KARI)
    return case_id, f"/hearings/{made['hearing_id']}"


def status(installation: Installation, path: str, who: UUID) -> tuple[int, str | None]:
    answer = installation.answer("GET", f"{path}", who)
    return answer.status_code, answer.json().get("rule")


def test_a_group_is_asked_answers_and_is_told_what_came_of_it_g_19(
    installation: Installation,
) -> None:
    ny = installation.new_person()
    case_id, path = opened(installation, OMAR, ny)
    installation.ask(f"{path}/answers", {"position": "supports"}, ny)
    told = {"position": "can-live-with", "text": "Hvis svarene kommer samlet."}
    installation.ask(f"{path}/answers", told, OMAR)
    own = installation.get(path, OMAR)["answers"]
    assert [each["text"] for each in own] == ["Hvis svarene kommer samlet."]
    assert len(installation.get(path, KARI)["answers"]) == 2
    installation.ask(f"{path}/summary", {"summary": "De kan leve med det."}, KARI, path)
    (summary,) = installation.get(f"/cases/{case_id}/hearings", ANNE)
    assert (summary["text"], summary["asked"], summary["answered"]) == (
        "De kan leve med det.",
        2,
        2,
    )
    assert summary["seat_id"] == KARI_SEAT
    installation.ask(f"{path}/outcome", {"outcome": "Forslaget ble vedtatt."}, KARI, path)
    assert installation.get(path, OMAR)["outcome"] == "Forslaget ble vedtatt."


def test_nobody_else_reads_a_hearing_least_of_all_helsedirektoratet_p_4(
    installation: Installation,
) -> None:
    case_id, path = opened(installation, OMAR)
    assert status(installation, path, JON) == (403, "P-4")
    assert status(installation, f"/cases/{case_id}/hearings", JON)[0] == 403
    for other in (SIV, ANNE):
        assert status(installation, path, other) == (403, "P-4")
        assert path not in [
            f"/hearings/{each['hearing_id']}" for each in installation.get("/hearings", other)
        ]
    assert installation.get("/hearings", JON) == []


def test_answers_are_sealed_and_stand_in_no_cases_history_p_1(installation: Installation) -> None:
    case_id, path = opened(installation, OMAR)
    told = {"position": "cannot-support", "text": "Vi har ikke tid."}
    installation.ask(f"{path}/answers", told, OMAR)
    platform = installation.governance.platform
    stored = platform.ledger.read_stream(path.strip("/").replace("hearings/", "hearing-"))
    assert all("ikke tid" not in each.body.decode() for each in stored)
    envelopes = [platform.codec.decode(each.body)[0] for each in stored]
    assert str(case_id) not in [each.correlationid for each in envelopes]


def test_the_clinicians_of_a_party_are_asked_g_19(installation: Installation) -> None:
    _, path = opened(installation, clinicians_of=str(party("legesenter-porsgrunn")))
    assert installation.get(path, KARI)["asked"] == 1
    assert installation.get(path, OMAR)["question"] == "Kan dere leve med forslaget?"


def test_only_a_representative_asks_and_only_those_asked_answer_g_19(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    today = local_day(installation.process.around.clock.now()).isoformat()
    content = {"seat_id": KARI_SEAT, "question": "?", "asked": [str(OMAR)], "answer_by": today}
    answer = installation.answer(
        "POST",
        f"/cases/{case_id}/hearings",
        ANNE,
        content,
        Idempotency_Key=installation.key(),
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-19")
    _, path = opened(installation, OMAR)
    late = installation.answer(
        "POST",
        f"{path}/answers",
        ANNE,
        {"position": "supports"},
        Idempotency_Key=installation.key(),
    )
    assert late.status_code == 403
