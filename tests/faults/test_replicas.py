"""Several processes of one service: one effect, one leader, and another when that one is gone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import cycle

from deploy.playing.client import Client
from deploy.playing.example import Example, id_of
from tests.faults.conftest import Ground
from tests.faults.surviving import survives
from tests.installation.checking import told_since
from tests.installation.installation import Installation
from tests.installation.moments import Strike
from tests.installation.waiting import eventually

AT_ONCE = 12


def report(client: Client, key: str) -> dict[str, object]:
    case = Example.read().case
    body = {
        "helsefellesskap": str(id_of("helsefellesskap", case["helsefellesskap"])),
        "title": case["title"],
        "what_happens": case["what_happens"],
        "parties": case["parties"],
    }
    return client.ask("intake", "/reports", body, id_of("person", case["reporter"]), key=key)


@contextmanager
def clients(installation: Installation) -> Iterator[list[Client]]:
    """So many at once, every other one at the other replica."""
    names = cycle(program.name for program in installation.programs_of("intake"))
    with ExitStack() as closing:
        yield [
            closing.enter_context(installation.client_of(next(names), "intake"))
            for _ in range(AT_ONCE)
        ]


def test_the_same_command_at_two_replicas_at_once_has_one_effect(five: Ground) -> None:
    """Architecture, section 4, Commands: it finds itself in its stream and gets the same answer."""
    installation = five.installation
    before = installation.heads()
    with clients(installation) as asking, ThreadPoolExecutor(AT_ONCE) as threads:
        receipts = list(threads.map(lambda client: report(client, "same"), asking))
    assert len({receipt["case_number"] for receipt in receipts}) == 1
    assert len({receipt["case_id"] for receipt in receipts}) == 1
    assert [receipt["repeated"] for receipt in receipts].count(False) == 1
    assert told_since(installation, before) == {
        ("intake", "intake.report-registered.v3"): 1,
        ("intake", "intake.number-taken.v1"): 1,
    }


def test_numbers_given_by_two_replicas_at_once_are_given_once_and_without_a_hole(
    five: Ground,
) -> None:
    """A number of a series is taken in a stream of its own, atomically with the case (I-11)."""
    keys = [f"own-{number}" for number in range(AT_ONCE)]
    with clients(five.installation) as asking, ThreadPoolExecutor(AT_ONCE) as threads:
        receipts = list(threads.map(report, asking, keys))
    numbers = {str(receipt["case_number"]) for receipt in receipts}
    assert len(numbers) == AT_ONCE
    running = sorted(int(number.rpartition("/")[2]) for number in numbers)
    assert running == list(range(running[0], running[0] + AT_ONCE))


def test_when_the_leader_is_killed_the_other_replica_takes_over_and_nothing_is_lost(
    five: Ground,
) -> None:
    """Architecture, section 4, Replicas: one leader; it is killed with what it had in hand."""
    installation = five.installation
    leader = installation.leader("intake")
    followers = {program.name for program in installation.programs_of("intake")} - {leader}

    def blow() -> None:
        installation.programs[leader].kill()
        eventually("another leads", lambda: installation.leader("intake") in followers)
        # The one that was killed comes back while the case goes on, and follows.
        installation.programs[leader].start()

    survives(five, Strike(installation, "Meldt inn", "intake", 0, blow), "takeover")
    assert installation.leader("intake") in followers
