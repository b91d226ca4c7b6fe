"""Exemption and trial: limits of forsøksloven refuse, elsewhere they are questions (G-17)."""

from dataclasses import replace
from datetime import date

import pytest

from services.governance.decisions.exits.trial import Granted, Running, decide, evolve
from services.governance.rules.trials import last_day
from shared.contracts.governance.trials import Limit, TrialBasis, TrialPlan, TrialRanOut
from tests.examples.governance.meetings import HOSPITAL_LEADER, SKIEN_LEADER
from tests.examples.governance.trials import (
    APPLY_FOR_TRIAL,
    DRAFT_TRIAL,
    END_TRIAL,
    EVALUATE_TRIAL,
    EXTEND_TRIAL,
    GRANT_TRIAL,
    NOTE_TRIAL_END,
    PLAN,
    REFUSE_TRIAL,
    START_TRIAL,
    TRIAL_APPLIED,
    TRIAL_DRAFTED,
    TRIAL_ENDED,
    TRIAL_EVALUATED,
    TRIAL_EXTENDED,
    TRIAL_GRANTED,
    TRIAL_RAN_OUT,
    TRIAL_REFUSED,
    TRIAL_STARTED,
)
from tests.examples.ids import NOW
from tests.governance.exit_situations import (
    APPLIED_FOR,
    AT_PARTNERSHIP,
    GRANTED,
    NO_TRIAL,
    PLANNED_TRIAL,
    RUNNING,
)
from tests.governance.situations import CHAIR_SEAT, SEATS, SSU_BODY, refused, says

LATER = replace(AT_PARTNERSHIP, now=AT_PARTNERSHIP.now.replace(year=2031))
OVER = replace(LATER, seats=(CHAIR_SEAT, *SEATS[1:]))


def planned(**other: object) -> tuple[str, str, str | None]:
    """What the rules say against the plan with this changed."""
    plan = PLAN.model_copy(update=other)
    return says(refused(lambda: decide(replace(DRAFT_TRIAL, plan=plan), AT_PARTNERSHIP, NO_TRIAL)))


def test_a_trial_goes_from_plan_to_end_g_17() -> None:
    assert decide(DRAFT_TRIAL, AT_PARTNERSHIP, NO_TRIAL) == (TRIAL_DRAFTED,)
    assert decide(APPLY_FOR_TRIAL, AT_PARTNERSHIP, PLANNED_TRIAL) == (TRIAL_APPLIED,)
    assert decide(GRANT_TRIAL, AT_PARTNERSHIP, APPLIED_FOR) == (TRIAL_GRANTED,)
    assert decide(REFUSE_TRIAL, AT_PARTNERSHIP, APPLIED_FOR) == (TRIAL_REFUSED,)
    assert decide(START_TRIAL, LATER, GRANTED) == (TRIAL_STARTED,)
    assert decide(EXTEND_TRIAL, LATER, RUNNING) == (TRIAL_EXTENDED,)
    assert decide(EVALUATE_TRIAL, LATER, RUNNING) == (TRIAL_EVALUATED,)
    assert decide(END_TRIAL, LATER, RUNNING) == (TRIAL_ENDED,)


def test_only_partnerskapsmotet_applies_for_a_case_that_lies_there_g_10() -> None:
    facts = replace(AT_PARTNERSHIP, body=SSU_BODY)
    no = refused(lambda: decide(DRAFT_TRIAL, facts, NO_TRIAL))
    assert says(no) == ("G-10", "governance.exit-elsewhere", "body_id")
    no = refused(lambda: decide(APPLY_FOR_TRIAL, replace(AT_PARTNERSHIP, case=None), PLANNED_TRIAL))
    assert no.rule == "G-10"


def test_forsoksloven_allows_four_years_g_17() -> None:
    assert planned(ends_on=date(2031, 1, 1)) == ("G-17", "governance.trial-too-long", "ends_on")
    longer = replace(GRANT_TRIAL, ends_on=date(2031, 1, 1))
    no = refused(lambda: decide(longer, AT_PARTNERSHIP, APPLIED_FOR))
    assert no.reason == "governance.trial-too-long"
    assert no.values == {"latest": date(2030, 12, 31)}


def test_forsoksloven_allows_two_more_years_once_or_by_parts_g_17() -> None:
    longer = replace(EXTEND_TRIAL, ends_on=date(2033, 1, 1))
    no = refused(lambda: decide(longer, LATER, RUNNING))
    assert says(no) == ("G-17", "governance.trial-prolonged-too-long", "ends_on")
    prolonged = evolve(RUNNING, TRIAL_EXTENDED)
    no = refused(lambda: decide(longer, LATER, prolonged))
    assert no.reason == "governance.trial-prolonged-too-long"
    no = refused(lambda: decide(EXTEND_TRIAL, LATER, prolonged))
    assert says(no) == ("G-17", "governance.trial-not-longer", "ends_on")


def test_forsoksloven_keeps_case_handling_and_individuals_g_17() -> None:
    departs = Limit(departs=True, told="Kortere frister.")
    assert planned(case_handling=departs) == (
        "G-17",
        "governance.trial-case-handling",
        "case_handling",
    )
    assert planned(individuals=departs) == ("G-17", "governance.trial-individuals", "individuals")
    law = PLAN.deviations[0].model_copy(update={"law": "Forvaltningsloven", "section": "§ 16"})
    assert planned(deviations=(law,)) == ("G-17", "governance.trial-case-handling", "deviations")


