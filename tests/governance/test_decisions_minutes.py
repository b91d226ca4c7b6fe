"""Given a closed meeting, when its minutes are drafted, approved and locked (G-12, G-13, G-20)."""

from dataclasses import replace
from typing import Any

import pytest

from services.governance.commands.facts import ApprovingFact
from services.governance.decisions import meeting
from services.governance.decisions.meeting import MeetingEvent
from shared.contracts.governance.minutes import MinutesApproved, MinutesDrafted
from shared.contracts.record import Who
from tests.examples.governance.meetings import HOSPITAL_LEADER, PORSGRUNN_LEADER, SKIEN_LEADER
from tests.examples.governance.minutes import (
    APPROVE_MINUTES,
    CORRECT_MINUTES,
    CORRECTED_DOCUMENTS,
    DISSENT_ENTERED,
    DOCUMENTS,
    DRAFT_MINUTES,
    ENTER_DISSENT,
    LOCK_MINUTES,
    MINUTES_APPROVED,
    MINUTES_CORRECTED,
    MINUTES_DRAFTED,
    MINUTES_LOCKED,
)
from tests.examples.ids import FS, GP, SEAT_HOSPITAL, SSU, id_of
from tests.governance.situations import MEETING_FACTS, SEATS, given, refused, says
from tests.governance.stages import CLOSED, NO_MEETING, OPENED, STARTED, TREATED

CHAIR, MEMBER, VICE = SEATS[0], SEATS[1], SEATS[2]
BY_CHAIR = {"by": Who(SKIEN_LEADER), "held": (CHAIR,)}
BY_SIGNER = {"by": Who(HOSPITAL_LEADER), "held": (VICE,)}
NEXT = ApprovingFact(id_of("next-meeting"), SSU, dealt_with=True)
IN_NEXT = replace(APPROVE_MINUTES, in_meeting=NEXT.meeting_id)
HOSPITAL_APPROVED = MINUTES_APPROVED.model_copy(
    update={"person_id": HOSPITAL_LEADER, "seat_id": SEAT_HOSPITAL, "function": "vice"}
)


def decide(command: Any, state: meeting.Meeting, **facts: Any) -> tuple[MeetingEvent, ...]:
    return meeting.decide(
        command, replace(MEETING_FACTS, **{"documents": DOCUMENTS, **facts}), state
    )


def after(state: meeting.Meeting, *events: MeetingEvent) -> meeting.Meeting:
    return given(state, meeting.evolve, *events)


DRAFTED = after(CLOSED, MINUTES_DRAFTED)
CORRECTED = after(DRAFTED, MINUTES_CORRECTED)
APPROVED = after(CORRECTED, MINUTES_APPROVED, HOSPITAL_APPROVED)
LOCKED = after(APPROVED, MINUTES_LOCKED)


def test_minutes_are_drafted_corrected_approved_and_locked_g_12_g_20() -> None:
    assert decide(DRAFT_MINUTES, CLOSED) == (MINUTES_DRAFTED,)
    corrected = decide(CORRECT_MINUTES, DRAFTED, documents=CORRECTED_DOCUMENTS)
    assert corrected == (MINUTES_CORRECTED,)
    assert decide(APPROVE_MINUTES, CORRECTED, **BY_CHAIR) == (MINUTES_APPROVED,)
    assert decide(LOCK_MINUTES, APPROVED) == (MINUTES_LOCKED,)


@pytest.mark.parametrize(
    ("state", "rule", "reason"),
    [
        (NO_MEETING, "G-12", "governance.meeting-unknown"),
        (STARTED, "G-13", "governance.minutes-early"),
        (TREATED, "G-13", "governance.minutes-early"),
        (DRAFTED, "G-13", "governance.minutes-drafted"),
    ],
)
def test_minutes_are_made_once_the_meeting_has_closed_g_13(
    state: meeting.Meeting, rule: str, reason: str
) -> None:
    refusal = refused(lambda: decide(DRAFT_MINUTES, state))
    assert says(refusal) == (rule, reason, "meeting_id")


def test_only_those_who_were_there_are_named_as_signers_g_12() -> None:
    command = replace(DRAFT_MINUTES, signers=(id_of("no-seat"),))
    assert says(refused(lambda: decide(command, CLOSED)))[:2] == (
        "G-12",
        "governance.signer-not-there",
    )


@pytest.mark.parametrize("command", [CORRECT_MINUTES, APPROVE_MINUTES, LOCK_MINUTES])
def test_there_must_be_minutes_and_they_must_not_be_locked_g_12(command: Any) -> None:
    assert refused(lambda: decide(command, CLOSED)).reason == "governance.no-minutes"
    again = refused(lambda: decide(replace(command, version=2), LOCKED))
    assert says(again) == ("G-12", "governance.minutes-locked", "meeting_id")


@pytest.mark.parametrize("command", [CORRECT_MINUTES, APPROVE_MINUTES, LOCK_MINUTES])
@pytest.mark.parametrize("version", [0, 1, 3])
def test_nobody_acts_on_a_version_that_is_not_the_one_there_is_g_12(
    command: Any, version: int
) -> None:
    refusal = refused(lambda: decide(replace(command, version=version), CORRECTED))
    assert says(refusal) == ("G-12", "governance.another-version", "version")


