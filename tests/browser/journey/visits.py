"""People at their screens: each with a browser of their own, logged in through the real login."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from tests.browser.checks import watch_console
from tests.browser.journey.place import Place
from tests.installation.waiting import eventually

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Visits:
    """Opens browsers for people, and closes them all at the end."""

    browser: Browser
    place: Place
    _contexts: list[BrowserContext] = field(default_factory=list, init=False)
    _people: dict[str | None, BrowserContext] = field(default_factory=dict, init=False)

    def stranger(
        self,
        *,
        viewport: ViewportSize = WIDE,
        script: bool = True,
    ) -> Page:
        """Somebody who is not logged in."""
        context = self.browser.new_context(
            base_url=self.place.address,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            viewport=viewport,
            java_script_enabled=script,
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        watch_console(page)
        return page

    def of(self, key: str, *, viewport: ViewportSize = WIDE, script: bool = True) -> Page:
        """The person's browser after logging in, on the front page."""
        page = self.stranger(viewport=viewport, script=script)
        log_in(page, self.place.name(key))
        return page

    def another_page(self, key: str | None) -> Page:
        """One more page in the browser of this person (of nobody: None), who logs in once."""
        if key not in self._people:
            first = self.of(key) if key else self.stranger()
            self._people[key] = first.context
        page = self._people[key].new_page()
        watch_console(page)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()


def log_in(page: Page, name: str) -> None:
    """From the front page through the development issuer's page: one choice, one click."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Logg inn").click()
    choose(page, name)


def choose(page: Page, name: str) -> None:
    """Chooses who to be on the issuer's page, and is back at the platform after."""
    page.get_by_role("button", name=re.compile(f"^{re.escape(name)}")).click()
    page.get_by_role("button", name="Logg ut").wait_for()


def case_path(case_id: UUID) -> str:
    return f"/saker/{case_id}"


def reload_until(page: Page, what: str, there: Callable[[], Locator]) -> None:
    """Looks at the page again until another service has heard what happened."""

    def seen() -> bool:
        if there().count():
            return True
        page.reload()
        return there().count() > 0

    eventually(what, seen)


def tab_to(page: Page, target: Locator, *, most: int = 80) -> None:
    """Moves by the Tab key alone. Fails where the target can't be reached."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by {most} presses of Tab")
