"""Concluded at once, and what exceeds somebody's capacity (A-9, A-13, A-14)."""

from typing import Any

from deploy.playing.client import Client
from tests.journeys.assessment.path import (
    DIRECTORATE,
    HOSPITAL,
    PRACTICE,
    REPORTER,
    SECRETARIAT,
    SKIEN,
    Path,
    party,
)
from tests.journeys.governance.path import person, refused

GIVES_WAY = "Ettermiddagspoliklinikken holdes åpen én dag mindre."


def test_a_case_is_assessed_from_below_and_concluded_at_once(client: Client) -> None:
    """A-1, A-3, A-11, A-13, A-14."""
    path = Path.lifted(client, "at-once")
    path.states_its_goal()
    with refused("A-11"):
        path.says("conclude", conclusion="proceed")
    path.finds_all(practical="unmet", technical="partly")
    with refused("A-1"):
        path.says("conclude", conclusion="proceed")
    path.is_measured()
    end = path.concludes()
    assert end["diagnosis"]["main_obstacle"] == "practical"
    assert end["route"] == "fs"
    assert path.comes_to("in-fs")["main_obstacle"] == "practical"

    # Who assessed what, in which role, and which clinicians took part, stays visible.
    concluded, *_, opened = path.told("/revisions")
    assert (concluded["kind"], concluded["by"]) == ("concluded", str(person(SECRETARIAT)))
    assert (concluded["role"], opened["role"]) == ("secretariat", "service")
    practical = next(each for each in path.told("/revisions") if each["about"] == "practical")
    assert {each["role"] for each in practical["clinicians"]} == {"Overlege", "Kommunelege"}
    assert str(person("nina-sykehuslege")) in {each["person"] for each in practical["clinicians"]}


def test_what_exceeds_a_capacity_is_adopted_only_when_its_owner_says_what_gives_way(
    client: Client,
) -> None:
    """A-9: not realistic as it stands; then the owner of the capacity decides."""
    path = Path.lifted(client, "prioritised")
    path.states_its_goal()
    path.finds_all()
    path.measures(HOSPITAL)
    path.measures(
        SKIEN,
        "over",
        "To årsverk mangler.",
        demands=[{"profession": "Kommuneleger", "demanded": 3500, "available": 0}],
    )
    with refused("A-9") as why:
        path.says("conclude", conclusion="proceed")
    assert "hva som skal vike" in why.says
    end = path.concludes("not-realistic")
    assert end["diagnosis"]["main_obstacle"] == "capacity"
    assert end["stopping"] == [party(SKIEN)]

    # Nobody else than the owner of the capacity can put it first; and no body has got the case.
    with refused("A-9"):
        path.says("priorities", party=party(HOSPITAL), gives_way="Noe", decided_by="Direktøren")
    with refused("A-9"):
        path.says("priorities", party=party(SKIEN), gives_way=" ", decided_by="Kommunedirektøren")
    path.says(
        "priorities",
        party=party(SKIEN),
        gives_way=GIVES_WAY,
        decided_by="Kommunedirektøren",
        reference="Sak 26/114",
    )
    again = path.once("tatt opp igjen", lambda found: found["revision"] == 2)
    assert (again["concluded"], again["question"], again["stopping"]) == (False, GIVES_WAY, [])
    end = path.concludes()
    assert end["priorities"][0]["gives_way"] == GIVES_WAY
    assert end["diagnosis"]["main_obstacle"] == "none"
    assert "over-capacity" in end["diagnosis"]["warnings"]
    case = path.comes_to("in-fs")
    assert case["assessment_revision"] == 2


def reporter_sees(path: Path, stage: str) -> dict[str, Any]:
    """The case as its reporter sees it, once it has come so far (I-11)."""

    def looked() -> dict[str, Any] | None:
        case: dict[str, Any] = path.client.get("intake", f"/cases/{path.case_id}", person(REPORTER))
        return case if case["stage"] == stage else None

    return path.client.until(f"melderen ser {stage}", looked)


def test_what_is_not_realistic_is_made_less_or_closed(client: Client) -> None:
    """A-9: the other two ways on."""
    path = Path.lifted(client, "made-less")
    path.finds_all()
    path.measures(HOSPITAL)
    path.measures(SKIEN, "over", "To årsverk mangler.")
    with refused("A-9"):
        path.says("close", reason="For tidlig.")
    path.concludes("not-realistic")
    with refused("A-9"):
        path.says("reopen", question="")
    path.says("reopen", question="Holder det med halvparten av pasientene?")
    path.once("tatt opp igjen", lambda found: not found["concluded"])
    assert reporter_sees(path, "reassessed")["holder"] == "secretariat"
    path.concludes("not-realistic")
    reporter_sees(path, "not-realistic")
    path.says("close", reason="Kommunen har ikke leger til det.")
    closed = path.once("lukket", lambda found: found["closed"] is not None)
    assert closed["closed"] == "Kommunen har ikke leger til det."
    assert reporter_sees(path, "closed-not-realistic")["holder"] == "nobody"
    with refused("A-9"):
        path.says("reopen", question="Igjen?")


def test_a_task_that_changes_level_is_answered_and_follows_the_case(client: Client) -> None:
    """A-10: the table of tasks shows the shift; its receiver says no, which follows the case."""
    path = Path.lifted(client, "shifted", HOSPITAL, SKIEN, PRACTICE)
    path.states_its_goal()
    path.finds_all()
    path.is_measured()
    task = {"what": "Følge opp svar", "party": party(PRACTICE), "moves_from": party(HOSPITAL)}
    path.says("details", component="practical", tasks=[task])
    with refused("A-10") as why:
        path.says("conclude", conclusion="proceed")
    assert "Følge opp svar" in why.says
    path.measures(PRACTICE, receives_task="Følge opp svar", task_not_accepted=True)
    end = path.concludes()
    assert "hidden-task-shift" in end["diagnosis"]["warnings"]
    (objection,) = path.comes_to("in-fs")["not_accepted"]
    assert objection["party"] == party(PRACTICE)


def test_what_is_concluded_is_counted_for_those_who_may_see_it(client: Client) -> None:
    """The retrospective view (P-3, P-4)."""
    path = Path.lifted(client, "counted", SKIEN, PRACTICE)
    path.states_its_goal()
    path.finds_all(legal="unmet")
    path.is_measured()
    path.concludes()

    def counted(**asked: str) -> dict[str, object] | None:
        found = client.get("assessment", "/retrospect", person(DIRECTORATE), **asked)
        return found if found["components"] else None

    asked = {"component": "legal", "party": party(PRACTICE)}
    found = client.until("telt", lambda: counted(**asked))
    assert [each["component"] for each in found["components"]] == ["legal"]  # type: ignore[attr-defined]
    assert {each["party"] for each in found["parties"]} == {party(PRACTICE)}  # type: ignore[attr-defined]
    assert {each["level"] for each in found["levels"]} == {"organisational"}  # type: ignore[attr-defined]
