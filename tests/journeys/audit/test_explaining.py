"""Every decision comes out again by replay, and each sees why as far as they may (R-2, R-3)."""

from typing import Any

import pytest

from deploy.assembled import Assembled
from deploy.playing.client import Client
from shared.service.explaining import explained
from tests.installation.installation import Installation
from tests.installation.playing import walk_with
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, history, status_of
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.governance.path import SECRETARIAT, person

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


def test_every_decision_of_every_service_comes_out_again(
    client: Client, cases: Cases, parts: Assembled
) -> None:
    """The example, its case and all that other journeys have done here before."""
    history(client, cases.decided, "governance.case-implemented")
    wrong = []
    for service in parts.services.values():
        position, head = 1, service.platform.ledger.head()
        while position <= head:
            found = explained(service, position)
            # another journey erases a case: what rested on it is told as gone
            if found.verdict not in ("agrees", "no-decision", "erased"):
                wrong.append((service.name, position, found.command, found.differences))
            position += len(found.recorded)
    assert not wrong


def explanation(client: Client, event: dict[str, Any], by: str, **asked: str) -> dict[str, Any]:
    told: dict[str, Any] = client.get(
        "audit", f"/events/{event['id']}/explanation", person(by), **asked
    )
    return told


def test_a_consensus_is_explained_with_its_inputs_cause_and_consequences(
    client: Client, cases: Cases
) -> None:
    shown = history(client, cases.decided, "governance.case-implemented")["events"]
    consensus = next(each for each in shown if "consensus-reached" in each["type"])
    told = explanation(client, consensus, SECRETARIAT)
    decision = told["decision"]
    assert decision["verdict"] == "agrees"
    assert told["verdict_text"].startswith("Stemmer")
    assert (decision["asked"], decision["facts"]) != ({}, {})
    assert decision["rules_version"] == consensus["rulesversion"]
    cause = told["caused_by"]
    assert cause["id"] == consensus["causation"]
    assert consensus["id"] in [
        each["id"] for each in explanation(client, cause, SECRETARIAT)["causes"]
    ]


def test_helsedirektoratet_reads_what_a_decision_rested_on_but_no_report(
    client: Client, cases: Cases
) -> None:
    """P-4, R-6."""
    shown = history(client, cases.decided, "decision-in-force", DIRECTORATE, **PURPOSE)["events"]
    in_force = next(each for each in shown if "decision-in-force" in each["type"])
    assert explanation(client, in_force, DIRECTORATE, **PURPOSE)["decision"]["verdict"] == "agrees"
    reported = next(each for each in shown if "report-registered" in each["type"])
    assert reported["actor"] is None
    assert explanation(client, reported, DIRECTORATE, **PURPOSE)["decision"] is None
    path = f"/events/{in_force['id']}/explanation"
    assert status_of(client, path, DIRECTORATE) == 422
    assert status_of(client, path, "eva-attestant") == 403


def test_what_was_known_then_is_told_as_of_the_moment(client: Client, cases: Cases) -> None:
    shown = history(client, cases.decided, "governance.case-implemented")["events"]
    proposed = next(each for each in shown if "proposal-submitted" in each["type"])
    path = f"/cases/{cases.decided}/known"

    def states(**asked: str) -> dict[str, str]:
        told = client.get("audit", path, person(SECRETARIAT), **asked)
        return {
            state["stream"]: state["state"] for each in told["services"] for state in each["states"]
        }

    then, now = states(as_of=proposed["recordedtime"]), states()
    stream = proposed["stream"]
    assert then[stream] != now[stream]
    assert set(then) < set(now)


def test_where_all_is_one_process_it_asks_itself(one: Installation) -> None:
    """R-3: the same answer, though caller and called share their threads."""
    with one.client() as client:
        case_id, _ = walk_with(client, "audit-one-process").report()
        reported, *_ = history(client, case_id, "intake.report-registered")["events"]
        assert explanation(client, reported, SECRETARIAT)["decision"]["verdict"] == "agrees"
