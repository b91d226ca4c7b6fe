"""What every page must stand: accessibility, reflow, a silent console."""

from weakref import WeakKeyDictionary

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

WCAG_21_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

_complaints: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def watch_console(page: Page) -> None:
    """Gathers errors, warnings and failed requests from now on; the fixtures call it."""
    complaints: list[str] = []
    _complaints[page] = complaints

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))

    def failed(request: Request) -> None:
        # The icon is fetched when the page has long been loaded; leaving it then is no error.
        left = request.failure == "net::ERR_ABORTED" and request.url.endswith("/mark.svg")
        if not left:
            complaints.append(f"{request.url}: {request.failure}")

    page.on("requestfailed", failed)


def assert_no_console_errors(page: Page, *, expected_status: int | None = None) -> None:
    """No error, warning, exception or failed request since the page was opened.

    A page that is answered with an error status makes Chromium say so; `expected_status` allows
    just that.
    """
    allowed = f"the server responded with a status of {expected_status}" if expected_status else ""
    complaints = [line for line in _complaints[page] if not (allowed and allowed in line)]
    assert not complaints, "\n".join(complaints)


def assert_accessible(page: Page) -> None:
    """axe finds nothing against WCAG 2.1 A and AA, and has looked at something."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG_21_AA}}).response
    assert found["passes"], "axe checked nothing"
    told = [
        f"{violation['id']}: {violation['help']}\n  "
        + "\n  ".join(f"{node['html']}\n  {node['failureSummary']}" for node in violation["nodes"])
        for violation in found["violations"]
    ]
    assert not told, "\n".join(told)


def assert_reflows(page: Page, width: int = 320) -> None:
    """At this width nothing scrolls sideways (WCAG 1.4.10) but tables in regions of their own.

    Says which elements stick out.
    """
    height = (page.viewport_size or {"height": 640})["height"]
    page.set_viewport_size({"width": width, "height": height})
    inside, sticking_out = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const out = [...document.body.querySelectorAll('*')].filter((element) => {
            if (element.closest('.table-region, .ds-sr-only, .ds-skip-link')) return false;
            const box = element.getBoundingClientRect();
            return box.width > 0 && box.right > width + 1;
          });
          return [document.documentElement.scrollWidth,
                  out.slice(0, 8).map((element) => element.outerHTML.slice(0, 160))];
        }"""
    )
    assert inside <= width, f"{inside} px wide at {width} px:\n" + "\n".join(sticking_out)
    assert not sticking_out, "\n".join(sticking_out)
