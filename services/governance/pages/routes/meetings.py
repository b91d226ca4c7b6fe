"""The meetings, and the room of each: agenda, called, started, closed (G-12)."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.meetings import seen
from services.governance.application import Asked, Governance
from services.governance.commands.meetings import CallMeeting, CloseMeeting, StartMeeting
from services.governance.pages.forms import (
    CloseForm,
    FormModel,
    StartForm,
    refused,
    typed_moment,
)
from services.governance.pages.presenters import meetings as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.planning import led_by
from services.governance.readmodels import cases, meetings
from services.governance.readmodels.meeting import Meeting
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.meeting"
FIELDS = frozenset({"started_at", "closed_at", "attendance"})


def leads(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor runs this meeting."""
    return isinstance(allowed(actor, "governance.run-meeting", meeting.resource), Allowed)


class Rooms:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def listed(self, request: Request, actor: Actor, pages: Pages) -> HTMLResponse:
        """The meetings of one's own bodies first, the latest on top."""
        platform = self._platform
        names = Names(platform.register, platform.views, self._words)
        found = meetings.listed(platform.views, actor, "governance.read-case")
        bodies = {seat.body for seat in actor.seats}
        own = [each for each in found if each.body in bodies or leads(actor, each)]
        return pages.render(
            request,
            "governance/meetings.html",
            breadcrumbs=(Crumb(self._words("governance.meetings.title")),),
            own=[presenters.meeting_row(each, names) for each in own],
            others=[presenters.meeting_row(each, names) for each in found if each not in own],
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
        names = Names(platform.register, platform.views, self._words)
        row = presenters.meeting_row(meeting, names)
        numbers = cases.numbers(
            platform.views,
            [each.on_agenda.case_id for each in meeting.items if each.on_agenda.case_id],
        )
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
            agenda=presenters.agenda(meeting.items, numbers, names),
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
            form=form or self._filled(),
        )

    def _filled(self) -> Form[Any]:
        """Most often it begins or ends as the form is sent."""
        now = typed_moment(self._platform.clock.now())
        return blank(PREFIX, started_at=now, closed_at=now)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(default_response_class=HTMLResponse)
    rooms = Rooms(platform, words)

    @routes.get("/moter")
    def listed(request: Request, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return rooms.listed(request, actor, pages)

    @routes.get("/moter/{meeting_id}")
    def room(request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return rooms.room(request, actor, pages, meeting_id)

    @routes.post("/moter/{meeting_id}/innkalling")
    async def call(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, FormModel, prefix=PREFIX)
        command = CallMeeting(meeting_id)
        return await platform.in_thread(
            done, request, actor, pages, form, command, "called", meeting_id
        )

    @routes.post("/moter/{meeting_id}/start")
    async def start(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, StartForm, prefix=PREFIX)
        command = StartMeeting(meeting_id, form.value.started_at) if form.value else None
        return await platform.in_thread(
            done, request, actor, pages, form, command, "started", meeting_id
        )

    @routes.post("/moter/{meeting_id}/slutt")
    async def close(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CloseForm, prefix=PREFIX)
        return await platform.in_thread(closed, request, actor, pages, form, meeting_id)

    def closed(
        request: Request, actor: Actor, pages: Pages, form: Form[CloseForm], meeting_id: UUID
    ) -> Response:
        meeting, sent = seen(platform, actor, meeting_id), form.value
        command = (
            CloseMeeting(
                meeting_id, sent.closed_at, sent.attended(meeting.started_at or sent.closed_at)
            )
            if sent
            else None
        )
        return done(request, actor, pages, form, command, "closed", meeting_id)

    def done(
        request: Request,
        actor: Actor,
        pages: Pages,
        form: Form[Any],
        command: Asked | None,
        what: str,
        meeting_id: UUID,
    ) -> Response:
        if form.value is None or command is None:
            return rooms.room(request, actor, pages, meeting_id, form, 422)
        try:
            effect = governance.ask(actor, command, key=form.value.idempotency_key)
        except Refused as no:
            again = refused(form, no, words, FIELDS)
            return rooms.room(request, actor, pages, meeting_id, again, 422)
        platform.shows(effect)
        flash = Flash("success", f"governance.meeting.{what}")
        return pages.redirect(request, f"/moter/{meeting_id}", flash=flash)

    return routes
