"""Minutes over HTTP, from the draft to the lock (G-12, G-13, G-20)."""

import base64
import hashlib
from datetime import timedelta

from tests.governance.asking import now, pdf, refusal, text
from tests.governance.example import (
    ANNE,
    BOTH,
    HOSPITAL_SEAT,
    RANDI,
    SIV,
    SKIEN_SEAT,
    body,
    party,
    person,
    seat,
)
from tests.governance.installation import Installation

DAG = person("dag-drift")


def closed(installation: Installation, path: str) -> None:
    """The meeting ends with those of both sides there."""
    begun = installation.get(path, SIV)["started_at"]
    ended = (now(installation) - timedelta(minutes=1)).isoformat()
    attendance = [
        {
            "seat_id": str(seat(key)),
            "person_id": str(who),
            "present_from": begun,
            "present_to": ended,
        }
        for key, who in BOTH
    ]
    over = {"closed_at": ended, "attendance": attendance}
    installation.ask(f"{path}/close", over, SIV, path)


def test_the_alternative_that_was_treated_is_told_by_the_item_and_the_minutes_g_5(
    installation: Installation,
) -> None:
    what = "Bare laboratoriet varsler."
    tasks = [{"party": str(party("skien")), "what": "Svare på varselet."}]
    case_id = installation.proposed(alternatives=[{"what": what, "tasks": tasks}])
    path, (item,) = installation.started(case_id)
    there = [{"seat_id": str(seat(key)), "person_id": str(who)} for key, who in BOTH]
    missing = refusal(installation, f"{item}/open", {"present": there, "alternative": 2}, SIV, path)
    assert missing == (422, "G-5", "governance.no-such-alternative")
    installation.ask(f"{item}/open", {"present": there, "alternative": 1}, SIV, path)
    for key, who in BOTH:
        installation.stance(path, item, key, who)
    installation.ask(f"{item}/close", {"wording": "SSU velger alternativet."}, SIV, path)
    (told,) = installation.get(path, SIV)["items"]
    proposal = installation.get(f"/cases/{case_id}", SIV)["proposal"]
    assert (told["alternative"], told["proposal_id"]) == (1, proposal["proposal_id"])
    assert proposal["alternatives"][0]["what"] == what
    closed(installation, path)
    installation.ask(f"{path}/minutes", {"signers": [str(seat(HOSPITAL_SEAT))]}, SIV, path)
    assert what in text(pdf(installation, path, 1, "nb").content)


def treated(installation: Installation) -> tuple[str, str]:
    """A meeting that has agreed on a case and is over: its path, and the item's."""
    _, path, item = installation.opened(*BOTH)
    for key, who in BOTH:
        installation.stance(path, item, key, who)
    installation.ask(f"{item}/close", {"wording": "SSU slutter seg til."}, SIV, path)
    closed(installation, path)
    return path, item


def test_minutes_go_from_draft_to_locked_and_every_version_stays_readable_g_12_g_20(
    installation: Installation,
) -> None:
    path, item = treated(installation)
    minutes = f"{path}/minutes"
    dissent = {"seat_id": str(seat(SKIEN_SEAT)), "text": "Vi vil følge med på kostnaden."}
    installation.ask(f"{item}/dissent", dissent, ANNE, path)
    installation.ask(minutes, {"signers": [str(seat(HOSPITAL_SEAT))]}, SIV, path)
    first = pdf(installation, path, 1, "nb")
    assert first.headers["Content-Type"] == "application/pdf"
    digest = base64.b64encode(hashlib.sha256(first.content).digest()).decode()
    assert first.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    said = text(first.content)
    assert "Vi vil følge med på kostnaden." in said
    assert "SSU slutter seg til." in said
    assert "Protokoll frå" in text(pdf(installation, path, 1, "nn").content)
    correction = {"version": 1, "text": "Møtet var på Teams.", "reason": "Feil sted."}
    installation.ask(f"{minutes}/correct", correction, SIV, path)
    assert pdf(installation, path, 1, "nb").content == first.content
    assert "Møtet var på Teams." in text(pdf(installation, path, 2, "nb").content)
    assert refusal(installation, f"{minutes}/approve", {"version": 1}, ANNE, path) == (
        422,
        "G-12",
        "governance.another-version",
    )
    installation.ask(f"{minutes}/approve", {"version": 2}, ANNE, path)
    assert refusal(installation, f"{minutes}/lock", {"version": 2}, SIV, path)[2] == (
        "governance.minutes-not-approved"
    )
    installation.ask(f"{minutes}/approve", {"version": 2}, RANDI, path)
    installation.ask(f"{minutes}/lock", {"version": 2}, SIV, path)
    assert installation.get(path, SIV)["minutes"]["state"] == "locked"
    for rest, content in (
        ("/lock", {"version": 2}),
        ("/correct", {"version": 2, "text": "Enda mer.", "reason": "Nei."}),
        ("/approve", {"version": 2}),
    ):
        assert refusal(installation, f"{minutes}{rest}", content, ANNE, path) == (
            422,
            "G-12",
            "governance.minutes-locked",
        )