@pytest.mark.parametrize("basis", ["sector-law", "deviating-regulation"])
def test_on_another_basis_the_limits_are_questions_to_be_answered_g_17(basis: TrialBasis) -> None:
    answered = {
        "basis": basis,
        "basis_provision": "spesialisthelsetjenesteloven § 7-1",
        "ends_on": date(2035, 12, 31),
        "duration": "Utstyret har levetid på åtte år.",
        "case_handling": Limit(departs=False, told="Nei, vedtak fattes som før."),
        "individuals": Limit(departs=True, told="Pasienten kan velge bort ordningen."),
    }
    plan = PLAN.model_copy(update=answered)
    assert decide(replace(DRAFT_TRIAL, plan=plan), AT_PARTNERSHIP, NO_TRIAL)
    open_question = "governance.trial-question-open"
    for field, empty in (
        ("duration", None),
        ("case_handling", Limit(departs=False)),
        ("individuals", Limit(departs=True)),
    ):
        assert planned(**{**answered, field: empty}) == ("G-17", open_question, field)
    assert planned(**{**answered, "basis_provision": None}) == (
        "G-17",
        "governance.basis-provision-missing",
        "basis_provision",
    )


@pytest.mark.parametrize(
    ("other", "reason", "field"),
    [
        ({"deviations": ()}, "governance.trial-without-deviation", "deviations"),
        ({"reversible": ""}, "governance.text-missing", "reversible"),
        ({"evaluation": ""}, "governance.text-missing", "evaluation"),
        ({"ends_on": date(2026, 1, 1)}, "governance.trial-backwards", "ends_on"),
    ],
)
def test_a_plan_is_whole_g_17(other: dict[str, object], reason: str, field: str) -> None:
    assert planned(**other) == ("G-17", reason, field)


def test_a_trial_begins_within_the_days_it_is_granted_g_17() -> None:
    no = refused(
        lambda: decide(replace(START_TRIAL, started_on=date(2026, 12, 31)), LATER, GRANTED)
    )
    assert says(no) == ("G-17", "governance.trial-outside", "started_on")


@pytest.mark.parametrize(
    ("command", "state"),
    [
        (START_TRIAL, APPLIED_FOR),
        (GRANT_TRIAL, PLANNED_TRIAL),
        (EXTEND_TRIAL, GRANTED),
        (APPLY_FOR_TRIAL, APPLIED_FOR),
        (EVALUATE_TRIAL, GRANTED),
        (END_TRIAL, evolve(RUNNING, TRIAL_ENDED)),
    ],
)
def test_no_step_is_left_out_or_taken_twice_g_17(command: object, state: object) -> None:
    no = refused(lambda: decide(command, LATER, state))  # type: ignore[arg-type]
    assert says(no) == ("G-17", "governance.trial-not-so-far", "trial_id")


@pytest.mark.parametrize("state", [GRANTED, RUNNING], ids=["not begun", "running"])
def test_when_its_last_day_is_over_those_who_lead_are_told_once_g_17_g_11(
    state: Granted | Running,
) -> None:
    (told,) = decide(NOTE_TRIAL_END, OVER, state)
    assert isinstance(told, TrialRanOut)
    assert told == TRIAL_RAN_OUT.model_copy(update={"notified": (SKIEN_LEADER, HOSPITAL_LEADER)})
    after = evolve(state, told)
    assert type(after) is type(state), "it moves nothing"
    assert decide(NOTE_TRIAL_END, OVER, after) == ()
    no = refused(lambda: decide(NOTE_TRIAL_END, replace(OVER, now=NOW), state))
    assert (no.rule, no.reason) == ("G-11", "governance.deadline-ahead")


def test_a_prolonged_trial_has_a_new_last_day_and_an_ended_one_none_g_17() -> None:
    longer = evolve(evolve(RUNNING, TRIAL_RAN_OUT), TRIAL_EXTENDED)
    assert refused(lambda: decide(NOTE_TRIAL_END, OVER, longer)).reason == (
        "governance.deadline-ahead"
    )
    later = replace(OVER, now=OVER.now.replace(year=2033))
    (again,) = decide(NOTE_TRIAL_END, later, longer)
    assert isinstance(again, TrialRanOut)
    assert again.ends_on == TRIAL_EXTENDED.ends_on
    for state in (NO_TRIAL, APPLIED_FOR, evolve(RUNNING, TRIAL_ENDED)):
        assert decide(NOTE_TRIAL_END, later, state) == ()


def test_a_time_of_years_ends_the_day_before() -> None:
    assert last_day(date(2027, 1, 1), 4) == date(2030, 12, 31)
    assert last_day(date(2028, 2, 29), 2) == date(2030, 2, 28)
    assert isinstance(PLAN, TrialPlan)


def test_an_application_is_sent_by_somebody_who_is_sure_that_no_patient_is_recognised_i_3() -> None:
    unsure = replace(APPLY_FOR_TRIAL, anonymous=False)
    no = refused(lambda: decide(unsure, AT_PARTNERSHIP, PLANNED_TRIAL))
    assert says(no) == ("I-3", "governance.not-made-sure", "anonymous")
