"""What the reporter is asked for: given, or never given (I-5)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from deploy.playing.client import Client
from shared.clock import SystemClock
from tests.assessment.installation import REPORT, at_work
from tests.examples.ids import GP, SECRETARY
from tests.journeys.governance.path import refused
from tests.journeys.intake.problem import KARI, SIV, Problem


def test_the_reporter_is_asked_and_answers_in_time(client: Client) -> None:
    problem = Problem.reported(client, "asked")
    problem.does(SIV, "question", question="Hvor ofte skjer det?")
    asked = problem.comes_to("information-requested", KARI)
    assert (asked["question"], asked["holder"]) == ("Hvor ofte skjer det?", "reporter")
    assert asked["deadline"] is not None
    with refused("P-4", 403):
        problem.does(SIV, "information", answer="Vet ikke.")
    with refused("I-3"):
        problem.does(KARI, "information", answer="Sist for 010190 00083.")
    problem.does(KARI, "information", answer="Hver uke.")
    answered = problem.comes_to("waiting", KARI)
    assert answered["deadline"] is None
    assert str(problem.case_id) in problem.inbox()


@dataclass
class MovedClock:
    """The machine's clock, put forward."""

    ahead: timedelta = field(default=timedelta(0))

    def now(self) -> datetime:
        return SystemClock().now() + self.ahead


def test_what_is_never_given_closes_the_case_which_can_be_reopened(
    tmp_path: Path, valkey: str
) -> None:
    """I-5: the deadline is durable, fires once, and asks nobody."""
    clock = MovedClock()
    with at_work(tmp_path, valkey, clock) as installation:
        client = installation.client
        case_id = UUID(client.ask("intake", "/reports", REPORT, GP, key="one")["case_id"])
        path = f"/cases/{case_id}"

        def comes_to(stage: str) -> object:
            return client.until(
                stage, lambda: client.get("intake", path, GP)["stage"] == stage or None
            )

        comes_to("waiting")
        question = {"question": "Hvor ofte?", "working_days": 5}
        client.ask("intake", f"{path}/question", question, SECRETARY, key="ask", of=path)
        comes_to("information-requested")
        clock.ahead = timedelta(days=30)
        comes_to("unanswered")
        late = {"answer": "Hver uke."}
        with refused("I-5") as why:
            client.ask("intake", f"{path}/information", late, GP, key="late", of=path)
        assert why.reason == "intake.closed-unanswered"
        again = {"reason": "Jeg var på ferie. Det skjer hver uke."}
        client.ask("intake", f"{path}/reopen", again, GP, key="again", of=path)
        comes_to("waiting")
        kinds = [step["kind"] for step in client.get("intake", f"{path}/steps", GP)]
        assert kinds == [
            "intake.case-reopened",
            "intake.information-not-given",
            "intake.information-requested",
            "intake.report-registered",
        ]
