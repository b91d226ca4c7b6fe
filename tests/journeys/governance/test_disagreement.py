"""What comes of disagreement: returned, lifted, decided, delivered back, or told as it is
(G-7 to G-10)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import (
    PARTNERSHIP,
    SECRETARIAT,
    SSU,
    Path,
    ident,
    refused,
)
from tests.journeys.governance.sitting import Sitting, agrees, disagrees

FS = "fs-lege-nedre"
CHAIR = "anne-skien"


def test_a_professional_question_goes_back_twice_and_is_then_lifted_with_a_reason(
    client: Client,
) -> None:
    """G-7, G-8, G-9."""
    path = Path.proposed(client, "returned-twice")

    # Twice the hospital objects professionally; the question goes back to FS with its wording.
    for turn in (1, 2):
        wording = f"Skal fristen følge alvoret i svaret? Spurt {turn}. gang."
        disagrees(path, SSU, "professional", wording=wording)
        case = path.comes_to("disagreed-professional", FS)
        assert (case["returns"], case["disagreements"][-1]["wording"]) == (turn, wording)
        path.fs_proposes()

    # The third time nothing moves by itself: the chair of SSU chooses.
    disagrees(path, SSU, "professional", wording="Skal fristen følge alvoret?")
    path.comes_to("chair-choosing", SSU)
    with refused("G-8"):
        path.does(CHAIR, "return-or-lift", choice="lift", reason=" ")
    path.does(CHAIR, "return-or-lift", choice="lift", reason="FS har svart det samme to ganger.")
    case = path.comes_to("proposed", PARTNERSHIP)
    assert len(case["disagreements"]) == 3

    # Partnerskapsmøtet decides, and SSU gets the decision back and answers for it.
    agrees(path, PARTNERSHIP)
    path.comes_to("ratification", SSU)
    path.all_adopt()
    path.all_do_their_part()
    path.comes_to("implemented", SSU)


def test_other_disagreement_is_worded_lifted_and_decided(client: Client) -> None:
    """G-7, G-9: who pays is no question to FS."""
    path = Path.proposed(client, "lifted")
    disagrees(path, SSU, "other", wording="Hvem bærer kostnaden ved turnusen?")
    case = path.comes_to("disagreed-other", PARTNERSHIP)
    assert case["returns"] == 0
    assert case["disagreements"][0]["wording"] == "Hvem bærer kostnaden ved turnusen?"
    with refused("G-9"):
        path.does(SECRETARIAT, "drop", reason="Vi lar den ligge.")
    agrees(path, PARTNERSHIP)
    path.comes_to("ratification", SSU)


def test_of_mixed_disagreement_the_professional_goes_first_and_the_other_follows(
    client: Client,
) -> None:
    """G-7: the body's policy; what is not professional is kept, and lifted with the case."""
    path = Path.proposed(client, "mixed")
    disagrees(path, SSU, "professional", "other", wording="Skal fristen følge alvoret?")
    case = path.comes_to("disagreed-mixed", FS)
    (kept,) = case["kept"]
    assert (kept["kind"], kept["party"]) == ("other", ident("organisation", "skien"))

    # FS has answered the professional question; what is left is the other one.
    path.fs_proposes()
    assert path.case()["kept"] == [kept]
    disagrees(path, SSU, "other", wording="Hvem bærer kostnaden?")
    case = path.comes_to("disagreed-other", PARTNERSHIP)
    assert [each["disagreement"] for each in case["disagreements"]] == ["mixed", "other"]


def test_without_agreement_each_party_acknowledges_what_follows_and_ssu_closes(
    client: Client,
) -> None:
    """G-9, G-10: a case never ends at partnerskapsmøtet."""
    path = Path.proposed(client, "not-agreed")
    disagrees(path, SSU, "other", wording="Hvem bærer kostnaden?")
    path.comes_to("disagreed-other", PARTNERSHIP)
    disagrees(path, PARTNERSHIP, "other", wording="Hvem bærer kostnaden?")
    path.comes_to("unresolved", PARTNERSHIP)

    # It is said what follows, and the case is delivered back to SSU.
    with refused("G-10"):
        path.does(SECRETARIAT, "not-agreed", consequence="workaround-continues", text="")
    path.does(
        SECRETARIAT,
        "not-agreed",
        consequence="workaround-continues",
        text="Fastlegen ringer avdelingen, som før.",
    )
    case = path.comes_to("not-agreed", SSU)
    assert case["not_agreed"]["text"] == "Fastlegen ringer avdelingen, som før."

    # Nobody acknowledges for another party, and nobody closes before the time is out.
    with refused("P-4", status=403):
        path.does("gro-siljan", "acknowledgements", party=ident("organisation", "skien"))
    with refused("G-10"):
        path.does(SECRETARIAT, "closing", note="Vi venter ikke.")
    path.all_acknowledge()
    case = path.comes_to("closed-not-agreed", SSU)
    assert case["not_agreed"]["pending"] == []


def test_without_a_side_nothing_is_decided_and_the_case_stays_where_it_is(
    client: Client,
) -> None:
    """G-6: neither many heads nor the other side's silence makes a consensus."""
    path = Path.proposed(client, "no-side")
    municipal = [
        f"ssu-nedre-{key}" for key in ("skien", "porsgrunn", "bamble", "kragero", "drangedal")
    ]
    sitting = Sitting.of(path, SSU, *municipal)
    sitting.all_support()
    item = sitting.concludes()
    sitting.is_over()
    assert (item["outcome"], item["undecided"]) == ("not-decided", "side-absent")
    assert path.case()["stage"] == "proposed"
