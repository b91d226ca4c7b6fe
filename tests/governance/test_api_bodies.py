"""Bodies over HTTP when they change or are dissolved (G-1, G-12, G-20)."""

from typing import Any

from tests.governance.example import NINA, SIV, TELEMARK, body, party, person, seat
from tests.governance.installation import Installation


def network(installation: Installation, **more: Any) -> str:
    """A body that nobody else uses: its path."""
    content = {
        "helsefellesskap": str(TELEMARK),
        "kind": "network",
        "name": f"Fagnettverk {installation.key()}",
        "parent": str(body("ssu-nedre")),
        "item_number_format": "{running}",
        "rules": {"deadlines": {"ratify": 5}},
    } | more
    return f"/bodies/{installation.ask('/bodies', content, SIV)['body_id']}"


def configuration(**more: Any) -> dict[str, Any]:
    return {
        "name": "Fagnettverk for sårbehandling",
        "parent": str(body("ssu-nedre")),
        "item_number_format": "N {running}",
        "rules": {"deadlines": {"ratify": 10}},
        "valid_from": "2026-01-01",
        "reason": "Nytt navn.",
    } | more


def test_a_body_changes_and_what_it_was_stays_readable_g_20(installation: Installation) -> None:
    path = network(installation)
    was = installation.get(path, NINA)
    installation.ask(f"{path}/reconfigure", configuration(), SIV, path)
    now = installation.get(path, NINA)
    assert (now["name"], now["item_number_format"]) == (
        "Fagnettverk for sårbehandling",
        "N {running}",
    )
    latest, first = installation.get(f"{path}/configurations", NINA)
    assert (latest["reason"], latest["body"]["name"]) == ("Nytt navn.", now["name"])
    assert (first["reason"], first["body"]["name"]) == (None, was["name"])


def test_two_bodies_never_stand_above_each_other_g_1(installation: Installation) -> None:
    upper = network(installation, kind="working-committee", level=2)
    lower = network(installation, parent=upper.removeprefix("/bodies/"))
    ring = configuration(parent=lower.removeprefix("/bodies/"), level=2)
    etag = installation.answer("GET", upper, SIV).headers["ETag"]
    answer = installation.answer(
        "POST", f"{upper}/reconfigure", SIV, ring, Idempotency_Key="ring", If_Match=etag
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-1")
    sunk = configuration(level=1)
    under = network(installation, kind="working-committee", level=1, parent=upper[8:])
    answer = installation.answer(
        "POST", f"{upper}/reconfigure", SIV, sunk, Idempotency_Key="sunk", If_Match=etag
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-1"), under


def test_a_body_without_cases_is_dissolved_and_stays_readable_g_12(
    installation: Installation,
) -> None:
    path = network(installation)
    change = {"dissolved_on": "2026-02-01", "reason": "Arbeidet er ferdig."}
    installation.ask(f"{path}/dissolve", change, SIV, path)
    assert installation.get(path, NINA)["dissolved_on"] == "2026-02-01"
    whole = installation.get(f"/helsefellesskap/{TELEMARK}/structure", NINA)
    assert path.removeprefix("/bodies/") not in [each["body_id"] for each in whole["bodies"]]
    seat = {
        "body_id": path.removeprefix("/bodies/"),
        "party": str(party("skien")),
        "side": "municipal",
        "represents": "party",
        "person_id": str(NINA),
        "function": "member",
        "rights": ["speech"],
        "basis": "party",
        "active_clinician": False,
        "term_from": "2026-01-01",
        "term_to": "2027-12-31",
    }
    answer = installation.answer("POST", "/seats", SIV, seat, Idempotency_Key="gone")
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-1")


def test_a_body_with_a_case_is_not_dissolved_without_a_receiver_g_12(
    installation: Installation,
) -> None:
    case_id = installation.received()
    path = f"/bodies/{body('fs-lege-nedre')}"
    etag = installation.answer("GET", path, SIV).headers["ETag"]
    alone = {"dissolved_on": "2026-02-01", "reason": "Prøve."}
    answer = installation.answer(
        "POST", f"{path}/dissolve", SIV, alone, Idempotency_Key=f"d-{case_id}", If_Match=etag
    )
    assert (answer.status_code, answer.json()["rule"]) == (422, "G-12")
    assert installation.get(path, SIV)["dissolved_on"] is None


def test_the_health_check_tells_in_words_what_is_missing_g_4(installation: Installation) -> None:
    path = f"/helsefellesskap/{TELEMARK}/health"
    told = installation.get(path, NINA, on="2028-01-01")
    (one,) = [
        each
        for each in told["findings"]
        if (each["what"], each["seat"]) == ("term-expired", str(seat("ssu-nedre-skien")))
    ]
    assert (one["rule"], one["severity"]) == ("G-4", "serious")
    assert one["text"] == (
        "Perioden for plassen til Skien kommune i SSU Nedre Telemark gikk ut 31. des. 2027."
    )
    assert installation.answer("GET", path, person("liv-lonn")).status_code == 403
