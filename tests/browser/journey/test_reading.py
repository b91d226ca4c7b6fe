"""The history for those who may read it, and the reason for those who may not (R-2, R-6, P-3)."""

from playwright.sync_api import expect

from shared.service.settings import FIRST_OPERATOR
from tests.browser.checks import assert_no_console_errors
from tests.browser.journey.place import Place
from tests.browser.journey.reading import (
    given_a_second_has_begun_since,
    given_audit_has_heard,
    the_menu,
    then_only_what_had_happened_is_shown,
    then_the_reading_is_logged,
    then_there_is_no_access,
    then_they_are_asked_why_first,
    when_the_case_is_in_force,
    when_they_ask_how_it_was,
    when_they_open_the_whole_history,
    when_they_say_why,
)
from tests.browser.journey.visits import Visits, log_in

PURPOSE = "Tilsyn med oppfølging av prøvesvar"


def test_helsedirektoratet_reads_the_history_of_what_is_decided_only_with_a_purpose_r_6(
    visits: Visits, place: Place
) -> None:
    case = place.case("Leses av direktoratet", "ratified")
    given_audit_has_heard(place, case, "governance.decision-in-force.v2")
    jon = visits.of("jon-helsedirektoratet")
    when_they_open_the_whole_history(jon, case)
    then_they_are_asked_why_first(jon)
    when_they_say_why(jon, "")
    expect(jon.get_by_label("Formål")).to_have_attribute("aria-invalid", "true")
    when_they_say_why(jon, PURPOSE)
    then_the_reading_is_logged(jon, place, PURPOSE)
    assert_no_console_errors(jon, expected_status=422)


def test_the_history_is_shown_as_it_was_r_2(visits: Visits, place: Place) -> None:
    case = place.case("Slik den var", "reported")
    then = given_a_second_has_begun_since(
        given_audit_has_heard(place, case, "intake.report-registered.v3")
    )
    case.walk.triage(case.case_id)
    given_audit_has_heard(place, case, "intake.case-triaged.v2")
    siv = visits.of("siv-sekretariat")
    siv.goto(f"/revisjon/saker/{case.case_id}")
    expect(siv.get_by_role("heading", name="Silingen ble avsluttet")).to_be_visible()
    when_they_ask_how_it_was(siv, then)
    then_only_what_had_happened_is_shown(siv)
    assert_no_console_errors(siv)


def test_the_reporter_sees_that_it_was_decided_and_may_read_all_of_it_i_11_r_8(
    visits: Visits, place: Place
) -> None:
    case = place.case("Vedtatt og fortalt", "ratified")
    kari = visits.of("kari-fastlege")
    when_the_case_is_in_force(kari, case)
    kari.get_by_role("link", name="Hele historikken").click()
    expect(kari.get_by_role("heading", level=1)).to_have_text(f"Historikk for sak {case.number}")
    assert_no_console_errors(kari)


def test_somebody_without_access_is_told_why_p_3_p_4(visits: Visits, place: Place) -> None:
    case = place.case("Ikke for alle", "reported")
    liv, jon = visits.of("liv-lonn"), visits.of("jon-helsedirektoratet")
    liv.goto(f"/saker/{case.case_id}")
    then_there_is_no_access(liv, "Dette gjelder en annen enn deg.")
    jon.goto(f"/saker/{case.case_id}")
    then_there_is_no_access(jon, "Helsedirektoratet leser ikke meldinger")
    for page in (liv, jon):
        assert_no_console_errors(page, expected_status=403)


def test_the_menu_leads_only_where_the_person_has_something_p_3(
    visits: Visits, place: Place
) -> None:
    assert the_menu(visits.of("siv-sekretariat")) == [
        "Saker",
        "Vurdering",
        "Rutiner",
        "Møter",
        "Høringer",
        "Struktur",
        "Forespørsler",
        "Godtgjøring",
        "Tilbakeblikk",
        "Revisjon",
    ]
    assert the_menu(visits.of("liv-lonn")) == ["Godtgjøring", "Revisjon"]
    assert the_menu(visits.of("jon-helsedirektoratet")) == [
        "Vurdering",
        "Rutiner",
        "Forespørsler",
        "Tilbakeblikk",
        "Revisjon",
    ]


def test_helsedirektoratet_is_led_on_only_to_what_it_may_open_p_3(
    visits: Visits, place: Place
) -> None:
    case = place.case("Veien videre", "ratified")
    given_audit_has_heard(place, case, "governance.decision-in-force.v2")
    jon = visits.of("jon-helsedirektoratet")
    jon.goto(f"/revisjon/saker/{case.case_id}?purpose=Tilsyn")
    onward = jon.get_by_role("navigation", name="Mer om saken").get_by_role("link")
    expect(onward).to_have_text(["Vurderingen mot rammeverket"])
    onward.click()
    expect(jon.get_by_role("heading", level=1)).to_contain_text(case.number)
    assert_no_console_errors(jon)


def test_before_it_was_reported_there_is_no_history_and_that_is_said_r_2(
    visits: Visits, place: Place
) -> None:
    case = place.case("Ikke meldt ennå", "reported")
    given_audit_has_heard(place, case, "intake.report-registered.v3")
    siv, liv = visits.of("siv-sekretariat"), visits.of("liv-lonn")
    long_before = f"/revisjon/saker/{case.case_id}?as_of=2020-01-01T10:00"
    siv.goto(long_before)
    expect(siv.get_by_text("Saken var ikke meldt på dette tidspunktet.")).to_be_visible()
    assert_no_console_errors(siv)
    liv.goto(long_before)
    then_there_is_no_access(liv, "Dette hører til en annen part")


def test_who_has_nothing_here_is_told_whom_to_ask(visits: Visits, place: Place) -> None:
    newcomer = {"name": "Ny Uten-Rolle", "employment": "employed", "title": "ansatt i Skien"}
    place.client.ask("governance", "/people", newcomer, FIRST_OPERATOR, key="newcomer")
    new, dag = visits.stranger(), visits.of("dag-drift")
    log_in(new, newcomer["name"])
    expect(new.get_by_text("ta kontakt med sekretariatet")).to_be_visible()
    dag.goto("/revisjon")
    expect(dag.get_by_text("Sakene finner du her")).to_have_count(0)
    expect(dag.get_by_text("ingen rolle som gir innsyn")).to_be_visible()


def test_a_case_that_waits_for_triage_says_so_to_those_who_triage_i_5(
    visits: Visits, place: Place
) -> None:
    case = place.case("Venter på noen", "reported")
    siv, kari = visits.of("siv-sekretariat"), visits.of("kari-fastlege")
    for page in (siv, kari):
        page.goto(f"/saker/{case.case_id}")
        expect(page.get_by_role("heading", level=1)).to_have_text(case.title)
    expect(kari.get_by_text("Saken venter på deg")).to_have_count(0)
    siv.get_by_role("link", name="Gå til silingen").click()
    expect(siv.get_by_role("heading", name="Siling")).to_be_in_viewport()
    siv.goto("/saker/tull")
    expect(siv.get_by_role("heading", level=1)).to_have_text("Vi finner ikke siden")
