"""What the secretariat does with a case before it goes to the bodies, as sentences."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.journey.visits import reload_until

STATUS = {
    "met": "Ivaretatt",
    "partly": "Delvis ivaretatt",
    "unmet": "Ikke ivaretatt",
    "unclear": "Uavklart",
}
COMPONENTS = {
    "practical": "Praktisk",
    "medical": "Medisinskfaglig",
    "language": "Språklig",
    "economic": "Økonomisk",
    "legal": "Juridisk",
    "technical": "Teknisk",
}


def given_the_case_waits(page: Page, title: str) -> None:
    """It stands among those that wait for triage."""
    page.goto("/")
    waiting = page.get_by_role("region", name="Venter på siling")
    waiting.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Gå til silingen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def when_it_is_triaged(page: Page, outcome: str, reason: str, *, confirmed: bool = True) -> None:
    page.get_by_label(outcome).check()
    page.get_by_label("Begrunnelse", exact=True).fill(reason)
    page.get_by_label("Jeg bekrefter at ingen pasient kan kjennes igjen").set_checked(confirmed)
    page.get_by_role("button", name="Avslutt siling").click()


def then_it_is_lifted(page: Page) -> None:
    expect(page.get_by_text("Silingen er avsluttet.")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Til vurdering")).to_be_visible()
    expect(page.get_by_role("button", name="Avslutt siling")).to_have_count(0)


def when_they_follow_it_to_the_assessment(page: Page) -> None:
    """By the link on the case's page, which is there once assessment has heard of it."""
    link = page.get_by_role("link", name="Vurderingen mot rammeverket")
    reload_until(page, "assessment has opened the case", lambda: link)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vurdering:")


def when_the_goal_is_stated(page: Page, goal: dict[str, str]) -> None:
    page.get_by_role("navigation", name="Delene").get_by_role("link", name="Mål og nytte").click()
    page.get_by_label("Hva er problemet?").fill(goal["problem"])
    page.get_by_label("Hvilke pasienter gjelder det?").fill(goal["patients"])
    page.get_by_label("Hva er den kliniske nytten?").fill(goal["benefit"])
    page.get_by_role("button", name="Lagre og gå til Praktisk").click()


def when_a_component_is_judged(page: Page, finding: dict[str, Any], clinicians: list[str]) -> None:
    """The form that saving leads to is that of the next component in the build order (A-11)."""
    expect(page.get_by_role("heading", level=1)).to_have_text(COMPONENTS[finding["component"]])
    page.get_by_label(STATUS[finding["status"]], exact=True).check()
    page.get_by_label("Begrunnelse").fill(finding["reason"])
    for party in clinicians:
        page.get_by_role("checkbox", name=party).check()
    page.get_by_role("button", name="Lagre og gå til").click()


def when_capacity_is_judged(page: Page, party: str, capacity: dict[str, Any]) -> None:
    page.get_by_role("navigation", name="Delene").get_by_role("link", name="Kapasitet").click()
    page.get_by_role("rowheader", name=party).get_by_role("link").click()
    page.get_by_label("Innenfor").check()
    page.get_by_label("Begrunnelse").fill(capacity["reason"])
    if capacity["receives_task"]:
        page.get_by_label("Oppgave som kommer fra et annet nivå").fill(capacity["receives_task"])
        page.get_by_label("Akseptert av").fill(capacity["task_accepted_by"])
    page.get_by_role("button", name="Lagre og gå videre").click()


def when_it_is_concluded(page: Page) -> None:
    page.get_by_role("navigation", name="Delene").get_by_role("link", name="Konklusjon").click()
    page.get_by_role("button", name="Avslutt vurderingen").click()


def then_the_diagnosis_is_shown(page: Page, obstacle: str) -> None:
    """The picture marks the main obstacle, and there is nothing left to fill in."""
    expect(page.get_by_text("Lagret: Konklusjon.")).to_be_visible()
    picture = page.get_by_label("Rammeverket for samhandling")
    main = picture.get_by_role("listitem").filter(has_text="Hovedhinder")
    expect(main).to_have_count(1)
    expect(main.get_by_role("heading")).to_contain_text(obstacle)
    expect(page.get_by_role("link", name="Neste:")).to_have_count(0)
