"""Two cases become one, and one becomes two (I-0)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import refused
from tests.journeys.intake.problem import (
    CONFIRMED,
    HOSPITAL,
    KARI,
    OMAR,
    PORSGRUNN,
    SIV,
    SKIEN,
    Problem,
)

SAME = "Det samme problemet, meldt to ganger."


def test_two_cases_become_one_and_the_older_number_stays(client: Client) -> None:
    """I-0: the reporters follow, and the question to them with its deadline."""
    older = Problem.reported(client, "older")
    younger = Problem.reported(client, "younger", OMAR, parties=[HOSPITAL, PORSGRUNN])
    younger.does(SIV, "question", question="Gjelder det alle avdelinger?", working_days=5)
    asked = younger.comes_to("information-requested", OMAR)
    with refused("I-0") as why:
        older.does(SIV, "merge", into=str(younger.case_id), reason=SAME)
    assert why.reason == "intake.older-number-stays"
    assert younger.number in why.says
    younger.does(SIV, "merge", into=str(older.case_id), reason=SAME)
    gone = younger.comes_to("merged", OMAR)
    assert gone["moved_to"] == str(older.case_id)
    one = older.comes_to("information-requested", OMAR)
    assert (one["number"], one["reports"], one["holder"]) == (older.number, 2, "reporter")
    assert (one["question"], one["deadline"]) == (asked["question"], asked["deadline"])
    assert PORSGRUNN in [party["name"] for party in one["parties"]]
    older.does(OMAR, "information", answer="Ja, alle.")
    older.comes_to("waiting")


def test_what_is_lifted_is_not_merged_away_and_others_may_still_join_it(client: Client) -> None:
    """I-0, P-4: the body has it; those who join are reporters of it everywhere."""
    lifted, other = Problem.reported(client, "lifted-one"), Problem.reported(client, "other", OMAR)
    lifted.triaged("lifted-to-assessment", **CONFIRMED)
    other.does(SIV, "merge", into=str(lifted.case_id), reason=SAME)
    assert lifted.once("to meldinger", lambda case: case["reports"] == 2, OMAR)
    fresh = Problem.reported(client, "fresh")
    for what, content in (
        ("merge", {"into": str(fresh.case_id), "reason": SAME}),
        ("split", {"reason": SAME, "title": "Ny", "what_happens": "Nytt.", "parties": [HOSPITAL]}),
    ):
        with refused("I-0") as why:
            lifted.does(SIV, what, **content)
        assert why.reason == "intake.lifted-stays-as-it-is"


def test_two_problems_reported_as_one_are_told_apart(client: Client) -> None:
    """I-0: the new case has its own number, and its own reporters."""
    problem = Problem.reported(client, "split")
    report = problem.joined_by(OMAR, parties=[HOSPITAL, PORSGRUNN])
    problem.once("to meldinger", lambda case: case["reports"] == 2)
    new = problem.does(
        SIV,
        "split",
        title="Epikriser kommer for sent",
        what_happens="Epikriser kommer etter flere uker.",
        reports=[report["report_id"]],
        parties=[HOSPITAL, PORSGRUNN],
        reason="To ulike problemer.",
    )
    apart = Problem.begun(client, "split-off", new["case_id"], new["case_number"])
    case = apart.case(OMAR)
    assert (case["number"], case["stage"], case["reports"]) == (apart.number, "waiting", 1)
    assert case["split_from"] == str(problem.case_id)
    assert apart.number not in (problem.number, report["report_number"])
    left = problem.once("én melding", lambda case: case["reports"] == 1)
    assert left["stage"] == "waiting"
    assert [party["name"] for party in left["parties"]] == [HOSPITAL, SKIEN]
    with refused("P-4", 403):
        apart.case(KARI)
