"""The long form on the pages: nothing is lost, and what is wrong stands at its field (A-2 to A-9,
A-12, A-17)."""

from typing import Any
from uuid import UUID

import pytest
from pydantic_core import to_jsonable_python

from tests.assessment.filling import address_of, component_of, error_of, fill, typed_in
from tests.assessment.installation import Installation
from tests.assessment.test_api import ask, body_of, told
from tests.examples.assessment import CAPACITY, FINDINGS, RECORD_PHASE, STANDARDISE
from tests.examples.assessment.long_form import DETAILS
from tests.examples.ids import HOSPITAL, PORSGRUNN, SECRETARY, SKIEN

DEMANDS = [{"profession": "Leger", "demanded": 10, "available": 20}]


def record_everything(installation: Installation, case_id: UUID) -> None:
    """All there is room for, in the long form, over the API."""
    for finding in FINDINGS:
        ask(installation, case_id, "findings", body_of(finding), finding.component)
    for detail in DETAILS:
        body = to_jsonable_python(detail)
        ask(installation, case_id, "details", body, f"detail-{detail.component}")
    figures = {"demands": DEMANDS, "ore_demanded": 150, "ore_available": 20_000_00}
    for each in CAPACITY:
        ask(installation, case_id, "capacity", body_of(each) | figures, f"capacity-{each.party}")
    standards = {"standardised": to_jsonable_python(STANDARDISE.standardised)}
    ask(installation, case_id, "standardisation", standards, "standards")
    ask(installation, case_id, "phases", to_jsonable_python(RECORD_PHASE.phase), "phase")


def test_a_form_that_is_saved_as_it_stands_changes_nothing_a_2(
    shared: Installation, case_id: UUID
) -> None:
    """Whatever is recorded stands in the form, so that nothing is lost when it is saved."""
    record_everything(shared, case_id)
    before = told(shared, case_id)
    assert len(before["details"]) == 6
    assert len(before["phases"]) == 1
    address = address_of(case_id)
    forms = [
        *(component_of(case_id, each.component) for each in DETAILS),
        *(f"{address}/kapasitet/{party}" for party in (HOSPITAL, SKIEN)),
        f"{address}/standardisering",
        f"{address}/prosjekt/development",
    ]
    with shared.browser(SECRETARY) as browser:
        for form in forms:
            page = browser.look(form)
            sent: dict[str, Any] = typed_in(page)
            browser.follow(browser.send(page, form, **sent))
    assert told(shared, case_id) == before
    path = f"/cases/{case_id}/revisions"
    revisions: Any = shared.client.get("assessment", path, SECRETARY)
    assert len(revisions) == 1 + len(FINDINGS) + len(DETAILS) + len(CAPACITY) + 2


def test_short_and_long_are_saved_at_once_both_or_none_a_2(
    shared: Installation, case_id: UUID
) -> None:
    address = component_of(case_id, "economic")
    line = {
        "lines.0.party": str(SKIEN),
        "lines.0.phase": "running",
        "lines.0.flow": "gain",
        "lines.0.ore.low": "1 397,50",
    }
    with shared.browser(SECRETARY) as browser:
        wrong = fill(browser, address, status="partly", **line)
        assert error_of(wrong.text, "reason").endswith("(A-2)")
        assert 'value="1 397,50"' in wrong.text, "what was typed is kept"
        assert told(shared, case_id)["details"] == []
        taken = browser.send(wrong.text, address, status="met", **line)
        browser.follow(taken)
    found = told(shared, case_id)
    (detail,) = found["details"]
    assert detail["lines"][0]["ore"] == {"low": 139750, "high": 139750}, "known: both ends"
    assert [each["status"] for each in found["findings"]] == ["met"]


MONEY = {"lines.2.party": str(SKIEN), "lines.2.phase": "running", "lines.2.flow": "cost"}
SYSTEM = {"systems.1.party": str(SKIEN), "systems.1.system": "Journalen"}
WRONG: list[tuple[str, dict[str, str], str, str]] = [
    ("economic", MONEY | {"lines.2.ore.low": "-5"}, "lines.2.ore.low", "(A-6)"),
    (
        "economic",
        MONEY | {"lines.2.hours.low": "40", "lines.2.hours.high": "20"},
        "lines.2.hours.high",
        "(A-6)",
    ),
    ("economic", MONEY | {"lines.2.ore.low": "mye"}, "lines.2.ore.low", "Skriv et tall"),
    ("economic", {"lines.2.what": "Lisens"}, "lines.2.party", "Velg et svar"),
    (
        "legal",
        {
            "provisions.0.law": "loven om alt",
            "provisions.0.section": "§ 1",
            "provisions.0.question": "how-to-read",
        },
        "provisions.0.law",
        "(A-7)",
    ),
    ("technical", SYSTEM | {"systems.1.party": str(PORSGRUNN)}, "systems.1.party", "(A-2)"),
    ("technical", SYSTEM | {"systems.1.ready_on": "2027-13-01"}, "systems.1.ready_on", "dato"),
    ("practical", {"tasks.0.party": str(SKIEN)}, "tasks.0.what", "(A-3)"),
]


