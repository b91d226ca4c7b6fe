"""Cases become one, or two, and are started: given what has happened, then this is decided."""

from dataclasses import replace
from typing import Any

import pytest

from services.intake.decisions import decide
from services.intake.decisions.states import Asked, Gone, Open, Triaged, Unknown
from shared.contracts.intake import (
    CaseMerged,
    CaseSplitOff,
    CaseStarted,
    CaseTriaged,
    NumberTaken,
    PartyNamed,
    ProblemRecurred,
    Question,
    ReportRegistered,
    ReportsJoined,
)
from tests.examples.ids import CASE, GP, SECRETARY, TELEMARK, id_of
from tests.examples.intake.cases import (
    CASE_SPLIT,
    HELD,
    MERGE,
    NEW_CASE,
    OTHER_CASE,
    OTHER_REPORT,
    SPLIT,
    SPLIT_OFF,
    START,
    STARTED,
)
from tests.examples.intake.reports import LIFTED, PARTIES, REGISTER, REGISTERED, TRIAGE
from tests.examples.intake.triage import DISPUTED, REQUESTED
from tests.intake.situations import (
    BY_SECRETARY,
    FACTS,
    JOINED,
    OLDER,
    by,
    given,
    joining,
    refused,
)

JOIN = replace(REGISTER, report_id=OTHER_REPORT, joins=True)
ANSWERED = LIFTED.model_copy(update={"outcome": "answered"})
MERGE_INTO_OLDER = replace(MERGE, case_id=CASE, into=OTHER_CASE)
MEETING_OLDER = replace(BY_SECRETARY, other=OLDER)


def test_a_report_joins_an_open_case_and_keeps_its_own_number_i_0() -> None:
    registered, taken = decide(
        JOIN, replace(by(id_of("other-gp")), number="2026/2"), given(REGISTERED)
    )
    assert registered == JOINED
    assert isinstance(taken, NumberTaken)
    case = given(REGISTERED, JOINED)
    assert isinstance(case, Open)
    assert case.being.number == "2026/1", "the case keeps its own"
    assert [each.number for each in case.being.reports] == ["2026/1", "2026/2"]


@pytest.mark.parametrize("events", [(REGISTERED, LIFTED), (REGISTERED, ANSWERED)])
def test_what_is_lifted_or_answered_can_be_joined_i_0_i_8(events: Any) -> None:
    registered, _ = decide(JOIN, FACTS, given(*events))
    assert isinstance(registered, ReportRegistered)
    assert registered.joined


def test_what_has_come_to_its_end_cannot_be_joined_i_0() -> None:
    declined = LIFTED.model_copy(update={"outcome": "declined"})
    assert refused(JOIN, FACTS, given(REGISTERED, declined)).reason == "intake.case-ended"
    closed = replace(FACTS, closed=True)
    assert refused(JOIN, closed, given(REGISTERED, LIFTED)).reason == "intake.case-ended"
    assert refused(JOIN, FACTS, given()).reason == "intake.case-unknown"
    elsewhere = replace(JOIN, helsefellesskap=id_of("elsewhere"))
    assert refused(elsewhere, FACTS, given(REGISTERED)).reason == "intake.other-helsefellesskap"


def test_triage_joins_the_reports_to_another_case_which_is_told_i_0_i_5() -> None:
    command = replace(TRIAGE, outcome="joined", joined_to=OTHER_CASE)
    triaged, told = decide(command, MEETING_OLDER, given(REGISTERED))
    assert isinstance(triaged, CaseTriaged)
    assert (triaged.outcome, triaged.joined_to) == ("joined", OTHER_CASE)
    assert told == ReportsJoined(
        case_id=OTHER_CASE,
        helsefellesskap=TELEMARK,
        from_case=CASE,
        from_number="2026/1",
        reports=(HELD,),
        parties=PARTIES,
    )
    assert given(REGISTERED, triaged) == Gone(given(REGISTERED).being, OTHER_CASE)  # type: ignore[union-attr]


def test_joining_says_which_case_and_only_joining_does_i_5() -> None:
    without = refused(replace(TRIAGE, outcome="joined"), BY_SECRETARY, given(REGISTERED))
    assert (without.rule, without.field) == ("I-5", "joined_to")
    besides = replace(TRIAGE, outcome="answered", joined_to=OTHER_CASE)
    assert refused(besides, MEETING_OLDER, given(REGISTERED)).field == "joined_to"


