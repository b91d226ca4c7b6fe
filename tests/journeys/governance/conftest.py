"""The journeys of the bodies, on five processes; after each of them nothing is set aside."""

from collections.abc import Iterator

import pytest

from deploy.assembled import Assembled, assembled
from deploy.playing.client import Client
from tests.installation.checking import assert_nothing_is_set_aside
from tests.installation.installation import Installation


@pytest.fixture(scope="package")
def parts(five: Installation) -> Iterator[Assembled]:
    """The parts of the installation, beside the processes that run it."""
    with assembled(five.settings) as found:
        yield found


@pytest.fixture
def client(five: Installation, parts: Assembled) -> Iterator[Client]:
    with five.client() as speaking:
        yield speaking
    assert_nothing_is_set_aside(parts)
