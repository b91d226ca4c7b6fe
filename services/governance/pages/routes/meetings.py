"""The meetings, and the room of each: agenda, called, started, closed (G-12)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.meetings import seen
from services.governance.api.minutes import as_calendar
from services.governance.application import Asked, Governance
from services.governance.application.awaiting import Awaiting
from services.governance.commands.meetings import (
    AddItem,
    CallMeeting,
    CancelMeeting,
    CloseMeeting,
    Presence,
    StartMeeting,
)
from services.governance.pages.forms import refused, typed_moment
from services.governance.pages.meeting_forms import (
    AddForm,
    CallForm,
    CancelForm,
    CloseForm,
    StartForm,
)
from services.governance.pages.presenters import items
from services.governance.pages.presenters import meetings as presenters
from services.governance.pages.presenters.awaiting import rows as awaited
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.planning import led_by
from services.governance.readmodels import agenda, cases, meetings, structure
from services.governance.readmodels.meeting import Meeting
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.meeting"
OVER = ("closed", "cancelled")
FIELDS = frozenset({"started_at", "closed_at", "attendance", "reason", "cancel_reason", "items"})


def leads(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor runs this meeting."""
    return isinstance(allowed(actor, "governance.run-meeting", meeting.resource), Allowed)


class Rooms:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words, waiting: Awaiting) -> None:
        self._platform = platform
        self._words = words
        self._waiting = waiting

    def listed(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """What awaits the actor; then the meetings, those of one's own bodies first: to come and
        under way, then held."""
        platform = self._platform
        names = Names(platform, actor, self._words)
        found = meetings.listed(platform.views, actor, "governance.read-case")
        bodies = {seat.body for seat in actor.seats}
        own = [each for each in found if each.body in bodies or leads(actor, each)]
        on_agendas = [item.on_agenda.case_id for each in found for item in each.items]
        numbers = cases.numbers(platform.views, [each for each in on_agendas if each])
        names.look_up(numbers)

        def rows(some: list[Meeting]) -> list[presenters.MeetingRow]:
            return [presenters.meeting_row(each, names, numbers) for each in some]

        return pages.render(
            request,
            "governance/meetings.html",
            breadcrumbs=(Crumb(self._words("governance.meetings.title")),),
            awaited=awaited(self._waiting.of(actor), platform.clock.now(), names),
            coming=rows([each for each in own[::-1] if each.state not in OVER]),
            held=rows([each for each in own if each.state in OVER]),
            others=rows([each for each in found if each not in own]),
            may_plan=bool(led_by(actor, platform)),
        )

    def room(
        self,
        request: Request,
        actor: Actor,
        pages: Pages,
        meeting_id: UUID,
        form: Form[Any] | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """The meeting with its agenda, and what its leaders may do now."""
        platform = self._platform
        meeting = seen(platform, actor, meeting_id)
        names = Names(platform, actor, self._words)
        row = presenters.meeting_row(meeting, names)
        leader = leads(actor, meeting)
        return pages.render(
            request,
            "governance/meeting.html",
            status=status,
            breadcrumbs=(
                Crumb(self._words("governance.meetings.title"), "/moter"),
                Crumb(row.body),
            ),
            meeting=row,
            state=meeting.state,
            written=meeting.kind == "written",
            cancelled=meeting.cancelled,
            agenda=items.agenda(meeting.items, self._numbers(meeting), names),
            attendance=[
                (names.person(each.person_id), names.party(each.party), each)
                for each in meeting.attendance
            ],
            leader=leader,
            attendees=(
                presenters.attendees(meeting, names)
                if leader and meeting.state == "started"
                else []
            ),
            asked=self._asked(meeting, names) if leader and meeting.state == "planned" else [],
            addable=self._addable(meeting, names) if leader else [],
            form=form or self._filled(),
        )

    def _numbers(self, meeting: Meeting) -> dict[UUID, str]:
        named = [each.on_agenda.case_id for each in meeting.items if each.on_agenda.case_id]
        return cases.numbers(self._platform.views, named)

    def _asked(self, meeting: Meeting, names: Names) -> list[Option]:
        """Whom a written procedure is sent to (G-11)."""
        if meeting.kind != "written":
            return []
        return [
            Option(str(seat.seat_id), f"{names.person(seat.person_id)} ({names.party(seat.party)})")
            for seat in names.seats(meeting.body)
            if {"vote", "speech"} & set(seat.rights)
        ]

    def _addable(self, meeting: Meeting, names: Names) -> list[Option]:
        """The cases that may still join the agenda (G-12)."""
        views = self._platform.views
        body = structure.body(views, meeting.body)
        late = meeting.state != "planned"
        if body is None or meeting.state not in agenda.OPEN:
            return []
        if late and (meeting.kind == "written" or body.rules.late_cases == "never"):
            return []
        waiting = agenda.waiting(views, meeting.body, body.rules)
        return [
            Option(str(each.case_id), names.case(each.case_id, each.number))
            for each in waiting
            if each.before
        ]

    def _filled(self) -> Form[Any]:
        """Most often it begins or ends as the form is sent."""
        now = typed_moment(self._platform.clock.now())
        return blank(PREFIX, started_at=now, closed_at=now)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent to a meeting's room, by whom."""

    governance: Governance
    platform: Platform
    rooms: Rooms
    words: Words
    request: Request
    actor: Actor
    pages: Pages

    def done(self, form: Form[Any], command: Asked | None, what: str, meeting_id: UUID) -> Response:
        """Asks, and goes back to the room; where it is refused, the room says why."""
        if form.value is None or command is None:
            return self._again(meeting_id, form)
        key = form.value.idempotency_key
        try:
            effect = self.governance.ask(self.actor, command, key=key)
        except Refused as no:
            field = "cancel_reason" if what == "cancelled" and no.field == "reason" else no.field
            here = Refused(no.rule, no.reason, field=field, **no.values)
            return self._again(meeting_id, refused(form, here, self.words, FIELDS))
        self.platform.shows(effect)
        flash = Flash("success", f"governance.meeting.{what}")
        return self.pages.redirect(self.request, f"/moter/{meeting_id}", flash=flash)

    def _again(self, meeting_id: UUID, form: Form[Any]) -> Response:
        return self.rooms.room(self.request, self.actor, self.pages, meeting_id, form, 422)


def router(
    governance: Governance, platform: Platform, words: Words, waiting: Awaiting
) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    rooms = Rooms(platform, words, waiting)

    @routes.get("/moter")
    def listed(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return rooms.listed(request, actor, pages)

    @routes.get("/moter/{meeting_id}")
    def room(request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return rooms.room(request, actor, pages, meeting_id)

    @routes.get("/moter/{meeting_id}/kalender", response_class=Response)
    def calendar(meeting_id: UUID, actor: SignedIn) -> Response:
        return as_calendar(platform, seen(platform, actor, meeting_id))

    _before(routes, governance, platform, rooms, words)
    _during(routes, governance, platform, rooms, words)
    return routes


def _before(
    routes: APIRouter, governance: Governance, platform: Platform, rooms: Rooms, words: Words
) -> None:
    @routes.post("/moter/{meeting_id}/saker")
    async def add(request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages) -> Response:
        form = await pages.read(request, AddForm, prefix=PREFIX)
        sent = form.value
        command = AddItem(meeting_id, sent.entry(), sent.reason) if sent else None
        at = Sent(governance, platform, rooms, words, request, actor, pages)
        return await platform.in_thread(at.done, form, command, "added", meeting_id)

    @routes.post("/moter/{meeting_id}/innkalling")
    async def call(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CallForm, prefix=PREFIX)
        at = Sent(governance, platform, rooms, words, request, actor, pages)
        return await platform.in_thread(called, at, form, meeting_id)

    def called(at: Sent, form: Form[CallForm], meeting_id: UUID) -> Response:
        meeting, sent = seen(platform, at.actor, meeting_id), form.value
        told = set(sent.inhabil) if sent else set()
        seats = structure.seats(platform.views, [meeting.body])
        present = tuple(
            Presence(seat.seat_id, seat.person_id, habil=False)
            for seat in seats
            if seat.seat_id in told
        )
        return at.done(form, CallMeeting(meeting_id, present), "called", meeting_id)

    @routes.post("/moter/{meeting_id}/avlysning")
    async def cancel(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CancelForm, prefix=PREFIX)
        command = CancelMeeting(meeting_id, form.value.cancel_reason) if form.value else None
        at = Sent(governance, platform, rooms, words, request, actor, pages)
        return await platform.in_thread(at.done, form, command, "cancelled", meeting_id)


def _during(
    routes: APIRouter, governance: Governance, platform: Platform, rooms: Rooms, words: Words
) -> None:
    @routes.post("/moter/{meeting_id}/start")
    async def start(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, StartForm, prefix=PREFIX)
        command = StartMeeting(meeting_id, form.value.started_at) if form.value else None
        at = Sent(governance, platform, rooms, words, request, actor, pages)
        return await platform.in_thread(at.done, form, command, "started", meeting_id)

    @routes.post("/moter/{meeting_id}/slutt")
    async def close(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CloseForm, prefix=PREFIX)
        at = Sent(governance, platform, rooms, words, request, actor, pages)
        return await platform.in_thread(closed, at, form, meeting_id)

    def closed(at: Sent, form: Form[CloseForm], meeting_id: UUID) -> Response:
        meeting, sent = seen(platform, at.actor, meeting_id), form.value
        command = (
            CloseMeeting(
                meeting_id, sent.closed_at, sent.attended(meeting.started_at or sent.closed_at)
            )
            if sent
            else None
        )
        return at.done(form, command, "closed", meeting_id)