def test_two_cases_become_one_and_the_older_number_stays_i_0() -> None:
    merged, told = decide(MERGE_INTO_OLDER, MEETING_OLDER, given(REGISTERED))
    assert isinstance(merged, CaseMerged)
    assert (merged.into, merged.into_number) == (OTHER_CASE, "2026/0")
    assert isinstance(told, ReportsJoined)
    assert (told.case_id, told.merged, told.reports) == (OTHER_CASE, True, (HELD,))
    younger = replace(BY_SECRETARY, other=replace(OLDER, opened_at=11))
    refusal = refused(MERGE_INTO_OLDER, younger, given(REGISTERED))
    assert (refusal.rule, refusal.reason) == ("I-0", "intake.older-number-stays")


def test_a_lifted_case_goes_nowhere_by_intakes_word_i_0() -> None:
    lifted = given(REGISTERED, JOINED, LIFTED)
    for command in (MERGE_INTO_OLDER, SPLIT):
        refusal = refused(command, MEETING_OLDER, lifted)
        assert (refusal.rule, refusal.reason) == ("I-0", "intake.lifted-stays-as-it-is")


def test_what_is_merged_may_go_into_a_lifted_case_i_0() -> None:
    lifted = replace(MEETING_OLDER, other=replace(OLDER, standing="lifted"))
    _, told = decide(MERGE_INTO_OLDER, lifted, given(REGISTERED))
    assert isinstance(told, ReportsJoined)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (None, "intake.case-unknown"),
        (replace(OLDER, case_id=CASE), "intake.same-case"),
        (replace(OLDER, helsefellesskap=id_of("elsewhere")), "intake.other-helsefellesskap"),
        (replace(OLDER, standing="ended"), "intake.case-ended"),
    ],
)
def test_a_case_goes_only_into_one_that_can_take_it_i_0(other: Any, reason: str) -> None:
    facts = replace(BY_SECRETARY, other=other)
    assert refused(MERGE_INTO_OLDER, facts, given(REGISTERED)).reason == reason


def test_the_question_and_its_deadline_follow_into_a_case_that_waits_i_0_i_5() -> None:
    asked = given(REGISTERED, REQUESTED)
    _, told = decide(MERGE_INTO_OLDER, MEETING_OLDER, asked)
    assert isinstance(told, ReportsJoined)
    assert told.question == Question(
        request_id=REQUESTED.request_id, question=REQUESTED.question, due_at=REQUESTED.due_at
    )
    older = given(REGISTERED.model_copy(update={"case_id": OTHER_CASE}), told)
    assert isinstance(older, Asked)
    for standing in ("asked", "lifted", "answered"):
        elsewhere = replace(MEETING_OLDER, other=replace(OLDER, standing=standing))
        _, told = decide(MERGE_INTO_OLDER, elsewhere, asked)
        assert isinstance(told, ReportsJoined)
        assert told.question is None, "a question of its own stands, or nobody waits"


def test_who_may_not_triage_a_disputed_case_may_not_triage_the_one_it_went_into_i_0_i_6() -> None:
    other = replace(MEETING_OLDER, secretariat=(SECRETARY, id_of("other-secretary")))
    disputed = given(REGISTERED, ANSWERED, DISPUTED)
    _, told = decide(MERGE_INTO_OLDER, other, disputed)
    assert isinstance(told, ReportsJoined)
    assert told.not_by == (SECRETARY,)
    older = given(REGISTERED.model_copy(update={"case_id": OTHER_CASE}), told)
    assert refused(replace(TRIAGE, case_id=OTHER_CASE), other, older).rule == "I-6"


def test_a_case_is_split_and_the_new_one_has_its_own_number_and_parties_i_0() -> None:
    both = given(REGISTERED, JOINED)
    facts = replace(BY_SECRETARY, number="2026/3", running=3, parties=PARTIES[1:])
    left, new, taken = decide(SPLIT, facts, both)
    assert left == CASE_SPLIT
    assert isinstance(new, CaseSplitOff)
    assert (new.case_id, new.number, new.parties) == (NEW_CASE, "2026/3", PARTIES[1:])
    assert [each.report_id for each in new.reports] == [OTHER_REPORT]
    assert isinstance(taken, NumberTaken)
    remaining, begun = given(REGISTERED, JOINED, CASE_SPLIT), given(SPLIT_OFF)
    assert isinstance(remaining, Open)
    assert [each.report_id for each in remaining.being.reports] == [REGISTERED.report_id]
    assert isinstance(begun, Open)
    assert begun.being.number == "2026/3"


@pytest.mark.parametrize(
    ("reports", "reason"),
    [
        ((), "intake.split-leaves-one"),
        ((OTHER_REPORT, REGISTERED.report_id), "intake.split-leaves-one"),
        ((id_of("strange-report"),), "intake.report-not-in-case"),
    ],
)
def test_neither_half_is_left_without_a_report_i_0(reports: Any, reason: str) -> None:
    command = replace(SPLIT, reports=reports)
    refusal = refused(command, BY_SECRETARY, given(REGISTERED, JOINED))
    assert (refusal.rule, refusal.reason) == ("I-0", reason)


