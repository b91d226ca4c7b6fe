"""What did not solve it is looked at anew by somebody else (I-6)."""

from deploy.playing.client import Client
from tests.journeys.governance.path import refused
from tests.journeys.intake.problem import KARI, OMAR, TOR, Problem

CHAIR = "anne-skien"


def test_the_reporter_says_once_that_it_was_not_solved_and_another_triages(
    client: Client,
) -> None:
    problem = Problem.reported(client, "disputed")
    problem.triaged("answered")
    problem.comes_to("answered", KARI)
    with refused("P-4", 403):
        problem.does(OMAR, "dispute", reason="Jeg er uenig.")
    problem.does(KARI, "dispute", reason="Rutinen blir ikke fulgt.")
    waiting = problem.comes_to("waiting", KARI)
    assert waiting["disputed"]
    with refused("I-6") as why:
        problem.triaged("answered")
    assert why.reason == "intake.same-triager-others"
    with refused("P-4", 403):
        problem.triaged("declined", by=CHAIR)  # while the secretariat has another
    problem.triaged("declined", by=TOR, reason="Sendt til tilsynet.")
    problem.comes_to("declined", KARI)
    with refused("I-6") as why:
        problem.does(KARI, "dispute", reason="Fortsatt ikke løst.")
    assert why.reason == "intake.disputed-once"
