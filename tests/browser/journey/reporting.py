"""What a reporter does and sees, as sentences."""

import re

from playwright.sync_api import Page, expect

from tests.browser.journey.visits import tab_to

WHAT = "Epikrisen sier ikke hvem som følger opp svar som kommer etter utskrivning."
SKIP = "Ingen av dem? Gå til sending."
SEND = re.compile("^Send (inn|likevel)$")
PARTIES = ("Sykehuset Telemark HF", "Skien kommune", "Porsgrunn kommune")


def given_the_form_is_open(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Meld et samhandlingsproblem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Meld et samhandlingsproblem")


def when_they_fill_in_the_three_things(page: Page, title: str, what: str = WHAT) -> None:
    """A title, what happens, and whom it concerns (I-1)."""
    page.get_by_label("Kort tittel").fill(title)
    page.get_by_label("Hva skjer?").fill(what)
    for number, party in enumerate(PARTIES, start=1):
        page.get_by_label(f"Virksomhet {number}").fill(party)


def when_they_go_on(page: Page) -> None:
    page.get_by_role("button", name="Gå videre").click()


def when_they_send_it(page: Page) -> None:
    """By the way of what is known of it already (I-7)."""
    when_they_go_on(page)
    page.get_by_role("button", name=SEND).click()


class Keyboard:
    """Somebody without a mouse. Every key pressed is an interaction, and so is every field that
    is written in, however long."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.interactions = 0

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)
        self.interactions += 1

    def write(self, text: str) -> None:
        self._page.keyboard.type(text)
        self.interactions += 1


def when_they_report_by_keyboard_alone(page: Page, title: str, what: str) -> int:
    """From the form that the front page leads to, to the receipt; how many interactions it took."""
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Meld et samhandlingsproblem"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Kort tittel")).to_be_focused()
    hands = Keyboard(page)
    hands.write(title)
    for written in (what, PARTIES[0]):
        hands.press("Tab")
        hands.write(written)
    hands.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se over og send")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    hands.press("Tab")
    if page.get_by_role("link", name=SKIP).count():
        expect(page.get_by_role("link", name=SKIP)).to_be_focused()
        hands.press("Enter")
    expect(page.get_by_role("button", name=SEND)).to_be_focused()
    hands.press("Enter")
    return hands.interactions


def then_they_have_a_receipt(page: Page, title: str) -> str:
    """The receipt with its number; goes on to the case, and gives the case's number (I-11)."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kvittering for melding")
    expect(page.get_by_text("Meldingen er registrert.")).to_be_visible()
    page.get_by_role("link", name="Følg saken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    number = page.get_by_label("Du er her").get_by_text(re.compile(r"^\d{4}/\d+$"))
    expect(number).to_be_visible()
    return number.inner_text()


def then_they_see_where_it_is(page: Page) -> None:
    """Status, holder, components and frame that nobody has looked at, and what has happened."""
    main = page.get_by_role("main")
    expect(main.get_by_text("Venter på siling")).to_be_visible()
    expect(main.get_by_role("definition").filter(has_text="Sekretariatet")).to_be_visible()
    picture = page.get_by_label("Rammeverket for samhandling")
    components = picture.get_by_role("heading")
    expect(components).to_have_count(6)
    expect(picture.get_by_text("Ikke vurdert")).to_have_count(7)
    expect(page.get_by_role("complementary").get_by_text("Meldt inn")).to_be_visible()


def then_the_field_is_refused_and_all_is_kept(page: Page, title: str, what: str) -> None:
    """The reason stands at the field, the summary leads there, and nothing typed is lost (I-3)."""
    field = page.get_by_label("Hva skjer?")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(what)
    expect(page.get_by_label("Kort tittel")).to_have_value(title)
    for number, party in enumerate(PARTIES, start=1):
        expect(page.get_by_label(f"Virksomhet {number}")).to_have_value(party)
    reason = page.locator("#f-what-happens-error")
    expect(reason).to_contain_text("fødselsnummer")
    expect(page.locator(".found mark")).to_have_text("•" * 11)
    page.locator("#error-summary").get_by_role("link").click()
    expect(field).to_be_focused()


def then_all_three_are_asked_for(page: Page) -> None:
    """In the summary and at their fields, and the tab says that something is wrong (I-1)."""
    expect(page).to_have_title(re.compile("^Feil: "))
    asked = ["Skriv en kort tittel.", "Fortell hva som skjer.", "Skriv minst én virksomhet."]
    links = page.locator("#error-summary").get_by_role("link")
    expect(links).to_have_text(asked)
    for text in asked:
        expect(page.locator(".ds-validation-message").get_by_text(text)).to_be_visible()
