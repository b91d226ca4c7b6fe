"""What awaits a member, a case's route as a drawing, and forms that tell all that is missing at
once, in a real browser (G-5 to G-14, WCAG 2.1 AA)."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import (
    assert_accessible,
    assert_no_console_errors,
    assert_reflows,
)
from tests.browser.journey.looking import SSU
from tests.browser.journey.place import Case, Place
from tests.browser.journey.test_all_pages import assert_readable_in_dark_colours
from tests.browser.journey.visits import Visits, reload_until, tab_to


@pytest.fixture(scope="module")
def met(place: Place) -> Case:
    """A case that the parties' own organs are to answer."""
    return place.case("Prøvesvar etter utskrivning", "met")


@pytest.fixture(scope="module")
def proposing(place: Place) -> Case:
    """A case whose body is to work out a proposal."""
    case = place.case("Henvisninger uten vurdering", "assessed")
    place.client.until(
        "the body has the case",
        lambda: place.client.get(
            "governance", f"/cases/{case.case_id}", place.person("nina-sykehuslege")
        ),
    )
    return case


def awaited(page: Page, case: Case) -> Page:
    """The front page, once it says what the case is called."""
    page.goto("/moter")
    reload_until(page, "the case's title", lambda: page.get_by_text(case.title))
    return page


def test_a_member_goes_from_what_awaits_them_to_the_very_form_by_keyboard_g_14(
    visits: Visits, met: Case
) -> None:
    anne = awaited(visits.of("anne-skien"), met)
    here = anne.get_by_role("region", name="Saker som venter på deg")
    row = here.get_by_role("listitem").filter(has_text=met.title)
    expect(row).to_contain_text("Frist")
    assert_accessible(anne)
    assert_readable_in_dark_colours(anne)
    link = row.get_by_role("link", name="Svar på vedtaket for Skien kommune")
    tab_to(anne, link)
    anne.keyboard.press("Enter")
    expect(anne.get_by_role("heading", name="Registrer svaret fra din part")).to_be_in_viewport()
    expect(anne.get_by_label("Hvilket organ har svart?")).to_be_visible()
    assert_no_console_errors(anne)


def test_what_awaits_them_works_without_script_and_on_a_small_screen(
    visits: Visits, met: Case
) -> None:
    anne = awaited(visits.of("anne-skien", script=False), met)
    assert_reflows(anne)
    row = anne.get_by_role("listitem").filter(has_text=met.title)
    row.get_by_role("link", name="Svar på vedtaket").click()
    expect(anne.get_by_role("button", name="Registrer svaret")).to_be_visible()


def test_who_only_stands_in_for_others_has_nothing_waiting_p_5(visits: Visits, met: Case) -> None:
    siv = awaited(visits.of("siv-sekretariat"), met)
    expect(siv.get_by_role("region", name="Saker som venter på deg")).to_have_count(0)


def test_the_route_is_one_drawing_with_its_text_g_5_g_14(visits: Visits, met: Case) -> None:
    anne = visits.of("anne-skien")
    anne.goto(f"/styring/saker/{met.case_id}")
    picture = anne.get_by_role("img", name="Sakens vei")
    expect(picture).to_be_visible()
    told = picture.locator("desc").text_content() or ""
    for said in ("Saken har vært hos", "Saken er nå hos", "Herfra kan saken gå til"):
        assert said in told
    here = picture.locator("text.route-now")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("SSU Nedre Telemark")
    opens = anne.get_by_text("Veien som tekst")
    tab_to(anne, opens.locator("xpath=ancestor-or-self::summary | ancestor::u-summary").last)
    anne.keyboard.press("Enter")
    expect(anne.locator("[aria-current=step]")).to_contain_text("Partenes egne organer svarer")
    assert_accessible(anne)
    assert_readable_in_dark_colours(anne)
    assert_reflows(anne)
    assert_nothing_sticks_out_of_the_drawing(anne)
    assert_no_console_errors(anne)


