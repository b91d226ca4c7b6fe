"""What people do on intake's pages, without any script."""

from uuid import UUID

from tests.assessment.installation import REPORT, Browser, Installation
from tests.examples.ids import GP, SECRETARY, TELEMARK

TYPED: dict[str, str] = {
    "helsefellesskap": str(TELEMARK),
    "title": str(REPORT["title"]),
    "what_happens": str(REPORT["what_happens"]),
    "parties.0": "Sykehuset Telemark HF",
    "parties.1": "Skien kommune",
}


def previewed(browser: Browser, **fields: str) -> tuple[str, str]:
    """The form filled in and sent on; the address of the preview, and the page."""
    typed = {**TYPED, **fields}
    answer = browser.send(browser.look("/meld"), "/meld", **typed, act="next")
    return answer.headers["location"].partition("#")[0], browser.follow(answer)


def reported(browser: Browser, **fields: str) -> str:
    """From the form to the receipt."""
    joins = {"joins": fields.pop("joins")} if "joins" in fields else {}
    address, page = previewed(browser, **fields)
    return browser.follow(browser.send(page, f"{address}/send", **joins))


def a_case(installation: Installation, name: str = "one", **more: object) -> UUID:
    """A case that has been reported, once it can be read."""
    client = installation.client
    body = {**REPORT, **more}
    case_id = client.ask("intake", "/reports", body, GP, key=name)["case_id"]
    client.until("saken", lambda: client.get("intake", f"/cases/{case_id}", SECRETARY))
    return UUID(case_id)
