"""A question of law to Helsedirektoratet: worded, signed by both sides, sent, answered (G-16)."""

from dataclasses import replace
from datetime import date

import pytest

from services.governance.commands.facts import CaseFact
from services.governance.decisions.exits.clarification import Drafting, decide, evolve
from shared.contracts.governance.exits import ClarificationSigned
from shared.contracts.record import Who
from tests.examples.governance.exits import (
    ANSWER_CLARIFICATION,
    CLARIFICATION_ANSWERED,
    CLARIFICATION_DRAFTED,
    CLARIFICATION_REDRAFTED,
    CLARIFICATION_REVIEWED,
    CLARIFICATION_SENT,
    DRAFT_CLARIFICATION,
    REDRAFT_CLARIFICATION,
    REFUSE_TO_SIGN,
    REVIEW_CLARIFICATION,
    SEND_CLARIFICATION,
    SIGN_FOR_SKIEN,
    SIGNED_BY_SKIEN,
    SIGNING_REFUSED,
    TEXT,
)
from tests.examples.governance.meetings import SKIEN_LEADER
from tests.examples.ids import CASE, GP, HOSPITAL, PROPOSAL, SEAT_GP, SKIEN, SSU, id_of, sealed
from tests.governance.exit_situations import (
    AT_PARTNERSHIP,
    DRAFTING,
    FOR_SKIEN,
    FOR_THE_HOSPITAL,
    HALF_SIGNED,
    NOTHING,
    SIGN_FOR_THE_HOSPITAL,
    SIGNED,
    WAITING,
    by,
)
from tests.governance.situations import SEATS, SSU_BODY, given, refused, says


def test_a_question_is_worded_for_a_case_at_partnerskapsmotet_g_16() -> None:
    assert decide(DRAFT_CLARIFICATION, AT_PARTNERSHIP, NOTHING) == (CLARIFICATION_DRAFTED,)


def test_only_partnerskapsmotet_asks_g_10() -> None:
    facts = replace(AT_PARTNERSHIP, body=SSU_BODY)
    no = refused(lambda: decide(DRAFT_CLARIFICATION, facts, NOTHING))
    assert says(no) == ("G-10", "governance.exit-elsewhere", "body_id")


def test_a_case_that_lies_elsewhere_is_not_asked_about_g_10() -> None:
    facts = replace(AT_PARTNERSHIP, case=CaseFact(CASE, SSU, PROPOSAL))
    no = refused(lambda: decide(DRAFT_CLARIFICATION, facts, NOTHING))
    assert says(no) == ("G-10", "governance.case-not-here", "body_id")


@pytest.mark.parametrize("field", ["question", "facts", "consequence", "earlier"])
def test_no_text_names_a_patient_i_3(field: str) -> None:
    text = TEXT.model_copy(update={field: "Gjelder 13097248022."})
    no = refused(lambda: decide(replace(DRAFT_CLARIFICATION, text=text), AT_PARTNERSHIP, NOTHING))
    assert says(no) == ("I-3", "open-text.national-number", field)


def test_a_reading_is_of_a_party_in_the_body_g_16() -> None:
    readings = (TEXT.readings[0].model_copy(update={"party": id_of("elsewhere")}),)
    command = replace(DRAFT_CLARIFICATION, text=TEXT.model_copy(update={"readings": readings}))
    no = refused(lambda: decide(command, AT_PARTNERSHIP, NOTHING))
    assert says(no) == ("G-16", "governance.reading-of-another", "readings")


def test_each_side_signs_in_a_voting_seat_g_16() -> None:
    assert decide(SIGN_FOR_SKIEN, FOR_SKIEN, DRAFTING) == (SIGNED_BY_SKIEN,)
    (signed,) = decide(SIGN_FOR_THE_HOSPITAL, FOR_THE_HOSPITAL, HALF_SIGNED)
    assert isinstance(signed, ClarificationSigned)
    assert signed.side == "hospital"


def test_signing_twice_is_refused_g_16() -> None:
    no = refused(lambda: decide(SIGN_FOR_SKIEN, FOR_SKIEN, HALF_SIGNED))
    assert says(no) == ("G-16", "governance.already-signed", "seat_id")


