"""Every page stands the same: WCAG 2.1 AA in both colours, 320 px, Norwegian, a silent console."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.looking import PAGES, Looked, Views
from tests.browser.journey.place import Place
from tests.browser.journey.visits import Colours, Visits


@pytest.fixture(scope="package")
def views(place: Place) -> Views:
    return Views.prepared(place)


@pytest.fixture(scope="module")
def looking(browser: Any, place: Place) -> Any:
    """Logins are kept from page to page; each page still has a context of its own."""
    opened = Visits(browser, place)
    yield opened
    opened.close()


def _open(looking: Visits, views: Views, looked: Looked, colours: Colours) -> Page:
    if looked.who is None:
        page = looking.stranger(colours=colours)
    else:
        page = looking.again(looked.who, colours=colours)
    answer = page.goto(looked.path(views))
    assert answer is not None
    assert answer.status == looked.status, page.title()
    return page


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_reflows_is_norwegian_and_silent(
    looking: Visits, views: Views, name: str
) -> None:
    looked = PAGES[name]
    page = _open(looking, views, looked, "light")
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.get_by_role("heading", level=1).count() == 1
    assert_accessible(page)
    assert_reflows(page)
    assert_no_console_errors(page, expected_status=None if looked.status == 200 else looked.status)
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_in_dark_colours(looking: Visits, views: Views, name: str) -> None:
    page = _open(looking, views, PAGES[name], "dark")
    assert_accessible(page)
    page.context.close()