def assert_nothing_sticks_out_of_the_drawing(page: Page) -> None:
    """Each line of text stands within the drawing, and none over another."""
    widest, overlaps = page.evaluate(
        """() => {
          const svg = document.querySelector('.route svg').getBoundingClientRect();
          const lines = [...document.querySelectorAll('.route text')].flatMap((text) =>
            [...text.getClientRects()]);
          const widest = Math.max(...lines.map((line) => line.right)) - svg.right;
          const all = [...document.querySelectorAll('.route text')].map((text) =>
            text.getBoundingClientRect());
          return [widest, all.filter((box, at) => at && box.top < all[at - 1].bottom - 4).length];
        }"""
    )
    assert widest <= 1, f"{widest} px over the edge"
    assert overlaps == 0


def test_what_is_closed_is_told_with_its_reason_g_10(visits: Visits, place: Place) -> None:
    case = place.case("Til behandling", "proposed")
    anne = visits.of("anne-skien")
    anne.goto(f"/styring/saker/{case.case_id}")
    shut = anne.get_by_role("img", name="Sakens vei").locator("text.route-closed")
    expect(shut.filter(has_text="øverste organet").first).to_be_visible()
    assert_reflows(anne)
    assert_nothing_sticks_out_of_the_drawing(anne)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_empty_proposal_is_told_all_that_is_missing_at_once_g_5(
    visits: Visits, proposing: Case, script: bool
) -> None:
    nina = visits.of("nina-sykehuslege", script=script)
    nina.goto(f"/styring/saker/{proposing.case_id}")
    nina.get_by_role("button", name="Send til organet over").click()
    summary = nina.locator("#error-summary")
    expect(summary.get_by_role("link")).to_have_text(
        [
            "Hva foreslås?: Fyll ut feltet",
            "Begrunnelse: Fyll ut feltet",
            "Skriv hvem som skal gjøre hva. Minst én oppgave trengs",
            "For pasienten: Fyll ut feltet",
            "For fastlegen: Fyll ut feltet",
            "For kommunen: Fyll ut feltet",
            "For sykehuset: Fyll ut feltet",
            "Velg hvem vedtaket skal gjelde for",
        ]
    )
    summary.get_by_role("link", name="For kommunen").click()
    expect(nina.get_by_label("For kommunen")).to_be_in_viewport()
    if script:
        assert_accessible(nina)
        assert_no_console_errors(nina, expected_status=422)


def test_the_cases_own_parties_stand_first_and_the_others_are_folded_g_15(
    visits: Visits, proposing: Case
) -> None:
    nina = visits.of("nina-sykehuslege")
    nina.goto(f"/styring/saker/{proposing.case_id}")
    tasks = nina.get_by_role("group", name="Hvem gjør hva")
    expect(tasks.get_by_label("Skien kommune")).to_be_visible()
    expect(tasks.get_by_label("Kragerø kommune")).to_be_hidden()
    tasks.get_by_text("andre parter").click()
    tasks.get_by_label("Kragerø kommune").fill("Gjøre rutinen kjent.")
    nina.get_by_role("button", name="Send til organet over").click()
    expect(tasks.get_by_label("Kragerø kommune")).to_be_visible()


def test_a_choice_that_is_not_made_is_asked_for_g_2(visits: Visits) -> None:
    siv = visits.of("siv-sekretariat")
    siv.goto(f"{SSU}/plasser/ny")
    siv.get_by_role("button", name="Besett plassen").click()
    summary = siv.locator("#error-summary")
    expect(summary.get_by_role("link", name="Virksomhet: Velg et svar")).to_be_visible()
    expect(summary.get_by_role("link", name="Perioden begynner: Velg en dato")).to_be_visible()
    assert_no_console_errors(siv, expected_status=422)


def test_the_secretariats_menu_stands_in_one_row_in_its_groups(visits: Visits) -> None:
    siv = visits.of("siv-sekretariat", viewport={"width": 1200, "height": 900})
    links = siv.get_by_role("navigation", name="Hovedmeny").get_by_role("link")
    tops = {
        link.evaluate("link => Math.round(link.getBoundingClientRect().top)")
        for link in links.all()
    }
    assert links.count() == 10
    assert len(tops) == 1, "no link stands in a row of its own"