def test_who_has_written_a_version_does_not_approve_it_g_12() -> None:
    own = after(CLOSED, MINUTES_DRAFTED.model_copy(update={"person_id": SKIEN_LEADER}))
    command = replace(APPROVE_MINUTES, version=1)
    refusal = refused(lambda: decide(command, own, **BY_CHAIR))
    assert says(refusal) == ("G-12", "governance.own-version", "version")
    assert decide(command, own, **BY_SIGNER)


def test_outside_a_meeting_only_the_chair_and_the_signers_approve_g_12() -> None:
    by_member = {"by": Who(PORSGRUNN_LEADER), "held": (MEMBER,)}
    refusal = refused(lambda: decide(APPROVE_MINUTES, CORRECTED, **by_member))
    assert says(refusal) == ("G-12", "governance.not-an-approver", "version")
    over = replace(CHAIR, term_to=MEETING_FACTS.now.date().replace(day=2))
    expired = refused(
        lambda: decide(APPROVE_MINUTES, CORRECTED, by=Who(SKIEN_LEADER), held=(over,))
    )
    assert expired.reason == "governance.not-an-approver"


def test_it_takes_the_chair_and_every_signer_g_12() -> None:
    chair_only = after(CORRECTED, MINUTES_APPROVED)
    missing = refused(lambda: decide(LOCK_MINUTES, chair_only))
    assert says(missing) == ("G-12", "governance.minutes-not-approved", "version")
    assert decide(APPROVE_MINUTES, chair_only, **BY_CHAIR) == (), "once is enough"
    (second,) = decide(APPROVE_MINUTES, chair_only, **BY_SIGNER)
    assert decide(LOCK_MINUTES, after(chair_only, second))


def test_a_later_meeting_of_the_body_approves_alone_g_12() -> None:
    (approved,) = decide(IN_NEXT, CORRECTED, approving=NEXT)
    assert isinstance(approved, MinutesApproved)
    assert approved.in_meeting == NEXT.meeting_id
    state = after(CORRECTED, approved)
    assert decide(LOCK_MINUTES, state)
    assert decide(IN_NEXT, state, approving=NEXT) == ()


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (None, "governance.approving-elsewhere"),
        (replace(NEXT, body_id=FS), "governance.approving-elsewhere"),
        (replace(NEXT, dealt_with=False), "governance.minutes-not-dealt-with"),
    ],
)
def test_a_meeting_that_has_not_dealt_with_them_approves_nothing_g_12(
    there: Any, reason: str
) -> None:
    refusal = refused(lambda: decide(IN_NEXT, CORRECTED, approving=there))
    assert says(refusal) == ("G-12", reason, "in_meeting")


def test_a_correction_takes_back_what_was_approved_and_keeps_the_signers_g_20() -> None:
    again = MINUTES_CORRECTED.model_copy(update={"version": 3})
    state = after(APPROVED, again)
    assert refused(lambda: decide(replace(LOCK_MINUTES, version=3), state)).reason == (
        "governance.minutes-not-approved"
    )
    (approved,) = decide(replace(APPROVE_MINUTES, version=3), state, **BY_CHAIR)
    half = refused(lambda: decide(replace(LOCK_MINUTES, version=3), after(state, approved)))
    assert half.reason == "governance.minutes-not-approved"


def test_a_correction_says_what_and_why_g_20() -> None:
    for field, command in (
        ("text", replace(CORRECT_MINUTES, text=" ")),
        ("reason", replace(CORRECT_MINUTES, reason=" ")),
    ):
        refusal = refused(lambda: decide(command, DRAFTED))  # noqa: B023
        assert says(refusal) == ("G-20", "governance.text-missing", field)


def test_a_dissent_statement_is_entered_as_written_until_approval_g_13() -> None:
    for state in (OPENED, TREATED, CLOSED, CORRECTED):
        assert decide(ENTER_DISSENT, state, by=Who(GP)) == (DISSENT_ENTERED,)
    for state in (APPROVED, LOCKED):
        refusal = refused(lambda: decide(ENTER_DISSENT, state, by=Who(GP)))  # noqa: B023
        assert says(refusal) == ("G-13", "governance.minutes-approved", "meeting_id")


def test_only_who_sat_in_the_item_has_a_statement_there_g_13_p_5() -> None:
    other = refused(lambda: decide(ENTER_DISSENT, TREATED, by=Who(SKIEN_LEADER)))
    assert says(other) == ("P-5", "governance.not-in-that-seat", "seat_id")
    absent = replace(ENTER_DISSENT, seat_id=id_of("no-seat"))
    assert refused(lambda: decide(absent, TREATED)).reason == "governance.not-in-register"
    early = refused(lambda: decide(ENTER_DISSENT, STARTED, by=Who(GP)))
    assert early.reason == "governance.item-not-opened"


def test_a_statement_that_came_after_the_draft_needs_a_new_version_g_13() -> None:
    behind = after(CORRECTED, DISSENT_ENTERED)
    refusal = refused(lambda: decide(APPROVE_MINUTES, behind, **BY_CHAIR))
    assert says(refusal) == ("G-13", "governance.minutes-behind", "version")
    (drafted,) = decide(DRAFT_MINUTES, behind)
    assert isinstance(drafted, MinutesDrafted)
    assert drafted.version == 3
    assert decide(replace(APPROVE_MINUTES, version=3), after(behind, drafted), **BY_CHAIR)
