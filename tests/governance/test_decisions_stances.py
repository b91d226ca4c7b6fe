"""Given an open item, when stances are taken and it closes (G-6, G-7, G-13)."""

from dataclasses import replace
from typing import Any

import pytest

from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance import ItemClosed, ObjectionKind, Position, Registered, StanceTaken
from shared.contracts.record import Who
from tests.examples.governance.cases import BLOCKING
from tests.examples.governance.meetings import (
    CLOSE_ITEM,
    HOSPITAL_LEADER,
    ITEM_CLOSED,
    ITEM_OPENED,
    OBJECTION_OF_THE_GP,
    REGISTER,
    SKIEN_LEADER,
    SPEAKING,
    STANCE_TAKEN,
    TAKE_STANCE,
    VOTING,
)
from tests.examples.governance.register import SIDES
from tests.examples.ids import (
    GP,
    HOSPITAL,
    PORSGRUNN,
    SECRETARY,
    id_of,
)
from tests.governance.situations import (
    MEETING_FACTS,
    SSU_BODY,
    given,
    refused,
    says,
)
from tests.governance.stages import OPENED, STARTED

BY_SKIEN = Who(SKIEN_LEADER)
BY_GP = Who(GP)
SKIEN_SEAT, PORSGRUNN_SEAT, HOSPITAL_SEAT = VOTING


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(command, replace(MEETING_FACTS, **facts), state)


def stance(
    seat: Registered,
    position: Position = "supports",
    objection: ObjectionKind | None = None,
    reason: str = "God løsning.",
) -> StanceTaken:
    return STANCE_TAKEN.model_copy(
        update={
            "seat_id": seat.seat_id,
            "person_id": seat.person_id,
            "party": seat.party,
            "position": position,
            "objection": objection,
            "reason": reason,
        }
    )


ALL_SUPPORT = tuple(stance(seat) for seat in VOTING)


def closing(*stances: StanceTaken, wording: str = "", **facts: Any) -> ItemClosed:
    state = given(OPENED, meeting.evolve, *stances)
    (closed,) = decide(replace(CLOSE_ITEM, wording=wording), state, **facts)
    assert isinstance(closed, ItemClosed)
    return closed


def test_a_registered_seat_takes_a_stance_with_a_reason_g_13() -> None:
    assert decide(TAKE_STANCE, OPENED, by=BY_SKIEN) == (STANCE_TAKEN,)


def test_the_secretary_enters_a_stance_given_by_phone_p_5() -> None:
    by = Who(SECRETARY, on_behalf_of=SKIEN_LEADER)
    assert decide(TAKE_STANCE, OPENED, by=by) == (STANCE_TAKEN,)


@pytest.mark.parametrize("by", [Who(SECRETARY), BY_GP, Who(SKIEN_LEADER, on_behalf_of=GP)])
def test_nobody_takes_a_stance_in_the_seat_of_another_p_5(by: Who) -> None:
    refusal = refused(lambda: decide(TAKE_STANCE, OPENED, by=by))
    assert says(refusal) == ("P-5", "governance.not-in-that-seat", "seat_id")


def test_only_a_registered_seat_takes_a_stance_g_12() -> None:
    command = replace(TAKE_STANCE, seat_id=id_of("absent"))
    refusal = refused(lambda: decide(command, OPENED, by=BY_SKIEN))
    assert says(refusal) == ("G-12", "governance.not-in-register", "seat_id")


@pytest.mark.parametrize(
    ("change", "rule", "reason"),
    [
        ({"habil": False}, "G-12", "governance.not-habil"),
        ({"rights": ("attend",)}, "G-2", "governance.seat-without-speech"),
    ],
)
def test_a_seat_that_is_not_habil_or_has_no_voice_takes_no_stance_g_12_g_2(
    change: dict[str, Any], rule: str, reason: str
) -> None:
    present = (SKIEN_SEAT.model_copy(update=change),)
    opened = given(STARTED, meeting.evolve, ITEM_OPENED.model_copy(update={"present": present}))
    refusal = refused(lambda: decide(TAKE_STANCE, opened, by=BY_SKIEN))
    assert says(refusal) == (rule, reason, "seat_id")


@pytest.mark.parametrize(
    ("change", "rule", "reason", "field"),
    [
        ({"position": "cannot-support"}, "G-7", "governance.objection-untyped", "objection"),
        ({"objection": "other"}, "G-7", "governance.supports-and-objects", "objection"),
        ({"reason": "\n"}, "G-13", "governance.text-missing", "reason"),
        ({"reason": "Pasient 01019000083"}, "I-3", "open-text.national-number", "reason"),
    ],
)
def test_a_stance_has_its_reason_and_an_objection_its_kind_g_7_g_13(
    change: dict[str, Any], rule: str, reason: str, field: str
) -> None:
    refusal = refused(lambda: decide(replace(TAKE_STANCE, **change), OPENED, by=BY_SKIEN))
    assert says(refusal) == (rule, reason, field)


def test_a_stance_changes_until_the_item_closes_g_13() -> None:
    command = replace(TAKE_STANCE, position="cannot-support", objection="other")
    taken = given(OPENED, meeting.evolve, STANCE_TAKEN)
    (changed,) = decide(command, taken, by=BY_SKIEN)
    assert isinstance(changed, StanceTaken)
    assert changed.position == "cannot-support"
    closed = given(taken, meeting.evolve, ITEM_CLOSED)
    refusal = refused(lambda: decide(command, closed, by=BY_SKIEN))
    assert says(refusal) == ("G-13", "governance.item-closed", "item_id")


def test_the_last_stance_counts_g_13() -> None:
    first = stance(SKIEN_SEAT, "cannot-support", "other", "Nei.")
    assert closing(first, *ALL_SUPPORT).outcome == "consensus"


