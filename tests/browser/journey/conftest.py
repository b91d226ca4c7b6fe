"""One installation for all journeys: SQLite, embedded Valkey, the example register."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from deploy.playing.example import Example
from tests.browser.journey.place import Place
from tests.browser.journey.visits import Visits
from tests.installation.installation import one_process
from tests.installation.playing import load_example


@pytest.fixture(scope="package")
def place(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The process and a client of it; cases differ, so tests do not meet."""
    folder = tmp_path_factory.mktemp("journey")
    with one_process(folder) as installation:
        load_example(installation)
        with installation.client() as client:
            yield Place(installation, client, Example.read())


@pytest.fixture
def visits(browser: Browser, place: Place) -> Iterator[Visits]:
    """The browsers that one test opens."""
    opened = Visits(browser, place)
    yield opened
    opened.close()