def test_the_next_meeting_approves_the_minutes_of_the_last_g_12(
    installation: Installation,
) -> None:
    path, _ = treated(installation)
    minutes = f"{path}/minutes"
    installation.ask(minutes, {}, SIV, path)
    begun = (now(installation) - timedelta(minutes=30)).isoformat()
    planned = installation.ask(
        "/meetings",
        {
            "body_id": str(body("ssu-nedre")),
            "starts_at": begun,
            "place": "Skien",
            "items": [{"kind": "minutes"}],
        },
        SIV,
    )
    following = f"/meetings/{planned['meeting_id']}"
    installation.ask(f"{following}/call", {}, SIV, following)
    installation.ask(f"{following}/start", {"started_at": begun}, SIV, following)
    approval = {"version": 1, "in_meeting": planned["meeting_id"]}
    early = refusal(installation, f"{minutes}/approve", approval, SIV, path)
    assert early[2] == "governance.minutes-not-dealt-with"
    item = f"{following}/items/{planned['items'][0]['item_id']}"
    installation.ask(f"{item}/note", {"note": "Ingen merknader."}, SIV, following)
    installation.ask(f"{minutes}/approve", approval, SIV, path)
    installation.ask(f"{minutes}/lock", {"version": 1}, SIV, path)
    assert installation.get(path, SIV)["minutes"]["state"] == "locked"
    closed(installation, following)


def test_nobody_approves_their_own_version_unread_by_others_g_12(
    installation: Installation,
) -> None:
    path, _ = treated(installation)
    minutes = f"{path}/minutes"
    installation.ask(minutes, {}, ANNE, path)
    assert refusal(installation, f"{minutes}/approve", {"version": 1}, ANNE, path) == (
        422,
        "G-12",
        "governance.own-version",
    )
    for_her = {"version": 1, "on_behalf_of": str(ANNE)}
    assert refusal(installation, f"{minutes}/approve", for_her, SIV, path)[2] == (
        "governance.own-version"
    )


def test_the_same_draft_again_is_the_same_documents_and_outsiders_see_none_p_3(
    installation: Installation,
) -> None:
    path, _ = treated(installation)
    tag = installation.answer("GET", path, SIV).headers["ETag"]
    key = installation.key()
    twice = [
        installation.answer(
            "POST", f"{path}/minutes", SIV, {}, Idempotency_Key=key, If_Match=tag
        ).json()
        for _ in range(2)
    ]
    assert [each["repeated"] for each in twice] == [False, True]
    assert len(installation.get(path, SIV)["minutes"]["versions"]) == 1
    assert installation.answer("GET", f"{path}/minutes/1/nb", DAG).status_code == 403
    assert installation.answer("GET", f"{path}/minutes/9/nb", SIV).status_code == 404
    assert installation.answer("GET", f"{path}/minutes/1/se", SIV).status_code == 422
