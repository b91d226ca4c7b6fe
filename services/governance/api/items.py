"""An item of a meeting over HTTP: taken up, answered, dealt with (G-6, G-7, G-12, G-13)."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from services.governance.api.answering import Body, changed
from services.governance.api.meetings import PresenceBody
from services.governance.application import Governance
from services.governance.commands.meetings import (
    CloseItem,
    EnterDissent,
    NoteItem,
    OpenItem,
    TakeStance,
    WithdrawStance,
)
from shared.contracts.governance import ObjectionKind, Position
from shared.service.answers import Accepted
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey

ITEM = "/meetings/{meeting_id}/items/{item_id}"


class OpenBody(Body):
    """`alternative` counts from 1; left out for the proposal itself (G-5)."""

    present: list[PresenceBody] = Field(default_factory=list, max_length=200)
    alternative: int | None = None


class StanceBody(Body):
    """`on_behalf_of` is who sits in the seat, where the secretariat enters it (P-5)."""

    seat_id: UUID
    position: Position
    reason: str = ""
    objection: ObjectionKind | None = None
    on_behalf_of: UUID | None = None


class WithdrawBody(Body):
    """`on_behalf_of` is who sits in the seat, where the secretariat enters it (P-5)."""

    seat_id: UUID
    reason: str = ""
    on_behalf_of: UUID | None = None


class DissentBody(Body):
    """`on_behalf_of` is who sits in the seat, where the secretariat enters it (P-5)."""

    seat_id: UUID
    text: str = ""
    on_behalf_of: UUID | None = None


class NoteBody(Body):
    note: str | None = None


class CloseItemBody(Body):
    """`on_behalf_of` is the chair, where the secretariat enters what the chair finds (P-5)."""

    wording: str = ""
    within_limits: bool = False
    new_question: bool = False
    on_behalf_of: UUID | None = None


def router(governance: Governance) -> APIRouter:
    api = APIRouter()
    _answering(api, governance)

    @api.post(f"{ITEM}/open")
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
        present = tuple(each.presence() for each in body.present)
        command = OpenItem(meeting_id, item_id, present, body.alternative)
        return changed(governance, response, actor, command, key, expected)

    @api.post(f"{ITEM}/note")
    def note_item(
        meeting_id: UUID,
        item_id: UUID,
        body: NoteBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Tar en sak til orientering."""
        command = NoteItem(meeting_id, item_id, body.note)
        return changed(governance, response, actor, command, key, expected)

    @api.post(f"{ITEM}/close")
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
        command = CloseItem(
            meeting_id, item_id, body.wording, body.within_limits, body.new_question
        )
        return changed(governance, response, actor, command, key, expected, body.on_behalf_of)

    return api


def _answering(api: APIRouter, governance: Governance) -> None:
    @api.post(f"{ITEM}/stances")
    def take_stance(
        meeting_id: UUID,
        item_id: UUID,
        body: StanceBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Tar standpunkt for en plass; før møtet er det skriftlig."""
        command = TakeStance(
            meeting_id, item_id, body.seat_id, body.position, body.reason, body.objection
        )
        return changed(governance, response, actor, command, key, expected, body.on_behalf_of)

    @api.post(f"{ITEM}/stances/withdraw")
    def withdraw(
        meeting_id: UUID,
        item_id: UUID,
        body: WithdrawBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Trekker et standpunkt, med grunn; det som var sagt, kan fortsatt leses."""
        command = WithdrawStance(meeting_id, item_id, body.seat_id, body.reason)
        return changed(governance, response, actor, command, key, expected, body.on_behalf_of)

    @api.post(f"{ITEM}/dissent")
    def enter_dissent(
        meeting_id: UUID,
        item_id: UUID,
        body: DissentBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Fører en protokolltilførsel, slik den er skrevet."""
        command = EnterDissent(meeting_id, item_id, body.seat_id, body.text)
        return changed(governance, response, actor, command, key, expected, body.on_behalf_of)
