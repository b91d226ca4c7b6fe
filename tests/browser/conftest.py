"""A real Chromium for the tests of pages. Sync Playwright: no asyncio in these tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.checks import watch_console
from tests.browser.chromium import find
from tests.browser.demo import demo_app
from tests.browser.serving import serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever here uses the browser is a browser test."""
    for item in items:
        if HERE in item.path.parents and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the test is skipped with the reason, and fails where CI is set."""
    program = find()
    if program is None:
        reason = "no Chromium here: run `python -m tests.browser.chromium`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@contextmanager
def _opened(
    browser: Browser,
    viewport: ViewportSize = WIDE,
    *,
    script: bool = True,
    colours: Literal["light", "dark"] = "light",
) -> Iterator[Page]:
    context = browser.new_context(
        locale="nb-NO",
        timezone_id="Europe/Oslo",
        viewport=viewport,
        java_script_enabled=script,
        color_scheme=colours,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    watch_console(page)
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 px in light colours, with a context (cookies, cache) of its own."""
    with _opened(browser) as opened:
        yield opened


@pytest.fixture
def dark_page(browser: Browser) -> Iterator[Page]:
    """For a reader who prefers dark colours."""
    with _opened(browser, colours="dark") as opened:
        yield opened


@pytest.fixture
def no_script_page(browser: Browser) -> Iterator[Page]:
    """Without JavaScript: all flows must work here."""
    with _opened(browser, script=False) as opened:
        yield opened


@pytest.fixture
def narrow_page(browser: Browser) -> Iterator[Page]:
    """320 px wide (WCAG 1.4.10, reflow)."""
    with _opened(browser, NARROW) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo() -> Iterator[str]:
    """The address of the application that shows all components."""
    with serving(demo_app()) as address:
        yield address
