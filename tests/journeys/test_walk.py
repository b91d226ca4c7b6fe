"""One whole case over HTTP, from a clinician's report to payroll and proof: the same journey as
five processes on PostgreSQL and Valkey, and as one process on SQLite.
"""

import csv
import hashlib
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest

from deploy.playing.example import Example
from deploy.playing.walk import Walked
from shared.contracts.record import SERVICES
from tests.installation.checking import assert_all_holds
from tests.installation.installation import Installation
from tests.installation.playing import play

AMOUNT = 7
"""Where the amount stands in a line of Visma Lønn's file (C-10)."""

WAYS = ("five processes", "one process")


@dataclass(frozen=True, slots=True)
class Played:
    installation: Installation
    walked: Walked

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.walked.events]


@pytest.fixture(scope="module")
def journeys(five: Installation, one: Installation) -> dict[str, Played]:
    return {
        way: Played(installation, play(installation, "journey"))
        for way, installation in zip(WAYS, (five, one), strict=True)
    }


@pytest.fixture(params=WAYS)
def played(request: pytest.FixtureRequest, journeys: dict[str, Played]) -> Iterator[Played]:
    found = journeys[request.param]
    yield found
    print(found.installation.news())


def test_the_case_comes_from_report_to_payroll_through_four_services(played: Played) -> None:
    """Domain, section 1: each step is somebody's decision, in this order."""
    steps = (
        "intake.report-registered.v3",
        "intake.case-triaged.v2",
        "assessment.assessment-concluded.v2",
        "governance.case-received.v1",
        "governance.proposal-submitted.v2",
        "governance.consensus-reached.v2",
        "governance.decision-in-force.v2",
        "governance.case-implemented.v1",
        "compensation.claim-drafted.v2",
        "compensation.claim-submitted.v1",
        "compensation.claim-attested.v2",
        "compensation.claim-approved.v1",
        "compensation.batch-locked.v2",
        "compensation.batch-exported.v2",
        "compensation.batch-acknowledged.v2",
    )
    assert [kind for kind in played.types if kind in steps] == list(steps)


def test_the_payroll_file_carries_the_right_amount_to_the_ore(played: Played) -> None:
    """C-3, C-9, C-10: every line at its rate, the sum as told, the bytes as acknowledged."""
    payroll = played.walked.payroll
    content = payroll["content"].encode()
    rows = list(csv.reader(io.StringIO(payroll["content"]), delimiter=";"))
    expected = Example.read().case["claim"]["expected_total_ore"]
    assert payroll["total_ore"] == expected
    assert sum(int(Decimal(row[AMOUNT]) * 100) for row in rows) == expected
    assert payroll["lines"] == len(rows)
    assert payroll["sha256"] == hashlib.sha256(content).hexdigest()


def test_the_history_is_complete_and_in_norwegian(played: Played) -> None:
    """R-1, R-8: every event of the case in any ledger stands in its history, as a sentence."""
    case = str(played.walked.case_id)
    told = {
        (service, stored.position)
        for service in SERVICES
        for stored in played.installation.stored(service)
        if json.loads(stored.body)["correlationid"] == case
    }
    shown = {(event["service"], event["sequence"]) for event in played.walked.events}
    assert told
    assert told <= shown
    for event in played.walked.events:
        assert event["text"]
        assert event["type"] not in event["text"], "a type instead of a sentence"


def test_every_event_of_the_case_is_proved_and_the_root_covers_all_ledgers(
    played: Played,
) -> None:
    """R-4: an inclusion proof for each event shown, under one root over all trees together."""
    proof = played.walked.proof
    assert proof.verified
    assert proof.checked == len(played.walked.events)
    assert 0 < proof.tree_size <= sum(played.installation.heads().values())


def test_nothing_is_lost_doubled_or_set_aside(played: Played) -> None:
    """Domain, section 8: what must always hold."""
    assert_all_holds(played.installation)


def test_the_journey_is_the_same_in_five_processes_and_in_one(
    journeys: dict[str, Played],
) -> None:
    """Architecture, section 2: the same services, whatever they stand on."""
    first, second = (journeys[way] for way in WAYS)
    assert Counter(first.types) == Counter(second.types)
    assert _told(first) == _told(second)
    contents = [sorted(each.walked.payroll["content"].splitlines()) for each in (first, second)]
    assert contents[0] == contents[1]


def _told(played: Played) -> dict[str, list[str]]:
    """What each kind of stream tells, in its order: between streams there is none to rely on."""
    told: dict[str, list[str]] = defaultdict(list)
    for event in sorted(played.walked.events, key=lambda each: int(each["sequence"])):
        kind, _, _ = event["stream"].partition("-")
        told[f"{event['service']}/{kind}"].append(event["text"])
    return told
