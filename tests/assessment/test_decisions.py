"""Given what has been recorded, when assessment is asked, then this is decided."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.assessment.commands import RecordCapacity, RecordFinding
from services.assessment.decisions import decide
from shared.contracts.assessment import (
    AssessmentConcluded,
    AssessmentEvent,
    Component,
    FindingRecorded,
    Status,
)
from tests.assessment.situations import (
    DIRECTORATE,
    FACTS,
    PRACTICE,
    READY,
    clinicians,
    given,
    refused,
)
from tests.examples.assessment import (
    CAPACITY,
    CONCLUDE,
    CONCLUDED,
    FINDINGS,
    FOUND,
    GOAL,
    MEASURED,
    OPEN,
    OPENED,
    STATED,
)
from tests.examples.assessment.long_form import CLINICIANS, TASK
from tests.examples.ids import HOSPITAL, PORSGRUNN, SKIEN, id_of

PRACTICAL, MEDICAL = FINDINGS[0], FINDINGS[1]
AT_HOSPITAL, AT_SKIEN = CAPACITY


def concluded(*events: AssessmentEvent, **changes: object) -> AssessmentConcluded:
    (event,) = decide(replace(CONCLUDE, **changes), FACTS, given(*events))  # type: ignore[arg-type]
    assert isinstance(event, AssessmentConcluded)
    return event


def test_a_case_is_opened_whoever_started_it_i_5_i_13() -> None:
    assert decide(OPEN, FACTS, given()) == (OPENED,)


def test_a_case_is_opened_once() -> None:
    assert decide(OPEN, FACTS, given(OPENED)) == ()
    assert decide(OPEN, FACTS, given(*READY, CONCLUDED)) == ()


@pytest.mark.parametrize("command", [GOAL, PRACTICAL, AT_SKIEN, CONCLUDE])
def test_nothing_is_recorded_before_the_case_is_opened_or_after_it_is_concluded_a_1(
    command: RecordFinding,
) -> None:
    assert refused(command, given()).reason == "assessment.case-unknown"
    assert refused(command, given(*READY, CONCLUDED)).reason == "assessment.concluded"


def test_the_goal_says_problem_patients_benefit_and_burden_a_0() -> None:
    assert decide(GOAL, FACTS, given(OPENED)) == (STATED,)


def test_a_goal_without_a_problem_is_refused_a_0() -> None:
    refusal = refused(replace(GOAL, problem=" "), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-0", "problem")


@pytest.mark.parametrize("command", [GOAL, PRACTICAL, AT_HOSPITAL])
def test_saying_the_same_again_records_nothing(command: RecordFinding) -> None:
    assert decide(command, FACTS, given(*READY)) == ()


def test_a_later_finding_replaces_the_earlier_which_stays_in_the_stream_a_1() -> None:
    better = replace(PRACTICAL, status="met", reason="Avtalt i dag.")
    (revised,) = decide(better, FACTS, given(*READY))
    assert isinstance(revised, FindingRecorded)
    outcome = concluded(*READY, revised)
    assert outcome.components[0].status == "met"
    assert outcome.diagnosis.main_obstacle == "language"


@pytest.mark.parametrize("component", ["practical", "medical"])
def test_the_foundation_is_always_relevant_a_11(component: Component) -> None:
    finding = RecordFinding(PRACTICAL.case_id, component, "not-relevant", "Gjelder ikke oss.")
    refusal = refused(finding, given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-11", "status")


def test_not_relevant_without_a_reason_is_refused_a_1() -> None:
    refusal = refused(RecordFinding(OPEN.case_id, "legal", "not-relevant", " "), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-1", "reason")


@pytest.mark.parametrize("status", ["partly", "unmet", "unclear"])
def test_an_obstacle_without_a_reason_is_refused_a_2(status: Status) -> None:
    finding = replace(PRACTICAL, component="legal", status=status, reason="")
    assert refused(finding, given(OPENED)).rule == "A-2"


@pytest.mark.parametrize("status", ["met", "partly"])
@pytest.mark.parametrize("present", [(), (HOSPITAL,), (SKIEN,), (HOSPITAL, PRACTICE)])
def test_practical_is_at_best_unclear_without_clinicians_of_each_side_a_3(
    status: Status, present: tuple[UUID, ...]
) -> None:
    finding = replace(PRACTICAL, status=status, clinicians=clinicians(*present))
    refusal = refused(finding, given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-3", "clinicians")


@pytest.mark.parametrize("status", ["unclear", "unmet"])
def test_what_hinders_in_practice_may_be_said_without_clinicians_a_3(status: Status) -> None:
    finding = replace(PRACTICAL, status=status, clinicians=())
    assert len(decide(finding, FACTS, given(OPENED))) == 1


def test_the_clinicians_of_another_municipality_speak_for_the_same_side_a_3() -> None:
    finding = replace(PRACTICAL, status="met", clinicians=clinicians(HOSPITAL, PORSGRUNN))
    assert len(decide(finding, FACTS, given(OPENED))) == 1


def test_a_directorate_among_the_parties_needs_no_clinicians_a_3() -> None:
    opened = OPENED.model_copy(update={"parties": (HOSPITAL, SKIEN, DIRECTORATE)})
    finding = replace(PRACTICAL, status="met")
    assert len(decide(finding, FACTS, given(opened))) == 1


def test_clinicians_of_somebody_the_register_does_not_know_are_refused_a_3() -> None:
    finding = replace(PRACTICAL, clinicians=(*CLINICIANS, *clinicians(id_of("nobody"))))
    assert refused(finding, given(OPENED)).reason == "assessment.clinicians-unknown"


@pytest.mark.parametrize(
    "command", [replace(MEDICAL, party=id_of("nobody")), replace(AT_SKIEN, party=id_of("nobody"))]
)
def test_an_organisation_the_register_does_not_know_is_refused_a_2(command: RecordFinding) -> None:
    refusal = refused(command, given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-2", "party")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        *((GOAL, field) for field in ("problem", "patients", "benefit", "burden")),
        (PRACTICAL, "reason"),
        *((AT_HOSPITAL, field) for field in ("reason", "receives_task", "task_accepted_by")),
        (replace(CONCLUDE, route="lsu"), "route_reason"),
        (CONCLUDE, "known_answer"),
    ],
)
def test_a_fodselsnummer_in_any_open_field_is_refused_with_its_place_i_3(
    command: RecordFinding, field: str
) -> None:
    hidden = {field: "Gjelder\n010190 00083"}
    refusal = refused(replace(command, **hidden), given(*READY))  # type: ignore[arg-type]
    assert (refusal.rule, refusal.field, refusal.values["line"]) == ("I-3", field, 2)


def test_a_text_nobody_reads_is_refused_by_its_length() -> None:
    refusal = refused(replace(PRACTICAL, reason="a" * 10_001), given(OPENED))
    assert refusal.values == {"longest": 10_000}


def test_over_the_frame_says_why_a_9() -> None:
    refusal = refused(replace(AT_SKIEN, standing="over", reason=""), given(OPENED))
    assert (refusal.rule, refusal.field) == ("A-9", "reason")


def test_a_task_is_not_both_accepted_and_not_a_10() -> None:
    refusal = refused(replace(AT_HOSPITAL, task_not_accepted=True), given(OPENED))
    assert (refusal.rule, refusal.reason) == ("A-10", "assessment.task-answered-twice")


@pytest.mark.parametrize("answer", [{"task_accepted_by": "Rådet"}, {"task_not_accepted": True}])
def test_an_answer_needs_a_task_to_answer_for_a_10(answer: dict[str, object]) -> None:
    refusal = refused(replace(AT_SKIEN, **answer), given(OPENED))  # type: ignore[arg-type]
    assert (refusal.rule, refusal.field) == ("A-10", "receives_task")


def test_the_conclusion_keeps_the_diagnosis_with_its_inputs_a_13() -> None:
    assert concluded(*READY) == CONCLUDED


@pytest.mark.parametrize("missing", FOUND, ids=lambda found: str(found.component))
def test_all_six_components_are_recorded_first_a_1_a_11(missing: FindingRecorded) -> None:
    events = [event for event in READY if event != missing]
    refusal = refused(CONCLUDE, given(*events))
    foundation = missing.component in ("practical", "medical")
    assert refusal.rule == ("A-11" if foundation else "A-1")
    assert (refusal.field, refusal.reason) == (
        missing.component,
        f"assessment.{missing.component}-unassessed",
    )


@pytest.mark.parametrize("missing", MEASURED, ids=["hospital", "skien"])
def test_the_capacity_of_each_party_is_recorded_first_a_1(missing: object) -> None:
    refusal = refused(CONCLUDE, given(*(event for event in READY if event != missing)))
    assert (refusal.rule, refusal.values) == ("A-1", {"missing": 1})


def test_another_affected_organisation_has_its_capacity_recorded_too_a_2() -> None:
    about = RecordFinding(OPEN.case_id, "technical", "unmet", "Mangler mottak.", party=PRACTICE)
    (found,) = decide(about, FACTS, given(*READY))
    assert refused(CONCLUDE, given(*READY, found)).values == {"missing": 1}
    (measured,) = decide(replace(AT_SKIEN, party=PRACTICE), FACTS, given(*READY, found))
    assert concluded(*READY, found, measured).parties == (HOSPITAL, SKIEN, PRACTICE)


def test_a_case_without_a_known_party_is_not_concluded_a_2() -> None:
    nobody = OPENED.model_copy(update={"parties": ()})
    events = [nobody, *(each for each in READY[1:] if each not in MEASURED)]
    assert refused(CONCLUDE, given(*events)).reason == "assessment.nobody-affected"


def test_a_task_that_changes_level_is_answered_before_the_conclusion_a_10() -> None:
    unanswered = MEASURED[0].model_copy(update={"task_accepted_by": None})
    refusal = refused(CONCLUDE, given(*READY, unanswered))
    assert (refusal.rule, refusal.values) == ("A-10", {"task": TASK})


def test_a_task_that_is_not_accepted_follows_the_case_a_10() -> None:
    no = MEASURED[0].model_copy(update={"task_accepted_by": None, "task_not_accepted": True})
    outcome = concluded(*READY, no)
    assert outcome.capacity[0].task_not_accepted
    assert outcome.capacity[0].receives_task == TASK
    assert outcome.diagnosis.warnings == ("hidden-task-shift", "not-all-ready")


def test_over_the_frame_is_concluded_as_not_realistic_only_a_9() -> None:
    over = MEASURED[1].model_copy(update={"standing": "over"})
    assert refused(CONCLUDE, given(*READY, over)).reason == "assessment.over-capacity"
    outcome = concluded(*READY, over, conclusion="not-realistic")
    assert outcome.diagnosis.warnings == ("over-capacity", "not-all-ready")


def test_within_the_frame_nothing_is_called_not_realistic_a_9() -> None:
    refusal = refused(replace(CONCLUDE, conclusion="not-realistic"), given(*READY))
    assert (refusal.rule, refusal.field) == ("A-9", "conclusion")


def test_an_organisation_found_later_makes_the_practical_finding_unclear_a_3() -> None:
    """The finding was met with the clinicians of the sides known then."""
    met = FOUND[0].model_copy(update={"status": "met"})
    capacity = RecordCapacity(OPEN.case_id, PRACTICE, "within", "")
    (late,) = decide(capacity, FACTS, given(*READY, met))
    outcome = concluded(*READY, met, late)
    assert outcome.components[0].status == "unclear"
    assert "no-active-clinician" in outcome.diagnosis.warnings


@pytest.mark.parametrize(("status", "marked"), [("unclear", True), ("unmet", False)])
def test_an_open_legal_question_is_marked_for_later_clarification_a_14(
    status: str, marked: bool
) -> None:
    legal = FOUND[4].model_copy(update={"status": status})
    assert concluded(*READY, legal).legal_question is marked
