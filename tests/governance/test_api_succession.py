"""Two municipalities merge: what one had stands in the other's name from the day (P-6)."""

from typing import Any
from uuid import UUID

from tests.governance.example import SIV, TELEMARK
from tests.governance.installation import Installation


def municipality(installation: Installation, name: str) -> str:
    content = {"name": name, "kind": "municipality", "helsefellesskap": [str(TELEMARK)]}
    return str(installation.ask("/organisations", content, SIV)["organisation_id"])


def body_of(installation: Installation, party: str) -> str:
    content = {
        "helsefellesskap": str(TELEMARK),
        "kind": "network",
        "name": f"Fagnettverk {installation.key()}",
        "sides": [{"name": "municipal", "parties": [party]}],
        "item_number_format": "{running}",
        "rules": {
            "deadlines": {"ratify": 5},
            "delegations": [
                {
                    "party": party,
                    "limits": "Rutiner",
                    "reference": "Sak 1/26",
                    "valid_from": "2026-01-01",
                }
            ],
        },
    }
    return str(installation.ask("/bodies", content, SIV)["body_id"])


def seat_of(installation: Installation, body: str, party: str) -> str:
    content = {
        "body_id": body,
        "party": party,
        "side": "municipal",
        "represents": "party",
        "person_id": str(installation.new_person()),
        "function": "member",
        "rights": ["vote", "speech"],
        "basis": "party",
        "active_clinician": False,
        "term_from": "2026-01-01",
        "term_to": "2027-12-31",
    }
    return str(installation.ask("/seats", content, SIV)["seat_id"])


def test_bodies_seats_and_delegations_go_over_on_the_day_and_the_old_name_stays_p_6(
    installation: Installation,
) -> None:
    old, new = municipality(installation, "Gamleby"), municipality(installation, "Nyby")
    body = body_of(installation, old)
    seat = seat_of(installation, body, old)
    path = f"/organisations/{old}"
    told = {"successor": new, "on": "2026-01-01", "reason": "Slått sammen."}
    installation.ask(f"{path}/succession", told, SIV, path)

    def gone_over() -> dict[str, Any] | None:
        found: dict[str, Any] = installation.get(f"/seats/{seat}", SIV)
        return found if found["party"] == new else None

    installation.client.until("the seat of the successor", gone_over)
    found = installation.get(f"/bodies/{body}", SIV)
    assert found["sides"] == [{"name": "municipal", "parties": [new]}]
    assert [each["party"] for each in found["rules"]["delegations"]] == [new]
    latest, first = installation.get(f"/bodies/{body}/configurations", SIV)
    assert (latest["valid_from"], first["body"]["sides"][0]["parties"]) == ("2026-01-01", [old])
    organisation = installation.get(path, SIV)
    assert (organisation["name"], organisation["successor"]) == ("Gamleby", new)
    assert organisation["succeeded_on"] == "2026-01-01"


def test_a_day_ahead_changes_nothing_yet_and_is_shown_on_the_page_p_6(
    installation: Installation,
) -> None:
    old, new = municipality(installation, "Snartby"), municipality(installation, "Senerby")
    body = body_of(installation, old)
    path = f"/styring/helsefellesskap/{TELEMARK}/virksomheter"
    with installation.browser(SIV) as siv:
        page = siv.look(path)
        fields = {"organisation_id": old, "successor": new, "on": "2099-01-01"}
        untold = siv.send(page, f"{path}/etterfolger", **fields)
        assert untold.status_code == 422
        taken = siv.send(page, f"{path}/etterfolger", **fields, reason="Slås sammen.")
        assert "Senerby fra 1. jan. 2099" in siv.follow(taken)
    assert installation.get(f"/bodies/{body}", SIV)["sides"][0]["parties"] == [old]
    again = {"successor": str(UUID(new)), "on": "2026-01-01", "reason": "Igjen."}
    etag = installation.answer("GET", f"/organisations/{old}", SIV).headers["ETag"]
    answer = installation.answer(
        "POST",
        f"/organisations/{old}/succession",
        SIV,
        again,
        Idempotency_Key="again",
        If_Match=etag,
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "P-6")
