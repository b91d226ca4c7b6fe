"""A meeting as the API tells it: agenda, register, stances, who has not answered (G-13)."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from services.governance.readmodels import meetings
from shared.contracts.governance import (
    Attended,
    ItemOutcome,
    Objection,
    ObjectionKind,
    Position,
    Registered,
    Undecided,
)


class ItemPlanned(BaseModel):
    item_id: UUID
    case_id: UUID
    number: str


class StanceOut(BaseModel):
    seat_id: UUID
    person_id: UUID
    party: UUID
    position: Position
    reason: str
    objection: ObjectionKind | None


class ItemOut(ItemPlanned):
    """`not_answered` are the seats with a vote that are there and have taken no stance."""

    state: str
    proposal_id: UUID | None
    register_: list[Registered] = Field(serialization_alias="register")
    stances: list[StanceOut]
    not_answered: list[UUID]
    outcome: ItemOutcome | None
    undecided: Undecided | None
    unanswered_parties: list[UUID]
    objections: list[Objection]
    wording: str | None


class MeetingOut(BaseModel):
    meeting_id: UUID
    body_id: UUID
    helsefellesskap: UUID
    starts_at: datetime
    place: str
    state: str
    started_at: datetime | None
    closed_at: datetime | None
    items: list[ItemOut]
    attendance: list[Attended]


def meeting_out(meeting: meetings.Meeting) -> MeetingOut:
    return MeetingOut(
        meeting_id=meeting.meeting_id,
        body_id=meeting.body,
        helsefellesskap=meeting.helsefellesskap,
        starts_at=meeting.starts_at,
        place=meeting.place,
        state=meeting.state,
        started_at=meeting.started_at,
        closed_at=meeting.closed_at,
        items=[item_out(item) for item in meeting.items],
        attendance=list(meeting.attendance),
    )


def item_out(item: meetings.Item) -> ItemOut:
    outcome = item.outcome
    return ItemOut(
        **item.on_agenda.model_dump(),
        state=item.state,
        proposal_id=item.proposal_id,
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
    )
