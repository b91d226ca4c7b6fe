"""Canonical examples of a meeting of SSU: commands and events."""

from uuid import uuid5

from services.governance.commands.meetings import (
    AddItem,
    Attendance,
    CallMeeting,
    CancelMeeting,
    CloseItem,
    CloseMeeting,
    CloseWrittenProcedure,
    Entry,
    NoteItem,
    OpenItem,
    PlanMeeting,
    Presence,
    StartMeeting,
    TakeStance,
    WithdrawStance,
)
from shared.contracts.governance import (
    AgendaEntry,
    Attended,
    ItemAdded,
    ItemClosed,
    ItemNoted,
    ItemNumberTaken,
    ItemOpened,
    MeetingCalled,
    MeetingCancelled,
    MeetingClosed,
    MeetingPlanned,
    MeetingStarted,
    Objection,
    Registered,
    StanceTaken,
    StanceWithdrawn,
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
    meeting_id=MEETING,
    body_id=SSU,
    kind="ordinary",
    starts_at=MEETING_FROM,
    answer_by=None,
    place="Skien rådhus",
    items=(Entry("decision", CASE),),
)
INFORMATION = Entry("information", None, "Ny nettside for fastleger", "Sekretariatet orienterer.")
ADD_ITEM = AddItem(meeting_id=MEETING, entry=INFORMATION, reason="Kom inn i går.")
CANCEL_MEETING = CancelMeeting(meeting_id=MEETING, reason="For mange meldte forfall.")
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
WITHDRAW_STANCE = WithdrawStance(
    meeting_id=MEETING, item_id=ITEM, seat_id=SEAT_SKIEN, reason="Vi vil spørre kommunelegen."
)
INFORMATION_ITEM = uuid5(MEETING, "item:8")
NOTE_ITEM = NoteItem(meeting_id=MEETING, item_id=INFORMATION_ITEM, note=None)
CLOSE_WRITTEN = CloseWrittenProcedure(meeting_id=MEETING)
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
    kind="ordinary",
    starts_at=MEETING_FROM,
    place="Skien rådhus",
    items=(AgendaEntry(item_id=ITEM, number="07/26", kind="decision", case_id=CASE),),
)
ITEM_ADDED = ItemAdded(
    meeting_id=MEETING,
    entry=AgendaEntry(
        item_id=INFORMATION_ITEM,
        number="08/26",
        kind="information",
        title="Ny nettside for fastleger",
        note="Sekretariatet orienterer.",
    ),
    reason="Kom inn i går.",
)
MEETING_CANCELLED = MeetingCancelled(
    meeting_id=MEETING, body_id=SSU, reason="For mange meldte forfall.", cases=(CASE,)
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
STANCE_WITHDRAWN = StanceWithdrawn(
    meeting_id=MEETING,
    item_id=ITEM,
    seat_id=SEAT_SKIEN,
    person_id=SKIEN_LEADER,
    party=SKIEN,
    reason="Vi vil spørre kommunelegen.",
)
ITEM_NOTED = ItemNoted(meeting_id=MEETING, item_id=INFORMATION_ITEM)
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
    ITEM_ADDED,
    MEETING_CALLED,
    MEETING_CANCELLED,
    MEETING_STARTED,
    ITEM_OPENED,
    STANCE_TAKEN,
    STANCE_WITHDRAWN,
    ITEM_NOTED,
    ITEM_CLOSED,
    MEETING_CLOSED,
)
