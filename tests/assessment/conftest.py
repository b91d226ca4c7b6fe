"""An installation of its own for each test that asks for one, or one for a whole module."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from deploy.embedded_valkey import EmbeddedValkey
from tests.assessment.installation import Installation, at_work
from tests.servers.valkey import ValkeyControl

_names = count(1)


@pytest.fixture
def installation(tmp_path: Path, valkey: str) -> Iterator[Installation]:
    with at_work(tmp_path, valkey) as running:
        yield running


@pytest.fixture(scope="module")
def shared(
    tmp_path_factory: pytest.TempPathFactory, valkey_server: EmbeddedValkey
) -> Iterator[Installation]:
    """One for all tests of a module, each with a case of its own."""
    control = ValkeyControl(valkey_server)
    control.start()
    control.flush()
    with at_work(tmp_path_factory.mktemp("assessment"), control.url) as running:
        yield running


@pytest.fixture
def case_id(shared: Installation) -> UUID:
    """A case that has just been lifted to assessment."""
    return shared.lifted(f"shared-{next(_names)}")
