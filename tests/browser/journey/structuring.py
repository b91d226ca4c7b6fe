"""A helsefellesskap is set up by somebody who knows the field and only the pages, as sentences."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass(frozen=True)
class Seat:
    """Who is to sit where, as it is told on the form."""

    person: str
    party: str
    side: str | None = None
    represents: str = "Parten"
    function: str = "Medlem"
    votes: bool = True
    clinician: bool = False


def when_a_helsefellesskap_is_established(page: Page, name: str) -> None:
    """First with a format that gives no numbers, then one that is looked at before it is used."""
    page.goto("/")
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Struktur").click()
    page.get_by_role("link", name="Nytt helsefellesskap").click()
    page.get_by_label("Navn").fill(name)
    page.get_by_label("Form på saksnumrene").fill("{year}")
    page.get_by_role("button", name="Opprett helsefellesskapet").click()
    wrong = page.get_by_role("heading", name="må rettes")
    expect(wrong).to_be_visible()
    page.get_by_label("Form på saksnumrene").fill("Sak {running:02}-{year:02}")
    page.get_by_role("button", name="Vis hvordan numrene blir").click()
    expect(page.get_by_text("Slik blir de første saksnumrene: Sak 01-")).to_be_visible()
    page.get_by_role("button", name="Opprett helsefellesskapet").click()
    expect(page.get_by_text("Helsefellesskapet er opprettet.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def when_organisations_are_registered(page: Page, organisations: dict[str, str]) -> None:
    page.get_by_role("link", name="Registrer virksomhetene").click()
    for name, kind in organisations.items():
        page.get_by_label("Navn", exact=True).fill(name)
        page.get_by_label("Type").select_option(label=kind)
        page.get_by_role("button", name="Registrer virksomheten").click()
        expect(page.get_by_role("cell", name=name)).to_be_visible()


def when_a_number_is_wrong_it_is_said(page: Page) -> None:
    page.get_by_label("Navn", exact=True).fill("Feil AS")
    page.get_by_label("Type").select_option(label="Annen virksomhet")
    page.get_by_label("Organisasjonsnummer").fill("123456789")
    page.get_by_role("button", name="Registrer virksomheten").click()
    expect(page.get_by_label("Organisasjonsnummer")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("cell", name="Feil AS")).to_have_count(0)


def when_people_are_registered(page: Page, area: str, people: dict[str, tuple[str, str]]) -> None:
    """Name, with position and status."""
    for name, (title, status) in people.items():
        page.get_by_role("link", name=area).click()
        page.get_by_role("link", name="Registrer personer og roller").click()
        page.get_by_label("Navn", exact=True).fill(name)
        page.get_by_label("Stilling").fill(title)
        page.get_by_label(status, exact=True).check()
        page.get_by_role("button", name="Registrer personen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)


def when_the_person_becomes_secretariat(page: Page) -> None:
    page.get_by_label("Ny rolle").select_option(label="Sekretariat")
    page.get_by_role("button", name="Gi rollen").click()
    expect(page.get_by_text("Rollen er gitt.")).to_be_visible()


def when_a_body_is_established(
    page: Page,
    area: str,
    kind: str,
    name: str,
    *,
    parent: str | None = None,
    municipal: tuple[str, ...] = (),
    hospital: tuple[str, ...] = (),
    doctor_to_doctor: bool = False,
) -> None:
    _to_the_area(page, area)
    page.get_by_role("link", name="Opprett organene").click()
    page.get_by_label("Type organ").select_option(label=kind)
    page.get_by_label("Navn på bokmål").fill(name)
    if parent:
        page.get_by_label("Organ over").select_option(label=parent)
    if doctor_to_doctor:
        page.get_by_label("Samarbeid mellom leger").check()
    for side, parties in (("Kommunesiden", municipal), ("Sykehussiden", hospital)):
        group = page.get_by_role("group", name=side)
        for party in parties:
            group.get_by_label(party).check()
    page.get_by_role("button", name="Opprett organet").click()


def then_the_body_stands_in_the_picture(page: Page, name: str) -> None:
    expect(page.get_by_text("Organet er opprettet.")).to_be_visible()
    picture = page.get_by_role("region", name="Plass i strukturen")
    expect(picture.get_by_text(name, exact=True)).to_be_visible()
    expect(picture.get_by_text("dette organet")).to_be_visible()


def when_a_seat_is_filled(page: Page, seat: Seat) -> None:
    page.get_by_role("link", name="Ny plass").click()
    page.get_by_label("Hvem får plassen?").select_option(label=seat.person)
    page.get_by_label("Personen arbeider med pasienter i dag").set_checked(seat.clinician)
    page.get_by_label("Hvem representerer plassen?").select_option(label=seat.represents)
    page.get_by_label("Virksomhet").select_option(label=seat.party)
    if seat.side:
        page.get_by_role("combobox", name="Side").select_option(label=seat.side)
    page.get_by_label("Funksjon").select_option(label=seat.function)
    page.get_by_role("checkbox", name="Stemmerett").set_checked(seat.votes)
    page.get_by_label("Perioden begynner").fill("2026-01-01")
    page.get_by_label("Perioden slutter").fill("2029-12-31")
    page.get_by_role("button", name="Besett plassen").click()


def then_the_seat_stands_in_the_list(page: Page, seat: Seat) -> None:
    expect(page.get_by_text("Plassen er besatt.")).to_be_visible()
    expect(page.get_by_role("cell", name=seat.person)).to_be_visible()


def then_the_seat_is_refused(page: Page, sentence: str) -> None:
    expect(page.get_by_role("heading", name="må rettes")).to_be_visible()
    expect(page.locator(".ds-validation-message").get_by_text(sentence)).to_be_visible()


def then_the_health_check_finds(page: Page, area: str, *, serious: bool) -> None:
    page.get_by_role("link", name=area).click()
    page.get_by_role("link", name="Se alle funnene").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Helsesjekk av strukturen")
    found = page.get_by_role("cell", name="Alvorlig")
    if serious:
        expect(found.first).to_be_visible()
    else:
        expect(found).to_have_count(0)


def _to_the_area(page: Page, area: str) -> None:
    """By the path over the page, from wherever in it one is."""
    if page.get_by_role("heading", level=1).inner_text() != area:
        page.get_by_label("Du er her").get_by_role("link", name=area).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(area)
