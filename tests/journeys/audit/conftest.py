"""The journeys of audit, on five processes: what has happened to a case, and to others."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.installation.installation import Installation
from tests.journeys.governance.conftest import client, parts
from tests.journeys.governance.path import PARTNERSHIP, SSU, Path
from tests.journeys.governance.sitting import disagrees

__all__ = ["client", "parts"]


@dataclass(frozen=True, slots=True)
class Cases:
    """`decided` is in force and implemented; `open` lies before partnerskapsmøtet."""

    decided: UUID
    open: UUID


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
        yield Cases(decided.case_id, lifted.case_id)
