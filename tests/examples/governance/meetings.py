"""Canonical examples of a meeting of SSU: commands and events."""

from uuid import uuid5

from services.governance.commands.meetings import (
    Attendance,
    CallMeeting,
    CloseItem,
    CloseMeeting,
    OpenItem,
    PlanMeeting,
    Presence,
    StartMeeting,
    TakeStance,
)
from shared.contracts.governance import (
    AgendaItem,
    Attended,
    ItemClosed,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Objection,
    Registered,
    StanceTaken,
)
from shared.contracts.record import Event
from tests.examples.ids import (
    CASE,
    GP,
    HOSPITAL,
    MEETING,
    MEETING_FROM,
    MEETING_TO,
    PORSGRUNN,
    PROPOSAL,
    SEAT_GP,
    SEAT_HOSPITAL,
    SEAT_PORSGRUNN,
    SEAT_SKIEN,
    SKIEN,
    SSU,
    TELEMARK,
    id_of,
)

ITEM = uuid5(MEETING, f"item:{CASE}")
SKIEN_LEADER = id_of("skien-leader")
PORSGRUNN_LEADER = id_of("porsgrunn-leader")
HOSPITAL_LEADER = id_of("hospital-leader")
VOTING = (
    Registered(
        seat_id=SEAT_SKIEN,
        person_id=SKIEN_LEADER,
        party=SKIEN,
        side="municipal",
        function="chair",
        rights=("vote", "speech", "proposal", "attend"),
        active_clinician=False,
    ),
    Registered(
        seat_id=SEAT_PORSGRUNN,
        person_id=PORSGRUNN_LEADER,
        party=PORSGRUNN,
        side="municipal",
        function="member",
        rights=("vote", "speech", "proposal", "attend"),
        active_clinician=False,
    ),
    Registered(
        seat_id=SEAT_HOSPITAL,
        person_id=HOSPITAL_LEADER,
        party=HOSPITAL,
        side="hospital",
        function="vice",
        rights=("vote", "speech", "proposal", "attend"),
        active_clinician=True,
    ),
)
SPEAKING = Registered(
    seat_id=SEAT_GP,
    person_id=GP,
    party=SKIEN,
    side="municipal",
    function="member",
    rights=("speech", "proposal", "attend"),
    active_clinician=True,
)
REGISTER = (*VOTING, SPEAKING)
OBJECTION_OF_THE_GP = Objection(
    seat_id=SEAT_GP,
    party=SKIEN,
    kind="professional",
    text="Svarene kommer uten at fastlegen vet hva prøven var tatt for.",
    blocking=False,
)

PLAN_MEETING = PlanMeeting(
    meeting_id=MEETING, body_id=SSU, starts_at=MEETING_FROM, place="Skien rådhus", cases=(CASE,)
)
CALL_MEETING = CallMeeting(meeting_id=MEETING)
START_MEETING = StartMeeting(meeting_id=MEETING, started_at=MEETING_FROM)
OPEN_ITEM = OpenItem(
    meeting_id=MEETING,
    item_id=ITEM,
    present=tuple(Presence(seat.seat_id, seat.person_id) for seat in REGISTER),
)
TAKE_STANCE = TakeStance(
    meeting_id=MEETING,
    item_id=ITEM,
    seat_id=SEAT_SKIEN,
    position="supports",
    reason="Rydder opp i hvem som har ansvaret.",
    objection=None,
)
CLOSE_ITEM = CloseItem(meeting_id=MEETING, item_id=ITEM, wording="")
CLOSE_MEETING = CloseMeeting(
    meeting_id=MEETING,
    closed_at=MEETING_TO,
    attendance=tuple(
        Attendance(seat.seat_id, seat.person_id, MEETING_FROM, MEETING_TO) for seat in REGISTER
    ),
)

MEETING_PLANNED = MeetingPlanned(
    meeting_id=MEETING,
    body_id=SSU,
    helsefellesskap=TELEMARK,
    starts_at=MEETING_FROM,
    place="Skien rådhus",
    items=(AgendaItem(item_id=ITEM, case_id=CASE, number="07/26"),),
)
ITEM_NUMBER_TAKEN = ItemNumberTaken(
    body_id=SSU, series=f"{SSU}-2026", running=7, meeting_id=MEETING, item_id=ITEM
)
MEETING_CALLED = MeetingCalled(meeting_id=MEETING)
MEETING_STARTED = MeetingStarted(meeting_id=MEETING, started_at=MEETING_FROM)
ITEM_OPENED = ItemOpened(
    meeting_id=MEETING, item_id=ITEM, case_id=CASE, proposal_id=PROPOSAL, present=REGISTER
)
STANCE_TAKEN = StanceTaken(
    meeting_id=MEETING,
    item_id=ITEM,
    seat_id=SEAT_SKIEN,
    person_id=SKIEN_LEADER,
    party=SKIEN,
    position="supports",
    reason="Rydder opp i hvem som har ansvaret.",
)
ITEM_CLOSED = ItemClosed(
    meeting_id=MEETING,
    item_id=ITEM,
    case_id=CASE,
    body_id=SSU,
    proposal_id=PROPOSAL,
    outcome="consensus",
    objections=(OBJECTION_OF_THE_GP,),
    wording="",
)
MEETING_CLOSED = MeetingClosed(
    meeting_id=MEETING,
    body_id=SSU,
    helsefellesskap=TELEMARK,
    closed_at=MEETING_TO,
    cases=(CASE,),
    attendance=tuple(
        Attended(
            seat_id=seat.seat_id,
            person_id=seat.person_id,
            party=seat.party,
            present_from=MEETING_FROM,
            present_to=MEETING_TO,
        )
        for seat in REGISTER
    ),
)

EVENTS: tuple[Event, ...] = (
    MEETING_PLANNED,
    ITEM_NUMBER_TAKEN,
    MEETING_CALLED,
    MEETING_STARTED,
    ITEM_OPENED,
    STANCE_TAKEN,
    ITEM_CLOSED,
    MEETING_CLOSED,
)
