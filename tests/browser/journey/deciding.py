"""What the bodies and the parties do with a case, as sentences."""

from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from shared.web.formats import OSLO
from tests.browser.journey.place import Case, Place
from tests.browser.journey.visits import reload_until

POSITIONS = {
    "supports": "Støtter",
    "can-live-with": "Kan leve med",
    "cannot-support": "Kan ikke støtte",
}


def typed(moment: datetime) -> str:
    """As a field for day and clock holds it, in Oslo."""
    return f"{moment.astimezone(OSLO):%Y-%m-%dT%H:%M}"


def when_a_proposal_is_sent(page: Page, case: Case, tasks: dict[str, str]) -> None:
    """By a member of the body that has the case (G-5)."""
    proposal = case.walk.case["proposal"]
    page.goto(f"/saker/{case.case_id}")
    link = page.get_by_role("link", name="Behandlingen i organene")
    reload_until(page, "the body has the case", lambda: link)
    link.click()
    page.get_by_label("Hva foreslås?").fill(proposal["what"])
    page.get_by_label("Begrunnelse").fill(proposal["reasons"])
    who_does_what = page.get_by_role("group", name="Hvem gjør hva")
    for party, task in tasks.items():
        who_does_what.get_by_label(party).fill(task)
    page.get_by_label("For pasienten").fill(proposal["consequences"]["patient"])
    page.get_by_label("For fastlegen").fill(proposal["consequences"]["gp"])
    page.get_by_label("For kommunen").fill(proposal["consequences"]["municipality"])
    page.get_by_label("For sykehuset").fill(proposal["consequences"]["hospital"])
    page.get_by_label("Gjelder for dem som vedtar").check()
    page.get_by_role("button", name="Send til organet over").click()
    expect(page.get_by_text("Forslaget er sendt.")).to_be_visible()


def when_a_meeting_is_planned_and_called(page: Page, case: Case) -> None:
    """The secretary puts the case on the agenda and calls the members (G-12)."""
    starts, _ = case.walk.slot()
    page.goto("/moter")
    page.get_by_role("link", name="Planlegg et møte").click()
    page.get_by_role("link", name="SSU Nedre Telemark").click()
    page.get_by_label("Når begynner møtet?").fill(typed(starts))
    page.get_by_label("Sted").fill("Porsgrunn rådhus")
    page.get_by_label(f"{case.number} –").check()
    page.get_by_role("button", name="Planlegg møtet").click()
    expect(page.get_by_text("Møtet er planlagt.")).to_be_visible()
    page.get_by_role("button", name="Kall inn til møtet").click()
    expect(page.get_by_text("Det er kalt inn til møtet.")).to_be_visible()


def when_the_meeting_starts_on_the_case(page: Page, case: Case, place: Place) -> None:
    """Started, and the item opened with those who are there."""
    starts, _ = case.walk.slot()
    page.get_by_label("Når begynte møtet?").fill(typed(starts))
    page.get_by_role("button", name="Start møtet").click()
    expect(page.get_by_text("Møtet har begynt.")).to_be_visible()
    page.get_by_role("link", name=f"sak {case.number}").click()
    page.get_by_text("uten stemmerett").click()
    for seat in case.walk.case["meeting"]["present"]:
        name = place.name(place.example.holder(seat))
        page.get_by_role("combobox", name=f"{name}, ").select_option(label=name)
    page.get_by_role("button", name="Ta opp saken").click()
    expect(page.get_by_text("Saken er tatt opp.")).to_be_visible()


def when_a_member_takes_a_stance(page: Page, address: str, stance: dict[str, Any]) -> None:
    """In the meeting room, on whatever screen they have there (G-13)."""
    page.goto(address)
    expect(page.get_by_role("heading", name="Disse har ikke svart ennå")).to_be_visible()
    page.get_by_label(POSITIONS[stance["position"]], exact=True).check()
    page.get_by_label("Begrunnelse", exact=True).fill(stance["reason"])
    page.get_by_role("button", name="Lagre standpunktet").click()
    expect(page.get_by_text("Standpunktet er lagret.")).to_be_visible()


def when_the_others_take_theirs(case: Case, place: Place, path: str, already: set[str]) -> None:
    """Over the API, everybody for themself."""
    for stance in case.walk.case["meeting"]["stances"]:
        if stance["seat"] in already:
            continue
        place.client.ask(
            "governance",
            f"{path}/stances",
            {
                "seat_id": str(place.seat(stance["seat"])),
                "position": stance["position"],
                "reason": stance["reason"],
                "objection": stance["objection"],
            },
            place.person(place.example.holder(stance["seat"])),
            key=case.walk.key(stance["seat"]),
            of=path.partition("/items/")[0],
        )


def when_the_meeting_closes(page: Page, case: Case) -> None:
    """The item with its wording, then the meeting with who was there."""
    starts, _ = case.walk.slot()
    page.get_by_label("Ordlyd").fill(case.walk.case["meeting"]["wording"])
    page.get_by_role("button", name="Avslutt saken").click()
    expect(page.get_by_text("Saken er avsluttet.")).to_be_visible()
    page.get_by_label("Du er her").get_by_role("link", name="SSU Nedre Telemark").click()
    page.get_by_label("Når sluttet møtet?").fill(typed(starts + timedelta(hours=2)))
    page.get_by_role("button", name="Hev møtet").click()
    expect(page.get_by_text("Møtet er hevet.")).to_be_visible()


def when_a_party_answers(page: Page, case: Case, organ: str, reference: str) -> None:
    """Its authorised person tells what its own organ has decided (G-14)."""
    page.goto(f"/styring/saker/{case.case_id}")
    page.get_by_label("Vedtatt", exact=True).check()
    page.get_by_label("Hvilket organ har svart?").fill(organ)
    page.get_by_label("Referanse").fill(reference)
    page.get_by_role("button", name="Registrer svaret").click()


def then_the_answer_stands_in_the_table(page: Page, party: str, organ: str) -> None:
    expect(page.get_by_text("Svaret er registrert.")).to_be_visible()
    answers = page.get_by_role("region", name="Partenes svar")
    row = answers.get_by_role("row").filter(has_text=party)
    expect(row).to_contain_text("Vedtatt")
    expect(row).to_contain_text(organ)
    expect(answers.get_by_text("Ikke svart")).to_have_count(7)
