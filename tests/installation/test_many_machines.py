"""Many machines: the commands of the manifests, two replicas of each service on PostgreSQL and
Valkey; a whole case is played while one of each is killed, and nothing is lost."""

import json
from collections.abc import Callable

import pytest

from deploy.playing.client import Answered
from deploy.playing.example import Example, id_of
from shared.contracts.record import ServiceName
from tests.examples_data.read import texts
from tests.installation.checking import assert_all_holds, told_since
from tests.installation.conftest import Region
from tests.installation.moments import Strike, Strikes
from tests.installation.playing import play

BLOWS: tuple[tuple[ServiceName, str, int], ...] = (
    ("intake", "Meldt inn", 1),
    ("assessment", "Silt", 4),
    ("governance", "FS har sendt", 5),
    ("compensation", "Gjennomført", 2),
    ("audit", "Kravet er attestert", 0),
)
"""In the step after which, and when the service has recorded so many events more."""


def survives_all(region: Region, run: str) -> None:
    installation = region.installation

    def blow(service: ServiceName) -> Callable[[], None]:
        def kill() -> None:
            """The one that leads, with what it has in hand; it comes back meanwhile."""
            leader = installation.programs[installation.leader(service)]
            leader.kill()
            leader.start()

        return kill

    before = installation.heads()
    strikes = Strikes(
        Strike(installation, step, service, events, blow(service))
        for service, step, events in BLOWS
    )
    walked = play(installation, run, strikes)
    strikes.assert_they_struck()
    assert walked.proof.verified
    assert told_since(installation, before) == region.undisturbed
    assert sorted(walked.payroll["content"].splitlines()) == region.payroll
    installation.wait_until_ready()
    assert_all_holds(installation)


@pytest.mark.timeout(400)
def test_one_replica_of_each_is_killed_in_turn_and_nothing_is_lost(region: Region) -> None:
    survives_all(region, "killed")


@pytest.mark.long
@pytest.mark.timeout(600)
def test_it_goes_well_five_times_in_a_row(untouched_region: Region) -> None:
    for number in range(5):
        survives_all(untouched_region, f"killed-{number}")


def test_what_is_logged_is_data_and_nothing_of_people(region: Region) -> None:
    """P-1: names, addresses, numbers and what people have written stand in no log."""
    installation = region.installation
    example = Example.read()
    case = example.case
    with installation.client() as client:
        person = id_of("person", case["reporter"])
        for body in (
            {"title": case["title"]},
            {"what_happens": case["what_happens"], "parties": 7},
        ):
            with pytest.raises(Answered):
                client.ask("intake", "/reports", body, person, key=f"wrong {sorted(body)}")
    private = {
        value
        for each in example.telemark["people"]
        for value in (each["name"], each.get("hpr"), str(id_of("person", each["key"])))
        if value
    } | {text for text in texts(case) if len(text) > 20}
    assert len(private) > 30
    for program in installation.programs.values():
        lines = program.log.read_text("utf-8").splitlines()
        assert lines, program.name
        for line in lines:
            said = json.loads(line)
            assert {"timestamp", "level", "event"} <= said.keys(), line
            assert not [each for each in private if each in line], line
