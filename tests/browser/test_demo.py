"""The shared layout and components in a real browser: WCAG 2.1 AA, reflow, keyboard, no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import (
    assert_accessible,
    assert_no_console_errors,
    assert_reflows,
)

PATHS = ["/", "/tilgjengelighet", "/problem/refused", "/nowhere"]


def _send_with_errors(page: Page, demo: str) -> None:
    page.goto(demo)
    page.get_by_label("Beskrivelse").fill("Uklart hvem som følger opp")
    page.get_by_role("button", name="Send inn").click()
    expect(page.get_by_text("3 felt må rettes")).to_be_visible()


def _status(path: str) -> int | None:
    return {"/problem/refused": 422, "/nowhere": 404}.get(path)


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_accessible_in_light_colours(page: Page, demo: str, path: str) -> None:
    page.goto(demo + path)
    assert_accessible(page)
    assert_no_console_errors(page, expected_status=_status(path))


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_accessible_in_dark_colours(dark_page: Page, demo: str, path: str) -> None:
    dark_page.goto(demo + path)
    background = dark_page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in background[4:-1].split(",")[:3]) < 200
    assert_accessible(dark_page)


def test_a_form_with_errors_is_accessible_in_both_colours(
    page: Page, dark_page: Page, demo: str
) -> None:
    for opened in (page, dark_page):
        _send_with_errors(opened, demo)
        assert_accessible(opened)
        assert_no_console_errors(opened, expected_status=422)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320_px(narrow_page: Page, demo: str, path: str) -> None:
    narrow_page.goto(demo + path)
    assert_reflows(narrow_page)


def test_the_form_with_errors_reflows_at_320_px(narrow_page: Page, demo: str) -> None:
    _send_with_errors(narrow_page, demo)
    assert_reflows(narrow_page)


def test_the_error_summary_takes_focus_and_leads_to_the_field(page: Page, demo: str) -> None:
    _send_with_errors(page, demo)
    expect(page.locator("#error-summary")).to_be_focused()
    page.get_by_role("link", name="Skriv en kort tittel").click()
    expect(page.get_by_label("Kort tittel")).to_be_focused()


def test_the_whole_flow_works_without_script(no_script_page: Page, demo: str) -> None:
    page = no_script_page
    _send_with_errors(page, demo)
    expect(page.get_by_label("Beskrivelse")).to_have_value("Uklart hvem som følger opp")
    field = page.get_by_label("Kort tittel")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        "Hva hindrer samhandlingen? Ingen pasientopplysninger. Skriv en kort tittel"
    )
    field.fill("Blodprøver")
    page.get_by_label("Virksomhet").select_option(label="Sykehuset Telemark HF")
    page.get_by_label("Fastleger").check()
    page.get_by_label("Ingen pasient kan kjennes igjen").check()
    page.get_by_role("button", name="Send inn").click()
    expect(page.get_by_role("status")).to_contain_text("Saken «Blodprøver» er meldt inn.")
    page.reload()
    expect(page.get_by_text("er meldt inn.")).to_have_count(0)


def test_the_keyboard_starts_with_the_skip_link_and_focus_is_visible(page: Page, demo: str) -> None:
    page.goto(demo)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hopp til hovedinnhold")
    expect(skip).to_be_focused()
    assert (skip.bounding_box() or {"height": 0})["height"] > 20
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_every_state_of_the_framework_has_its_word_and_its_own_sign(page: Page, demo: str) -> None:
    """A-1, WCAG 1.4.1: not by colour alone."""
    page.goto(demo)
    components = page.locator(".framework-component")
    names = [text.split(" ", 1)[1] for text in components.locator("h3").all_inner_texts()]
    assert names == ["Praktisk", "Medisinskfaglig", "Språklig", "Økonomisk", "Juridisk", "Teknisk"]
    states = components.locator(".ds-tag").all_inner_texts()
    signs = components.locator(".ds-tag svg").evaluate_all("all => all.map(e => e.innerHTML)")
    assert len(set(states)) == len(set(signs)) == 6


def test_a_wide_table_is_reached_and_scrolled_by_keyboard(narrow_page: Page, demo: str) -> None:
    narrow_page.goto(demo)
    region = narrow_page.get_by_role("region", name="Kravlinjer i 3. kvartal 2026")
    region.focus()
    expect(region).to_be_focused()
    assert region.evaluate("e => e.scrollWidth > e.clientWidth")


def test_long_norwegian_words_break_rather_than_overflow(narrow_page: Page, demo: str) -> None:
    narrow_page.goto(demo)
    narrow_page.locator("h1").evaluate(
        "(e, word) => e.textContent = word",
        "Pasientsikkerhetsforskriftsendringsforslagsbehandlingsfristutsettelse",
    )
    assert_reflows(narrow_page)


def test_the_api_documentation_starts_under_the_strict_policy(page: Page, demo: str) -> None:
    page.goto(f"{demo}/api/docs")
    expect(page.get_by_text("/api/demo/v1/reports", exact=True).first).to_be_visible()
    assert_no_console_errors(page)


def test_printing_leaves_out_what_only_a_screen_needs(page: Page, demo: str) -> None:
    page.goto(demo)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Hovedmeny")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
