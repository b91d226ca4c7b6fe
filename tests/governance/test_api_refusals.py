"""What a meeting says no to, each with the rule and a Norwegian sentence (G-2, G-6, G-12, G-13)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.governance.asking import now, refusal
from tests.governance.example import (
    ANNE,
    BOTH,
    HOSPITAL_SEAT,
    RANDI,
    SIV,
    SKIEN_SEAT,
    TELEMARK,
    body,
    party,
    seat,
)
from tests.governance.installation import Installation

SUPPORTS = {"position": "supports", "reason": "Ja."}


def new_seat(
    installation: Installation, rights: list[str], until: str = "2199-12-31", **more: Any
) -> tuple[str, Any]:
    """A seat of SSU with a new holder: the seat's id and the holder's."""
    who, seat_id = installation.new_person(), str(installation.new_id())
    content = {
        "seat_id": seat_id,
        "body_id": str(body("ssu-nedre")),
        "party": str(party("skien")),
        "side": "municipal",
        "person_id": str(who),
        "function": "member",
        "rights": rights,
        "represents": "party",
        "basis": "party",
        "active_clinician": False,
        "term_from": "2020-01-01",
        "term_to": until,
    }
    installation.ask("/seats", content | more, SIV)
    return seat_id, who


def vacated(installation: Installation, seat_id: str) -> None:
    installation.ask(f"/seats/{seat_id}/vacate", {"reason": "Prøve."}, SIV, f"/seats/{seat_id}")


def test_who_has_neither_vote_nor_speech_takes_no_stance_g_2(installation: Installation) -> None:
    path, (item,) = installation.started(installation.proposed())
    seat_id, who = new_seat(installation, ["attend"])
    present = [{"seat_id": seat_id, "person_id": str(who)}]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    stance = {"seat_id": seat_id, **SUPPORTS, "on_behalf_of": str(who)}
    assert refusal(installation, f"{item}/stances", stance, SIV, path) == (
        422,
        "G-2",
        "governance.seat-without-speech",
    )
    vacated(installation, seat_id)


def test_a_closed_item_takes_no_stance_and_gives_none_back_g_13(
    installation: Installation,
) -> None:
    _, path, item = installation.opened(*BOTH)
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.ask(f"{item}/close", {}, SIV, path)
    stance = {"seat_id": str(seat(SKIEN_SEAT)), **SUPPORTS}
    for rest, content in (("", stance), ("/withdraw", {**stance, "reason": "Nei."})):
        sent = {name: content[name] for name in content if rest == "" or name != "position"}
        assert refusal(installation, f"{item}/stances{rest}", sent, ANNE, path) == (
            422,
            "G-13",
            "governance.item-closed",
        )


def test_nobody_speaks_for_a_party_they_do_not_sit_for_p_5(installation: Installation) -> None:
    _, path, item = installation.opened(*BOTH)
    stance = {"seat_id": str(seat(HOSPITAL_SEAT)), **SUPPORTS}
    assert refusal(installation, f"{item}/stances", stance, ANNE, path) == (
        422,
        "P-5",
        "governance.not-in-that-seat",
    )


@pytest.mark.parametrize(("present", "why"), [((BOTH[0],), "side-absent"), (BOTH, "unanswered")])
def test_without_a_side_or_an_answer_nothing_is_decided_g_6(
    installation: Installation, present: Any, why: str
) -> None:
    case_id, path, item = installation.opened(*present)
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.ask(f"{item}/close", {}, SIV, path)
    (closed,) = installation.get(path, SIV)["items"]
    assert (closed["outcome"], closed["undecided"]) == ("not-decided", why)
    assert installation.get(f"/cases/{case_id}", SIV)["stage"] == "proposed"


@contextmanager
def quorum(installation: Installation, least: int) -> Iterator[None]:
    """SSU decides only where so many parties vote, for a while (G-1)."""
    path = f"/bodies/{body('ssu-nedre')}"
    known = installation.get(path, SIV)
    kept = ("name", "name_nn", "parent", "power", "purpose", "level", "sides", "item_number_format")
    changed = {name: known[name] for name in kept} | {
        "valid_from": now(installation).date().isoformat(),
        "reason": "Prøve.",
    }

    def configure(rules: dict[str, Any]) -> None:
        installation.ask(f"{path}/reconfigure", changed | {"rules": rules}, SIV, path)

    configure(known["rules"] | {"quorum": least})
    try:
        yield
    finally:
        configure(known["rules"])


def test_without_a_quorum_nothing_is_decided_although_all_who_are_there_agree_g_6(
    installation: Installation,
) -> None:
    with quorum(installation, 3):
        case_id, path, item = installation.opened(*BOTH)
        for key, who in BOTH:
            installation.stance(path, item, key, who)
        installation.ask(f"{item}/close", {}, SIV, path)
        (closed,) = installation.get(path, SIV)["items"]
        assert (closed["outcome"], closed["undecided"]) == ("not-decided", "no-quorum")
        assert installation.get(f"/cases/{case_id}", SIV)["stage"] == "proposed"
        with installation.browser(ANNE) as anne:
            page = anne.look(item.replace("/meetings/", "/moter/").replace("/items/", "/saker/"))
        assert "For få parter var til stede" in page, "the reason is told in words"


def test_an_expired_seat_is_not_registered_g_2(installation: Installation) -> None:
    seat_id, who = new_seat(installation, ["vote"], until="2099-01-01", term_from="2098-01-01")
    path, (item,) = installation.started(installation.proposed())
    present = {"present": [{"seat_id": seat_id, "person_id": str(who)}]}
    assert refusal(installation, f"{item}/open", present, SIV, path) == (
        422,
        "G-2",
        "governance.term-over",
    )
    vacated(installation, seat_id)


def test_what_was_not_given_is_not_taken_back_g_13(installation: Installation) -> None:
    _, path, item = installation.opened(*BOTH)
    back = {"seat_id": str(seat(SKIEN_SEAT)), "reason": "Angrer."}
    assert refusal(installation, f"{item}/stances/withdraw", back, ANNE, path) == (
        422,
        "G-13",
        "governance.no-stance",
    )
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.ask(f"{item}/stances/withdraw", back, ANNE, path)
    assert installation.get(path, SIV)["items"][0]["stances"] == []


def test_a_body_that_never_takes_late_cases_says_so_g_12(installation: Installation) -> None:
    sides = [
        {"name": "municipal", "parties": [str(party("skien"))]},
        {"name": "hospital", "parties": [str(party("sykehuset-telemark"))]},
    ]
    made = installation.ask(
        "/bodies",
        {
            "helsefellesskap": str(TELEMARK),
            "kind": "ssu",
            "name": "SSU uten sene saker",
            "sides": sides,
            "item_number_format": "{running}",
            "rules": {"deadlines": {"ratify": 5}, "late_cases": "never"},
        },
        SIV,
    )
    planned = installation.ask(
        "/meetings",
        {
            "body_id": made["body_id"],
            "starts_at": (now(installation) + timedelta(days=1)).isoformat(),
            "place": "Skien",
            "items": [{"kind": "other", "title": "Godkjenning av innkalling"}],
        },
        SIV,
    )
    path = f"/meetings/{planned['meeting_id']}"
    installation.ask(f"{path}/call", {}, SIV, path)
    late = {"kind": "other", "title": "Enda en", "reason": "Haster.", "on_behalf_of": str(ANNE)}
    assert refusal(installation, f"{path}/items", late, SIV, path) == (
        422,
        "G-12",
        "governance.late-never",
    )


def test_only_the_chair_finds_what_is_within_limits_and_only_where_something_is_g_14(
    installation: Installation,
) -> None:
    _, path, item = installation.opened(*BOTH)
    for key, who in BOTH:
        installation.stance(path, item, key, who)
    within = {"within_limits": True}
    by_siv = refusal(installation, f"{item}/close", within, SIV, path)
    assert by_siv == (422, "G-14", "governance.chair-decides")
    by_chair = refusal(installation, f"{item}/close", within, ANNE, path)
    assert by_chair == (422, "G-14", "governance.nothing-delegated")


def test_a_written_answer_before_the_meeting_counts_as_presence_g_13(
    installation: Installation,
) -> None:
    case_id = installation.proposed()
    planned = installation.ask(
        "/meetings",
        {
            "body_id": str(body("ssu-nedre")),
            "starts_at": now(installation).isoformat(),
            "place": "Skien",
            "cases": [str(case_id)],
        },
        SIV,
    )
    path = f"/meetings/{planned['meeting_id']}"
    item = f"{path}/items/{planned['items'][0]['item_id']}"
    installation.ask(f"{path}/call", {}, SIV, path)
    installation.stance(path, item, HOSPITAL_SEAT, RANDI)
    begun = (now(installation) - timedelta(minutes=1)).isoformat()
    installation.ask(f"{path}/start", {"started_at": begun}, SIV, path)
    present = [{"seat_id": str(seat(SKIEN_SEAT)), "person_id": str(ANNE)}]
    installation.ask(f"{item}/open", {"present": present}, SIV, path)
    installation.stance(path, item, SKIEN_SEAT, ANNE)
    installation.ask(f"{item}/close", {}, ANNE, path)
    (decided,) = installation.get(path, SIV)["items"]
    assert decided["outcome"] == "consensus"
    written = {row["person_id"]: row["written"] for row in decided["register"]}
    assert written == {str(ANNE): False, str(RANDI): True}
