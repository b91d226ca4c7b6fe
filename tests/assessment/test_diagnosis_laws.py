"""The laws of the diagnosis, for all findings and for each version of its rules (A-13)."""

from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from services.assessment.commands import ConcludeAssessment
from services.assessment.decisions import Open, decide, inputs_of
from services.assessment.rules.diagnosis import VERSIONS, replayed
from services.assessment.rules.diagnosis.first import (
    WORST_FIRST,
    counted,
    found_by_clinicians,
    rank,
)
from services.assessment.rules.inputs import Inputs
from shared.contracts.assessment import (
    AssessmentConcluded,
    Caution,
    Diagnosis,
    DiagnosisVersion,
    Finding,
    PartyStanding,
)
from tests.assessment.situations import FACTS, KINDS, given
from tests.assessment.strategies import PARTIES, TODAY, events_of, findings, inputs
from tests.examples.assessment import OPENED, STATED
from tests.examples.ids import CASE, SKIEN

T = TypeVar("T")
each_version = pytest.mark.parametrize("version", VERSIONS)


def main_rank(of: Diagnosis) -> tuple[int, int, int]:
    """How bad the main obstacle is: the higher the better."""
    if of.obstacles:
        return (0, *rank(of.obstacles[0]))
    return (1, 0, 0) if of.main_obstacle == "capacity" else (2, 0, 0)


