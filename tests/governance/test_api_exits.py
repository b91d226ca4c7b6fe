"""The ways out of partnerskapsmøtet over HTTP (G-10, G-16 to G-18, I-3, P-4, P-5)."""

import hashlib
from typing import Any
from uuid import UUID

import httpx2
import pytest

from tests.governance.asking import now, text
from tests.governance.example import ANNE, RANDI, SIV, body, person
from tests.governance.exit_asking import (
    CLARIFICATION,
    DISPUTE,
    HOSPITAL_SIGNS,
    JON,
    SKIEN_SIGNS,
    SOLVEIG,
    TOR,
    TRIAL,
)
from tests.governance.installation import Installation

GRO = person("gro-siljan")


def made(installation: Installation, what: str, content: dict[str, Any], case_id: UUID) -> str:
    """Something begun for the case, by the secretariat: its path."""
    done = installation.ask(f"/cases/{case_id}/{what}", content, SIV)
    return f"/{what}/{done[f'{what[:-1]}_id']}"


def signed(installation: Installation) -> str:
    """A question of law that both sides have signed."""
    path = made(installation, "clarifications", CLARIFICATION, installation.lifted())
    installation.ask(f"{path}/signatures", {"seat_id": SKIEN_SIGNS}, SOLVEIG, path)
    installation.ask(f"{path}/signatures", {"seat_id": HOSPITAL_SIGNS}, TOR, path)
    return path


def answered(
    installation: Installation, path: str, of: str, content: dict[str, Any], who: UUID
) -> httpx2.Response:
    """The answer to a change, whatever comes of it."""
    etag = installation.answer("GET", f"{of}", SIV).headers["ETag"]
    return installation.answer(
        "POST",
        f"{path}",
        who,
        content,
        Idempotency_Key=installation.key(),
        If_Match=etag,
    )


def refusal(answer: httpx2.Response) -> tuple[int, str, str | None]:
    problem = answer.json()
    assert problem["detail"]
    return answer.status_code, problem["rule"], problem.get("field")


def test_a_question_signed_by_both_is_sent_and_answered_by_helsedirektoratet_g_16(
    installation: Installation,
) -> None:
    path = signed(installation)
    hidden = installation.answer("GET", f"{path}", JON)
    assert hidden.status_code == 403, "P-4: a draft is not Helsedirektoratet's to read"
    installation.ask(f"{path}/send", {"anonymous": True}, SIV, path)
    asked = installation.get(path, JON)
    assert asked["state"] == "sent"
    assert "siv@example.no" not in str(asked)
    document = installation.answer("GET", f"{path}/document", JON)
    assert document.headers["Content-Type"] == "application/pdf"
    assert hashlib.sha256(document.content).hexdigest() == asked["document"]
    told = {"answer": "Ja.", "reference": "26/1", "answered_on": "2026-01-02"}
    installation.ask(f"{path}/answer", told, JON, path)
    found = installation.get(path, SIV)
    assert (found["state"], found["answer"]["by"]) == ("answered", "directorate")
    assert path.rsplit("/", 1)[1] in {
        each["clarification_id"] for each in installation.get("/clarifications", JON)
    }


def test_the_secretariat_registers_the_answer_with_who_signed_it_p_5(
    installation: Installation,
) -> None:
    path = signed(installation)
    installation.ask(f"{path}/send", {"anonymous": True}, TOR, path)
    told = {"answer": "Ja.", "reference": "26/1", "answered_on": "2026-01-02"}
    unnamed = answered(installation, f"{path}/answer", path, told, SIV)
    assert refusal(unnamed) == (422, "P-5", "signatory")
    named = {**told, "signatory": "Jon Eksempel"}
    assert answered(installation, f"{path}/answer", path, named, TOR).status_code == 403
    installation.ask(f"{path}/answer", named, SIV, path)
    assert installation.get(path, SIV)["answer"]["by"] == "secretariat"


def test_nothing_is_sent_unsigned_or_without_making_sure_g_16_i_3(
    installation: Installation,
) -> None:
    path = made(installation, "clarifications", CLARIFICATION, installation.lifted())
    sure = {"anonymous": True}
    unsigned = answered(installation, f"{path}/send", path, sure, SIV)
    assert refusal(unsigned) == (422, "G-16", "clarification_id")
    assert "begge sider" in unsigned.json()["detail"]
    both = signed(installation)
    unsure = answered(installation, f"{both}/send", both, {"anonymous": False}, SIV)
    assert refusal(unsure) == (422, "I-3", "anonymous")
    assert answered(installation, f"{both}/send", both, sure, GRO).status_code == 403


