"""A new helsefellesskap from the pages alone, with what goes wrong on the way (G-1 to G-4)."""

from playwright.sync_api import Page, expect

from tests.browser.checks import assert_no_console_errors
from tests.browser.journey.structuring import (
    Seat,
    then_the_body_stands_in_the_picture,
    then_the_health_check_finds,
    then_the_seat_is_refused,
    then_the_seat_stands_in_the_list,
    when_a_body_is_established,
    when_a_helsefellesskap_is_established,
    when_a_number_is_wrong_it_is_said,
    when_a_seat_is_filled,
    when_organisations_are_registered,
    when_people_are_registered,
    when_the_person_becomes_secretariat,
)
from tests.browser.journey.visits import Visits, log_in

AREA = "Helsefellesskapet i Fjordland"
ORGANISATIONS = {
    "Fjordby kommune": "Kommune",
    "Nesset kommune": "Kommune",
    "Fjordland sykehus HF": "Helseforetak",
    "Fjordby legesenter": "Fastlegepraksis",
    "Fjordland brukerutvalg": "Annen virksomhet",
}
PEOPLE = {
    "Frida Fjord": ("kommunalsjef", "Ansatt"),
    "Nils Nes": ("kommunelege", "Ansatt"),
    "Hege Hav": ("overlege", "Ansatt"),
    "Lars Lege": ("fastlege på fastlønn", "Ansatt"),
    "Eigil Egen": ("fastlege", "Næringsdrivende"),
    "Berta Bruker": ("brukerrepresentant", "Verken næringsdrivende eller ansatt"),
    "Siri Sekretær": ("rådgiver", "Ansatt"),
}
SEATS = (
    Seat("Frida Fjord", "Fjordby kommune", "Kommunesiden", function="Leder", clinician=True),
    Seat("Nils Nes", "Nesset kommune", "Kommunesiden", clinician=True),
    Seat("Hege Hav", "Fjordland sykehus HF", "Sykehussiden", clinician=True),
    Seat(
        "Lars Lege",
        "Fjordby legesenter",
        "Kommunesiden",
        represents="Fastlegene",
        votes=False,
        clinician=True,
    ),
    Seat(
        "Berta Bruker",
        "Fjordland brukerutvalg",
        represents="Pasienter og brukere",
        votes=False,
    ),
)
MUNICIPAL = ("Fjordby kommune", "Nesset kommune")
HOSPITAL = ("Fjordland sykehus HF",)


def bodies_are_established_with_their_seats(page: Page) -> None:
    """From above: each needs the one over it."""
    parent: str | None = None
    for kind, name in (
        ("Partnerskapsmøte", "Partnerskapsmøtet i Fjordland"),
        ("Strategisk samarbeidsutvalg", "SSU Fjordland"),
        ("Faglig samarbeidsutvalg", "FS for legesamarbeid"),
    ):
        if kind.startswith("Strategisk"):
            when_a_body_is_established(page, AREA, kind, name, parent=parent, municipal=MUNICIPAL)
            expect(page.get_by_text("både en kommuneside og en sykehusside").first).to_be_visible()
        when_a_body_is_established(
            page,
            AREA,
            kind,
            name,
            parent=parent,
            municipal=MUNICIPAL,
            hospital=HOSPITAL,
            doctor_to_doctor=kind.startswith("Faglig"),
        )
        then_the_body_stands_in_the_picture(page, name)
        parent = name
        for seat in SEATS:
            when_a_seat_is_filled(page, seat)
            then_the_seat_stands_in_the_list(page, seat)


def test_a_new_helsefellesskap_is_set_up_from_the_pages_alone_g_1_to_g_4(visits: Visits) -> None:
    dag = visits.of("dag-drift")
    when_a_helsefellesskap_is_established(dag, AREA)
    when_organisations_are_registered(dag, ORGANISATIONS)
    when_a_number_is_wrong_it_is_said(dag)
    when_people_are_registered(dag, AREA, PEOPLE)
    when_the_person_becomes_secretariat(dag)
    then_the_health_check_finds(dag, AREA, serious=True)
    siri = visits.stranger()
    log_in(siri, "Siri Sekretær")
    siri.goto("/styring/helsefellesskap")
    siri.get_by_role("main").get_by_role("link", name=AREA).click()
    bodies_are_established_with_their_seats(siri)
    own = Seat(
        "Eigil Egen", "Fjordby legesenter", "Kommunesiden", represents="Fastlegene", votes=False
    )
    when_a_seat_is_filled(siri, own)
    then_the_seat_is_refused(siri, "avtale om kompensasjon")
    then_the_health_check_finds(siri, AREA, serious=False)
    expect(siri.get_by_role("cell", name="har ingen vara").first).to_be_visible()
    for page in (dag, siri):
        assert_no_console_errors(page, expected_status=422)
