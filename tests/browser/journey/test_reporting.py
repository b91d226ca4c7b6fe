"""A doctor reports a problem in two minutes, in whichever way they can (I-1, I-3, I-11)."""

from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.reporting import (
    WHAT,
    given_the_form_is_open,
    then_all_three_are_asked_for,
    then_the_field_is_refused_and_all_is_kept,
    then_they_have_a_receipt,
    then_they_see_where_it_is,
    when_they_fill_in_the_three_things,
    when_they_go_on,
    when_they_report_by_keyboard_alone,
    when_they_send_it,
)
from tests.browser.journey.visits import Visits, choose, log_in, tab_to

BIRTH_NUMBER = "01019000083"


def test_a_report_gets_a_receipt_and_shows_who_has_it_i_1_i_11(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "Svar uten mottaker")
    when_they_send_it(kari)
    then_they_have_a_receipt(kari, "Svar uten mottaker")
    then_they_see_where_it_is(kari)
    assert_no_console_errors(kari)


def test_a_report_is_made_by_keyboard_alone_in_under_ten_interactions_i_1(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    title, what = "Meldt med tastaturet", "Hjemmesykepleien finner ingen kontaktinformasjon."
    for _alike_the_second_time in range(2):
        assert when_they_report_by_keyboard_alone(kari, title, what) < 10
        then_they_have_a_receipt(kari, title)
        then_they_see_where_it_is(kari)
    assert_no_console_errors(kari)


def test_what_is_alike_is_shown_first_and_joined_by_keyboard_i_7(visits: Visits) -> None:
    kari, omar = visits.of("kari-fastlege"), visits.of("omar-fastlege")
    what = "Legevakten kan ikke slå opp hvem som har vakt på øyeavdelingen om natten."
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "Vaktlisten for øye", what)
    when_they_send_it(kari)
    number = then_they_have_a_receipt(kari, "Vaktlisten for øye")
    given_the_form_is_open(omar)
    when_they_fill_in_the_three_things(omar, "Hvem har øyevakt?", what)
    when_they_go_on(omar)
    expect(omar.get_by_role("heading", name="Saker som ligner")).to_be_visible()
    assert_accessible(omar)
    assert_reflows(omar)
    join = omar.get_by_role("button", name="Bli med på denne saken").filter(has_text=number)
    tab_to(omar, join)
    omar.keyboard.press("Enter")
    expect(omar.get_by_role("definition").filter(has_text=number).first).to_be_visible()
    omar.get_by_role("link", name="Følg saken").click()
    expect(omar.get_by_text("Problemet er meldt 2 ganger")).to_be_visible()
    assert_no_console_errors(omar)


def test_a_draft_is_kept_on_the_server_and_taken_up_again_i_1(visits: Visits) -> None:
    kari = visits.of("kari-fastlege", script=False)
    given_the_form_is_open(kari)
    kari.get_by_label("Kort tittel").fill("Ikke ferdig ennå")
    kari.get_by_role("button", name="Lagre utkast").click()
    kari.get_by_role("link", name="Ikke ferdig ennå").click()
    expect(kari.get_by_label("Kort tittel")).to_have_value("Ikke ferdig ennå")


def test_a_report_is_made_without_script(visits: Visits) -> None:
    kari = visits.of("kari-fastlege", script=False)
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "Meldt uten skript")
    when_they_send_it(kari)
    then_they_have_a_receipt(kari, "Meldt uten skript")
    then_they_see_where_it_is(kari)


def test_a_birth_number_is_refused_at_its_field_and_nothing_typed_is_lost_i_3(
    visits: Visits,
) -> None:
    kari = visits.of("kari-fastlege")
    what = f"{WHAT} Gjelder {BIRTH_NUMBER}."
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "Med fødselsnummer", what)
    when_they_go_on(kari)
    then_the_field_is_refused_and_all_is_kept(kari, "Med fødselsnummer", what)
    assert_accessible(kari)
    assert_reflows(kari)
    assert_no_console_errors(kari, expected_status=422)


def test_what_is_missing_is_told_all_at_once_i_1(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    given_the_form_is_open(kari)
    when_they_go_on(kari)
    then_all_three_are_asked_for(kari)
    kari.get_by_label("Virksomhet 1").fill("Eksempel rehabilitering")
    when_they_go_on(kari)
    expect(kari.locator("#error-summary").get_by_role("link")).to_have_count(2)


def test_a_form_sent_after_the_session_ended_is_given_back(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "For lenge borte")
    kari.context.clear_cookies()
    when_they_go_on(kari)
    expect(kari.get_by_role("heading", level=1)).to_have_text("Du er logget ut")
    expect(kari.get_by_text(WHAT)).to_be_visible()
    kari.get_by_role("link", name="Logg inn og fyll ut skjemaet på nytt").click()
    choose(kari, visits.place.name("kari-fastlege"))
    expect(kari.get_by_role("heading", level=1)).to_have_text("Meld et samhandlingsproblem")


def test_the_same_form_after_correcting_it_registers_one_case(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    given_the_form_is_open(kari)
    when_they_fill_in_the_three_things(kari, "Rettet etterpå", f"{WHAT} {BIRTH_NUMBER}")
    when_they_go_on(kari)
    kari.get_by_label("Hva skjer?").fill(WHAT)
    when_they_send_it(kari)
    then_they_have_a_receipt(kari, "Rettet etterpå")
    kari.reload()
    kari.goto("/")
    expect(kari.get_by_role("link", name="Rettet etterpå")).to_have_count(1)


def test_whoever_is_logged_out_is_told_what_this_is_and_comes_back_in(visits: Visits) -> None:
    kari = visits.of("kari-fastlege")
    kari.get_by_role("button", name="Logg ut").click()
    expect(kari.get_by_role("heading", level=1)).to_contain_text("Fra samhandlingsproblem")
    kari.goto("/meld")
    expect(kari.get_by_role("heading", level=1)).to_have_text("Velg hvem du vil logge inn som")
    log_in(kari, visits.place.name("kari-fastlege"))
    expect(kari.get_by_role("heading", level=1)).to_have_text("Saker")
