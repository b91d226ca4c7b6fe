"""How time spent becomes money, as sentences."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from shared.web.formats import OSLO
from tests.browser.checks import assert_accessible, assert_reflows
from tests.browser.journey.deciding import typed
from tests.browser.journey.place import Case
from tests.browser.journey.visits import PHONE, reload_until
from tests.compensation.receipts import PDF

TOTAL = "6 336,00 kr"
"""Two hours of meeting, one of travel, one and a half between: 4,5 h of 1 397,00 kr; and a
parking of 49,50 kr."""
RECEIPT = FilePayload(name="parkering.pdf", mimeType="application/pdf", buffer=PDF)


def when_the_doctor_drafts_a_claim(page: Page, case: Case) -> None:
    """The meeting's time stands there already; travel, work between and a cost with its receipt
    are told (C-4, C-5)."""
    starts, ends = case.walk.slot()
    page.goto("/godtgjoring")
    link = page.locator(f'a[href*="/godtgjoring/mote/{case.meeting_id}/"]')
    reload_until(page, "the attendance is known", lambda: link)
    link.click()
    half_an_hour = timedelta(minutes=30)
    _fill_work(page, "Reise 1", starts - half_an_hour, starts)
    _fill_work(page, "Reise 2", ends, ends + half_an_hour)
    before = starts - timedelta(days=2)
    _fill_work(page, "Arbeid 1", before, before + timedelta(minutes=90), "Forberedelse")
    _fill_cost(page, starts)
    assert_accessible(page)
    page.get_by_role("button", name="Lagre utkast").click()


def _fill_work(
    page: Page, row: str, starts: datetime, ends: datetime, what: str | None = None
) -> None:
    group = page.get_by_role("group", name=row)
    group.get_by_label("Fra").fill(typed(starts))
    group.get_by_label("Til").fill(typed(ends))
    if what:
        group.get_by_label("Hva").fill(what)


def _fill_cost(page: Page, day: datetime) -> None:
    page.get_by_text("Utlegg med kvittering", exact=True).click()
    group = page.get_by_role("group", name="Utlegg 1")
    group.get_by_label("Dag").fill(f"{day.astimezone(OSLO):%Y-%m-%d}")
    group.get_by_label("Hva gjelder det?").fill("Parkering")
    group.get_by_label("Beløp").fill("49,50")
    group.get_by_label("Kvittering").set_input_files(RECEIPT)


def then_it_fits_a_phone(page: Page) -> None:
    """Nothing scrolls sideways, and every amount can be read (WCAG 1.4.10)."""
    assert_reflows(page, PHONE["width"])
    assert_accessible(page)


def then_every_amount_is_explained(page: Page) -> None:
    """Hours, rate and where the rate comes from, line by line; and the sum (C-3, C-12)."""
    lines = page.get_by_role("region", name="Linjene i kravet")
    expect(lines.get_by_text("1 397,00 kr. Sats per time")).to_have_count(4)
    expect(lines.get_by_role("row").last).to_contain_text(TOTAL)


def when_it_is_sent(page: Page) -> str:
    """Gives the address of the claim, for those who have it next."""
    page.get_by_role("button", name="Send til attestering").click()
    expect(page.get_by_role("button", name="Send til attestering")).to_have_count(0)
    return page.url


def when_it_is_found_and_attested(page: Page, address: str) -> None:
    """From the attester's own list (C-7)."""
    _from_the_list(page, address)
    page.get_by_role("button", name="Attester kravet").click()
    expect(page.get_by_role("button", name="Attester kravet")).to_have_count(0)


def when_it_is_found_and_approved(page: Page, address: str) -> None:
    _from_the_list(page, address)
    expect(page.get_by_text(f"Du godkjenner at {TOTAL} utbetales.")).to_be_visible()
    page.get_by_role("button", name="Godkjenn kravet").click()
    expect(page.get_by_role("button", name="Godkjenn kravet")).to_have_count(0)


def _from_the_list(page: Page, address: str) -> None:
    page.goto("/godtgjoring")
    claim = address.rpartition("/")[2]
    link = page.get_by_role("main").locator(f'a[href$="{claim}"]')
    reload_until(page, "the claim waits for them", lambda: link)
    link.first.click()


def when_payroll_locks_and_exports(page: Page, case: Case) -> None:
    """Previewed with control totals, locked, and made into a file (C-9)."""
    starts, _ = case.walk.slot()
    page.goto("/godtgjoring")
    page.get_by_role("main").get_by_role("link", name="Lønnskjøringer").click()
    page.get_by_label("Periode").fill(f"{starts.astimezone(OSLO):%Y-%m}")
    page.get_by_role("button", name="Vis forhåndsvisning").click()
    expect(page.get_by_role("region", name="Kontrollsummer per lønnsart")).to_be_visible()
    page.get_by_role("button", name="Lås lønnskjøringen").click()
    page.get_by_role("button", name="Lag lønnsfil").click()
    expect(page.get_by_role("link", name="Last ned filen")).to_be_visible()


def when_the_file_is_fetched(page: Page, folder: Path) -> bytes:
    with page.expect_download() as fetching:
        page.get_by_role("link", name="Last ned filen").click()
    file = folder / fetching.value.suggested_filename
    fetching.value.save_as(file)
    return file.read_bytes()


def then_the_file_is_the_one_that_was_made(page: Page, content: bytes) -> None:
    """The checksum on the page is that of the bytes that came (C-9)."""
    expect(page.get_by_text(hashlib.sha256(content).hexdigest())).to_be_visible()


def when_payroll_answers_with_its_receipt(page: Page, content: bytes) -> None:
    """The file that the payroll system gives back: all lines are accepted (C-9)."""
    answer = f"kvittering;{hashlib.sha256(content).hexdigest()}\n".encode()
    receipt = FilePayload(name="kvittering.csv", mimeType="text/csv", buffer=answer)
    page.get_by_label("Kvitteringsfil").set_input_files(receipt)
    page.get_by_role("button", name="Les kvitteringen").click()
    expect(page.get_by_role("button", name="Les kvitteringen")).to_have_count(0)
    expect(page.get_by_role("main").get_by_text("Kvittert", exact=True)).to_be_visible()
    assert_accessible(page)


def when_it_is_paid_and_led_back(page: Page) -> None:
    """Payroll says that it is paid; a line leads back to what the meeting decided (C-12)."""
    page.get_by_role("button", name="Før som utbetalt").click()
    expect(page.get_by_role("main").get_by_text("Utbetalt", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Linje 1", exact=True).click()
    expect(page.get_by_role("heading", name="Dette ble avgjort i SSU")).to_be_visible()
    assert_accessible(page)
