"""A case between the bodies: proposal, meeting, each party's own answer (G-5, G-12 to G-14)."""

from playwright.sync_api import expect

from tests.browser.checks import assert_no_console_errors
from tests.browser.journey.deciding import (
    then_the_answer_stands_in_the_table,
    when_a_meeting_is_planned_and_called,
    when_a_member_takes_a_stance,
    when_a_party_answers,
    when_a_proposal_is_sent,
    when_the_meeting_closes,
    when_the_meeting_starts_on_the_case,
    when_the_others_take_theirs,
)
from tests.browser.journey.place import Place
from tests.browser.journey.visits import PHONE, Visits, reload_until


def test_a_member_of_fs_sends_a_proposal_g_5(visits: Visits, place: Place) -> None:
    case = place.case("Forslag fra fagfolk", "assessed")
    nina = visits.of("nina-sykehuslege")
    tasks = {
        "Sykehuset Telemark HF": "Rekvirerende lege vurderer svaret.",
        "Skien kommune": "Gjør rutinen kjent.",
    }
    when_a_proposal_is_sent(nina, case, tasks)
    proposal = case.walk.case["proposal"]["what"]
    expect(nina.get_by_role("main").get_by_text(proposal)).to_be_visible()
    expect(nina.get_by_role("button", name="Send til organet over")).to_have_count(0)
    assert_no_console_errors(nina)


def test_a_meeting_reaches_consensus_with_a_member_on_a_phone_g_6_g_12_g_13(
    visits: Visits, place: Place
) -> None:
    case = place.case("Behandles i møterommet", "proposed")
    siv = visits.of("siv-sekretariat")
    when_a_meeting_is_planned_and_called(siv, case)
    when_the_meeting_starts_on_the_case(siv, case, place)
    room = siv.url
    anne = visits.of("anne-skien", viewport=PHONE)
    when_a_member_takes_a_stance(anne, room, case.walk.case["meeting"]["stances"][0])
    path = room.partition("/moter")[2].replace("/saker/", "/items/")
    when_the_others_take_theirs(case, place, f"/meetings{path}", {"ssu-nedre-skien"})
    expect(siv.get_by_role("heading", name="Disse har ikke svart ennå")).to_be_visible()
    reload_until(siv, "all have answered", lambda: siv.get_by_text("Alle med stemmerett har svart"))
    when_the_meeting_closes(siv, case)
    anne.goto(room)
    expect(anne.get_by_role("main").get_by_text("Enighet").first).to_be_visible()
    for page in (siv, anne):
        assert_no_console_errors(page)


def test_a_party_registers_what_its_own_organ_decided_g_14(visits: Visits, place: Place) -> None:
    case = place.case("Svar fra Skien", "met")
    anne = visits.of("anne-skien")
    when_a_party_answers(anne, case, "Formannskapet", "PS 12/26")
    then_the_answer_stands_in_the_table(anne, "Skien kommune", "Formannskapet")
    assert_no_console_errors(anne)
