"""The minutes of a meeting: drafted, corrected, approved, locked, downloaded (G-12, G-13, G-20)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.meetings import seen
from services.governance.api.minutes import as_download
from services.governance.application import Asked, Governance
from services.governance.application.minutes import MinutesKept
from services.governance.commands.meetings import (
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    LockMinutes,
)
from services.governance.pages.forms import refused
from services.governance.pages.meeting_forms import ApproveForm, CorrectForm, DraftForm, LockForm
from services.governance.pages.presenters import minutes as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.meetings import leads
from services.governance.readmodels import meetings
from services.governance.readmodels.meeting import Meeting
from shared.identity.actors import Actor
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.typesetting import Language
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.minutes"
FIELDS = frozenset({"signers", "item_id", "text", "reason", "in_meeting"})


@dataclass(frozen=True, slots=True)
class At:
    """Where a form was sent: whose minutes, by whom."""

    request: Request
    actor: Actor
    pages: Pages
    meeting_id: UUID

    @property
    def address(self) -> str:
        return f"/moter/{self.meeting_id}/protokoll"


class MinutesRooms:
    """What the routes show and do."""

    def __init__(self, governance: Governance, platform: Platform, words: Words) -> None:
        self._governance = governance
        self._platform = platform
        self._words = words

    def show(self, at: At, form: Form[Any] | None = None, status: int = 200) -> HTMLResponse:
        """The minutes with all their versions, and what this person may do with them now."""
        platform, words = self._platform, self._words
        meeting = seen(platform, at.actor, at.meeting_id)
        names = Names(platform, at.actor, words)
        minutes = meeting.minutes
        leader = leads(at.actor, meeting)
        closed = meeting.state == "closed"
        open_ = minutes is not None and minutes.state != "locked"
        return at.pages.render(
            at.request,
            "governance/minutes.html",
            status=status,
            breadcrumbs=(
                Crumb(words("governance.meetings.title"), "/moter"),
                Crumb(names.body(meeting.body), f"/moter/{meeting.meeting_id}"),
                Crumb(words("governance.minutes.title")),
            ),
            address=at.address,
            body=names.body(meeting.body),
            starts_at=meeting.started_at or meeting.starts_at,
            closed=closed,
            minutes=presenters.minutes_page(meeting, names) if minutes else None,
            may_draft=leader and closed and (minutes is None or minutes.behind),
            may_correct=leader and open_,
            may_lock=leader and minutes is not None and minutes.state == "approved",
            may_approve=self._may_approve(at.actor, meeting),
            later=self._later(at.actor, meeting) if leader and open_ else [],
            signers=presenters.possible_signers(meeting, names),
            items=presenters.items(meeting),
            form=form or blank(PREFIX),
        )

    def done(self, at: At, form: Form[Any], command: Asked | None, what: str) -> Response:
        """Asks, and goes back to the minutes; where it is refused, they say why."""
        if form.value is None or command is None:
            return self.show(at, form, 422)
        key = form.value.idempotency_key
        try:
            effect = self._governance.ask(at.actor, command, key=key)
        except Refused as no:
            return self.show(at, refused(form, no, self._words, FIELDS), 422)
        self._platform.shows(effect)
        flash = Flash("success", f"governance.minutes.{what}")
        return at.pages.redirect(at.request, at.address, flash=flash)

    def _may_approve(self, actor: Actor, meeting: Meeting) -> bool:
        """The chair, the vice and the signers, each once, until it is locked (G-12)."""
        minutes = meeting.minutes
        if minutes is None or minutes.state == "locked" or minutes.behind:
            return False
        approved = {each.seat_id for each in minutes.approvals}
        return any(
            seat.body == meeting.body
            and seat.seat not in approved
            and (seat.seat in minutes.signers or seat.function in ("chair", "vice"))
            for seat in actor.seats
        )

    def _later(self, actor: Actor, meeting: Meeting) -> list[Option]:
        """The body's meetings in which an item on minutes has been dealt with."""
        found = meetings.listed(
            self._platform.views, actor, "governance.read-case", body=meeting.body
        )
        return [
            Option(str(each.meeting_id), self._words.formats.moment(each.starts_at))
            for each in found
            if each.meeting_id != meeting.meeting_id
            and any(item.noted and item.on_agenda.kind == "minutes" for item in each.items)
        ]


def router(
    governance: Governance, platform: Platform, words: Words, kept: MinutesKept
) -> APIRouter:
    routes = APIRouter(prefix="/moter/{meeting_id}/protokoll", default_response_class=HTMLResponse)
    rooms = MinutesRooms(governance, platform, words)

    @routes.get("")
    def show(request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages) -> HTMLResponse:
        return rooms.show(At(request, actor, pages, meeting_id))

    @routes.get("/{version}/{language}", response_class=Response)
    def document(meeting_id: UUID, version: int, language: Language, actor: SignedIn) -> Response:
        return as_download(kept.read(seen(platform, actor, meeting_id), version, language))

    @routes.post("")
    async def draft(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, DraftForm, prefix=PREFIX)
        command = DraftMinutes(meeting_id, tuple(form.value.signers)) if form.value else None
        at = At(request, actor, pages, meeting_id)
        return await platform.in_thread(rooms.done, at, form, command, "drafted")

    @routes.post("/rettelse")
    async def correct(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CorrectForm, prefix=PREFIX)
        sent = form.value
        command = (
            CorrectMinutes(meeting_id, sent.version, sent.item_id, sent.text, sent.reason)
            if sent
            else None
        )
        at = At(request, actor, pages, meeting_id)
        return await platform.in_thread(rooms.done, at, form, command, "corrected")

    @routes.post("/godkjenning")
    async def approve(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, ApproveForm, prefix=PREFIX)
        sent = form.value
        command = ApproveMinutes(meeting_id, sent.version, sent.in_meeting) if sent else None
        at = At(request, actor, pages, meeting_id)
        return await platform.in_thread(rooms.done, at, form, command, "approved")

    @routes.post("/las")
    async def lock(
        request: Request, meeting_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, LockForm, prefix=PREFIX)
        command = LockMinutes(meeting_id, form.value.version) if form.value else None
        at = At(request, actor, pages, meeting_id)
        return await platform.in_thread(rooms.done, at, form, command, "locked")

    return routes
