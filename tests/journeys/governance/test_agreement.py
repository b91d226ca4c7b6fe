"""Agreed at once, in a meeting or in writing, and the minutes of it (G-6, G-11 to G-13)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import (
    DIRECTOR,
    HOSPITAL,
    SECRETARIAT,
    SKIEN,
    SSU,
    Path,
    ident,
    person,
    refused,
)
from tests.journeys.governance.sitting import Sitting, holder

CHAIR, VICE = "anne-skien", "randi-fagdirektor"
NURSES = "ssu-nedre-nsf"


def test_a_proposal_that_all_stand_behind_is_adopted_and_done_at_once(client: Client) -> None:
    """G-5, G-6, G-14, G-15: the example's own meeting, with a remark that follows the case."""
    path = Path.proposed(client, "agreed-at-once")
    path.walk.meet(path.case_id)
    case = path.comes_to("ratification", SSU)
    assert [each["blocking"] for each in case["remarks"]] == [False]
    path.walk.ratify(path.case_id)
    path.walk.implement(path.case_id)
    case = path.comes_to("implemented", SSU)
    assert (case["returns"], case["disagreements"]) == (0, [])


def test_minutes_are_drafted_approved_and_locked_and_are_the_same_bytes_again(
    client: Client,
) -> None:
    """G-12, G-13: a written stance counts as presence, and the minutes tell what was said."""
    path = Path.proposed(client, "minutes")
    sitting = Sitting(path, SSU)

    # The hospital answers in writing before the meeting, and is not in the room.
    sitting.says(HOSPITAL, because="Vi har turnusen klar.")
    sitting.begin()
    sitting.takes_up(SKIEN, NURSES)
    sitting.says(SKIEN)
    sitting.says(NURSES, "cannot-support", "other", because="Hvem minner om fristen?")
    item = sitting.concludes("SSU slutter seg til forslaget.")
    assert item["outcome"] == "consensus", "a seat with speech only never blocks"
    written = {row["seat_id"]: row["written"] for row in item["register"]}
    assert written[ident("seat", HOSPITAL)]
    assert not written[ident("seat", SKIEN)]
    sitting.is_over()

    # The draft is of the events; its bytes are the same each time, and after the lock.
    sitting.leads("/minutes")
    draft = {language: minutes(path, sitting, language) for language in ("nb", "nn")}
    assert draft["nb"].startswith(b"%PDF-")
    assert draft["nb"] != draft["nn"]
    with refused("G-12"):
        sitting.leads("/minutes/lock", version=1)
    sitting.leads("/minutes/approve", by=CHAIR, version=1)
    sitting.leads("/minutes/lock", version=1)
    assert sitting.told()["minutes"]["state"] == "locked"
    assert {language: minutes(path, sitting, language) for language in ("nb", "nn")} == draft
    with refused("G-12"):
        sitting.leads("/minutes/correct", version=1, text="Mer.", reason="For sent.")


def minutes(path: Path, sitting: Sitting, language: str) -> bytes:
    document = f"{sitting.meeting}/minutes/1/{language}"
    return path.client.content("governance", document, person(SECRETARIAT))


def test_a_written_procedure_ends_with_the_last_answer(client: Client) -> None:
    """G-11, G-13: the same rules as in a meeting, without one."""
    path = Path.proposed(client, "in-writing")
    sitting = Sitting.in_writing(path, SSU)
    (item,) = sitting.told()["items"]
    seats = {
        ident("seat", each["key"]): each["key"] for each in path.walk.example.telemark["seats"]
    }
    asked = [seats[row["seat_id"]] for row in item["register"]]
    assert {SKIEN, HOSPITAL, NURSES} <= {*asked}, "those with speech only are asked too"
    assert DIRECTOR not in asked, "nobody from another body is asked"
    voting = [
        seats[row["seat_id"]]
        for row in item["register"]
        if row["habil"] and "vote" in row["rights"]
    ]
    assert NURSES not in voting
    for seat in voting:
        sitting.says(seat, "can-live-with" if seat == SKIEN else "supports")

    # The nurses have said nothing; who has speech only is not waited for.
    meeting = sitting.told()
    assert (meeting["state"], meeting["items"][0]["outcome"]) == ("closed", "consensus")
    path.comes_to("ratification", SSU)
    with refused("G-12"):
        sitting.says(SKIEN, "cannot-support", "other")


def test_a_stance_is_for_ones_own_seat_and_only_while_the_item_is_open(client: Client) -> None:
    """P-5, G-13, G-2: each refusal has its rule and its sentence."""
    path = Path.proposed(client, "whose-stance")
    sitting = Sitting.of(path, SSU)
    with refused("P-5") as why:
        sitting.says(SKIEN, by=VICE)
    assert why.says.startswith("Det er en annen som sitter i plassen.")
    with refused("P-4", status=403):
        sitting.says(SKIEN, by="jon-helsedirektoratet")
    with refused("G-12"):
        sitting.says("ssu-nedre-bamble")
    sitting.all_support()
    sitting.concludes()
    with refused("G-13") as why:
        sitting.says(HOSPITAL, "cannot-support", "other")
    assert why.says.startswith("Saken er ferdigbehandlet i dette møtet.")
    assert path.comes_to("ratification")["disagreements"] == []
    assert holder(HOSPITAL) == VICE
