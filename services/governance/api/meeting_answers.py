"""A meeting as the API tells it: agenda, register, stances, who has not answered (G-13)."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.governance.readmodels.meeting import Item, Meeting, Minutes, Version
from services.governance.rules.agenda import Because, Suggested
from shared.contracts.governance import (
    AgendaEntry,
    Attended,
    EntryKind,
    ItemOutcome,
    MeetingKind,
    Objection,
    ObjectionKind,
    Position,
    Registered,
    Undecided,
)
from shared.contracts.governance.minutes import MinutesApproved
from shared.service.answers import Accepted


class MeetingMade(Accepted):
    meeting_id: UUID
    items: list[AgendaEntry]


class ItemMade(Accepted):
    item: AgendaEntry


class SuggestedOut(BaseModel):
    """An entry that the rules put on the agenda, and why."""

    kind: EntryKind
    case_id: UUID | None
    number: str
    because: Because


class StanceOut(BaseModel):
    seat_id: UUID
    person_id: UUID
    party: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None


class DissentOut(BaseModel):
    seat_id: UUID
    person_id: UUID
    party: UUID
    text: str


class ItemOut(AgendaEntry):
    """`not_answered` are the seats with a vote that are there and have taken no stance; `late`
    is why it joined an agenda that had been sent."""

    late: str | None
    state: str
    proposal_id: UUID | None
    alternative: int | None
    register_: list[Registered] = Field(serialization_alias="register")
    stances: list[StanceOut]
    not_answered: list[UUID]
    outcome: ItemOutcome | None
    undecided: Undecided | None
    unanswered_parties: list[UUID]
    objections: list[Objection]
    wording: str | None
    within_limits: bool
    new_question: bool
    noted: bool
    noted_as: str | None
    dissents: list[DissentOut]


class MinutesOut(BaseModel):
    """`behind`: a dissent statement has come since the latest version."""

    state: str
    versions: list[Version]
    signers: list[UUID]
    approvals: list[MinutesApproved]
    behind: bool


class MeetingOut(BaseModel):
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    kind: MeetingKind
    starts_at: datetime
    answer_by: datetime | None
    place: str
    state: str
    cancelled: str | None
    started_at: datetime | None
    closed_at: datetime | None
    items: list[ItemOut]
    attendance: list[Attended]
    minutes: MinutesOut | None


def suggested_out(each: Suggested) -> SuggestedOut:
    return SuggestedOut(
        kind=each.entry.kind,
        case_id=each.entry.case_id,
        number=each.number,
        because=each.because,
    )


def meeting_out(meeting: Meeting) -> MeetingOut:
    return MeetingOut(
        meeting_id=meeting.meeting_id,
        body_id=meeting.body,
        helsefellesskap=meeting.helsefellesskap,
        kind=meeting.kind,
        starts_at=meeting.starts_at,
        answer_by=meeting.answer_by,
        place=meeting.place,
        state=meeting.state,
        cancelled=meeting.cancelled,
        started_at=meeting.started_at,
        closed_at=meeting.closed_at,
        items=[item_out(item) for item in meeting.items],
        attendance=list(meeting.attendance),
        minutes=_minutes_out(meeting.minutes) if meeting.minutes else None,
    )


def _minutes_out(minutes: Minutes) -> MinutesOut:
    return MinutesOut(
        state=minutes.state,
        versions=list(minutes.versions),
        signers=list(minutes.signers),
        approvals=list(minutes.approvals),
        behind=minutes.behind,
    )


def item_out(item: Item) -> ItemOut:
    outcome = item.outcome
    return ItemOut(
        **item.on_agenda.model_dump(),
        late=item.late,
        state=item.state,
        proposal_id=item.proposal_id,
        alternative=item.alternative,
        register_=list(item.register_),
        stances=[
            StanceOut(**stance.model_dump(include=set(StanceOut.model_fields)))
            for stance in item.stances
        ],
        not_answered=[seat.seat_id for seat in item.unanswered],
        outcome=outcome.outcome if outcome else None,
        undecided=outcome.undecided if outcome else None,
        unanswered_parties=list(outcome.unanswered) if outcome else [],
        objections=list(outcome.objections) if outcome else [],
        wording=outcome.wording if outcome else None,
        within_limits=bool(outcome and outcome.within_limits),
        new_question=bool(outcome and outcome.new_question),
        noted=item.noted is not None,
        noted_as=item.noted.note if item.noted else None,
        dissents=[
            DissentOut(**each.model_dump(include=set(DissentOut.model_fields)))
            for each in item.dissents
        ],
    )
