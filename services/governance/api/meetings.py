"""Meetings over HTTP, from their plan to their end (G-12)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import Field

from services.governance.api.answering import Body, changed, created, new_id, newest
from services.governance.api.meeting_answers import (
    ItemMade,
    MeetingMade,
    MeetingOut,
    SuggestedOut,
    meeting_out,
    suggested_out,
)
from services.governance.application import Governance
from services.governance.application.streams import meeting_stream
from services.governance.commands.meetings import (
    AddItem,
    Attendance,
    CallMeeting,
    CancelMeeting,
    CloseMeeting,
    Entry,
    PlanMeeting,
    Presence,
    StartMeeting,
)
from services.governance.readmodels import agenda, meetings, structure
from services.governance.readmodels.meeting import Meeting
from services.governance.rules.agenda import Suggested, suggested
from shared.contracts.governance import (
    AgendaEntry,
    EntryKind,
    ItemAdded,
    MeetingKind,
    MeetingPlanned,
)
from shared.identity.actors import Actor
from shared.identity.conditions import Resource
from shared.identity.policy import require
from shared.service.answers import Accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound


class EntryBody(Body):
    """What is to stand on the agenda; what is about no case has a title."""

    kind: EntryKind
    case_id: UUID | None = None
    title: str | None = None
    note: str | None = None

    def entry(self) -> Entry:
        return Entry(self.kind, self.case_id, self.title, self.note)


class PlanBody(Body):
    """`cases` are cases to be decided, after the other `items`."""

    meeting_id: UUID | None = None
    body_id: UUID
    kind: MeetingKind = "ordinary"
    starts_at: datetime
    answer_by: datetime | None = None
    place: str = ""
    items: list[EntryBody] = Field(default_factory=list, max_length=100)
    cases: list[UUID] = Field(default_factory=list, max_length=100)

    def entries(self) -> tuple[Entry, ...]:
        return (
            *(each.entry() for each in self.items),
            *(Entry("decision", case_id) for case_id in self.cases),
        )


class AddBody(EntryBody):
    """`on_behalf_of` is the chair, where the secretariat enters the chair's decision (P-5)."""

    reason: str | None = None
    on_behalf_of: UUID | None = None


class PresenceBody(Body):
    seat_id: UUID
    person_id: UUID
    habil: bool = True

    def presence(self) -> Presence:
        return Presence(self.seat_id, self.person_id, self.habil)


class CallBody(Body):
    """`present` is for a written procedure: where the deputy answers, or who is not habil."""

    present: list[PresenceBody] = Field(default_factory=list, max_length=200)


class CancelBody(Body):
    reason: str = ""


class StartBody(Body):
    started_at: datetime


class AttendanceBody(Body):
    seat_id: UUID
    person_id: UUID
    present_from: datetime
    present_to: datetime


class CloseBody(Body):
    closed_at: datetime
    attendance: list[AttendanceBody] = Field(default_factory=list, max_length=400)


def router(governance: Governance, platform: Platform) -> APIRouter:
    api = APIRouter()
    _planning(api, governance, platform)
    _agenda(api, governance, platform)
    _running(api, governance)
    return api


def _planning(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.post("/meetings", status_code=201)
    def plan(body: PlanBody, key: IdempotencyKey, actor: Asking, response: Response) -> MeetingMade:
        """Planlegger et møte eller en skriftlig behandling, med saksliste."""
        meeting_id = body.meeting_id or new_id(actor, key, "meeting")
        command = PlanMeeting(
            meeting_id,
            body.body_id,
            body.kind,
            body.starts_at,
            body.answer_by,
            body.place,
            body.entries(),
        )
        done = governance.ask(actor, command, key=key)
        planned = next(event for event in done.events if isinstance(event, MeetingPlanned))
        made: dict[str, Any] = created(response, done)
        return MeetingMade(**made, meeting_id=meeting_id, items=list(planned.items))

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


def _agenda(api: APIRouter, governance: Governance, platform: Platform) -> None:
    @api.get("/bodies/{body_id}/agenda")
    def fills(body_id: UUID, actor: Asking) -> list[SuggestedOut]:
        """Sakslisten slik reglene fyller den: det som haster mest, står først."""
        return [suggested_out(each) for each in filled(platform, actor, body_id)]

    @api.post("/meetings/{meeting_id}/items", status_code=201)
    def add(
        meeting_id: UUID,
        body: AddBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> ItemMade:
        """Setter en sak på sakslisten; når den er sendt ut, etter organets egen regel."""
        done = governance.ask(
            actor,
            AddItem(meeting_id, body.entry(), body.reason),
            key=key,
            expected_version=expected,
            on_behalf_of=body.on_behalf_of,
        )
        added: AgendaEntry = next(
            event.entry for event in done.events if isinstance(event, ItemAdded)
        )
        made: dict[str, Any] = created(response, done)
        return ItemMade(**made, item=added)


def _running(api: APIRouter, governance: Governance) -> None:
    @api.post("/meetings/{meeting_id}/call")
    def call(
        meeting_id: UUID,
        body: CallBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Kaller inn til møtet; en skriftlig behandling begynner med det."""
        command = CallMeeting(meeting_id, tuple(each.presence() for each in body.present))
        return changed(governance, response, actor, command, key, expected)

    @api.post("/meetings/{meeting_id}/cancel")
    def cancel(
        meeting_id: UUID,
        body: CancelBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Avlyser møtet; sakene går tilbake og venter på en annen saksliste."""
        return changed(
            governance, response, actor, CancelMeeting(meeting_id, body.reason), key, expected
        )

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
        return changed(governance, response, actor, command, key, expected)

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
        return changed(governance, response, actor, command, key, expected)


def seen(platform: Platform, actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting as far as the actor may see it (G-5). Raises NotFound, Forbidden."""
    meeting = meetings.one(platform.views, meeting_id)
    if meeting is None:
        raise NotFound
    require(actor, "governance.read-case", meeting.resource)
    return meeting.as_seen_by(actor, "governance.read-case")


def filled(platform: Platform, actor: Actor, body_id: UUID) -> tuple[Suggested, ...]:
    """G-12: the agenda as the rules fill it, for those who lead the body's meetings. Raises
    NotFound, Forbidden."""
    body = structure.body(platform.views, body_id)
    if body is None:
        raise NotFound
    area = body.helsefellesskap
    resource = Resource("meeting", helsefellesskap=area, body=body_id)
    require(actor, "governance.run-meeting", resource)
    return suggested(
        agenda.waiting(platform.views, body_id, body.rules),
        platform.clock.now(),
        agenda.last_met(platform.views, body_id),
        agenda.unanswered(platform.views, body),
    )
