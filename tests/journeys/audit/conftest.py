"""The journeys of audit, on five processes: what has happened to a case, and to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from deploy.playing.client import Client
from tests.governance.exit_asking import CLARIFICATION
from tests.installation.installation import Installation
from tests.journeys.governance.path import PARTNERSHIP, SECRETARIAT, SSU, Path
from tests.journeys.governance.sitting import disagrees

LONGEST_SETUP = 500
"""Seconds: the first test of all waits while five processes start and three cases are played."""


@dataclass(frozen=True, slots=True)
class Cases:
    """`decided` is in force and implemented; `open` lies before partnerskapsmøtet; `stopped` was
    stopped by a question of law, and the parties did not agree."""

    decided: UUID
    open: UUID
    stopped: UUID


@pytest.fixture(scope="package")
def cases(five: Installation) -> Iterator[Cases]:
    with five.client() as speaking:
        decided = Path.proposed(speaking, "audit-decided")
        decided.walk.meet(decided.case_id)
        decided.comes_to("ratification", SSU)
        decided.walk.ratify(decided.case_id)
        decided.walk.implement(decided.case_id)
        decided.comes_to("implemented", SSU)
        lifted = Path.proposed(speaking, "audit-open")
        disagrees(lifted, SSU, "other", wording="Hvem skal betale?")
        lifted.comes_to("disagreed-other", PARTNERSHIP)
        yield Cases(decided.case_id, lifted.case_id, _stopped(speaking))


def _stopped(speaking: Client) -> UUID:
    """Partnerskapsmøtet words a question of law, and then says that there is no agreement."""
    path = Path.proposed(speaking, "audit-stopped")
    disagrees(path, SSU, "other", wording="Har kommunen lov til å få epikrisen?")
    path.comes_to("disagreed-other", PARTNERSHIP)
    disagrees(path, PARTNERSHIP, "other", wording="Har kommunen lov til å få epikrisen?")
    path.comes_to("unresolved", PARTNERSHIP)
    path.asks(SECRETARIAT, f"/cases/{path.case_id}/clarifications", CLARIFICATION)
    told = {"consequence": "workaround-continues", "text": "Fastlegen ringer avdelingen, som før."}
    path.does(SECRETARIAT, "not-agreed", **told)
    path.comes_to("not-agreed", SSU)
    path.all_acknowledge()
    path.comes_to("closed-not-agreed", SSU)
    return path.case_id
