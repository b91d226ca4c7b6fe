"""The same index on every store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.eventlog.projections import migrate_views, open_views
from tests.search.library import Library


@pytest.fixture(params=["sqlite", "postgres"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """An empty index in a fresh database of each kind."""
    sqlite = request.param == "sqlite"
    address = f"sqlite:///{tmp_path}" if sqlite else str(request.getfixturevalue("postgres"))
    database = open_views(address, "intake")
    migrate_views(database)
    yield Library(database)
    database.dispose()