@each_version
@settings(deadline=None)
@for_all(of=inputs(), random=st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_nothing_a_13(
    version: DiagnosisVersion, of: Inputs, random: Random
) -> None:
    said = events_of(of)
    mixed = list(said)
    random.shuffle(mixed)
    one, other = given(OPENED, *said), given(OPENED, *mixed)
    assert isinstance(one, Open)
    assert isinstance(other, Open)
    assert inputs_of(one, KINDS) == inputs_of(other, KINDS)
    diagnose = VERSIONS[version].diagnose
    shuffled = replace(
        of,
        findings=_shuffled(of.findings, random),
        capacity=_shuffled(of.capacity, random),
        details=_shuffled(of.details, random),
        standardised=_shuffled(of.standardised, random),
        phases=_shuffled(of.phases, random),
        priorities=_shuffled(of.priorities, random),
    )
    assert diagnose(of) == diagnose(shuffled)


def _shuffled(all_of_them: tuple[T, ...], random: Random) -> tuple[T, ...]:
    return tuple(random.sample(all_of_them, len(all_of_them)))


@each_version
@settings(deadline=None)
@for_all(of=inputs(), data=st.data())
def test_a_better_finding_never_makes_the_diagnosis_worse_a_13(
    version: DiagnosisVersion, of: Inputs, data: st.DataObject
) -> None:
    worse = [each for each in of.findings if each.status not in ("met", "not-relevant")]
    if not worse:
        return
    changed = data.draw(st.sampled_from(worse))
    allowed = WORST_FIRST[WORST_FIRST.index(changed.status) + 1 : 4]
    better = changed.model_copy(update={"status": data.draw(st.sampled_from(allowed))})
    diagnose = VERSIONS[version].diagnose
    before = diagnose(of)
    after = diagnose(
        replace(of, findings=tuple(better if each is changed else each for each in of.findings))
    )
    assert main_rank(after) >= main_rank(before)
    assert {each.component for each in after.obstacles} <= {
        each.component for each in before.obstacles
    }
    assert after.warnings == before.warnings


@each_version
@settings(deadline=None)
@for_all(of=inputs())
def test_the_ranking_is_total_and_names_each_obstacle_once_a_13(
    version: DiagnosisVersion, of: Inputs
) -> None:
    found = VERSIONS[version].diagnose(of)
    ranks = [rank(each) for each in found.obstacles]
    assert all(above < below for above, below in pairwise(ranks))
    hinders = {
        each.component
        for each in of.findings
        if counted(each, of) in ("unmet", "unclear", "partly")
    }
    assert {each.component for each in found.obstacles} == hinders


@each_version
@settings(deadline=None)
@for_all(of=inputs())
def test_findings_of_the_parties_aggregate_to_the_worst_a_13(
    version: DiagnosisVersion, of: Inputs
) -> None:
    for obstacle in VERSIONS[version].diagnose(of).obstacles:
        statuses = [
            counted(each, of) for each in of.findings if each.component == obstacle.component
        ]
        assert obstacle.status == min(statuses, key=WORST_FIRST.index)


def causes(of: Inputs) -> dict[Caution, bool]:
    """What gave cause for each caution of the first rules, told in another way."""
    alone = [
        each
        for each in of.findings
        if each.component == "practical"
        and {clinician.party for clinician in each.clinicians} != set(PARTIES)
    ]
    return {
        "no-clear-goal": not (of.goal and of.goal.patients and of.goal.benefit),
        "general-duty": bool(of.goal and of.goal.general_duty),
        "over-capacity": any(each.standing == "over" for each in of.capacity),
        "capacity-unknown": any(each.standing == "unknown" for each in of.capacity),
        "hidden-task-shift": any(
            each.receives_task and not each.task_accepted_by for each in of.capacity
        ),
        "no-active-clinician": bool(alone),
    }


def moved_in_silence(of: Inputs) -> bool:
    """A task of the table goes from one side to the other, and its receiver accepted none."""
    accepting = {each.party for each in of.capacity if each.task_accepted_by}
    return any(
        KINDS[row.moves_from] != KINDS[row.party] and row.party not in accepting
        for row in of.tasks
        if row.moves_from
    )


def unfairly_shared(of: Inputs) -> bool:
    """Somebody has cost and not a krone or an hour of gain, while another has only gain."""
    cost = {line.party for line in of.money if line.flow == "cost" and _told(line)}
    gain = {line.party for line in of.money if line.flow == "gain" and _told(line)}
    return bool(cost - gain) and bool(gain - cost)


def _told(line: object) -> bool:
    return bool(line.ore.high or line.hours.high)  # type: ignore[attr-defined]


@settings(deadline=None)
@for_all(of=inputs())
def test_every_caution_has_its_cause_and_every_cause_its_caution_a_13(of: Inputs) -> None:
    first, second = (set(VERSIONS[each].diagnose(of).warnings) for each in ("1", "2"))
    expected = causes(of)
    assert first == {name for name, caused in expected.items() if caused}
    expected["hidden-task-shift"] |= moved_in_silence(of)
    expected["not-all-ready"] = any(
        each.needed and (each.ready_on is None or each.ready_on > TODAY) for each in of.systems
    )
    expected["over-standardised"] = any(
        (each.component == "practical" or each.fixes_work_flow)
        and each.level == "national"
        and "" in (each.exception, each.way_off)
        for each in of.standardised
    )
    expected["phase-without-clinicians"] = any(not each.clinicians for each in of.phases)
    expected["cost-without-bearer"] = any(
        not cost.bearer for each in of.phases for cost in each.costs
    )
    assert second - {"asymmetry"} == {name for name, caused in expected.items() if caused}
    if unfairly_shared(of):
        assert "asymmetry" in second
    if "asymmetry" in second:
        assert {line.flow for line in of.money if _told(line)} == {"cost", "gain"}
        assert len({line.party for line in of.money if _told(line)}) > 1


@settings(deadline=None)
@for_all(of=inputs())
def test_a_practical_finding_counts_as_unclear_at_best_without_clinicians_a_3(of: Inputs) -> None:
    for each in of.findings:
        if each.component == "practical" and not found_by_clinicians(each, of):
            assert counted(each, of) in ("unmet", "unclear")
        else:
            assert counted(each, of) == each.status


@settings(deadline=None)
@for_all(found=findings(whole=True))
def test_the_recorded_diagnosis_is_that_of_its_recorded_inputs_a_13(
    found: tuple[Finding, ...],
) -> None:
    within = [PartyStanding(party=each, standing="within", reason="") for each in PARTIES]
    of = Inputs(None, found, tuple(within), PARTIES, KINDS)
    case = given(OPENED, *events_of(of), STATED)
    (event,) = decide(ConcludeAssessment(CASE, "proceed"), FACTS, case)
    assert isinstance(event, AssessmentConcluded)
    again = replayed(event)
    assert again is not None
    assert again.same
    assert again.diagnosis == event.diagnosis


@each_version
def test_only_the_frame_stops_what_is_else_in_place_a_13(version: DiagnosisVersion) -> None:
    over = PartyStanding(party=SKIEN, standing="over", reason="Ingen ledige årsverk.")
    of = Inputs(None, (), (over,), PARTIES, KINDS)
    assert VERSIONS[version].diagnose(of).main_obstacle == "capacity"