def test_both_sides_are_never_signed_by_one_person_g_16() -> None:
    both = replace(SEATS[2], sitters=SEATS[0].sitters)
    facts = replace(FOR_SKIEN, seats=(SEATS[0], both))
    no = refused(lambda: decide(SIGN_FOR_THE_HOSPITAL, facts, HALF_SIGNED))
    assert says(no) == ("G-16", "governance.signed-for-the-other", "seat_id")


def test_a_seat_with_speech_only_does_not_sign_g_2() -> None:
    no = refused(lambda: decide(replace(SIGN_FOR_SKIEN, seat_id=SEAT_GP), by(GP), DRAFTING))
    assert says(no) == ("G-2", "governance.seat-without-vote", "seat_id")


def test_nobody_signs_in_anothers_seat_g_12() -> None:
    no = refused(lambda: decide(SIGN_FOR_THE_HOSPITAL, FOR_SKIEN, DRAFTING))
    assert says(no) == ("G-12", "governance.not-holder-or-deputy", "seat_id")


def test_a_signature_is_not_entered_for_another_g_16() -> None:
    facts = replace(FOR_SKIEN, by=Who(id_of("secretary"), on_behalf_of=SKIEN_LEADER))
    no = refused(lambda: decide(SIGN_FOR_SKIEN, facts, DRAFTING))
    assert says(no) == ("G-16", "governance.signature-is-own", "seat_id")


def test_a_seat_whose_term_is_over_does_not_sign_g_2() -> None:
    over = replace(SEATS[0], term_to=date(2026, 11, 2))
    no = refused(lambda: decide(SIGN_FOR_SKIEN, replace(FOR_SKIEN, seats=(over,)), DRAFTING))
    assert says(no) == ("G-2", "governance.term-over", "seat_id")


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"facts": ""}, "facts"),
        ({"provisions": ()}, "provisions"),
        ({"readings": TEXT.readings[:1]}, "readings"),
        ({"consequence": ""}, "consequence"),
        ({"urgency_reason": None}, "urgency_reason"),
        ({"contact": None}, "contact"),
    ],
)
def test_what_is_not_whole_can_be_drafted_but_not_signed_g_16(
    lacking: dict[str, object], field: str
) -> None:
    text = TEXT.model_copy(update=lacking)
    (drafted,) = decide(replace(DRAFT_CLARIFICATION, text=text), AT_PARTNERSHIP, NOTHING)
    no = refused(lambda: decide(SIGN_FOR_SKIEN, FOR_SKIEN, evolve(NOTHING, drafted)))
    assert says(no) == ("G-16", "governance.clarification-incomplete", field)


def test_another_text_voids_the_signatures_g_16() -> None:
    (redrafted,) = decide(REDRAFT_CLARIFICATION, AT_PARTNERSHIP, SIGNED)
    assert redrafted == CLARIFICATION_REDRAFTED
    state = evolve(SIGNED, redrafted)
    assert isinstance(state, Drafting)
    assert not state.signed
    no = refused(lambda: decide(SEND_CLARIFICATION, AT_PARTNERSHIP, state))
    assert says(no) == ("G-16", "governance.unsigned", "clarification_id")


def test_a_side_that_refuses_says_why_and_nothing_is_sent_g_16() -> None:
    assert decide(REFUSE_TO_SIGN, FOR_THE_HOSPITAL, HALF_SIGNED) == (SIGNING_REFUSED,)
    state = evolve(HALF_SIGNED, SIGNING_REFUSED)
    no = refused(lambda: decide(SEND_CLARIFICATION, AT_PARTNERSHIP, state))
    assert no.reason == "governance.side-has-refused"
    no = refused(lambda: decide(SIGN_FOR_THE_HOSPITAL, FOR_THE_HOSPITAL, state))
    assert no.reason == "governance.side-has-refused"
    silent = replace(REFUSE_TO_SIGN, reason=" ")
    no = refused(lambda: decide(silent, FOR_THE_HOSPITAL, HALF_SIGNED))
    assert says(no) == ("G-16", "governance.text-missing", "reason")


@pytest.mark.parametrize("state", [DRAFTING, HALF_SIGNED])
def test_nothing_is_sent_unsigned_g_16(state: Drafting) -> None:
    no = refused(lambda: decide(SEND_CLARIFICATION, AT_PARTNERSHIP, state))
    assert says(no) == ("G-16", "governance.unsigned", "clarification_id")


