"""An item of a meeting: its register, the stances, who has not answered, the outcome (G-13)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from services.governance.api.meetings import seen
from services.governance.application import Asked, Governance
from services.governance.commands.meetings import CloseItem, OpenItem, TakeStance
from services.governance.pages.forms import (
    ABSENT,
    CloseItemForm,
    OpenForm,
    StanceForm,
    refused,
)
from services.governance.pages.presenters import meetings as presenters
from services.governance.pages.presenters.names import Names
from services.governance.pages.routes.meetings import leads
from services.governance.readmodels import cases
from services.governance.readmodels.meeting import Item, Meeting
from shared.contracts.governance import Registered
from shared.identity.actors import Actor
from shared.identity.policy import Allowed, allowed
from shared.service.platform import Platform
from shared.service.signing_in import SignedIn, ThePages
from shared.values.refusal import Refused
from shared.web.components import Option
from shared.web.conditions import NotFound
from shared.web.flash import Flash
from shared.web.forms import Form, blank
from shared.web.i18n import Words
from shared.web.navigation import Crumb
from shared.web.pages import Pages

PREFIX = "governance.item"
FIELDS = frozenset({"present", "seat_id", "position", "reason", "objection", "wording"})


@dataclass(frozen=True, slots=True)
class At:
    """Where a form was sent: the meeting, the item, by whom."""

    request: Request
    actor: Actor
    pages: Pages
    meeting_id: UUID
    item_id: UUID

    @property
    def address(self) -> str:
        return f"/moter/{self.meeting_id}/saker/{self.item_id}"


def found(platform: Platform, at: At) -> tuple[Meeting, Item]:
    """Raises NotFound, Forbidden."""
    meeting = seen(platform, at.actor, at.meeting_id)
    item = meeting.item(at.item_id)
    if item is None:
        raise NotFound
    return meeting, item


def speaks_for(actor: Actor, meeting: Meeting, item: Item) -> list[Registered]:
    """The seats whose stance the actor may enter: one's own, and for the secretariat all, on
    behalf of those who sit there (P-5)."""
    speaking = [seat for seat in item.register_ if presenters.speaks(seat)]
    own = [seat for seat in speaking if seat.person_id == actor.person]
    if not actor.has("secretariat", helsefellesskap=meeting.helsefellesskap):
        return own
    return [*own, *(seat for seat in speaking if seat.person_id != actor.person)]


class ItemRooms:
    """What the routes show."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words

    def show(self, at: At, form: Form[Any] | None = None, status: int = 200) -> HTMLResponse:
        """The item, with the forms that this person may use now."""
        platform, words = self._platform, self._words
        meeting, item = found(platform, at)
        names = Names(platform.register, platform.views, words)
        case_id = item.on_agenda.case_id
        case = cases.one(platform.views, case_id) if case_id else None
        numbers = {case.case_id: case.number} if case else {}
        page = presenters.item_page(item, numbers, names)
        seats = speaks_for(at.actor, meeting, item) if item.state == "open" else []
        leader = leads(at.actor, meeting)
        opening = leader and meeting.state == "started" and item.state == "waiting"
        shown = None if case is None or case.proposal is None else case.proposal
        return at.pages.render(
            at.request,
            "governance/item.html",
            status=status,
            breadcrumbs=(
                Crumb(words("governance.meetings.title"), "/moter"),
                Crumb(names.body(meeting.body), f"/moter/{meeting.meeting_id}"),
                Crumb(page.row.number),
            ),
            address=at.address,
            item=page,
            may_read_case=bool(
                case
                and isinstance(allowed(at.actor, "governance.read-case", case.resource), Allowed)
            ),
            proposal=shown if shown and shown.proposal_id == item.proposal_id else None,
            seats=[
                Option(
                    str(seat.seat_id), f"{names.person(seat.person_id)} ({names.party(seat.party)})"
                )
                for seat in seats
            ],
            presence=presenters.seat_choices(meeting.body, ABSENT, names) if opening else [],
            leader=leader,
            form=form or self._filled(meeting, item, seats),
            positions=self._options("position", ("supports", "can-live-with", "cannot-support")),
            kinds=self._options("objection", ("professional", "other")),
        )

    def _options(self, name: str, values: tuple[str, ...]) -> list[Option]:
        return [Option(each, self._words(f"governance.{name}.{each}")) for each in values]

    def _filled(self, meeting: Meeting, item: Item, seats: list[Registered]) -> Form[Any]:
        """Presence as it was for the item before; one's own stance as it stands."""
        typed: dict[str, str | tuple[str, ...]] = {}
        before = [each.register_ for each in meeting.items if each.register_]
        there = {seat.seat_id: seat for seat in before[-1]} if before else {}
        names = Names(self._platform.register, self._platform.views, self._words)
        for row, seat in enumerate(names.seats(meeting.body)):
            sat = there.get(seat.seat_id)
            typed[f"present.{row}.person_id"] = str(sat.person_id) if sat else ABSENT
        if len(seats) == 1:
            stance = item.stance(seats[0].seat_id)
            typed["seat_id"] = str(seats[0].seat_id)
            if stance is not None:
                typed |= {
                    "position": stance.position,
                    "reason": stance.reason,
                    "objection": stance.objection or "",
                }
        return blank(PREFIX, **typed)


