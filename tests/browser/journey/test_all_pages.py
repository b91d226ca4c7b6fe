"""Every page stands the same: WCAG 2.1 AA in both colours, 320 px, Norwegian, a silent console."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.looking import PAGES, Views
from tests.browser.journey.place import Place
from tests.browser.journey.visits import Visits


@pytest.fixture(scope="module")
def views(place: Place) -> Views:
    return Views.prepared(place)


@pytest.fixture(scope="module")
def looking(browser: Browser, place: Place) -> Iterator[Visits]:
    """Each person logs in once, and has a page of their own for every view."""
    opened = Visits(browser, place)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_in_both_colours_reflows_is_norwegian_and_silent(
    looking: Visits, views: Views, name: str
) -> None:
    looked = PAGES[name]
    page = looking.another_page(looked.who)
    answer = page.goto(looked.path(views))
    assert answer is not None
    assert answer.status == looked.status, page.title()
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.get_by_role("heading", level=1).count() == 1
    assert_accessible(page)
    assert_readable_in_dark_colours(page)
    assert_reflows(page)
    assert_no_console_errors(page, expected_status=None if looked.status == 200 else looked.status)
    page.close()


def assert_readable_in_dark_colours(page: Page) -> None:
    """Contrast is the one thing that the colours change (WCAG 1.4.3)."""
    before = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "before => getComputedStyle(document.body).backgroundColor !== before", arg=before
    )
    options = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    found = Axe().run(page, options=options).response
    assert found["passes"], "axe checked nothing"
    told = [
        f"{node['html']}\n  {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
    assert not told, "\n".join(told)
    page.emulate_media(color_scheme="light")
