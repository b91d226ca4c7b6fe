"""The journeys of a claim, on five processes; after each of them nothing is set aside."""

from collections.abc import Iterator

import pytest

from deploy.assembled import Assembled, assembled
from tests.installation.checking import assert_nothing_is_set_aside
from tests.installation.installation import Installation
from tests.journeys.compensation.desk import Desk


@pytest.fixture(scope="package")
def parts(five: Installation) -> Iterator[Assembled]:
    """The parts of the installation, beside the processes that run it."""
    with assembled(five.settings) as found:
        yield found


@pytest.fixture
def desk(five: Installation, parts: Assembled, request: pytest.FixtureRequest) -> Iterator[Desk]:
    with five.client() as speaking:
        yield Desk(speaking, request.node.name)
    assert_nothing_is_set_aside(parts)