def test_what_is_wrong_in_a_row_stands_at_its_field_with_the_rule_a_2(
    shared: Installation, case_id: UUID
) -> None:
    """Rows left empty before it do not move the error."""
    with shared.browser(SECRETARY) as browser:
        for component, fields, field, said in WRONG:
            address = component_of(case_id, component)
            short = {"status": "unclear", "reason": "Uklart."}
            rows = browser.send(browser.look(address), address, more=field.split(".")[0])
            assert rows.status_code == 200, "more rows are asked for, and nothing is saved"
            no = browser.send(rows.text, address, **short, **fields)
            assert no.status_code == 422, (component, fields)
            assert said in error_of(no.text, field)
            for text in fields.values():
                assert text in no.text, "what was typed is kept"
            assert '<details class="ds-details" open>' in no.text, "what is wrong stands open"
    assert told(shared, case_id)["findings"] == []


@pytest.mark.parametrize("negative", ["-1", "−1"])
def test_hours_below_nothing_are_refused_at_their_field_a_9(
    shared: Installation, case_id: UUID, negative: str
) -> None:
    address = f"{address_of(case_id)}/kapasitet/{SKIEN}"
    with shared.browser(SECRETARY) as browser:
        no = fill(
            browser,
            address,
            standing="within",
            **{
                "demands.0.profession": "Leger",
                "demands.0.demanded": negative,
                "demands.0.available": "10",
            },
        )
        assert error_of(no.text, "demands.0.demanded").endswith("(A-9)")


def test_a_row_that_is_ticked_goes_away_a_2(shared: Installation, case_id: UUID) -> None:
    record_everything(shared, case_id)
    address = component_of(case_id, "technical")
    with shared.browser(SECRETARY) as browser:
        page = browser.look(address)
        sent: dict[str, Any] = typed_in(page)
        browser.follow(browser.send(page, address, **sent, **{"systems.0.remove": "true"}))
    (technical,) = [e for e in told(shared, case_id)["details"] if "systems" in e]
    assert [each["system"] for each in technical["systems"]] == ["Journalen"]


def test_a_clinician_is_named_by_role_and_one_more_of_the_same_party_a_3(
    shared: Installation, case_id: UUID
) -> None:
    address = component_of(case_id, "practical")
    with shared.browser(SECRETARY) as browser:
        page = browser.look(address)
        short = {"status": "unmet", "reason": "Ingen avtale."}
        unticked = browser.send(page, address, **short, **{"clinicians.0.role": "Overlege"})
        assert "(A-3)" in error_of(unticked.text, "clinicians.0.took_part")
        browser.follow(
            browser.send(
                unticked.text,
                address,
                **short,
                **{
                    "clinicians.0.took_part": "true",
                    "clinicians.0.role": "Overlege",
                    "another.party": str(HOSPITAL),
                    "another.role": "Sykepleier",
                },
            )
        )
    (finding,) = told(shared, case_id)["findings"]
    assert sorted(each["role"] for each in finding["clinicians"]) == ["Overlege", "Sykepleier"]


def test_a_finding_of_one_party_is_its_own_and_the_whole_case_stands_a_13(
    shared: Installation, case_id: UUID
) -> None:
    address = component_of(case_id, "legal")
    with shared.browser(SECRETARY) as browser:
        browser.follow(fill(browser, address, status="met"))
        page = browser.look(f"{address}?virksomhet={SKIEN}")
        assert "Bare Skien kommune" in page
        browser.follow(browser.send(page, address, status="unmet", reason="Vedtak mangler."))
        shown = browser.look(address)
        assert "Vedtak mangler." in shown
    found = {each["party"]: each["status"] for each in told(shared, case_id)["findings"]}
    assert found == {None: "met", str(SKIEN): "unmet"}


def test_what_is_recorded_at_length_is_read_by_all_who_may_see_it_p_3(
    shared: Installation, case_id: UUID
) -> None:
    record_everything(shared, case_id)
    ask(shared, case_id, "conclude", {"conclusion": "proceed"}, "end")
    with shared.browser(SECRETARY) as browser:
        economic = browser.look(component_of(case_id, "economic"))
        assert "200\xa0000–300\xa0000\xa0kr" in economic
        assert "100–200\xa0t" in economic
        technical = browser.look(component_of(case_id, "technical"))
        assert "1. mars 2027" in technical
        legal = browser.look(component_of(case_id, "legal"))
        assert "Kan det deles?" in legal
        frame = browser.look(f"{address_of(case_id)}/kapasitet/{SKIEN}")
        assert "1,5\xa0kr" in frame
