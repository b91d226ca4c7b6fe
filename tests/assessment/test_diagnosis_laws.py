"""The laws of the diagnosis, for all findings; and the source's own projects (A-13, A-16)."""

from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.assessment.commands import ConcludeAssessment
from services.assessment.decisions import Open, decide, inputs_of
from services.assessment.rules.diagnosis import (
    WORST_FIRST,
    Goal,
    Inputs,
    counted,
    diagnose,
    found_by_clinicians,
    rank,
)
from shared.contracts.assessment import (
    BUILD_ORDER,
    AssessmentConcluded,
    AssessmentEvent,
    CapacityRecorded,
    Caution,
    Component,
    Diagnosis,
    Finding,
    FindingRecorded,
    MainObstacle,
    PartyStanding,
    Status,
)
from tests.assessment.situations import FACTS, KINDS, given
from tests.examples.assessment import OPENED, STATED
from tests.examples.ids import CASE, HOSPITAL, SKIEN

PARTIES = (HOSPITAL, SKIEN)
STATUSES: list[Status] = ["met", "partly", "unmet", "unclear", "not-relevant"]
FOUNDATION = ("practical", "medical")


@st.composite
def findings(draw: st.DrawFn, whole: bool = False) -> tuple[Finding, ...]:
    """At most one finding of each component and party; with `whole` every component has one."""
    made: list[Finding] = []
    for component in BUILD_ORDER:
        allowed = STATUSES[:-1] if component in FOUNDATION else STATUSES
        whose = st.lists(
            st.sampled_from([None, *PARTIES]), unique=True, min_size=int(whole), max_size=3
        )
        for party in draw(whose):
            made.append(
                Finding(
                    component=component,
                    status=draw(st.sampled_from(allowed)),
                    reason="Fordi.",
                    party=party,
                    clinicians=tuple(draw(st.sets(st.sampled_from(PARTIES)))),
                )
            )
    return tuple(made)


@st.composite
def standings(draw: st.DrawFn) -> tuple[PartyStanding, ...]:
    def one(party: UUID) -> PartyStanding:
        task = draw(st.sampled_from([None, "Følge opp svar"]))
        answer = draw(st.sampled_from(["yes", "no", "unanswered"])) if task else "unanswered"
        return PartyStanding(
            party=party,
            standing=draw(st.sampled_from(["within", "over", "unknown"])),
            reason="Fordi.",
            receives_task=task,
            task_accepted_by="Rådet" if answer == "yes" else None,
            task_not_accepted=answer == "no",
        )

    return tuple(one(party) for party in PARTIES)


GOALS = st.one_of(
    st.none(),
    st.builds(
        Goal,
        problem=st.just("Uklart ansvar."),
        patients=st.sampled_from(["", "De som skrives ut."]),
        benefit=st.sampled_from(["", "Færre tapte svar."]),
        burden=st.just(""),
        general_duty=st.booleans(),
    ),
)


@st.composite
def inputs(draw: st.DrawFn) -> Inputs:
    return Inputs(draw(GOALS), draw(findings()), draw(standings()), PARTIES, KINDS)


def events_of(of: Inputs) -> list[AssessmentEvent]:
    return [
        *(FindingRecorded(case_id=CASE, **each.model_dump()) for each in of.findings),
        *(CapacityRecorded(case_id=CASE, **each.model_dump()) for each in of.capacity),
    ]


def main_rank(of: Diagnosis) -> tuple[int, int, int]:
    """How bad the main obstacle is: the higher the better."""
    if of.obstacles:
        return (0, *rank(of.obstacles[0]))
    return (1, 0, 0) if of.main_obstacle == "capacity" else (2, 0, 0)


@settings(deadline=None)
@for_all(inputs(), st.randoms())
def test_the_order_of_recording_changes_nothing_a_13(of: Inputs, random: object) -> None:
    said = events_of(of)
    mixed = list(said)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = given(OPENED, *said), given(OPENED, *mixed)
    assert isinstance(one, Open)
    assert isinstance(other, Open)
    assert inputs_of(one, KINDS) == inputs_of(other, KINDS)
    assert diagnose(of) == diagnose(
        replace(of, findings=of.findings[::-1], capacity=of.capacity[::-1])
    )


@settings(deadline=None)
@for_all(inputs(), st.data())
def test_a_better_finding_never_makes_the_diagnosis_worse_a_13(
    of: Inputs, data: st.DataObject
) -> None:
    worse = [each for each in of.findings if each.status not in ("met", "not-relevant")]
    if not worse:
        return
    changed = data.draw(st.sampled_from(worse))
    allowed = WORST_FIRST[WORST_FIRST.index(changed.status) + 1 : 4]
    better = changed.model_copy(update={"status": data.draw(st.sampled_from(allowed))})
    before = diagnose(of)
    after = diagnose(
        replace(of, findings=tuple(better if each is changed else each for each in of.findings))
    )
    assert main_rank(after) >= main_rank(before)
    assert {each.component for each in after.obstacles} <= {
        each.component for each in before.obstacles
    }
    assert after.warnings == before.warnings


