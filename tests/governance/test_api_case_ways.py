"""A case's other ways over HTTP: chosen, dropped, refused, followed up (G-5 to G-15, I-0)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.governance.asking import refusal
from tests.governance.example import (
    ANNE,
    BOTH,
    EXAMPLE,
    HOSPITAL_SEAT,
    NINA,
    RANDI,
    SIV,
    SKIEN_SEAT,
    body,
    party,
    person,
    seat,
)
from tests.governance.installation import Installation

BJORN = person("bjorn-porsgrunn")


def disagreed(installation: Installation, objection: str) -> UUID:
    """A case on which SSU has not agreed."""
    case_id, path, item = installation.opened(*BOTH)
    close(installation, path, item, objection)
    installation.stage(case_id, f"disagreed-{objection}")
    return case_id


def close(installation: Installation, path: str, item: str, objection: str) -> None:
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.stance(path, item, HOSPITAL_SEAT, RANDI, "cannot-support", objection)
    installation.ask(f"{item}/close", {"wording": "Hvem gjør hva?"}, SIV, path)


def again(installation: Installation, case_id: UUID) -> None:
    """Proposed again, and SSU disagrees professionally once more."""
    installation.proposed(case_id)
    path, (item,) = installation.started(case_id)
    there = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in BOTH]
    installation.ask(f"{item}/open", {"present": there}, SIV, path)
    close(installation, path, item, "professional")


def test_after_two_returns_the_chair_lifts_with_a_reason_g_8(installation: Installation) -> None:
    case_id = disagreed(installation, "professional")
    path = f"/cases/{case_id}"
    again(installation, case_id)
    installation.client.until(
        "two returns", lambda: installation.get(path, SIV)["returns"] == 2 or None
    )
    again(installation, case_id)
    installation.stage(case_id, "chair-choosing")
    content = {"choice": "lift", "reason": "Spørsmålet er prøvd to ganger."}
    refused = installation.answer(
        "POST", f"{path}/return-or-lift", NINA, content, Idempotency_Key="no", If_Match='"1"'
    )
    assert refused.status_code == 403, "a member of FS is no chair of SSU"
    # The choice is the chair's: the secretariat enters it for the chair, by name (P-5).
    for named in ({}, {"on_behalf_of": str(BJORN)}):
        no = refusal(installation, f"{path}/return-or-lift", content | named, SIV, path)
        assert no == (422, "G-8", "governance.chair-decides")
    by_chair = content | {"on_behalf_of": str(ANNE)}
    installation.ask(f"{path}/return-or-lift", by_chair, SIV, path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["body"]) == ("proposed", str(body("partnerskapsmote")))
    assert case["step"]["step"] == "treat"


def test_a_body_that_found_no_solution_says_why_and_the_case_may_be_dropped_g_5_i_0(
    installation: Installation,
) -> None:
    case_id = installation.received()
    path = f"/cases/{case_id}"
    content = {"body_id": str(body("fs-lege-nedre")), "reason": "Ingen løsning innenfor rammene."}
    installation.ask(f"{path}/no-proposal", content, NINA, path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["no_proposal"]) == ("no-proposal", content["reason"])
    installation.ask(f"{path}/drop", {"reason": "Tilbudet er lagt ned."}, SIV, path)
    assert installation.get(path, SIV)["stage"] == "closed-dropped"


def test_what_is_lifted_is_not_dropped_there_g_9(installation: Installation) -> None:
    case_id = disagreed(installation, "other")
    path = f"/cases/{case_id}"
    version = installation.answer("GET", path, SIV).headers["ETag"]
    answer = installation.answer(
        "POST", f"{path}/drop", SIV, {"reason": "X"}, Idempotency_Key="d", If_Match=version
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-9")
    item = installation.get(path, SIV)["disagreements"][0]["item_id"]
    correction = {"item_id": item, "wording": "Hvem betaler?", "reason": "Klarere."}
    installation.ask(f"{path}/wordings", correction, SIV, path)
    assert installation.get(path, SIV)["disagreements"][0]["wording"] == "Hvem betaler?"


def test_a_route_to_another_arena_has_a_way_back_to_ssu_g_5(installation: Installation) -> None:
    case_id = installation.new_id()
    installation.conclude(case_id, "skien", "sykehuset-telemark", route="dialogue-meeting")
    path = f"/cases/{case_id}"
    installation.stage(case_id, "with-arena")
    answer = {"result": "other", "text": "De ble ikke enige om hvem som betaler."}
    installation.ask(f"{path}/arena-answer", answer, SIV, path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["body"]) == ("disagreed-other", str(body("ssu-nedre")))


def test_a_refusal_lets_ssu_choose_and_it_is_in_force_for_the_rest_g_14(
    installation: Installation,
) -> None:
    case_id, path = installation.agreed()
    for each in EXAMPLE.case["ratifications"]:
        content = {
            "party": str(party(each["party"])),
            "answer": "refused" if each["party"] == "porsgrunn" else "adopted",
            "organ": each["organ"],
            "reference": each["reference"],
        }
        installation.ask(f"{path}/ratifications", content, person(each["by"]), path)
    case = installation.get(path, SIV)
    assert (case["stage"], case["step"]["step"]) == ("choosing", "choose")
    choice = {"choice": "in-force-for-the-rest", "reason": "De andre kan begynne."}
    installation.ask(f"{path}/ratification-choice", choice, ANNE, path)
    case = installation.get(path, SIV)
    assert case["stage"] == "in-force"
    assert str(party("porsgrunn")) not in [row["party"] for row in case["implementation"]]
    plan(installation, path, case)
    finish(installation, path, case)
    assert installation.stage(case_id, "implemented")["step"] is None
    answer = {"result": "achieved", "text": "Ingen svar blir liggende.", "decision": "close"}
    installation.ask(f"{path}/follow-up", answer, SIV, path)
    assert installation.get(path, SIV)["stage"] == "closed-result-confirmed"


def plan(installation: Installation, path: str, case: dict[str, Any]) -> None:
    """Skien says who answers for its tasks, and by when."""
    (row,) = [each for each in case["implementation"] if each["party"] == str(party("skien"))]
    day = (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
    content = {
        "party": str(party("skien")),
        "seat_id": str(seat(SKIEN_SEAT)),
        "due": [day] * len(row["tasks"]),
    }
    installation.ask(f"{path}/implementation-plan", content, ANNE, path)
    case = installation.get(path, SIV)
    (row,) = [each for each in case["implementation"] if each["party"] == str(party("skien"))]
    assert (row["responsible"], row["each"][0]["due"]) == (str(ANNE), day)
    assert case["step"]["due_at"].startswith(day)


def finish(installation: Installation, path: str, case: dict[str, Any]) -> None:
    for row in case["implementation"]:
        content = {"party": row["party"], "result": "done", "note": "Innført."}
        installation.ask(f"{path}/implementation", content, SIV, path)
