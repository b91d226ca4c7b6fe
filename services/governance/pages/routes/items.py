"""An item of a meeting: its register, the stances, who has not answered, the outcome (G-13)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.application import Asked, Governance
from services.governance.commands.meetings import (
    CloseItem,
    EnterDissent,
    NoteItem,
    OpenItem,
    TakeStance,
    WithdrawStance,
)
from services.governance.pages.forms import refused
from services.governance.pages.meeting_forms import (
    CloseItemForm,
    DissentForm,
    NoteForm,
    OpenForm,
    StanceForm,
    WithdrawForm,
)
from services.governance.pages.routes.item_rooms import FIELDS, PREFIX, At, ItemRooms
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.flash import Flash
from shared.web.forms import Form
from shared.web.i18n import Words


@dataclass(frozen=True, slots=True)
class Sent:
    """What is done with a form that was sent to an item's room."""

    governance: Governance
    platform: Platform
    rooms: ItemRooms
    words: Words

    def done(
        self,
        at: At,
        form: Form[Any],
        command: Asked | None,
        what: str,
        on_behalf_of: UUID | None = None,
    ) -> Response:
        """Asks, and goes back to the room; where it is refused, the room says why."""
        if form.value is None or command is None:
            return self.rooms.show(at, form, 422)
        key = form.value.idempotency_key
        try:
            effect = self.governance.ask(at.actor, command, key=key, on_behalf_of=on_behalf_of)
        except Refused as no:
            field = "why" if what == "withdrawn" and no.field == "reason" else no.field
            here = Refused(no.rule, no.reason, field=field, **no.values)
            return self.rooms.show(at, refused(form, here, self.words, FIELDS), 422)
        self.platform.shows(effect)
        flash = Flash("success", f"governance.item.{what}")
        return at.pages.redirect(at.request, at.address, flash=flash)

    def of_seat(
        self,
        at: At,
        form: Form[Any],
        what: str,
        command_of: Callable[[Any], Asked],
    ) -> Response:
        """The secretariat enters what the one who sits there has said; oneself needs nobody
        (P-5)."""
        sent = form.value
        if sent is None:
            return self.rooms.show(at, form, 422)
        sitting = self.rooms.sitting(at, sent.seat_id)
        other = sitting if sitting != at.actor.person else None
        return self.done(at, form, command_of(sent), what, other)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(
        prefix="/moter/{meeting_id}/saker/{item_id}", default_response_class=HTMLResponse
    )
    rooms = ItemRooms(platform, words)
    sent = Sent(governance, platform, rooms, words)

    @routes.get("")
    def show(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return rooms.show(At(request, actor, pages, meeting_id, item_id))

    _leading(routes, platform, sent)
    _speaking(routes, platform, sent)
    return routes


def _leading(routes: APIRouter, platform: Platform, sent: Sent) -> None:
    @routes.post("/opp")
    async def open_item(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, OpenForm, prefix=PREFIX)
        value = form.value
        command = OpenItem(meeting_id, item_id, value.register_()) if value else None
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(sent.done, at, form, command, "opened")

    @routes.post("/orientering")
    async def note_item(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, NoteForm, prefix=PREFIX)
        command = NoteItem(meeting_id, item_id, form.value.note) if form.value else None
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(sent.done, at, form, command, "closed")

    @routes.post("/lukk")
    async def close_item(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CloseItemForm, prefix=PREFIX)
        value = form.value
        command = (
            CloseItem(meeting_id, item_id, value.wording, value.within_limits, value.new_question)
            if value
            else None
        )
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(sent.done, at, form, command, "closed")


def _speaking(routes: APIRouter, platform: Platform, sent: Sent) -> None:
    @routes.post("/standpunkt")
    async def take_stance(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, StanceForm, prefix=PREFIX)
        at = At(request, actor, pages, meeting_id, item_id)

        def command(value: StanceForm) -> Asked:
            return TakeStance(
                meeting_id, item_id, value.seat_id, value.position, value.reason, value.objection
            )

        return await platform.in_thread(sent.of_seat, at, form, "stood", command)

    @routes.post("/trekk")
    async def withdraw(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, WithdrawForm, prefix=PREFIX)
        at = At(request, actor, pages, meeting_id, item_id)

        def command(value: WithdrawForm) -> Asked:
            return WithdrawStance(meeting_id, item_id, value.seat_id, value.why)

        return await platform.in_thread(sent.of_seat, at, form, "withdrawn", command)

    @routes.post("/tilforsel")
    async def dissent(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, DissentForm, prefix=PREFIX)
        at = At(request, actor, pages, meeting_id, item_id)

        def command(value: DissentForm) -> Asked:
            return EnterDissent(meeting_id, item_id, value.seat_id, value.text)

        return await platform.in_thread(sent.of_seat, at, form, "dissented", command)
