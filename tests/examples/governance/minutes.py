"""Canonical examples of a meeting's minutes: commands and events."""

from services.governance.commands.meetings import (
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    EnterDissent,
    LockMinutes,
)
from shared.contracts.governance.minutes import (
    DissentEntered,
    MinutesApproved,
    MinutesCorrected,
    MinutesDocuments,
    MinutesDrafted,
    MinutesLocked,
)
from shared.contracts.record import Event
from tests.examples.governance.meetings import ITEM, SKIEN_LEADER
from tests.examples.ids import GP, MEETING, SEAT_GP, SEAT_HOSPITAL, SEAT_SKIEN, SECRETARY, SKIEN

DOCUMENTS = MinutesDocuments(nb="1" * 64, nn="2" * 64)
CORRECTED_DOCUMENTS = MinutesDocuments(nb="3" * 64, nn="4" * 64)

ENTER_DISSENT = EnterDissent(
    meeting_id=MEETING,
    item_id=ITEM,
    seat_id=SEAT_GP,
    text="Fastlegene mener at ordningen må prøves ut i ett område først.",
)
DRAFT_MINUTES = DraftMinutes(meeting_id=MEETING, signers=(SEAT_HOSPITAL,))
CORRECT_MINUTES = CorrectMinutes(
    meeting_id=MEETING,
    version=1,
    item_id=ITEM,
    text="Ordningen gjelder fra 1. januar.",
    reason="Datoen falt ut.",
)
APPROVE_MINUTES = ApproveMinutes(meeting_id=MEETING, version=2, in_meeting=None)
LOCK_MINUTES = LockMinutes(meeting_id=MEETING, version=2)

DISSENT_ENTERED = DissentEntered(
    meeting_id=MEETING,
    item_id=ITEM,
    seat_id=SEAT_GP,
    person_id=GP,
    party=SKIEN,
    text="Fastlegene mener at ordningen må prøves ut i ett område først.",
)
MINUTES_DRAFTED = MinutesDrafted(
    meeting_id=MEETING,
    version=1,
    person_id=SECRETARY,
    signers=(SEAT_HOSPITAL,),
    documents=DOCUMENTS,
)
MINUTES_CORRECTED = MinutesCorrected(
    meeting_id=MEETING,
    version=2,
    person_id=SECRETARY,
    item_id=ITEM,
    text="Ordningen gjelder fra 1. januar.",
    reason="Datoen falt ut.",
    documents=CORRECTED_DOCUMENTS,
)
MINUTES_APPROVED = MinutesApproved(
    meeting_id=MEETING, version=2, person_id=SKIEN_LEADER, seat_id=SEAT_SKIEN, function="chair"
)
MINUTES_LOCKED = MinutesLocked(meeting_id=MEETING, version=2, documents=CORRECTED_DOCUMENTS)

EVENTS: tuple[Event, ...] = (
    DISSENT_ENTERED,
    MINUTES_DRAFTED,
    MINUTES_CORRECTED,
    MINUTES_APPROVED,
    MINUTES_LOCKED,
)
