"""Not all adopt: the state of a decision is the table of its answers, and SSU chooses (G-14)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import SSU, Path, ident, refused
from tests.journeys.governance.sitting import agrees

CHAIR = "anne-skien"
RESERVED = {
    "answer": "adopted-with-reservation",
    "clause": "Frist på tre virkedager",
    "reservation": "Fristen gjelder ikke i juli.",
    "touches_others": True,
}
CHOICE = {"choice": "in-force-for-the-rest", "reason": "De andre kan begynne nå."}
AGAIN = {"choice": "negotiate-again", "reason": "Siljan kan ikke uten at fristen endres."}


def test_one_reserves_one_refuses_and_it_is_in_force_for_the_rest(client: Client) -> None:
    """G-14, G-15."""
    path = Path.proposed(client, "not-all-adopt")
    agrees(path, SSU)
    path.comes_to("ratification", SSU)

    # Nobody answers for another party, and a reservation says what it is about.
    with refused("P-4", status=403):
        path.does("bjorn-porsgrunn", "ratifications", **answer("siljan", "adopted"))
    with refused("G-14"):
        path.does(
            "bjorn-porsgrunn",
            "ratifications",
            **answer("porsgrunn", "adopted-with-reservation"),
        )
    path.all_adopt(porsgrunn=RESERVED, siljan={"answer": "refused"})
    case = path.comes_to("choosing", SSU)
    table = {row["party"]: row["answer"] for row in case["ratifications"]}
    assert table[ident("organisation", "porsgrunn")] == "adopted-with-reservation"
    assert table[ident("organisation", "siljan")] == "refused"

    # The chair chooses, and says why; the refusing party is not bound.
    with refused("G-14"):
        path.does(CHAIR, "ratification-choice", choice="in-force-for-the-rest", reason="")
    path.does(CHAIR, "ratification-choice", **CHOICE)
    case = path.comes_to("in-force", SSU)
    bound = {row["party"] for row in case["implementation"]}
    assert ident("organisation", "siljan") not in bound
    assert ident("organisation", "porsgrunn") not in bound
    assert ident("organisation", "skien") in bound

    # Those who adopted carry it out, and the routine stands in the register with who is bound.
    with refused("G-15"):
        path.does(
            "gro-siljan",
            "implementation",
            party=ident("organisation", "siljan"),
            result="done",
            note="Likevel.",
        )
    path.all_do_their_part()
    path.comes_to("implemented", SSU)
    (routine,) = [each for each in path.get("/routines") if each["case_id"] == str(path.case_id)]
    assert {*routine["bound"]} == bound


def test_what_is_for_all_or_none_is_not_in_force_for_some(client: Client) -> None:
    """G-14, G-8: it is negotiated again, and comes back to the committee that proposed it."""
    path = Path.assessed(client, "all-or-none")
    path.fs_proposes(adoption="all-or-none")
    agrees(path, SSU)
    path.comes_to("ratification", SSU)
    path.all_adopt(siljan={"answer": "refused"})
    path.comes_to("choosing", SSU)
    with refused("G-14") as why:
        path.does(CHAIR, "ratification-choice", **CHOICE)
    assert why.reason == "governance.only-for-all"
    with refused("G-2", status=403):
        path.does("bjorn-porsgrunn", "ratification-choice", **AGAIN)
    path.does(CHAIR, "ratification-choice", **AGAIN)
    assert path.comes_to("in-fs", "fs-lege-nedre")["returns"] == 1
    path.fs_proposes()


def answer(party: str, what: str) -> dict[str, str]:
    return {
        "party": ident("organisation", party),
        "answer": what,
        "organ": "Kommunestyret",
        "reference": "Eksempelsak 2026/300",
    }