def test_a_problem_that_is_joined_three_times_raises_itself_once_i_8() -> None:
    twice = (REGISTERED, joining("a", "b"), joining("c", "d"))
    assert len(decide(JOIN, FACTS, given(REGISTERED))) == 2
    registered, recurred, _ = decide(JOIN, FACTS, given(*twice))
    assert recurred == ProblemRecurred(
        case_id=CASE, helsefellesskap=TELEMARK, number="2026/1", times=3, to_triage=True
    )
    assert isinstance(registered, ReportRegistered)
    again = given(*twice, registered, recurred)
    assert isinstance(again, Open)
    assert len(decide(replace(JOIN, report_id=id_of("fifth")), FACTS, again)) == 2, "once"


def test_how_often_is_a_matter_of_the_helsefellesskap_i_8() -> None:
    _, recurred, _ = decide(JOIN, replace(FACTS, often=1), given(REGISTERED))
    assert isinstance(recurred, ProblemRecurred)


def test_an_answered_problem_that_recurs_is_triaged_anew_and_a_lifted_one_is_marked_i_8() -> None:
    often = replace(FACTS, often=2)
    answered = (REGISTERED, ANSWERED)
    registered, recurred, _ = decide(JOIN, often, given(*answered))
    assert isinstance(registered, ReportRegistered)
    assert isinstance(recurred, ProblemRecurred)
    assert isinstance(given(*answered, registered, recurred), Open)
    lifted = (REGISTERED, JOINED, LIFTED)
    registered, recurred, _ = decide(replace(JOIN, report_id=id_of("third")), often, given(*lifted))
    assert isinstance(registered, ReportRegistered)
    assert isinstance(recurred, ProblemRecurred)
    assert not recurred.to_triage
    assert isinstance(given(*lifted, registered, recurred), Triaged)


def test_what_is_answered_again_and_again_raises_itself_i_8() -> None:
    command = replace(TRIAGE, outcome="answered")
    answered, recurred = decide(command, replace(BY_SECRETARY, often=2), given(REGISTERED, JOINED))
    assert isinstance(answered, CaseTriaged)
    assert isinstance(recurred, ProblemRecurred)
    assert isinstance(given(REGISTERED, JOINED, answered, recurred), Open)


def test_the_case_that_is_joined_by_triage_recurs_where_it_lies_i_8() -> None:
    often = replace(MEETING_OLDER, other=replace(OLDER, times=2))
    command = replace(TRIAGE, outcome="joined", joined_to=OTHER_CASE)
    _, told, recurred = decide(command, often, given(REGISTERED))
    assert isinstance(told, ReportsJoined)
    assert recurred == ProblemRecurred(
        case_id=OTHER_CASE, helsefellesskap=TELEMARK, number="2026/0", times=3, to_triage=True
    )


def test_a_body_starts_a_case_which_goes_to_assessment_i_13() -> None:
    facts = replace(BY_SECRETARY, number="2026/3", running=3)
    started, taken = decide(START, facts, given())
    assert started == STARTED
    assert isinstance(started, CaseStarted)
    assert isinstance(taken, NumberTaken)
    case = given(started)
    assert isinstance(case, Triaged)
    assert case.outcome == "lifted-to-assessment"
    assert refused(START, facts, case).reason == "intake.started-already"
    assert not isinstance(case, Unknown)
    assert case.being.reports_of(GP) == ()


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"body_id": None}, "I-13", "body_id"),
        ({"starter": "party"}, "I-13", "party"),
        ({"starter": "project", "project": " "}, "I-13", "project"),
        ({"parties": ()}, "I-13", "parties"),
        ({"no_patient_recognisable": False}, "I-3", "no_patient_recognisable"),
        ({"starter": "project", "project": "Gjelder 01019000083"}, "I-3", "project"),
    ],
)
def test_what_is_started_says_by_whom_and_names_no_patient_i_13_i_3(
    change: Any, rule: str, field: str
) -> None:
    refusal = refused(replace(START, **change), BY_SECRETARY, given())
    assert (refusal.rule, refusal.field) == (rule, field)


def test_a_party_that_joins_is_among_the_parties_of_the_case_i_0() -> None:
    named = (PartyNamed(name="Et legekontor"),)
    case = given(REGISTERED, JOINED.model_copy(update={"parties": named}))
    assert isinstance(case, Open)
    assert case.being.parties == (*PARTIES, *named)
