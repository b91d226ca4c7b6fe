"""Killed, emptied, restarted in the middle of a case: each effect once, and nothing lost.

Domain, section 8; architecture, section 4 (Record, Commands, Relay, Inbox, Effects).
"""

import pytest

from shared.contracts.record import ServiceName
from tests.faults.conftest import Ground
from tests.faults.surviving import survives
from tests.installation.moments import Strike
from tests.installation.waiting import eventually
from tests.servers.postgres import PostgresServer


@pytest.mark.parametrize(
    ("service", "step", "events"),
    [
        ("intake", "Meldt inn", 1),
        ("assessment", "Silt", 4),
        ("governance", "FS har sendt", 5),
        ("compensation", "Gjennomført", 2),
        ("audit", "Kravet er attestert", 0),
    ],
)
def test_a_service_killed_in_the_middle_of_a_case_has_each_effect_once(
    five: Ground, service: ServiceName, step: str, events: int
) -> None:
    """kill -9 while its own step is played; started again, it goes on where its ledger is."""

    def blow() -> None:
        five.installation.kill(service)
        five.installation.start_again(service)

    survives(five, Strike(five.installation, step, service, events, blow), f"kill-{service}")


def test_a_service_that_was_away_hears_all_it_missed(five: Ground) -> None:
    """Compensation is down while the committee meets; the attendance reaches it afterwards."""
    installation = five.installation
    head = installation.ledger("governance").head()

    def closed() -> bool:
        told = installation.stored("governance", after=head)
        return any(each.type == "governance.meeting-closed.v2" for each in told)

    def blow() -> None:
        installation.kill("compensation")
        eventually("the meeting is closed", closed)
        installation.start_again("compensation")

    survives(five, Strike(five.installation, "FS har sendt", "governance", 2, blow), "away")


def test_an_emptied_valkey_loses_nothing(five: Ground) -> None:
    """FLUSHALL while the committee meets: the ledgers are the record (section 1)."""
    survives(
        five, Strike(five.installation, "FS har sendt", "governance", 4, five.valkey.flush), "flush"
    )


def test_a_valkey_killed_and_started_again_loses_nothing(five: Ground) -> None:
    """What it had acknowledged and not yet written to disk is sent again (Relay)."""

    def blow() -> None:
        five.valkey.kill()
        five.valkey.start()

    survives(five, Strike(five.installation, "Silt", "assessment", 4, blow), "kill-valkey")


def test_the_case_goes_on_while_valkey_is_away(five: Ground) -> None:
    """The feed is enough: Redis is for speed only (Inbox)."""
    survives(
        five, Strike(five.installation, "Meldt inn", "intake", 1, five.valkey.kill), "no-valkey"
    )


def test_a_database_killed_and_started_again_loses_nothing(
    five: Ground, own_postgres_server: PostgresServer
) -> None:
    """What was answered is on the disk; what was not is asked again with the same key."""

    def blow() -> None:
        own_postgres_server.kill()
        own_postgres_server.start()
        five.installation.forget_ledgers()

    survives(
        five, Strike(five.installation, "FS har sendt", "governance", 5, blow), "kill-postgres"
    )
