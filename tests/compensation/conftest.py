"""An installation of its own for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.compensation.installation import Installation, at_work


@pytest.fixture
def installation(tmp_path: Path, valkey: str) -> Iterator[Installation]:
    with at_work(tmp_path, valkey) as running:
        yield running


@pytest.fixture
def agreed(installation: Installation) -> Installation:
    """With rates, wage types and an agreement in force."""
    installation.terms()
    return installation
