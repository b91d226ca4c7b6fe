"""A digitalisation project with one late party: who pays, who gains, and from when
(A-6 to A-8, A-12, A-17)."""

from collections.abc import Callable
from typing import Any

from deploy.playing.client import Client
from tests.journeys.assessment.path import HOSPITAL, PRACTICE, REGION, SKIEN, Path, party, took_part
from tests.journeys.governance.path import refused

LATE = "2099-03-01"


def money(of: str, phase: str, flow: str, low: int, high: int) -> dict[str, Any]:
    return {
        "party": party(of),
        "phase": phase,
        "flow": flow,
        "what": "Synkronisert visning",
        "ore": {"low": low, "high": high},
    }


def system(of: str, name: str, ready_on: str | None) -> dict[str, Any]:
    return {"party": party(of), "system": name, "can": ["shared-view"], "ready_on": ready_on}


def recorded(client: Client) -> Path:
    """Everything is recorded of it; the hospital is late, and pays while others gain."""
    path = Path.lifted(client, "late-party", HOSPITAL, SKIEN, PRACTICE, title="Digitalt helsekort")
    path.states_its_goal()
    path.finds_all(technical="partly", economic="partly")
    path.is_measured()
    systems = [
        system(SKIEN, "Jordmorjournalen", "2025-01-01"),
        system(PRACTICE, "Fastlegens EPJ", "2025-06-01"),
        system(HOSPITAL, "Sykehusets journal", LATE),
        {**system(HOSPITAL, "Statistikk", None), "needed": False},
    ]
    path.says("details", component="technical", systems=systems)
    lines = [
        money(HOSPITAL, "investment", "cost", 100_000_00, 150_000_00),
        money(HOSPITAL, "running", "cost", 10_000_00, 10_000_00),
        money(SKIEN, "running", "gain", 40_000_00, 90_000_00),
        {**money(PRACTICE, "running", "gain", 0, 0), "hours": {"low": 20, "high": 40}},
    ]
    path.says("details", component="economic", lines=lines, financing_rule="Ingen refusjon.")
    path.says(
        "phases",
        phase="development",
        costs=[{"what": "Visning i sykehusets journal"}],
    )
    path.says(
        "phases",
        phase="trial",
        clinicians=took_part([SKIEN, PRACTICE]),
        costs=[{"what": "Opplæring", "bearer": "Staten"}],
    )
    return path


def test_a_project_with_one_late_party_tells_from_when_there_is_gain(client: Client) -> None:
    """A-8: it helps little that one is ready years before the others."""
    path = recorded(client)
    end = path.concludes()
    assert end["readiness"]["gain_from"] == LATE
    assert end["readiness"]["held_by"] == [party(HOSPITAL)]
    ready = {each["party"]: each for each in end["readiness"]["parties"]}
    assert ready[party(HOSPITAL)] == {
        "party": party(HOSPITAL),
        "what": ["Sykehusets journal"],
        "ready_on": LATE,
    }
    assert end["diagnosis"]["warnings"] == [
        "asymmetry",
        "not-all-ready",
        "phase-without-clinicians",
        "cost-without-bearer",
    ]
    (asymmetry,) = end["economy"]["asymmetries"]
    assert asymmetry["bearer"] == party(HOSPITAL)
    assert asymmetry["phases"] == ["investment", "running"]
    assert asymmetry["gainers"] == sorted([party(SKIEN), party(PRACTICE)])
    (running,) = [
        each
        for each in end["economy"]["totals"]
        if (each["phase"], each["unit"]) == ("running", "ore")
    ]
    assert running["net"] == {"low": 30_000_00, "high": 80_000_00}


Said = Callable[[Path], object]
REFUSED: list[tuple[str, str, Said]] = [
    (
        "A-6",
        "lines.0.hours.low",
        lambda path: path.says(
            "details",
            component="economic",
            lines=[{**money(SKIEN, "running", "cost", 1, 1), "hours": {"low": -1, "high": 2}}],
        ),
    ),
    (
        "A-6",
        "lines.0.ore.high",
        lambda path: path.says(
            "details", component="economic", lines=[money(SKIEN, "running", "cost", 2, 1)]
        ),
    ),
    (
        "A-2",
        "lines.0.party",
        lambda path: path.says(
            "details", component="economic", lines=[money(REGION, "running", "cost", 1, 2)]
        ),
    ),
    (
        "A-2",
        "systems.0.party",
        lambda path: path.says(
            "details", component="technical", systems=[system(REGION, "Journalen", None)]
        ),
    ),
    (
        "A-7",
        "provisions.0.law",
        lambda path: path.says(
            "details",
            component="legal",
            provisions=[{"law": "loven om alt", "section": "§ 1", "question": "how-to-read"}],
        ),
    ),
    (
        "A-7",
        "provisions.0.section",
        lambda path: path.says(
            "details",
            component="legal",
            provisions=[
                {"law": "helsepersonelloven", "section": "den om deling", "question": "how-to-read"}
            ],
        ),
    ),
    (
        "A-9",
        "demands.0.demanded",
        lambda path: path.measures(
            SKIEN, demands=[{"profession": "Leger", "demanded": -5, "available": 10}]
        ),
    ),
    (
        "A-9",
        "standing",
        lambda path: path.measures(
            SKIEN, demands=[{"profession": "Leger", "demanded": 50, "available": 10}]
        ),
    ),
    ("A-9", "ore_available", lambda path: path.measures(SKIEN, ore_demanded=5)),
    (
        "A-9",
        "party",
        lambda path: path.says(
            "priorities", party=party(SKIEN), gives_way="Noe", decided_by="Rådet"
        ),
    ),
    (
        "A-3",
        "clinicians",
        lambda path: path.says(
            "findings",
            component="practical",
            status="met",
            clinicians=[{"party": party(SKIEN), "role": "Lege", "person": party(SKIEN)}],
        ),
    ),
    (
        "A-12",
        "standardised.0.what",
        lambda path: path.says(
            "standardisation",
            standardised=[{"component": "technical", "what": " ", "level": "national"}],
        ),
    ),
    ("A-17", "costs.0.what", lambda path: path.says("phases", phase="need", costs=[{"what": ""}])),
    ("A-11", "practical", lambda path: path.says("conclude", conclusion="proceed")),
    (
        "I-3",
        "tasks.0.when",
        lambda path: path.says(
            "details",
            component="practical",
            tasks=[{"what": "Svar", "party": party(SKIEN), "when": "Gjelder 01019000083"}],
        ),
    ),
]


def test_bad_input_is_refused_with_rule_field_and_reason_and_changes_nothing(
    client: Client,
) -> None:
    """Section 8: nothing is recorded of what the rules refuse."""
    path = Path.lifted(client, "bad-input")
    before = path.told()
    for rule, field, said in REFUSED:
        with refused(rule) as why:
            said(path)
        assert (rule, why.field) == (rule, field), why.says
    assert path.told() == before