def test_the_same_stance_again_is_ignored_g_13() -> None:
    taken = given(OPENED, meeting.evolve, STANCE_TAKEN)
    assert decide(TAKE_STANCE, taken, by=BY_SKIEN) == ()


@pytest.mark.parametrize("command", [TAKE_STANCE, CLOSE_ITEM])
def test_an_item_is_opened_before_it_is_treated_g_12(command: Any) -> None:
    refusal = refused(lambda: decide(command, STARTED, by=BY_SKIEN))
    assert says(refusal) == ("G-12", "governance.item-not-opened", "item_id")


def test_all_parties_behind_it_is_consensus_and_the_gps_objection_follows_g_6() -> None:
    objection = stance(SPEAKING, "cannot-support", "professional", OBJECTION_OF_THE_GP.text)
    (closed,) = decide(CLOSE_ITEM, given(OPENED, meeting.evolve, *ALL_SUPPORT, objection))
    assert closed == ITEM_CLOSED


def test_what_a_party_can_live_with_is_no_obstacle_g_6() -> None:
    assert closing(*ALL_SUPPORT, stance(HOSPITAL_SEAT, "can-live-with")).outcome == "consensus"


@pytest.mark.parametrize(
    ("kinds", "outcome"),
    [
        (("professional",), "professional"),
        (("other",), "other"),
        (("professional", "professional"), "professional"),
        (("other", "professional"), "mixed"),
    ],
)
def test_a_disagreement_is_of_the_kind_its_objections_are_g_7(
    kinds: tuple[ObjectionKind, ...], outcome: str
) -> None:
    against = tuple(
        stance(seat, "cannot-support", kind, "Nei.")
        for seat, kind in zip((PORSGRUNN_SEAT, HOSPITAL_SEAT), kinds, strict=False)
    )
    closed = closing(*ALL_SUPPORT, *against, wording=" Hvem bærer kostnaden? ")
    assert closed.outcome == outcome
    assert closed.wording == "Hvem bærer kostnaden?"
    assert {one.kind for one in closed.objections if one.blocking} == set(kinds)


def test_an_objection_follows_with_its_text_g_7() -> None:
    against = stance(PORSGRUNN_SEAT, "cannot-support", "other", BLOCKING.text)
    assert closing(*ALL_SUPPORT, against, wording="Kapasitet").objections == (BLOCKING,)


def test_a_disagreement_without_wording_is_not_closed_g_7() -> None:
    against = stance(PORSGRUNN_SEAT, "cannot-support", "other", "Nei.")
    refusal = refused(lambda: closing(*ALL_SUPPORT, against, wording=" "))
    assert says(refusal) == ("G-7", "governance.wording-missing", "wording")


def test_silence_is_never_support_g_6() -> None:
    closed = closing(stance(SKIEN_SEAT), stance(HOSPITAL_SEAT))
    assert (closed.outcome, closed.undecided) == ("not-decided", "unanswered")
    assert closed.unanswered == (PORSGRUNN,)


def opened_with(*present: Registered) -> meeting.Meeting:
    return given(STARTED, meeting.evolve, ITEM_OPENED.model_copy(update={"present": present}))


@pytest.mark.parametrize(
    "hospital",
    [(), (HOSPITAL_SEAT.model_copy(update={"habil": False}),)],
    ids=["absent", "not habil"],
)
def test_without_a_side_nothing_is_decided_g_6(hospital: tuple[Registered, ...]) -> None:
    opened = opened_with(SKIEN_SEAT, PORSGRUNN_SEAT, *hospital)
    state = given(opened, meeting.evolve, *ALL_SUPPORT[:2])
    (closed,) = decide(CLOSE_ITEM, state)
    assert isinstance(closed, ItemClosed)
    assert (closed.outcome, closed.undecided) == ("not-decided", "side-absent")


def test_a_seat_with_speech_only_does_not_make_a_side_present_g_6() -> None:
    speaker = HOSPITAL_SEAT.model_copy(update={"rights": ("speech",)})
    state = given(opened_with(SKIEN_SEAT, PORSGRUNN_SEAT, speaker), meeting.evolve, *ALL_SUPPORT)
    (closed,) = decide(CLOSE_ITEM, state)
    assert isinstance(closed, ItemClosed)
    assert closed.undecided == "side-absent"


def test_differing_seats_of_one_party_count_as_the_most_restrictive_g_6() -> None:
    second = HOSPITAL_SEAT.model_copy(
        update={"seat_id": id_of("second"), "person_id": HOSPITAL_LEADER}
    )
    against = stance(second, "cannot-support", "professional", "Ikke forsvarlig.")
    state = given(opened_with(*REGISTER, second), meeting.evolve, *ALL_SUPPORT, against)
    (closed,) = decide(replace(CLOSE_ITEM, wording="Forsvarlighet"), state)
    assert isinstance(closed, ItemClosed)
    assert closed.outcome == "professional"
    assert [one.party for one in closed.objections if one.blocking] == [HOSPITAL]


def test_a_quorum_counts_parties_and_never_heads_g_6() -> None:
    quorum = replace(SSU_BODY, rules=SSU_BODY.rules.model_copy(update={"quorum": 3}), sides=SIDES)
    twin = SKIEN_SEAT.model_copy(update={"seat_id": id_of("twin")})
    opened = opened_with(SKIEN_SEAT, twin, HOSPITAL_SEAT)
    state = given(opened, meeting.evolve, stance(SKIEN_SEAT), stance(HOSPITAL_SEAT))
    (closed,) = decide(CLOSE_ITEM, state, body=quorum)
    assert isinstance(closed, ItemClosed)
    assert (closed.outcome, closed.undecided) == ("not-decided", "no-quorum")
