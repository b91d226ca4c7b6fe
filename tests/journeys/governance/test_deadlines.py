"""A missed deadline is told, and moves no case (G-11)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import PARTNERSHIP, SSU, Path, person
from tests.journeys.governance.sitting import Sitting, agrees

CHAIR = "anne-skien"


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
