"""A secretary takes in a file from a quality system, and sees what became of each row (I-10)."""

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.visits import Visits
from tests.intake.test_import_csv import file_of

TELEMARK = "Helsefellesskapet i Telemark"
PARTIES = "Sykehuset Telemark HF|Skien kommune"
GOOD = ["N-1", "20.11.2026", TELEMARK, "Ærlig talt: hvem ringer?", "Svar blir liggende.", PARTIES]
BAD = ["N-2", "i går", TELEMARK, "", "Gjelder 010190\n00083.", "Et ukjent legesenter"]


def test_a_file_is_looked_over_then_registered_and_its_case_is_the_senders_i_10_i_11(
    visits: Visits,
) -> None:
    siv = visits.of("siv-sekretariat")
    siv.get_by_role("link", name="Importer saker fra fil").click()
    siv.get_by_role("button", name="Les filen").click()
    expect(siv.get_by_role("alert").or_(siv.locator(".ds-error-summary"))).to_contain_text(
        "Velg en fil."
    )
    assert_accessible(siv)
    siv.get_by_label("Fil", exact=True).set_input_files(
        FilePayload(
            name="avvik november.csv",
            mimeType="text/csv",
            buffer=file_of(GOOD, BAD).encode("cp1252"),
        )
    )
    siv.get_by_role("button", name="Les filen").click()
    expect(siv.get_by_role("heading", level=1)).to_have_text("avvik november.csv")
    told = siv.get_by_role("table").get_by_role("row")
    for said in ("Datoen er ikke gyldig", "Skriv en kort tittel", "linje 1, tegn 9"):
        expect(told.filter(has_text=said)).to_have_count(1)
    expect(siv.get_by_text("010190")).to_have_count(0)
    assert_accessible(siv)
    assert_reflows(siv)
    siv.get_by_role("button", name="Registrer 1 sak").click()
    _until_done(siv)
    siv.goto("/")
    siv.get_by_role("link", name="Ærlig talt: hvem ringer?").first.click()
    expect(siv.get_by_text("Sekretariatet skal lese meldingen.")).to_be_visible()
    assert_no_console_errors(siv, expected_status=422)


def _until_done(page: Page) -> None:
    """The page is looked at again, by its own link, until all rows are dealt with."""
    again = page.get_by_role("link", name="Se på nytt")
    done = page.get_by_text("Importen er ferdig.")
    expect(again.or_(done).first).to_be_visible()
    for _ in range(40):
        if done.is_visible():
            return
        again.click()
        page.wait_for_load_state()
    expect(done).to_be_visible()
