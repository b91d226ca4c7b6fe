"""What has changed (A-15), what hinders most, who pays and when all are ready, on the pages."""

import re
from uuid import UUID

from pydantic_core import to_jsonable_python

from tests.assessment.filling import (
    COMPONENTS,
    address_of,
    component_of,
    fill,
    save_capacity,
    save_finding,
)
from tests.assessment.installation import OUTSIDER, Browser, Installation
from tests.assessment.test_api import ask
from tests.examples.assessment.long_form import DETAILS
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN

LOOKING_BACK = "/vurdering/tilbakeblikk"


def conclude_as_not_realistic(browser: Browser, case_id: UUID) -> None:
    """The law hinders, and Skien has no capacity."""
    for component in COMPONENTS:
        status, reason = ("unmet", "Loven.") if component == "legal" else ("met", "")
        save_finding(browser, case_id, component, status, reason)
    save_capacity(browser, case_id, HOSPITAL, "within")
    save_capacity(browser, case_id, SKIEN, "over")
    conclusion = f"{address_of(case_id)}/konklusjon"
    browser.follow(fill(browser, conclusion, conclusion="not-realistic", route="follow"))


def cells(page: str, table: str) -> list[list[str]]:
    """The rows of a table as a reader sees them."""
    found = re.search(rf'<table[^>]* id="{table}">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert found is not None, table
    return [
        [
            " ".join(re.sub(r"<svg.*?</svg>|<[^>]+>", "", cell, flags=re.DOTALL).split())
            for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", found.group(1), re.DOTALL)
    ]


def test_a_later_revision_is_compared_with_the_one_before_a_15(
    shared: Installation, case_id: UUID
) -> None:
    address = address_of(case_id)
    with shared.browser(SECRETARY) as browser:
        assert "Saken er vurdert bare én gang" in browser.look(f"{address}/endringer")
        conclude_as_not_realistic(browser, case_id)
        again = {"choice": "reopen", "text": "Holder det med halvparten?"}
        browser.follow(fill(browser, f"{address}/videre", **again))
        assert f"{address}/endringer" in browser.look(address), "one is led to it"
        save_finding(browser, case_id, "legal", "partly", "Unntak er søkt.")
        save_capacity(browser, case_id, SKIEN, "within")
        page = browser.look(f"{address}/endringer")
    assert "Holder det med halvparten?" in page
    moved = {row[0]: row[1:] for row in cells(page, "moved")}
    assert moved["Juridisk"] == ["Ikke ivaretatt", "Delvis ivaretatt", "Endret"]
    assert moved["Praktisk"] == ["Ivaretatt", "Ivaretatt", ""]
    told = {row[0]: row[1:] for row in cells(page, "changes")}
    assert told == {
        "Juridisk": ["Ikke ivaretatt. Loven.", "Delvis ivaretatt. Unntak er søkt."],
        "Kapasitet for Skien kommune": ["Over rammen. To årsverk mangler", "Innenfor"],
    }
    assert "Ikke lenger: Minst én part har ikke kapasitet" in page


def test_what_hinders_most_is_counted_over_what_one_may_see_p_3(
    shared: Installation, case_id: UUID
) -> None:
    with shared.browser(SECRETARY) as browser:
        conclude_as_not_realistic(browser, case_id)
        page = browser.look(LOOKING_BACK)
        (legal,) = [row for row in cells(page, "by-component") if row[0] == "Juridisk"]
        cases, main, unmet, unclear, partly = map(int, legal[1:])
        assert cases == main == unmet >= 1
        assert (unclear, partly) == (0, 0)
        assert f"Hindrer i {cases} sak" in page, "the drawing has the same number"
        assert {row[0] for row in cells(page, "by-level")} == {"Organisatorisk nivå"}
        assert {row[0] for row in cells(page, "by-party")} == {
            "Sykehuset Telemark HF",
            "Skien kommune",
        }
        empty = browser.look(f"{LOOKING_BACK}?komponent=language&niva=&virksomhet=&fra=&til=")
        assert "Ingenting å telle" in empty
    with shared.browser(OUTSIDER) as outsider:
        assert "Ingenting å telle" in outsider.look(LOOKING_BACK)
    with shared.browser(GP) as reporter:
        assert "Juridisk" in reporter.look(LOOKING_BACK), "of the cases that concern them"


def test_who_pays_who_gains_and_from_when_are_drawn_with_their_numbers_a_6_a_8(
    shared: Installation, case_id: UUID
) -> None:
    for detail in DETAILS:
        body = to_jsonable_python(detail)
        ask(shared, case_id, "details", body, f"{case_id}-{detail.component}")
    with shared.browser(SECRETARY) as browser:
        for page in (address_of(case_id), component_of(case_id, "economic")):
            shown = browser.look(page)
            assert "<desc" in shown
            assert cells(shown, "economy-investment")[0] == [
                "Sykehuset Telemark HF",
                "200 000–300 000 kr",
                "–",
                "-300 000 til -200 000 kr",
            ]
            assert "Sykehuset Telemark HF: Kostnad 200\xa0000–300\xa0000\xa0kr" in shown
        ready = browser.look(component_of(case_id, "technical"))
    assert "Ingen vet når gevinsten kommer. Det venter på Sykehuset Telemark HF." in ready
    assert cells(ready, "readiness-table") == [
        ["Skien kommune", "Journalen (motta)", "1. mars 2027", ""],
        [
            "Sykehuset Telemark HF",
            "Laboratoriesystemet (sende)",
            "ikke kjent",
            "Gevinsten venter på denne",
        ],
    ]
