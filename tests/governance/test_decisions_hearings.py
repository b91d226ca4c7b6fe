"""A representative asks the group they speak for (G-19)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.governance.commands.hearings import HearingFacts
from services.governance.decisions.hearing import Hearing, Unknown, decide, evolve
from shared.contracts.governance.hearings import HearingOpened
from shared.contracts.record import Who
from tests.examples.governance.hearings import (
    ANSWER_HEARING,
    COLLEAGUE,
    HEARING_ANSWERED,
    HEARING_ENDED,
    HEARING_OPENED,
    HEARING_REPORTED,
    HEARING_SUMMARISED,
    NOTE_HEARING_END,
    OPEN_HEARING,
    OTHER_COLLEAGUE,
    REPORT_HEARING,
    SUMMARISE_HEARING,
)
from tests.examples.ids import GP, NOW, SEAT_GP, SKIEN, SSU, TELEMARK, id_of, sealed
from tests.governance.situations import COMMAND_ID, GP_SEAT_WITH_DEPUTY, given, refused, says

OPENING = HearingFacts(
    NOW,
    Who(GP, seat=SEAT_GP, party=SKIEN),
    COMMAND_ID,
    seat=GP_SEAT_WITH_DEPUTY,
    body_id=SSU,
    helsefellesskap=TELEMARK,
    group="Fastlegene i Skien",
    number="2026/1",
    area_of_case=TELEMARK,
)
NO_HEARING: Hearing = Unknown()
ASKED = given(NO_HEARING, evolve, HEARING_OPENED)
ANSWERED = given(ASKED, evolve, HEARING_ANSWERED)
SUMMARISED = given(ANSWERED, evolve, HEARING_SUMMARISED)
REPORTED = given(SUMMARISED, evolve, HEARING_REPORTED)
AFTER = datetime(2026, 11, 14, 8, 0, tzinfo=UTC)


def by(person: UUID, now: datetime = NOW) -> HearingFacts:
    return HearingFacts(now, Who(person), COMMAND_ID)


def test_a_representative_asks_the_group_g_19() -> None:
    assert decide(OPEN_HEARING, OPENING, NO_HEARING) == (HEARING_OPENED,)


def test_all_clinicians_of_a_party_are_asked_each_once_and_not_oneself_g_19() -> None:
    facts = replace(OPENING, clinicians=(COLLEAGUE, GP, id_of("third")))
    (opened,) = decide(OPEN_HEARING, facts, NO_HEARING)
    assert isinstance(opened, HearingOpened)
    assert opened.asked == (COLLEAGUE, OTHER_COLLEAGUE, id_of("third"))


@pytest.mark.parametrize(
    ("facts", "says_what"),
    [
        (replace(OPENING, seat=None), ("G-19", "governance.not-representative", "seat_id")),
        (
            replace(OPENING, by=Who(id_of("stranger"))),
            ("G-19", "governance.not-representative", "seat_id"),
        ),
        (replace(OPENING, number=None), ("G-19", "governance.case-unknown", "case_id")),
        (
            replace(OPENING, area_of_case=id_of("elsewhere")),
            ("P-4", "governance.body-elsewhere", "case_id"),
        ),
        (
            replace(OPENING, unknown=(COLLEAGUE,)),
            ("P-1", "governance.not-registered", "asked"),
        ),
    ],
)
def test_who_may_ask_whom_about_what_g_19(
    facts: HearingFacts, says_what: tuple[str, str, str]
) -> None:
    assert says(refused(lambda: decide(OPEN_HEARING, facts, NO_HEARING))) == says_what


def test_somebody_is_asked_and_can_answer_in_time_g_19() -> None:
    nobody = replace(OPEN_HEARING, asked=())
    no = refused(lambda: decide(nobody, OPENING, NO_HEARING))
    assert says(no) == ("G-19", "governance.nobody-asked", "asked")
    late = replace(OPEN_HEARING, answer_by=date(2026, 11, 2))
    no = refused(lambda: decide(late, OPENING, NO_HEARING))
    assert says(no) == ("G-19", "governance.hearing-answer-by", "answer_by")


def test_those_asked_answer_and_may_change_their_mind_g_19() -> None:
    assert decide(ANSWER_HEARING, by(COLLEAGUE), ASKED) == (HEARING_ANSWERED,)
    assert decide(replace(ANSWER_HEARING, position="supports"), by(COLLEAGUE), ANSWERED)


def test_others_and_late_ones_do_not_answer_g_19() -> None:
    no = refused(lambda: decide(ANSWER_HEARING, by(id_of("stranger")), ASKED))
    assert says(no) == ("G-19", "governance.not-asked", "hearing_id")
    no = refused(lambda: decide(ANSWER_HEARING, by(COLLEAGUE, AFTER), ASKED))
    assert says(no) == ("G-19", "governance.hearing-over", "hearing_id")
    no = refused(lambda: decide(ANSWER_HEARING, by(COLLEAGUE), SUMMARISED))
    assert no.reason == "governance.hearing-summarised"


def test_an_answer_names_no_patient_and_a_no_says_why_i_3_g_19() -> None:
    named = replace(ANSWER_HEARING, text=sealed("x", "hearing", "Pasient 13097248022"))
    no = refused(lambda: decide(named, by(COLLEAGUE), ASKED))
    assert says(no) == ("I-3", "open-text.national-number", "text")
    silent = replace(ANSWER_HEARING, position="cannot-support", text=None)
    no = refused(lambda: decide(silent, by(COLLEAGUE), ASKED))
    assert says(no) == ("G-19", "governance.no-without-why", "text")


def test_nobody_is_cut_short_by_the_summary_g_19() -> None:
    no = refused(lambda: decide(SUMMARISE_HEARING, by(GP), ANSWERED))
    assert says(no) == ("G-19", "governance.hearing-still-open", "hearing_id")
    assert decide(SUMMARISE_HEARING, by(GP, AFTER), ANSWERED) == (HEARING_SUMMARISED,)
    all_in = given(
        ANSWERED, evolve, HEARING_ANSWERED.model_copy(update={"person_id": OTHER_COLLEAGUE})
    )
    assert decide(SUMMARISE_HEARING, by(GP), all_in)


def test_when_the_last_day_is_over_the_representative_is_told_once_g_19_g_11() -> None:
    for state in (ASKED, ANSWERED):
        assert decide(NOTE_HEARING_END, by(GP, AFTER), state) == (HEARING_ENDED,)
        assert decide(NOTE_HEARING_END, by(GP, AFTER), evolve(state, HEARING_ENDED)) == ()
    no = refused(lambda: decide(NOTE_HEARING_END, by(GP), ANSWERED))
    assert (no.rule, no.reason) == ("G-11", "governance.deadline-ahead")
    for state in (NO_HEARING, SUMMARISED, REPORTED):
        assert decide(NOTE_HEARING_END, by(GP, AFTER), state) == ()
    told = given(ANSWERED, evolve, HEARING_ENDED)
    assert decide(SUMMARISE_HEARING, by(GP, AFTER), told) == (HEARING_SUMMARISED,)


def test_only_the_representative_sums_up_and_reports_back_g_19() -> None:
    never = ("G-19", "governance.not-representative", "hearing_id")
    other = by(COLLEAGUE, AFTER)
    assert says(refused(lambda: decide(SUMMARISE_HEARING, other, ANSWERED))) == never
    assert says(refused(lambda: decide(REPORT_HEARING, other, SUMMARISED))) == never
    assert decide(REPORT_HEARING, by(GP, AFTER), SUMMARISED) == (HEARING_REPORTED,)


def test_a_better_summary_takes_the_place_until_it_is_reported_g_20() -> None:
    assert decide(SUMMARISE_HEARING, by(GP, AFTER), SUMMARISED)
    no = refused(lambda: decide(SUMMARISE_HEARING, by(GP, AFTER), REPORTED))
    assert no.reason == "governance.hearing-reported"
    no = refused(lambda: decide(REPORT_HEARING, by(GP, AFTER), REPORTED))
    assert no.reason == "governance.hearing-reported"
    no = refused(lambda: decide(REPORT_HEARING, by(GP, AFTER), ANSWERED))
    assert no.reason == "governance.not-summarised"
