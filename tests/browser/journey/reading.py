"""Looking at what happened, and being told why not, as sentences."""

from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from shared.clock import SystemClock
from shared.web.formats import OSLO
from tests.browser.journey.place import Case, Place
from tests.browser.journey.visits import reload_until
from tests.installation.waiting import eventually


def given_audit_has_heard(place: Place, case: Case, kind: str) -> datetime:
    """When it was recorded; waits until audit knows of it."""
    reader = place.person("siv-sekretariat")

    def heard() -> datetime | None:
        events = place.client.get("audit", f"/cases/{case.case_id}/history", reader)["events"]
        recorded = [each["recordedtime"] for each in events if each["type"] == kind]
        return datetime.fromisoformat(recorded[-1]) if recorded else None

    return place.client.until(f"audit has heard {kind}", heard)


def given_a_second_has_begun_since(moment: datetime) -> str:
    """A whole second after the moment, as one types it; returns when it has come."""
    whole = moment.replace(microsecond=0) + timedelta(seconds=1)
    eventually("the next second", lambda: SystemClock().now() > whole)
    return f"{whole.astimezone(OSLO):%Y-%m-%dT%H:%M:%S}"


def when_they_open_the_whole_history(page: Page, case: Case) -> None:
    """From the assessment, which is where Helsedirektoratet comes in."""
    page.get_by_label("Hovedmeny").get_by_role("link", name="Vurdering").click()
    row = page.get_by_role("row").filter(has=page.get_by_text(case.number, exact=True))
    row.get_by_role("link").click()
    page.get_by_role("link", name="Hele historikken").click()


def then_they_are_asked_why_first(page: Page) -> None:
    expect(page.get_by_text("Oppgi formålet før historikken vises")).to_be_visible()
    expect(page.locator(".timeline")).to_have_count(0)


def when_they_say_why(page: Page, purpose: str) -> None:
    page.get_by_label("Formål").fill(purpose)
    page.get_by_role("button", name="Vis historikken").click()


def then_the_reading_is_logged(page: Page, place: Place, purpose: str) -> None:
    """It is told on the page, and the purpose stands with the reading on record (R-6)."""
    expect(page.get_by_text("Lesingen er loggført")).to_be_visible()
    expect(page.get_by_role("heading", name="Vedtaket gjelder for partene")).to_be_visible()
    expect(page.get_by_label("Formål")).to_have_value(purpose)
    assert any(purpose.encode() in each.body for each in place.installation.stored("audit"))


def when_they_ask_how_it_was(page: Page, moment: str) -> None:
    page.get_by_label("Vis historikken slik den var").fill(moment)
    page.get_by_role("button", name="Vis historikken").click()


def then_only_what_had_happened_is_shown(page: Page) -> None:
    """What was recorded later is not there (R-2)."""
    expect(page.get_by_text("Slik historikken var")).to_be_visible()
    expect(page.get_by_role("heading", name="Problemet ble meldt inn")).to_be_visible()
    expect(page.get_by_role("heading", name="Silingen ble avsluttet")).to_have_count(0)


def then_there_is_no_access(page: Page, why: str) -> None:
    """The reason in Norwegian, its rule, and the way to somebody who can help (P-3)."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Du har ikke tilgang")
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.get_by_text("regel P-")).to_be_visible()


def the_menu(page: Page) -> list[str]:
    """Where the page's head leads."""
    return page.get_by_label("Hovedmeny").get_by_role("link").all_inner_texts()


def when_the_case_is_in_force(page: Page, case: Case) -> None:
    """On the case's own page, where the reporter sees it (I-11)."""
    page.goto(f"/saker/{case.case_id}")
    state = page.get_by_role("main").get_by_text("Vedtatt, gjennomføres")
    reload_until(page, "intake knows that it is in force", lambda: state)
