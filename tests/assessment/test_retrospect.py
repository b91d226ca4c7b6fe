"""Over all concluded assessments: what hinders most, where, and for whom (P-3)."""

from typing import Any
from uuid import UUID

import pytest

from tests.assessment.installation import OUTSIDER, REPORT, Installation
from tests.assessment.test_api import ask
from tests.examples.ids import GP, HOSPITAL, SECRETARY, SKIEN, TELEMARK

SIDES = [{"party": str(HOSPITAL), "role": "Overlege"}, {"party": str(SKIEN), "role": "Kommunelege"}]


def conclude(installation: Installation, name: str, **statuses: str) -> UUID:
    """A case in which these components are as given, and the others met."""
    case_id = installation.lifted(name)
    for component in ("practical", "medical", "language", "economic", "legal", "technical"):
        status = statuses.get(component, "met")
        finding: dict[str, Any] = {
            "component": component,
            "status": status,
            "reason": "" if status == "met" else "Ikke på plass.",
            "clinicians": SIDES,
        }
        if component == "technical":
            finding["party"] = str(SKIEN)
        ask(installation, case_id, "findings", finding, f"{name}-{component}")
    for party in (HOSPITAL, SKIEN):
        body = {"party": str(party), "standing": "within"}
        ask(installation, case_id, "capacity", body, f"{name}-{party}")
    ask(installation, case_id, "conclude", {"conclusion": "proceed"}, f"{name}-end")
    return case_id


def counted(installation: Installation, by: UUID = SECRETARY, **asked: object) -> dict[str, Any]:
    found: dict[str, Any] = installation.client.get("assessment", "/retrospect", by, **asked)
    return found


@pytest.fixture
def three(installation: Installation) -> Installation:
    """Two cases that practical hinders, one of them technical too with Skien, and one that nothing
    hinders; one more is not concluded."""
    conclude(installation, "one", practical="unmet", technical="partly")
    conclude(installation, "two", practical="partly")
    conclude(installation, "three")
    installation.lifted("four")
    installation.client.until(
        "alle er telt", lambda: counted(installation)["assessments"] == 3 or None
    )
    return installation


def test_what_hinders_most_comes_first_with_its_levels_and_parties(three: Installation) -> None:
    found = counted(three)
    assert (found["assessments"], found["unhindered"]) == (3, 1)
    practical, technical = found["components"]
    assert (practical["component"], practical["cases"], practical["main"]) == ("practical", 2, 2)
    assert (practical["unmet"], practical["partly"], practical["unclear"]) == (1, 1, 0)
    assert (technical["component"], technical["cases"], technical["main"]) == ("technical", 1, 0)
    assert {each["level"] for each in found["levels"]} == {"organisational"}
    per_party = {(each["component"], each["party"]): each["cases"] for each in found["parties"]}
    assert per_party == {
        ("practical", str(HOSPITAL)): 2,
        ("practical", str(SKIEN)): 2,
        ("technical", str(SKIEN)): 1,
    }


def test_it_is_filtered_by_component_level_party_day_and_helsefellesskap(
    three: Installation,
) -> None:
    technical = counted(three, component="technical")
    assert (technical["assessments"], technical["unhindered"]) == (3, 2)
    assert [each["component"] for each in technical["components"]] == ["technical"]

    of_the_hospital = counted(three, party=str(HOSPITAL))
    assert [each["component"] for each in of_the_hospital["components"]] == ["practical"]
    assert {each["party"] for each in of_the_hospital["parties"]} == {str(HOSPITAL)}

    assert counted(three, level="system")["assessments"] == 0
    assert counted(three, helsefellesskap=str(TELEMARK))["assessments"] == 3
    assert counted(three, first="2020-01-01", last="2020-12-31")["assessments"] == 0
    assert counted(three, first="2020-01-01")["assessments"] == 3


def test_nobody_counts_what_they_may_not_see_p_3_p_4(three: Installation) -> None:
    found = counted(three, OUTSIDER)
    assert (found["assessments"], found["components"], found["parties"]) == (0, [], [])


def test_all_who_have_reported_a_case_count_it_i_0(installation: Installation) -> None:
    """Who joined does not take the place of who was first."""
    case_id = conclude(installation, "one", practical="unmet")
    joining = REPORT | {"joins": str(case_id)}
    installation.client.ask("intake", "/reports", joining, SECRETARY, key="joins")
    # What intake says is heard in order: who joined, before the next case is open.
    installation.lifted("two")
    assert counted(installation, GP)["assessments"] == 1
