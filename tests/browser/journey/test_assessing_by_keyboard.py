"""One who speaks for the GPs and the secretariat assess a case together, on a phone and by the
keyboard alone (A-3, A-11, WCAG 2.1.1, 1.4.10)."""

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.place import Place
from tests.browser.journey.visits import Visits, tab_to

SMALL: ViewportSize = {"width": 320, "height": 640}
HOSPITAL, SKIEN, PORSGRUNN = "Sykehuset Telemark HF", "Skien kommune", "Porsgrunn kommune"


def comes_to(page: Page, heading: str) -> None:
    """The page stands there; past its head by the link that skips it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def type_in(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label))
    page.keyboard.type(text)


def tick(page: Page, box: Locator) -> None:
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def choose(page: Page, status: str) -> None:
    """Radios are one stop of the Tab key; the arrows go between them (WAI-ARIA)."""
    group = page.locator("input[type=radio]")
    tab_to(page, group.first)
    page.keyboard.press("Space")
    wanted = page.get_by_label(status, exact=True)
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{status} is not reached by the arrows")


def press(page: Page, button: str) -> None:
    tab_to(page, page.get_by_role("button", name=button))
    page.keyboard.press("Enter")


def follow(page: Page, link: Locator) -> None:
    tab_to(page, link)
    page.keyboard.press("Enter")


def stands(page: Page) -> None:
    assert_accessible(page)
    assert_reflows(page)


def assesses(page: Page, component: str, status: str, reason: str = "") -> None:
    """The form that stands there now is that of the component."""
    comes_to(page, component)
    choose(page, status)
    if reason:
        type_in(page, "Begrunnelse", reason)
    for party in (HOSPITAL, SKIEN):
        tick(page, page.get_by_role("checkbox", name=party))
    press(page, "Lagre og gå til")


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Delene").get_by_role("link", name=name)


def test_a_doctor_of_the_gps_and_the_secretariat_assess_a_case_by_keyboard_a_3_a_11(
    visits: Visits, place: Place
) -> None:
    case = place.case("Vurderes med tastatur", "triaged")
    address = f"/vurdering/{case.case_id}"
    doctor = visits.of("omar-fastlege", viewport=SMALL)
    doctor.goto(address)
    comes_to(doctor, case.title)
    follow(doctor, part(doctor, "Mål og nytte"))
    comes_to(doctor, "Mål og nytte")
    type_in(doctor, "Hva er problemet?", "Ingen vet hvem som følger opp.")
    type_in(doctor, "Hvilke pasienter gjelder det?", "De som skrives ut.")
    type_in(doctor, "Hva er den kliniske nytten?", "Ingen svar blir liggende.")
    press(doctor, "Lagre og gå til Praktisk")
    comes_to(doctor, "Praktisk")
    press(doctor, "Lagre og gå til")
    expect(doctor.get_by_role("heading", name="Ett felt må rettes")).to_be_visible()
    stands(doctor)
    assesses(doctor, "Praktisk", "Ikke ivaretatt", "Ingen har oppgaven.")
    assesses(doctor, "Medisinskfaglig", "Ivaretatt")

    siv = visits.of("siv-sekretariat", viewport=SMALL)
    siv.goto(address)
    expect(siv.get_by_text("medlem for").first).to_be_visible()
    comes_to(siv, case.title)
    follow(siv, siv.get_by_role("link", name="Neste: 3. Språklig"))
    for component in ("Språklig", "Økonomisk", "Juridisk", "Teknisk"):
        assesses(siv, component, "Ivaretatt")
    comes_to(siv, "Kapasitetsramme")
    follow(siv, siv.get_by_role("link", name=f"Vurder {HOSPITAL}"))
    for party in (HOSPITAL, SKIEN, PORSGRUNN):
        comes_to(siv, f"Kapasitet for {party}")
        choose(siv, "Innenfor")
        press(siv, "Lagre og gå videre")
    comes_to(siv, "Kapasitetsramme")
    follow(siv, part(siv, "Konklusjon"))
    comes_to(siv, "Konklusjon")
    press(siv, "Avslutt vurderingen")
    expect(siv.get_by_text("Lagret: Konklusjon.")).to_be_visible()
    picture = siv.get_by_label("Rammeverket for samhandling")
    main = picture.get_by_role("listitem").filter(has_text="Hovedhinder")
    expect(main.get_by_role("heading")).to_contain_text("Praktisk")
    stands(siv)
    assert_no_console_errors(siv)
    assert_no_console_errors(doctor, expected_status=422)