def router(governance: Governance, platform: Platform, words: Words) -> APIRouter:
    routes = APIRouter(
        prefix="/moter/{meeting_id}/saker/{item_id}", default_response_class=HTMLResponse
    )
    rooms = ItemRooms(platform, words)

    @routes.get("")
    def show(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> HTMLResponse:
        return rooms.show(At(request, actor, pages, meeting_id, item_id))

    @routes.post("/opp")
    async def open_item(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, OpenForm, prefix=PREFIX)
        sent = form.value
        command = OpenItem(meeting_id, item_id, sent.register_()) if sent else None
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(done, at, form, command, "opened", None)

    @routes.post("/standpunkt")
    async def take_stance(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, StanceForm, prefix=PREFIX)
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(stood, at, form)

    @routes.post("/lukk")
    async def close_item(
        request: Request, meeting_id: UUID, item_id: UUID, actor: SignedIn, pages: ThePages
    ) -> Response:
        form = await pages.read(request, CloseItemForm, prefix=PREFIX)
        sent = form.value
        command = CloseItem(meeting_id, item_id, sent.wording) if sent else None
        at = At(request, actor, pages, meeting_id, item_id)
        return await platform.in_thread(done, at, form, command, "closed", None)

    def stood(at: At, form: Form[StanceForm]) -> Response:
        sent = form.value
        if sent is None:
            return rooms.show(at, form, 422)
        _, item = found(platform, at)
        # The secretariat enters what the one who sits there has said; oneself needs nobody.
        sitting = next((seat for seat in item.register_ if seat.seat_id == sent.seat_id), None)
        other = sitting.person_id if sitting and sitting.person_id != at.actor.person else None
        command = TakeStance(
            at.meeting_id, at.item_id, sent.seat_id, sent.position, sent.reason, sent.objection
        )
        return done(at, form, command, "stood", other)

    def done(
        at: At,
        form: Form[Any],
        command: Asked | None,
        what: str,
        on_behalf_of: UUID | None,
    ) -> Response:
        if form.value is None or command is None:
            return rooms.show(at, form, 422)
        try:
            effect = governance.ask(
                at.actor, command, key=form.value.idempotency_key, on_behalf_of=on_behalf_of
            )
        except Refused as no:
            return rooms.show(at, refused(form, no, words, FIELDS), 422)
        platform.shows(effect)
        flash = Flash("success", f"governance.item.{what}")
        return at.pages.redirect(at.request, at.address, flash=flash)

    return routes
