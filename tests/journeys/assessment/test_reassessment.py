"""A case that SSU sends back is assessed anew on the question asked (A-15, A-9, G-7)."""

from typing import Any

from deploy.playing.client import Client
from tests.journeys.assessment.path import HOSPITAL, PORSGRUNN, SKIEN, Path, party
from tests.journeys.governance.path import SSU, refused
from tests.journeys.governance.path import Path as BetweenBodies
from tests.journeys.governance.sitting import Sitting, agrees, disagrees

FS = "fs-lege-nedre"
QUESTION = "Skal fristen følge alvoret i svaret?"


def sent_back(client: Client, run: str) -> tuple[BetweenBodies, Path]:
    """Assessed, proposed, and sent back by SSU with a professional question (G-7)."""
    between = BetweenBodies.proposed(client, run)
    disagrees(between, SSU, "professional", wording=QUESTION)
    between.comes_to("disagreed-professional", FS)
    path = Path.of(client, run, between.case_id, HOSPITAL, SKIEN, PORSGRUNN)
    again = path.once("tatt opp igjen", lambda found: found["revision"] == 2)
    assert (again["concluded"], again["question"]) == (False, QUESTION)
    return between, path


def test_a_returned_case_is_assessed_anew_and_shows_what_has_changed(client: Client) -> None:
    """A-15: all that was found stands until it is revised, and the body gets the revision."""
    between, path = sent_back(client, "reassessed")
    assert path.told("/changes")["changes"] == []
    path.finds("medical", "unclear", "Det er uenighet om hvilke svar som haster.")
    path.says(
        "details",
        component="medical",
        disagreements=[{"question": QUESTION, "between": "Sykehuset og fastlegene"}],
    )

    def changed() -> dict[str, Any] | None:
        found = path.told("/changes")
        return found if len(found["changes"]) == 2 else None

    so_far = client.until("endringene", changed)
    assert (so_far["from_revision"], so_far["to_revision"]) == (1, None)
    assert so_far["question"] == QUESTION
    finding, row = so_far["changes"]
    assert (finding["was"]["status"], finding["now"]["status"]) == ("met", "unclear")
    assert (row["about"], row["was"]) == ("medical.disagreements", None)
    moved = [each for each in so_far["components"] if each["was"] != each["now"]]
    assert moved == [{"component": "medical", "was": "met", "now": "unclear"}]

    path.concludes()
    revised = between.once("revidert", lambda case: case["assessment_revision"] == 2)
    assert revised["stage"] in ("in-fs", "disagreed-professional")
    assert [each["revision"] for each in path.told("/conclusions")] == [1, 2]
    compared = path.told("/changes", before=1, now=2)
    assert compared["changes"] == so_far["changes"]
    assert all(each["replays"] for each in path.told("/conclusions"))


def test_what_is_found_to_exceed_a_capacity_after_the_return_is_not_adopted(
    client: Client,
) -> None:
    """A-9, A-15: the bodies are told, and stop, until the owner of the capacity has decided."""
    between, path = sent_back(client, "exceeded-after-return")
    path.measures(SKIEN, "over", "Tre årsverk mangler.")
    path.concludes("not-realistic")
    between.once("revidert", lambda case: case["assessment_revision"] == 2)
    with refused("A-9") as why:
        between.fs_proposes()
    assert "kapasiteten" in why.says

    path.says(
        "priorities", party=party(SKIEN), gives_way="Poliklinikken.", decided_by="Kommunedirektøren"
    )
    path.once("tatt opp igjen", lambda found: found["revision"] == 3)
    path.concludes()
    between.once("revidert", lambda case: case["assessment_revision"] == 3)
    between.fs_proposes()
    agrees(between, SSU)
    between.comes_to("ratification", SSU)


def test_a_revision_that_comes_when_a_proposal_lies_in_ssu_stops_it_there(client: Client) -> None:
    """A-9, A-15: the proposal came first; no item on it is opened, and the case stays."""
    between, path = sent_back(client, "exceeded-in-ssu")
    between.fs_proposes()
    path.measures(SKIEN, "over", "Tre årsverk mangler.")
    path.concludes("not-realistic")
    between.once("revidert", lambda case: case["assessment_revision"] == 2)
    sitting = Sitting(between, SSU)
    sitting.begin()
    with refused("A-9"):
        sitting.takes_up("ssu-nedre-skien", "ssu-nedre-randi-fagdirektor")
    assert between.case()["stage"] == "proposed"
