"""A missed deadline is told, and moves no case (G-11)."""

from uuid import UUID

from deploy.assembled import Assembled
from deploy.playing.client import Client
from tests.installation.installation import Installation
from tests.journeys.governance.later import Later
from tests.journeys.governance.path import DIRECTOR, MAYOR, PARTNERSHIP, SSU, Path, person
from tests.journeys.governance.sitting import Sitting, agrees, holder

CHAIR, VICE = "anne-skien", "randi-fagdirektor"


def test_a_case_that_the_next_meeting_passes_over_is_told_and_stays_where_it_is(
    client: Client,
) -> None:
    """G-11: the deadline of what lies before SSU is its next meeting."""
    waiting, other = Path.proposed(client, "passed-over"), Path.proposed(client, "taken-up")
    before = waiting.case()
    assert before["step"] == {
        "step": "treat",
        "body": before["body"],
        "due_at": None,
        "told": [],
    }

    # SSU meets on another case, and does not come to this one.
    agrees(other, SSU)
    case = waiting.once("påminnelsen", lambda case: case["step"]["told"] == ["reminder"])
    for name in ("stage", "body", "since", "returns"):
        assert case[name] == before[name], "a deadline never moves a case"
    assert [notice["rung"] for notice in notices(waiting, CHAIR)] == ["reminder"]
    assert notices(waiting, "jon-helsedirektoratet") == []

    # When SSU has treated it the notice is over, and the decision is as good as any.
    agrees(waiting, SSU)
    waiting.comes_to("ratification", SSU)
    assert [notice["over"] for notice in notices(waiting, CHAIR)] == [True]


def test_nobody_acts_so_ever_more_are_told_once_each_and_the_case_stays(
    client: Client, five: Installation, parts: Assembled
) -> None:
    """G-11: reminder, chair, the body above, at last the leaders of the parties."""
    waiting, other = Path.proposed(client, "ladder"), Path.proposed(client, "not-on-the-ladder")
    before = waiting.case()
    agrees(other, SSU)
    climbed(waiting, "reminder")
    later = Later(client, parts, waiting.case_id)

    # Five working days later: the chair and the vice of SSU.
    later.passes(later.next())
    climbed(waiting, "reminder", "chair")
    assert told(waiting) == {CHAIR, VICE}

    # Governance is killed and started again, and still knows what is due: the body above.
    five.kill("governance")
    five.start_again("governance")
    five.wait_until_ready()
    later.passes(later.next())
    climbed(waiting, "reminder", "chair", "body-above")
    assert told(waiting) == {holder(MAYOR), holder(DIRECTOR)}

    # At last the leaders of all parties; above them there is nobody to tell.
    later.passes(later.next())
    climbed(waiting, "reminder", "chair", "body-above", "leaders")
    assert {holder(MAYOR), holder(DIRECTOR), "trond-ordforer"} <= told(waiting)
    later.nothing_more()
    after = waiting.case()
    for name in ("stage", "body", "since", "returns", "proposal"):
        assert after[name] == before[name], "a deadline never moves a case"
    for who, rungs in (
        (CHAIR, ["chair", "reminder"]),
        (holder(DIRECTOR), ["leaders", "body-above"]),
    ):
        assert [each["rung"] for each in notices(waiting, who)] == rungs

    # It is never too late: SSU treats it, and what was told is over.
    agrees(waiting, SSU)
    waiting.comes_to("ratification", SSU)
    assert all(notice["over"] for notice in notices(waiting, CHAIR))


def climbed(path: Path, *rungs: str) -> None:
    path.once(rungs[-1], lambda case: case["step"]["told"] == [*rungs])


def told(path: Path) -> set[str]:
    """Who was told last of all about this case, by their keys in the example."""
    people = {person(each["key"]): each["key"] for each in path.walk.example.telemark["people"]}

    def look() -> set[str] | None:
        due = path.get("/deadlines")
        (case,) = [each for each in due if each["case_id"] == str(path.case_id)]
        rungs = [each["rung"] for each in case["told"]]
        seen = path.case()["step"]["told"]
        return {people[UUID(who)] for who in case["told"][-1]["people"]} if rungs == seen else None

    return path.client.until("fristene", look)


def notices(path: Path, by: str) -> list[dict[str, object]]:
    """What somebody has been told about this case."""
    found = path.client.get("governance", "/deadlines/notices", person(by))
    return [each for each in found if each["case_id"] == str(path.case_id)]


def test_partnerskapsmotet_need_not_wait_for_its_yearly_meeting(client: Client) -> None:
    """G-11: an extraordinary meeting treats what was lifted."""
    path = Path.proposed(client, "extraordinary")
    sitting = Sitting.of(path, SSU)
    municipal, hospital = sitting.present
    sitting.says(municipal)
    sitting.says(hospital, "cannot-support", "other")
    sitting.concludes("Hvem bærer kostnaden?")
    path.comes_to("disagreed-other", PARTNERSHIP)
    extraordinary = Sitting(path, PARTNERSHIP, kind="extraordinary")
    extraordinary.begin()
    extraordinary.takes_up("partnerskapsmote-skien", "partnerskapsmote-direktor")
    extraordinary.all_support()
    extraordinary.concludes()
    extraordinary.is_over()
    path.comes_to("ratification", SSU)