def test_it_is_sent_when_both_have_signed_and_no_patient_is_recognised_g_16_i_3() -> None:
    assert decide(SEND_CLARIFICATION, AT_PARTNERSHIP, SIGNED) == (CLARIFICATION_SENT,)
    unsure = replace(SEND_CLARIFICATION, anonymous=False)
    no = refused(lambda: decide(unsure, AT_PARTNERSHIP, SIGNED))
    assert says(no) == ("I-3", "governance.not-made-sure", "anonymous")


def test_a_case_that_waits_for_another_exit_is_not_sent_g_10() -> None:
    facts = replace(AT_PARTNERSHIP, case=CaseFact(CASE, None, None))
    no = refused(lambda: decide(SEND_CLARIFICATION, facts, SIGNED))
    assert says(no) == ("G-10", "governance.case-not-here", "body_id")


@pytest.mark.parametrize("command", [REDRAFT_CLARIFICATION, SIGN_FOR_SKIEN, SEND_CLARIFICATION])
def test_what_is_sent_stays_as_it_is_g_16(command: object) -> None:
    no = refused(lambda: decide(command, FOR_SKIEN, WAITING))  # type: ignore[arg-type]
    assert says(no) == ("G-16", "governance.clarification-sent", "clarification_id")


def test_ssu_looks_at_what_waits_once_a_meeting_g_16() -> None:
    facts = replace(AT_PARTNERSHIP, meeting_body=SSU_BODY)
    assert decide(REVIEW_CLARIFICATION, facts, WAITING) == (CLARIFICATION_REVIEWED,)
    seen = given(WAITING, evolve, CLARIFICATION_REVIEWED)
    assert decide(REVIEW_CLARIFICATION, facts, seen) == ()


def test_it_is_looked_at_in_a_meeting_of_ssu_that_has_begun_g_16() -> None:
    no = refused(lambda: decide(REVIEW_CLARIFICATION, AT_PARTNERSHIP, WAITING))
    assert says(no) == ("G-16", "governance.no-such-meeting-held", "meeting_id")
    facts = replace(AT_PARTNERSHIP, meeting_body=AT_PARTNERSHIP.body)
    no = refused(lambda: decide(REVIEW_CLARIFICATION, facts, WAITING))
    assert says(no) == ("G-16", "governance.not-ssu", "meeting_id")


def test_the_secretariat_registers_who_signed_the_answer_p_5() -> None:
    assert decide(ANSWER_CLARIFICATION, AT_PARTNERSHIP, WAITING) == (CLARIFICATION_ANSWERED,)
    unnamed = replace(ANSWER_CLARIFICATION, signatory=None)
    no = refused(lambda: decide(unnamed, AT_PARTNERSHIP, WAITING))
    assert says(no) == ("P-5", "governance.text-missing", "signatory")


def test_helsedirektoratet_answers_by_itself_g_16() -> None:
    own = replace(ANSWER_CLARIFICATION, by="directorate", signatory=sealed("x", "y", "Noen"))
    (answered,) = decide(own, AT_PARTNERSHIP, WAITING)
    assert answered == CLARIFICATION_ANSWERED.model_copy(
        update={"by": "directorate", "signatory": None}
    )


def test_an_answer_is_given_once_to_what_was_sent_g_16() -> None:
    no = refused(lambda: decide(ANSWER_CLARIFICATION, AT_PARTNERSHIP, SIGNED))
    assert no.reason == "governance.clarification-not-sent"
    answered = evolve(WAITING, CLARIFICATION_ANSWERED)
    no = refused(lambda: decide(ANSWER_CLARIFICATION, AT_PARTNERSHIP, answered))
    assert no.reason == "governance.clarification-answered"
    ahead = replace(ANSWER_CLARIFICATION, answered_on=date(2026, 11, 4))
    no = refused(lambda: decide(ahead, AT_PARTNERSHIP, WAITING))
    assert says(no) == ("G-16", "governance.day-ahead", "answered_on")


def test_a_whole_side_that_none_of_the_case_sits_on_still_reads_the_law_g_16() -> None:
    facts = replace(AT_PARTNERSHIP, parties=(HOSPITAL,))
    text = TEXT.model_copy(update={"readings": TEXT.readings[1:]})
    (drafted,) = decide(replace(DRAFT_CLARIFICATION, text=text), facts, NOTHING)
    no = refused(lambda: decide(SIGN_FOR_SKIEN, FOR_SKIEN, evolve(NOTHING, drafted)))
    assert no.field == "readings"
    assert SKIEN not in [reading.party for reading in text.readings]
