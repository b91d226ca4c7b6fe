"""The register of an area, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.identity.registered import told
from tests.identity.registering import Registering


@pytest.fixture(params=["memory", "postgres"])
def registering(request: pytest.FixtureRequest) -> Iterator[Registering]:
    database = "memory:"
    if request.param == "postgres":
        database = str(request.getfixturevalue("postgres"))
    made = Registering(database)
    made.say(*told())
    yield made
    made.close()
