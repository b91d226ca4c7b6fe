"""Parties that cease in the middle of a case (P-6)."""

from deploy.playing.client import Client
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
