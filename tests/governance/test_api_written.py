"""Written procedures over HTTP (G-11)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.governance.asking import now, pdf, refusal, text
from tests.governance.example import ANNE, SIV, SKIEN_SEAT, body, seat
from tests.governance.installation import Installation


@pytest.mark.parametrize("position", ["supports", "cannot-support"])
def test_a_written_procedure_is_sent_answered_and_closed_g_11(
    installation: Installation, position: str
) -> None:
    case_id = installation.proposed()
    path, item, asked = in_writing(installation, case_id)
    for row in (each for each in asked if "vote" in each["rights"]):
        objection = "other" if row["party"] == asked[0]["party"] else None
        content = {
            "seat_id": row["seat_id"],
            "position": position if objection else "supports",
            "reason": "Skriftlig.",
            "objection": objection if position == "cannot-support" else None,
            "on_behalf_of": row["person_id"],
        }
        installation.ask(f"{item}/stances", content, SIV, path)
    meeting = installation.get(path, SIV)
    if position == "cannot-support":
        assert meeting["state"] == "started", "a disagreement waits for the chair's words"
        installation.ask(f"{item}/close", {"wording": "Hvem betaler?"}, SIV, path)
        meeting = installation.get(path, SIV)
    assert (meeting["state"], meeting["attendance"]) == ("closed", [])
    expected = "consensus" if position == "supports" else "other"
    assert meeting["items"][0]["outcome"] == expected
    installation.ask(f"{path}/minutes", {}, SIV, path)
    assert "skriftlig behandling" in text(pdf(installation, path, 1, "nb").content)


def in_writing(
    installation: Installation, case_id: UUID, days: float = 7.0
) -> tuple[str, str, list[dict[str, Any]]]:
    """A written procedure that is sent: its path, the item's, and who is asked."""
    planned = installation.ask(
        "/meetings",
        {
            "body_id": str(body("ssu-nedre")),
            "kind": "written",
            "starts_at": now(installation).isoformat(),
            "answer_by": (now(installation) + timedelta(days=days)).isoformat(),
            "cases": [str(case_id)],
        },
        SIV,
    )
    path = f"/meetings/{planned['meeting_id']}"
    installation.ask(f"{path}/call", {}, SIV, path)
    (item,) = installation.get(path, SIV)["items"]
    return path, f"{path}/items/{item['item_id']}", item["register"]


def test_the_last_moment_closes_a_written_procedure_by_itself_g_11(
    installation: Installation,
) -> None:
    path, item, _ = in_writing(installation, installation.proposed(), days=4 / 86_400)

    def over() -> Any:
        found = installation.get(path, SIV)
        return found if found["state"] == "closed" else None

    meeting = installation.client.until("the last moment", over)
    (closed_item,) = meeting["items"]
    assert (closed_item["outcome"], closed_item["undecided"]) == ("not-decided", "unanswered")
    late = {"seat_id": str(seat(SKIEN_SEAT)), "position": "supports", "reason": "For sent."}
    assert refusal(installation, f"{item}/stances", late, ANNE, path)[0] in (403, 422)
