"""The projects that the source tells of come out as it tells (A-16)."""

import json
from typing import Any

import pytest

from deploy.playing.client import Client
from deploy.playing.example import FOLDER
from shared.contracts.assessment import BUILD_ORDER
from tests.journeys.assessment.path import Path, party

FILE: dict[str, Any] = json.loads(
    (FOLDER / "digitalisation_projects.json").read_text(encoding="utf-8")
)
PROJECTS: list[dict[str, Any]] = FILE["projects"]
EXPECTED = {
    "epj": ("met", "met", "met", "met", "met", "met", "none", []),
    "e-resept": ("met", "met", "met", "partly", "met", "met", "economic", []),
    "pll": ("unmet", "met", "partly", "met", "met", "partly", "practical", []),
    "kjernejournal-first": ("met", "met", "met", "met", "met", "met", "none", []),
    "kjernejournal-later": ("met", "met", "met", "partly", "unmet", "met", "legal", []),
    "maledata": ("unmet", "met", "unclear", "met", "met", "met", "practical", ["no-clear-goal"]),
    "pasientens-plan": (
        "unmet",
        "met",
        "unclear",
        "met",
        "met",
        "met",
        "practical",
        ["no-clear-goal", "over-standardised"],
    ),
    "helsekort": (
        "met",
        "met",
        "met",
        "partly",
        "partly",
        "unmet",
        "technical",
        ["not-all-ready"],
    ),
}
COLUMNS = ("practical", "language", "medical", "economic", "legal", "technical")


def rests_on(of: dict[str, Any]) -> str:
    """The sentence that something rests on, as a reader of the assessment sees it."""
    if of["rests_on"] is None:
        return ""
    return f" («{of['rests_on']['quote']}», kapittel 6, avsnitt {of['rests_on']['paragraph']}.)"


def assessed(client: Client, project: dict[str, Any]) -> Path:
    """The project as a case: reported, lifted, and recorded as the file tells."""
    path = Path.lifted(client, project["key"], *project["parties"], title=project["name"])
    goal = {name: text for name, text in project["goal"].items() if name != "rests_on"}
    path.says("goal", **goal)
    clinicians = [
        {"party": party(each["party"]), "role": each["role"]} for each in project["clinicians"]
    ]
    for finding in project["findings"]:
        path.says(
            "findings",
            component=finding["component"],
            status=finding["status"],
            reason=finding["reason"] + rests_on(finding),
            clinicians=clinicians,
        )
    path.is_measured()
    if project["systems"]:
        systems = [
            {name: value for name, value in each.items() if name != "rests_on"}
            | {"party": party(each["party"])}
            for each in project["systems"]
        ]
        path.says("details", component="technical", systems=systems)
    if project["standardised"]:
        standardised = [
            {name: value for name, value in each.items() if name != "rests_on"}
            for each in project["standardised"]
        ]
        path.says("standardisation", standardised=standardised)
    return path


def test_the_file_has_every_project_and_every_finding_tells_what_it_rests_on_a_16() -> None:
    assert [project["key"] for project in PROJECTS] == list(EXPECTED)
    for project in PROJECTS:
        assert [each["component"] for each in project["findings"]] == list(BUILD_ORDER)
        for finding in project["findings"]:
            silent = finding["reason"] == "Ikke nevnt som hinder i kilden."
            assert silent == (finding["rests_on"] is None)
            assert not silent or finding["status"] == "met"


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: str(project["key"]))
def test_a_project_of_the_source_comes_out_as_it_tells_a_16(
    client: Client, project: dict[str, Any]
) -> None:
    path = assessed(client, project)
    end = path.concludes(national=True)
    statuses = {each["component"]: each["status"] for each in end["components"]}
    *expected, main_obstacle, warnings = EXPECTED[project["key"]]
    assert [statuses[component] for component in COLUMNS] == expected
    diagnosis = end["diagnosis"]
    assert (diagnosis["main_obstacle"], diagnosis["warnings"]) == (main_obstacle, warnings)
    told = project["expected"]
    assert (told["main_obstacle"], told["warnings"]) == (main_obstacle, warnings)
    held_by = [party(key) for key in told.get("held_by", ())]
    assert end["readiness"]["held_by"] == held_by
    (ended,) = path.told("/conclusions")
    assert ended["replays"] is True

    # A national project is answered at the system level, and then lies before nobody (A-14, G-5).
    assert end["route"] == "system-level"
    path.comes_to("with-arena")
    path.is_solved_elsewhere()
