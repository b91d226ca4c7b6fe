"""The same problem, met by others: joined, counted, recurring (I-0, I-7, I-8, I-9)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import ident, person, refused
from tests.journeys.intake.problem import (
    HOSPITAL,
    INGRID,
    KARI,
    NINA,
    OMAR,
    PORSGRUNN,
    SIV,
    SKIEN,
    Problem,
)


def test_reports_join_and_count_by_organisation_and_municipality(client: Client) -> None:
    """I-0, I-7: each keeps its own number and reporter; before sending, and in triage."""
    problem = Problem.reported(client, "joined")
    receipt = problem.joined_by(OMAR, parties=[HOSPITAL, PORSGRUNN])
    assert (receipt["case_number"], receipt["case_id"]) == (problem.number, str(problem.case_id))
    assert receipt["report_number"] != problem.number
    later = Problem.reported(client, "joined-later", INGRID, parties=[HOSPITAL, PORSGRUNN])
    later.triaged("joined", joined_to=str(problem.case_id))
    problem.once("tre meldinger", lambda case: case["reports"] == 3)
    held = {each["number"]: each["reporter"] for each in problem.get("/reports")}
    assert held == {
        problem.number: str(person(KARI)),
        receipt["report_number"]: str(person(OMAR)),
        later.number: str(person(INGRID)),
    }
    counted = problem.get("/joins")
    assert (counted["reports"], counted["joined"]) == (3, 2)
    assert [(each["name"], each["reports"]) for each in counted["municipalities"]] == [
        (PORSGRUNN, 2),
        (SKIEN, 1),
    ]
    # Each reporter sees the case, and each only their own report; the first is not named to them.
    assert problem.case(OMAR)["number"] == problem.number
    assert [each["number"] for each in problem.get("/reports", OMAR)] == [receipt["report_number"]]
    moved = later.comes_to("joined", INGRID)
    assert (moved["moved_to"], moved["holder"]) == (str(problem.case_id), "other-case")


def test_a_reporter_withdraws_their_own_report_and_the_case_lives_on(client: Client) -> None:
    """I-0."""
    problem = Problem.reported(client, "withdrawn")
    problem.joined_by(OMAR)
    problem.does(KARI, "withdraw", reason="Løst hos oss.")
    problem.once("én melding", lambda case: case["reports"] == 1)
    assert problem.case()["stage"] == "waiting"
    with refused("P-4", 403):
        problem.does(SIV, "withdraw", reason="Ryddes bort.")
    problem.does(OMAR, "withdraw", reason="Løst her også.")
    assert problem.comes_to("withdrawn")["reports"] == 0


def test_a_problem_that_recurs_raises_itself_once(client: Client) -> None:
    """I-8: answered once, it comes again until it lies in the inbox, marked."""
    problem = Problem.reported(client, "recurring")
    problem.triaged("answered", reason="Dette er avklart i avtalen.")
    problem.joined_by(OMAR)
    assert problem.once("joined", lambda case: case["reports"] == 2)["stage"] == "answered"
    problem.joined_by(INGRID)
    raised = problem.once("reist", lambda case: case["recurring"])
    assert (raised["stage"], raised["times"]) == ("waiting", 3)
    assert str(problem.case_id) in problem.inbox()
    problem.triaged("answered", reason="Avtalen er sendt ut på nytt.")
    problem.joined_by(NINA)
    again = problem.once("fire meldinger", lambda case: case["reports"] == 4)
    assert again["stage"] == "answered", "once"


def test_the_variation_between_municipalities_is_a_list(client: Client) -> None:
    """I-9: the same problem, and what is done about it in each place, with its risk."""
    problem = Problem.reported(
        client,
        "variation",
        workaround="Vi ringer avdelingen.",
        workaround_risk="Svar kan bli borte.",
    )
    problem.joined_by(OMAR, parties=[HOSPITAL, PORSGRUNN], workaround="Vi skriver på papir.")
    problem.once("to meldinger", lambda case: case["reports"] == 2)
    area = ident("helsefellesskap", "telemark")
    found = client.get("intake", "/variations", person(SIV), helsefellesskap=area)
    (here,) = (each for each in found if each["case_id"] == str(problem.case_id))
    told = {
        each["name"]: [(told["workaround"], told["risk"]) for told in each["workarounds"]]
        for each in here["practices"]
    }
    assert told == {
        PORSGRUNN: [("Vi skriver på papir.", None)],
        SKIEN: [("Vi ringer avdelingen.", "Svar kan bli borte.")],
    }
    others = client.get("intake", "/variations", person(KARI))
    assert str(problem.case_id) not in {each["case_id"] for each in others}, "her own only"