def test_signatures_are_ones_own_and_given_once_a_side_g_16(installation: Installation) -> None:
    path = made(installation, "clarifications", CLARIFICATION, installation.lifted())
    signatures, mine = f"{path}/signatures", {"seat_id": SKIEN_SIGNS}
    assert answered(installation, signatures, path, mine, SIV).status_code == 403
    # Anne is the deputy of the seat, and may sign in it.
    installation.ask(signatures, mine, ANNE, path)
    again = answered(installation, signatures, path, mine, SOLVEIG)
    assert refusal(again) == (422, "G-16", "seat_id")
    other = answered(installation, signatures, path, {"seat_id": HOSPITAL_SIGNS}, SOLVEIG)
    assert refusal(other) == (422, "G-12", "seat_id")
    refused = {"seat_id": HOSPITAL_SIGNS, "reason": "Loven er klar nok."}
    installation.ask(f"{path}/refusals", refused, RANDI, path)
    found = installation.get(path, SIV)
    assert [(each["side"], each["signed"]) for each in found["sides"]] == [
        ("municipal", True),
        ("hospital", False),
    ]
    installation.ask(f"{path}/redraft", {**CLARIFICATION_TEXT, "facts": "Annet."}, SIV, path)
    assert not installation.get(path, SIV)["sides"]


CLARIFICATION_TEXT = {name: value for name, value in CLARIFICATION.items() if name != "body_id"}


@pytest.mark.parametrize("field", ["question", "facts", "consequence"])
def test_a_patient_in_the_text_is_refused_with_the_place_i_3(
    installation: Installation, field: str
) -> None:
    content = {**CLARIFICATION, field: "Gjelder 130972 48022"}
    answer = installation.answer(
        "POST",
        f"/cases/{installation.lifted()}/clarifications",
        SIV,
        content,
        Idempotency_Key=installation.key(),
    )
    assert refusal(answer) == (422, "I-3", field)


def test_ssu_looks_at_what_waits_in_its_meetings_g_16(installation: Installation) -> None:
    path = signed(installation)
    installation.ask(f"{path}/send", {"anonymous": True}, SIV, path)
    meeting, _ = installation.started(installation.proposed())
    meeting_id = meeting.rsplit("/", 1)[1]
    installation.ask(f"{path}/reviews", {"meeting_id": meeting_id, "note": "Purrer."}, SIV, path)
    (review,) = installation.get(path, SIV)["reviews"]
    assert (review["meeting_id"], review["body_id"]) == (meeting_id, str(body("ssu-nedre")))


def test_a_question_stands_on_each_agenda_of_ssu_until_it_is_answered_g_16(
    installation: Installation,
) -> None:
    path = signed(installation)
    case_id = installation.get(path, SIV)["case_id"]

    def offered(key: str) -> list[tuple[str, str]]:
        agenda = installation.get(f"/bodies/{body(key)}/agenda", SIV)
        return [(one["kind"], one["because"]) for one in agenda if one["case_id"] == case_id]

    assert offered("ssu-nedre") == []
    installation.ask(f"{path}/send", {"anonymous": True}, SIV, path)
    installation.client.until("the question", lambda: offered("ssu-nedre") or None)
    assert offered("ssu-nedre") == [("information", "unanswered")]
    planned = {
        "body_id": str(body("ssu-nedre")),
        "starts_at": now(installation).isoformat(),
        "place": "Skien",
        "items": [{"kind": "information", "case_id": case_id}],
    }
    (item,) = installation.ask("/meetings", planned, SIV)["items"]
    assert (item["kind"], item["case_id"]) == ("information", case_id)
    assert offered("ssu-nedre") == [("information", "unanswered")], "in each meeting"
    assert ("information", "unanswered") not in offered("partnerskapsmote")
    told = {"answer": "Ja.", "reference": "26/1", "answered_on": "2026-01-02"}
    installation.ask(f"{path}/answer", told, JON, path)
    installation.client.until("the answer", lambda: not offered("ssu-nedre") or None)


def test_a_case_that_lies_elsewhere_has_no_way_out_yet_g_10(installation: Installation) -> None:
    for what, content in (
        ("clarifications", CLARIFICATION),
        ("trials", TRIAL),
        ("disputes", DISPUTE),
    ):
        answer = installation.answer(
            "POST",
            f"/cases/{installation.proposed()}/{what}",
            SIV,
            content,
            Idempotency_Key=installation.key(),
        )
        assert refusal(answer) == (422, "G-10", "body_id")


