"""Meetings over HTTP (G-12, G-13)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from services.governance.api.answering import Body, created, new_id, newest
from services.governance.api.meeting_answers import ItemPlanned, MeetingOut, meeting_out
from services.governance.application import Asked, Governance
from services.governance.application.streams import meeting_stream
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
from services.governance.readmodels import meetings
from shared.contracts.governance import (
    MeetingPlanned,
    ObjectionKind,
    Position,
)
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.answers import Accepted, accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class PlanBody(Body):
    meeting_id: UUID | None = None
    body_id: UUID
    starts_at: datetime
    place: str = ""
    cases: list[UUID] = Field(default_factory=list, max_length=100)


class Empty(Body):
    """Nothing more to say."""


class StartBody(Body):
    started_at: datetime


class PresenceBody(Body):
    seat_id: UUID
    person_id: UUID
    habil: bool = True


class OpenBody(Body):
    present: list[PresenceBody] = Field(default_factory=list, max_length=200)


class StanceBody(Body):
    """`on_behalf_of` is who sits in the seat, where the secretariat enters it (P-5)."""

    seat_id: UUID
    position: Position
    reason: str = ""
    objection: ObjectionKind | None = None
    on_behalf_of: UUID | None = None


class CloseItemBody(Body):
    wording: str = ""


class AttendanceBody(Body):
    seat_id: UUID
    person_id: UUID
    present_from: datetime
    present_to: datetime


class CloseBody(Body):
    closed_at: datetime
    attendance: list[AttendanceBody] = Field(default_factory=list, max_length=400)


class MeetingMade(Accepted):
    meeting_id: UUID
    items: list[ItemPlanned]


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _planning(api, governance, platform)
    _running(api, governance)
    _items(api, governance)
    return api


def _planning(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/meetings", status_code=201)
    def plan(body: PlanBody, key: IdempotencyKey, actor: Asking, response: Response) -> MeetingMade:
        """Planlegger et møte med saksliste."""
        meeting_id = body.meeting_id or new_id(actor, key, "meeting")
        command = PlanMeeting(
            meeting_id, body.body_id, body.starts_at, body.place, tuple(body.cases)
        )
        done = governance.ask(actor, command, key=key)
        planned = next(event for event in done.events if isinstance(event, MeetingPlanned))
        made: dict[str, Any] = created(response, done)
        return MeetingMade(
            **made,
            meeting_id=meeting_id,
            items=[ItemPlanned(**item.model_dump()) for item in planned.items],
        )

    @api.get("/meetings")
    def listed(
        actor: Asking,
        body: UUID | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[MeetingOut]:
        """Møtene du har tilgang til, det seneste først."""
        found = meetings.listed(
            platform.views, actor, "governance.read-case", body=body, limit=limit
        )
        return [meeting_out(meeting) for meeting in found]

    @api.get("/meetings/{meeting_id}")
    def one(meeting_id: UUID, actor: Asking, response: Response) -> MeetingOut:
        """Ett møte: saksliste, oppmøte, standpunkter og hvem som ikke har svart."""
        newest(platform, response, meeting_stream(meeting_id))
        return meeting_out(seen(platform, actor, meeting_id))


def _running(api: APIRouter, governance: Governance) -> None:
    def change(
        response: Response, actor: Actor, command: Asked, key: str, expected: int
    ) -> Accepted:
        done = governance.ask(actor, command, key=key, expected_version=expected)
        return accepted(response, done)

    @api.post("/meetings/{meeting_id}/call")
    def call(
        meeting_id: UUID,
        _body: Empty,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Kaller inn til møtet."""
        return change(response, actor, CallMeeting(meeting_id), key, expected)

    @api.post("/meetings/{meeting_id}/start")
    def start(
        meeting_id: UUID,
        body: StartBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Møtet begynner."""
        command = StartMeeting(meeting_id, body.started_at)
        return change(response, actor, command, key, expected)

    @api.post("/meetings/{meeting_id}/close")
    def close(
        meeting_id: UUID,
        body: CloseBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Hever møtet og fører hvem som var til stede, og når."""
        attendance = tuple(Attendance(**each.model_dump()) for each in body.attendance)
        command = CloseMeeting(meeting_id, body.closed_at, attendance)
        return change(response, actor, command, key, expected)


def _items(api: APIRouter, governance: Governance) -> None:
    @api.post("/meetings/{meeting_id}/items/{item_id}/open")
    def open_item(
        meeting_id: UUID,
        item_id: UUID,
        body: OpenBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Tar opp en sak og fryser hvem som er til stede og habile."""
        present = tuple(Presence(**each.model_dump()) for each in body.present)
        command = OpenItem(meeting_id, item_id, present)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )

    @api.post("/meetings/{meeting_id}/items/{item_id}/stances")
    def take_stance(
        meeting_id: UUID,
        item_id: UUID,
        body: StanceBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Tar standpunkt for en plass."""
        command = TakeStance(
            meeting_id, item_id, body.seat_id, body.position, body.reason, body.objection
        )
        done = governance.ask(
            actor, command, key=key, expected_version=expected, on_behalf_of=body.on_behalf_of
        )
        return accepted(response, done)

    @api.post("/meetings/{meeting_id}/items/{item_id}/close")
    def close_item(
        meeting_id: UUID,
        item_id: UUID,
        body: CloseItemBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avslutter saken i møtet; utfallet får virkning med en gang."""
        command = CloseItem(meeting_id, item_id, body.wording)
        return accepted(
            response, governance.ask(actor, command, key=key, expected_version=expected)
        )


def seen(platform: Platform, actor: Actor, meeting_id: UUID) -> meetings.Meeting:
    """The meeting, if the actor may see it. Raises NotFound, Forbidden."""
    meeting = meetings.one(platform.views, meeting_id)
    if meeting is None:
        raise NotFound
    require(actor, "governance.read-case", meeting.resource)
    return meeting