@settings(deadline=None)
@for_all(inputs())
def test_the_ranking_is_total_and_names_each_obstacle_once_a_13(of: Inputs) -> None:
    found = diagnose(of)
    ranks = [rank(each) for each in found.obstacles]
    assert all(above < below for above, below in pairwise(ranks))
    hinders = {
        each.component
        for each in of.findings
        if counted(each, of) in ("unmet", "unclear", "partly")
    }
    assert {each.component for each in found.obstacles} == hinders


@settings(deadline=None)
@for_all(inputs())
def test_findings_of_the_parties_aggregate_to_the_worst_a_13(of: Inputs) -> None:
    for obstacle in diagnose(of).obstacles:
        statuses = [
            counted(each, of) for each in of.findings if each.component == obstacle.component
        ]
        assert obstacle.status == min(statuses, key=WORST_FIRST.index)


@settings(deadline=None)
@for_all(inputs())
def test_every_caution_has_its_cause_and_every_cause_its_caution_a_13(of: Inputs) -> None:
    hidden = [each for each in of.capacity if each.receives_task and not each.task_accepted_by]
    alone = [
        each
        for each in of.findings
        if each.component == "practical" and set(each.clinicians) != set(PARTIES)
    ]
    causes: dict[Caution, bool] = {
        "no-clear-goal": not (of.goal and of.goal.patients and of.goal.benefit),
        "general-duty": bool(of.goal and of.goal.general_duty),
        "over-capacity": any(each.standing == "over" for each in of.capacity),
        "capacity-unknown": any(each.standing == "unknown" for each in of.capacity),
        "hidden-task-shift": bool(hidden),
        "no-active-clinician": bool(alone),
    }
    assert set(diagnose(of).warnings) == {name for name, caused in causes.items() if caused}


@settings(deadline=None)
@for_all(inputs())
def test_a_practical_finding_counts_as_unclear_at_best_without_clinicians_a_3(of: Inputs) -> None:
    for each in of.findings:
        if each.component == "practical" and not found_by_clinicians(each, of):
            assert counted(each, of) in ("unmet", "unclear")
        else:
            assert counted(each, of) == each.status


@settings(deadline=None)
@for_all(findings(whole=True))
def test_the_recorded_diagnosis_is_that_of_its_recorded_inputs_a_13(
    found: tuple[Finding, ...],
) -> None:
    within = [PartyStanding(party=each, standing="within", reason="") for each in PARTIES]
    of = Inputs(None, found, tuple(within), PARTIES, KINDS)
    case = given(OPENED, STATED, *events_of(of))
    (event,) = decide(ConcludeAssessment(CASE, "proceed"), FACTS, case)
    assert isinstance(event, AssessmentConcluded)
    goal = Goal(STATED.problem, STATED.patients, STATED.benefit, STATED.burden)
    again = Inputs(goal, event.findings, event.capacity, event.parties, KINDS)
    assert diagnose(again) == event.diagnosis


PROJECTS: list[tuple[str, tuple[Status, ...], MainObstacle]] = [
    ("epj", ("met", "met", "met", "met", "met", "met"), "none"),
    ("e-resept", ("met", "met", "met", "partly", "met", "met"), "economic"),
    ("pll", ("unmet", "met", "partly", "met", "met", "partly"), "practical"),
    ("kjernejournal-first", ("met", "met", "met", "met", "met", "met"), "none"),
    ("kjernejournal-later", ("met", "met", "met", "partly", "unmet", "met"), "legal"),
    ("maledata", ("unmet", "met", "unclear", "met", "met", "met"), "practical"),
    ("pasientens-plan", ("unmet", "met", "unclear", "met", "met", "met"), "practical"),
    ("helsekort", ("met", "met", "met", "partly", "partly", "unmet"), "technical"),
]
COLUMNS: tuple[Component, ...] = (
    "practical",
    "language",
    "medical",
    "economic",
    "legal",
    "technical",
)


@pytest.mark.parametrize(("project", "statuses", "expected"), PROJECTS)
def test_the_projects_of_the_source_come_out_as_told_a_16(
    project: str, statuses: tuple[Status, ...], expected: MainObstacle
) -> None:
    found = tuple(
        Finding(component=component, status=status, reason=project, clinicians=PARTIES)
        for component, status in zip(COLUMNS, statuses, strict=True)
    )
    within = tuple(PartyStanding(party=each, standing="within", reason="") for each in PARTIES)
    assert diagnose(Inputs(None, found, within, PARTIES, KINDS)).main_obstacle == expected


def test_only_the_frame_stops_what_is_else_in_place_a_13() -> None:
    over = PartyStanding(party=SKIEN, standing="over", reason="Ingen ledige årsverk.")
    assert diagnose(Inputs(None, (), (over,), PARTIES, KINDS)).main_obstacle == "capacity"
