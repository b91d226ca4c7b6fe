"""A conclusion is replayed by the rules it was made by, whatever came later (A-13, R-3)."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings

from services.assessment.decisions import decide
from services.assessment.rules.diagnosis import CURRENT, VERSIONS, Rules, first, replayed
from services.assessment.rules.inputs import Inputs
from services.assessment.rules.routes import propose
from shared.contracts.assessment import (
    AssessmentConcluded,
    Caution,
    Diagnosis,
    DiagnosisVersion,
    Finding,
    Goal,
    PartyStanding,
    Standardised,
)
from shared.contracts.assessment.details import PartySystem, TechnicalDetail
from tests.assessment.situations import FACTS, KINDS, READY, clinicians, given
from tests.assessment.strategies import PARTIES, TODAY, inputs
from tests.contracts.golden_files import FOLDER, codec_of_today
from tests.examples.assessment import CONCLUDE, PRIORITISED
from tests.examples.ids import HOSPITAL, SKIEN

PINNED = Inputs(
    goal=Goal(problem="Planen henger ikke sammen.", patients="", benefit="", burden=""),
    findings=(
        Finding(component="practical", status="met", reason="", clinicians=clinicians(SKIEN)),
        Finding(component="legal", status="partly", reason="Uklart.", party=HOSPITAL),
    ),
    capacity=(
        PartyStanding(party=HOSPITAL, standing="over", reason="Mangler leger."),
        PartyStanding(party=SKIEN, standing="within", reason="", receives_task="Starte planen"),
    ),
    affected=PARTIES,
    kinds=KINDS,
    details=(TechnicalDetail(systems=(PartySystem(party=SKIEN, system="Journalen"),)),),
    standardised=(Standardised(component="practical", what="Planen", level="national"),),
    on=TODAY,
)
OF_THE_FIRST: list[Caution] = [
    "no-clear-goal",
    "over-capacity",
    "hidden-task-shift",
    "no-active-clinician",
]


@pytest.mark.parametrize(
    ("version", "warnings"),
    [("1", OF_THE_FIRST), ("2", [*OF_THE_FIRST, "not-all-ready", "over-standardised"])],
)
def test_each_version_makes_of_the_same_what_it_always_made_a_13(
    version: DiagnosisVersion, warnings: list[Caution]
) -> None:
    """Written down here: where this fails, what was concluded long ago comes out otherwise."""
    found = VERSIONS[version].diagnose(PINNED)
    assert found.main_obstacle == "practical"
    assert [(each.component, each.status) for each in found.obstacles] == [
        ("practical", "unclear"),
        ("legal", "partly"),
    ]
    assert list(found.warnings) == warnings


def test_a_priority_takes_the_frame_out_of_the_way_since_the_second_rules_a_9() -> None:
    over = replace(
        PINNED,
        findings=(),
        capacity=(PartyStanding(party=SKIEN, standing="over", reason="Mangler leger."),),
        priorities=(PRIORITISED.priority,),
    )
    assert VERSIONS["1"].diagnose(over).main_obstacle == "capacity"
    assert VERSIONS["2"].diagnose(over).main_obstacle == "none"


@settings(deadline=None)
@for_all(of=inputs())
def test_the_second_rules_find_the_same_obstacles_and_warn_of_no_less_a_13(of: Inputs) -> None:
    one, other = VERSIONS["1"].diagnose(of), VERSIONS["2"].diagnose(of)
    assert one.obstacles == other.obstacles
    assert set(one.warnings) <= set(other.warnings)


def concluded() -> AssessmentConcluded:
    (event,) = decide(CONCLUDE, FACTS, given(*READY))
    assert isinstance(event, AssessmentConcluded)
    return event


def test_what_is_concluded_today_says_its_rules_and_replays_a_13() -> None:
    event = concluded()
    assert event.diagnosis_rules == CURRENT
    again = replayed(event)
    assert again is not None
    assert again.same


def test_later_rules_that_judge_otherwise_leave_what_was_concluded_as_it_was_a_13() -> None:
    """The day the rules are turned upside down, the old ones are still those of old cases."""

    def upside_down(of: Inputs) -> Diagnosis:
        obstacles = first.diagnose(of).obstacles[::-1]
        return Diagnosis(main_obstacle="none", obstacles=obstacles, warnings=())

    later = {**VERSIONS, "2": Rules(upside_down, propose)}
    by_the_first = concluded().model_copy(
        update={
            "diagnosis_rules": "1",
            "diagnosis": VERSIONS["1"].diagnose(inputs_of_the_conclusion()),
        }
    )
    again = replayed(by_the_first, later)
    assert again is not None
    assert again.same
    by_the_second = replayed(concluded(), later)
    assert by_the_second is not None
    assert not by_the_second.same, "a rule that was changed in place is found"


def inputs_of_the_conclusion() -> Inputs:
    event = concluded()
    return Inputs(
        event.goal,
        event.findings,
        event.capacity,
        event.parties,
        {each.party: each.kind for each in event.kinds},
    )


def test_what_was_concluded_before_all_inputs_were_kept_is_not_judged_anew_a_13() -> None:
    stored = (FOLDER / "assessment.assessment-concluded.v1.json").read_bytes()
    _, event = codec_of_today().decode(stored)
    assert isinstance(event, AssessmentConcluded)
    assert event.diagnosis_rules == "1"
    assert replayed(event) is None
    assert {each.role for finding in event.findings for each in finding.clinicians} == {""}
