"""The secretariat triages a case and assesses it against the framework (I-3, I-5, A-1 to A-14)."""

from playwright.sync_api import expect

from tests.browser.checks import assert_no_console_errors
from tests.browser.journey.assessing import (
    given_the_case_waits,
    then_it_is_lifted,
    then_the_diagnosis_is_shown,
    when_a_component_is_judged,
    when_capacity_is_judged,
    when_it_is_concluded,
    when_it_is_triaged,
    when_the_goal_is_stated,
    when_they_follow_it_to_the_assessment,
)
from tests.browser.journey.place import Place
from tests.browser.journey.visits import Visits

LIFTED = "Løftes til vurdering"
REASON = "Ingen gjeldende rutine svarer på dette."


def test_a_case_is_triaged_and_assessed_down_to_its_main_obstacle(
    visits: Visits, place: Place
) -> None:
    case = place.case("Siles og vurderes i nettleseren", "reported")
    assessment = case.walk.case["assessment"]
    names = {each["key"]: each["name"] for each in place.example.telemark["organisations"]}
    siv = visits.of("siv-sekretariat")
    given_the_case_waits(siv, case.title)
    when_it_is_triaged(siv, LIFTED, REASON)
    then_it_is_lifted(siv)
    when_they_follow_it_to_the_assessment(siv)
    when_the_goal_is_stated(siv, assessment["goal"])
    for finding in assessment["findings"]:
        when_a_component_is_judged(siv, finding, [names[key] for key in finding["clinicians"]])
    for capacity in assessment["capacity"]:
        when_capacity_is_judged(siv, names[capacity["party"]], capacity)
    when_it_is_concluded(siv)
    then_the_diagnosis_is_shown(siv, "Praktisk")
    assert_no_console_errors(siv)


def test_a_case_does_not_leave_triage_before_somebody_stands_for_its_anonymity_i_3(
    visits: Visits, place: Place
) -> None:
    case = place.case("Ikke bekreftet anonym", "reported")
    siv = visits.of("siv-sekretariat")
    given_the_case_waits(siv, case.title)
    when_it_is_triaged(siv, LIFTED, REASON, confirmed=False)
    confirmation = siv.get_by_label("Jeg bekrefter at ingen pasient kan kjennes igjen")
    expect(confirmation).to_have_attribute("aria-invalid", "true")
    expect(siv.get_by_label("Begrunnelse", exact=True)).to_have_value(REASON)
    expect(siv.get_by_label(LIFTED)).to_be_checked()
    assert_no_console_errors(siv, expected_status=422)


def test_the_reporter_sees_the_obstacle_once_it_is_known_i_11(visits: Visits, place: Place) -> None:
    case = place.case("Med kjent hinder", "assessed")
    kari = visits.of("kari-fastlege")
    kari.get_by_role("link", name=case.title).click()
    main = kari.get_by_role("main")
    expect(main.get_by_role("definition").filter(has_text="Praktisk")).to_be_visible()
    expect(kari.get_by_role("button", name="Avslutt siling")).to_have_count(0)