def test_a_trial_is_refused_by_forsoksloven_and_granted_within_it_g_17(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    for changed, field in (
        ({"ends_on": "2030-01-01"}, "ends_on"),
        ({"case_handling": {"departs": True}}, "case_handling"),
        ({"individuals": {"departs": True}}, "individuals"),
    ):
        answer = installation.answer(
            "POST",
            f"/cases/{case_id}/trials",
            SIV,
            {**TRIAL, **changed},
            Idempotency_Key=installation.key(),
        )
        assert refusal(answer) == (422, "G-17", field)
        assert "Forsøksloven" in answer.json()["detail"]
    path = made(installation, "trials", TRIAL, case_id)
    applied = {"applied_on": "2026-01-02", "authority": "Kommunaldepartementet", "anonymous": True}
    assert installation.answer("GET", f"{path}/document", SIV).status_code == 404
    unsure = answered(installation, f"{path}/apply", path, {**applied, "anonymous": False}, TOR)
    assert refusal(unsure) == (422, "I-3", "anonymous")
    installation.ask(f"{path}/apply", applied, TOR, path)
    application = installation.answer("GET", f"{path}/document", SIV).content
    assert hashlib.sha256(application).hexdigest() == installation.get(path, SIV)["document"]
    assert "Til Kommunaldepartementet." in text(application)
    granted = {
        "granted_on": "2026-01-03",
        "reference": "26/9",
        "starts_on": "2026-01-03",
        "ends_on": "2029-12-31",
    }
    installation.ask(f"{path}/grant", granted, SIV, path)
    installation.ask(f"{path}/start", {"started_on": "2026-01-04"}, SIV, path)
    longer = {"ends_on": "2032-01-01", "reference": "29/1", "reason": "Mer tid."}
    over = answered(installation, f"{path}/extend", path, longer, SIV)
    assert refusal(over) == (422, "G-17", "ends_on")
    installation.ask(f"{path}/extend", {**longer, "ends_on": "2031-12-31"}, SIV, path)
    shown = {"result": "Raskere svar.", "recommendation": "Gjør det varig."}
    installation.ask(f"{path}/evaluate", shown, SIV, path)
    assert installation.get(path, JON)["state"] == "evaluated"
    installation.ask(f"{path}/end", {"ended_on": "2026-01-05", "reason": "Ferdig."}, SIV, path)
    found = installation.get(path, SIV)
    assert (found["state"], found["ends_on"]) == ("ended", "2031-12-31")


def test_a_dispute_goes_to_the_board_with_a_copy_to_the_other_party_g_18(
    installation: Installation,
) -> None:
    case_id = installation.lifted()
    unfounded = installation.answer(
        "POST",
        f"/cases/{case_id}/disputes",
        SIV,
        {**DISPUTE, "legal_basis": None},
        Idempotency_Key=installation.key(),
    )
    assert refusal(unfounded) == (422, "G-18", "legal_basis")
    path = made(installation, "disputes", DISPUTE, case_id)
    copy = {"copy_sent_on": "2026-01-02", "copy_sent_by": "digital-post", "anonymous": True}
    installation.ask(f"{path}/send", copy, SIV, path)
    found = installation.get(path, SIV)
    document = installation.answer("GET", f"{path}/document", SIV).content
    assert hashlib.sha256(document).hexdigest() == found["document"]
    stated = {"statement": "Ti døgn.", "reference": "TN 1", "stated_on": "2026-01-09"}
    installation.ask(f"{path}/statement", stated, SIV, path)
    found = installation.get(path, SIV)
    assert (found["state"], found["copy_sent_on"]) == ("stated", "2026-01-02")


def test_the_same_request_sent_twice_has_one_effect_g_16(installation: Installation) -> None:
    path = signed(installation)
    etag = installation.answer("GET", f"{path}", SIV).headers["ETag"]
    sent = [
        installation.answer(
            "POST",
            f"{path}/send",
            SIV,
            {"anonymous": True},
            Idempotency_Key="send-once",
            If_Match=etag,
        )
        for _ in range(2)
    ]
    assert [answer.status_code for answer in sent] == [200, 200]
    assert [answer.json()["repeated"] for answer in sent] == [False, True]
