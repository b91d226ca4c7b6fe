"""Parties that cease in the middle of a case (P-6)."""

from typing import Any
from uuid import UUID

from deploy.playing.client import Answered, Client
from shared.clock import SystemClock
from shared.values.calendar import local_day
from tests.journeys.governance.path import SECRETARIAT, SSU, Path, ident, refused
from tests.journeys.governance.sitting import agrees

OLD, NEW = "Gamleby kommune", "Nyby kommune"


def municipality(path: Path, name: str) -> str:
    """A municipality that is in no body yet."""
    content = {
        "name": name,
        "kind": "municipality",
        "helsefellesskap": [ident("helsefellesskap", "telemark")],
    }
    made = path.asks(SECRETARIAT, "/organisations", content)
    return str(made["organisation_id"])


def configured(path: Path, municipal: list[str]) -> None:
    """SSU with these parties on the municipal side, from today on (G-1)."""
    of = f"/bodies/{ident('body', SSU)}"
    known = path.get(of)
    kept = ("name", "name_nn", "parent", "power", "purpose", "item_number_format", "rules", "level")
    hospital = [side for side in known["sides"] if side["name"] == "hospital"]
    content = {name: known[name] for name in kept} | {
        "sides": [{"name": "municipal", "parties": municipal}, *hospital],
        "valid_from": local_day(SystemClock().now()).isoformat(),
        "reason": "Endret kommunestruktur.",
    }
    path.asks(SECRETARIAT, f"{of}/reconfigure", content, of)


def member_of(path: Path, party: str) -> tuple[str, UUID]:
    """Somebody who votes for the party in SSU: the seat, and who holds it."""
    known = {"name": "Ny Varaordfører", "employment": "employed", "title": "politiker"}
    who = path.asks(SECRETARIAT, "/people", known)["person_id"]
    seat = {
        "body_id": ident("body", SSU),
        "party": party,
        "side": "municipal",
        "person_id": who,
        "function": "member",
        "rights": ["vote", "speech"],
        "represents": "party",
        "basis": "party",
        "active_clinician": False,
        "term_from": "2026-01-01",
        "term_to": "2099-12-31",
    }
    seat_id = str(path.asks(SECRETARIAT, "/seats", seat)["seat_id"])
    path.client.until("den nye kan logge inn", lambda: has_logged_in(path, UUID(who)) or None)
    return seat_id, UUID(who)


def has_logged_in(path: Path, who: UUID) -> bool:
    """Known to the issuer, which hears the register like all others, and as a member."""
    try:
        path.client.get("governance", f"/bodies/{ident('body', SSU)}", who)
    except Answered:
        return False
    return True


def answers(path: Path, party: str, by: UUID, answer: str) -> None:
    of = f"/cases/{path.case_id}"
    content = {"party": party, "answer": answer, "organ": "Kommunestyret", "reference": "Sak 9/26"}
    key = path.key(f"answer-{answer}")
    path.client.ask("governance", f"{of}/ratifications", content, by, key=key, of=of)


def succeeded(path: Path, old: str, new: str) -> None:
    of = f"/organisations/{old}"
    today = local_day(SystemClock().now()).isoformat()
    told = {"successor": new, "on": today, "reason": "Kommunene er slått sammen."}
    path.asks(SECRETARIAT, f"{of}/succession", told, of)


def party_of(path: Path, seat: str) -> str:
    return str(path.get(f"/seats/{seat}")["party"])


def table(case: dict[str, Any]) -> dict[str, str | None]:
    return {row["party"]: row["answer"] for row in case["ratifications"]}


def test_two_that_answered_differently_merge_and_answer_anew_as_one(client: Client) -> None:
    """P-6, G-14: neither's answer is taken for both, and no answer is lost sight of."""
    path = Path.proposed(client, "merged-in-disagreement")
    before = municipal_side(path)
    north, south, merged = (
        municipality(path, f"{name} kommune") for name in ("Nordby", "Sørby", "Storby")
    )
    configured(path, [*before, north, south])
    try:
        merged_in_disagreement(path, north, south, merged)
    finally:
        configured(path, before)


def merged_in_disagreement(path: Path, north: str, south: str, merged: str) -> None:
    agrees(path, SSU)
    path.comes_to("ratification", SSU)
    (north_seat, northerner), (south_seat, southerner) = (
        member_of(path, party) for party in (north, south)
    )
    answers(path, north, northerner, "adopted")
    answers(path, south, southerner, "refused")
    assert (table(path.case())[north], table(path.case())[south]) == ("adopted", "refused")

    # Both are Storby from today on. One of them gives its answer over; then they are two, and it
    # is asked anew.
    succeeded(path, north, merged)
    case = path.once("Storby for Nordby", lambda case: merged in table(case))
    assert table(case)[merged] == "adopted"
    succeeded(path, south, merged)
    case = path.once("Storby for begge", lambda case: south not in table(case))
    assert table(case)[merged] is None
    path.comes_to("ratification", SSU)

    # Those who sat for the two sit for Storby now, and one of them gives its one answer.
    seats = (north_seat, south_seat)
    path.client.until(
        "plassene er Storbys",
        lambda: all(party_of(path, seat) == merged for seat in seats) or None,
    )
    with refused("P-4", status=403):
        answers(path, south, southerner, "refused")
    answers(path, merged, southerner, "adopted")
    path.all_adopt()
    case = path.comes_to("in-force", SSU)
    assert merged in {row["party"] for row in case["implementation"]}
    for seat in seats:
        of = f"/seats/{seat}"
        path.asks(SECRETARIAT, f"{of}/vacate", {"reason": "Ny valgperiode."}, of)


def municipal_side(path: Path) -> list[str]:
    sides = path.get(f"/bodies/{ident('body', SSU)}")["sides"]
    return next(list(side["parties"]) for side in sides if side["name"] == "municipal")


def test_a_municipality_merges_while_it_is_asked_and_its_successor_answers(
    client: Client,
) -> None:
    """P-6, G-14: the case goes on with the successor in its place."""
    path = Path.proposed(client, "merged")
    before = municipal_side(path)
    old, new = municipality(path, OLD), municipality(path, NEW)
    configured(path, [*before, old])
    agrees(path, SSU)
    case = path.comes_to("ratification", SSU)
    assert old in {row["party"] for row in case["ratifications"]}

    # From today on Nyby is what Gamleby was, in the body and in the case.
    today = local_day(SystemClock().now()).isoformat()
    of = f"/organisations/{old}"
    told = {"successor": new, "on": today, "reason": "Kommunene er slått sammen."}
    path.asks(SECRETARIAT, f"{of}/succession", told, of)
    case = path.once(
        "etterfølgeren står i saken",
        lambda case: new in {row["party"] for row in case["ratifications"]},
    )
    assert old not in {row["party"] for row in case["ratifications"]}
    assert case["stage"] == "ratification", "a merger moves no case"
    client.until(
        "etterfølgeren står i organet", lambda: True if new in municipal_side(path) else None
    )
    with refused("P-6"):
        path.asks(SECRETARIAT, f"{of}/succession", told | {"on": "2026-01-01"}, of)
    configured(path, before)
