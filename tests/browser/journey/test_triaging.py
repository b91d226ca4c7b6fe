"""Triage and its reporter at their screens, also without script and by keyboard (I-5, I-6, I-7)."""

from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_no_console_errors, assert_reflows
from tests.browser.journey.place import Place
from tests.browser.journey.visits import PHONE, Visits, case_path, tab_to


def test_the_fields_of_an_outcome_come_with_it_without_script_i_5(
    visits: Visits, place: Place
) -> None:
    case = place.case("Feltene følger utfallet", "reported")
    siv = visits.of("siv-sekretariat", script=False)
    siv.goto(f"{case_path(case.case_id)}/siling")
    line = siv.get_by_label("Hvem sin egen linje?")
    number = siv.get_by_label("Et annet saksnummer")
    for field in (line, number):
        expect(field).to_be_hidden()
    siv.get_by_label("Til virksomhetens egen linje").check()
    expect(line).to_be_visible()
    siv.get_by_label("Samles med en sak om det samme").check()
    expect(line).to_be_hidden()
    expect(number).to_be_visible()
    siv.get_by_role("button", name="Avslutt siling").click()
    expect(siv.locator("#error-summary").get_by_role("link")).to_have_text(
        ["Velg saken som gjelder det samme problemet.", "Skriv en begrunnelse."]
    )


def test_a_case_is_answered_by_keyboard_alone_and_the_reporter_objects_once_i_5_i_6(
    visits: Visits, place: Place
) -> None:
    case = place.case("Besvart med tastaturet", "reported")
    siv = visits.of("siv-sekretariat")
    siv.goto(f"{case_path(case.case_id)}/siling")
    siv.get_by_role("button", name="Avslutt siling").click()
    expect(siv.locator("#error-summary").get_by_role("link")).to_have_count(2)
    assert_accessible(siv)
    assert_reflows(siv)
    tab_to(siv, siv.get_by_label("Besvart: kunnskapen fantes"))
    siv.keyboard.press("Space")
    tab_to(siv, siv.get_by_label("Begrunnelse", exact=True))
    siv.keyboard.type("Den som har rekvirert prøven, følger opp svaret.")
    tab_to(siv, siv.get_by_role("button", name="Avslutt siling"))
    siv.keyboard.press("Enter")
    expect(siv.get_by_text("Silingen er avsluttet.")).to_be_visible()
    assert_no_console_errors(siv, expected_status=422)

    kari = visits.of("kari-fastlege", viewport=PHONE)
    kari.goto(case_path(case.case_id))
    expect(kari.get_by_text("Den som har rekvirert prøven")).to_be_visible()
    kari.get_by_text("Dette løste det ikke").click()
    assert_accessible(kari)
    kari.get_by_label("Hva er fortsatt et problem?").fill("Svaret kommer til feil lege.")
    kari.get_by_role("button", name="Si fra at det ikke er løst").click()
    expect(kari.get_by_text("En annen ser på saken på nytt.")).to_be_visible()
    expect(kari.get_by_text("Dette løste det ikke")).to_have_count(0)
    siv.reload()
    expect(siv.get_by_text("Saken venter på deg")).to_have_count(0)


def test_a_question_is_asked_in_triage_and_answered_on_the_case_i_5(
    visits: Visits, place: Place
) -> None:
    case = place.case("Trenger å vite mer", "reported")
    siv, kari = visits.of("siv-sekretariat"), visits.of("kari-fastlege", script=False)
    siv.goto("/siling")
    siv.get_by_role("link", name=case.title).click()
    siv.get_by_text("Spør melderen om mer").click()
    siv.get_by_label("Hva vil du vite?").fill("Hvor ofte skjer det?")
    assert_accessible(siv)
    siv.get_by_role("button", name="Send spørsmålet").click()
    expect(siv.get_by_text("Spørsmålet er sendt til melderen.")).to_be_visible()
    kari.goto(case_path(case.case_id))
    expect(kari.get_by_text("Neste frist")).to_be_visible()
    kari.get_by_label("Svar", exact=True).fill("Et par ganger i uka.")
    kari.get_by_role("button", name="Send svaret").click()
    expect(kari.get_by_text("Svaret er sendt.")).to_be_visible()
    for page in (siv, kari):
        assert_no_console_errors(page)
