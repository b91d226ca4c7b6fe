"""The minutes of a meeting over HTTP, and the meeting for a calendar (G-12, G-13, G-20)."""

import base64
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from services.governance.api.answering import Body, changed, shown
from services.governance.api.meetings import seen
from services.governance.application import Governance
from services.governance.application.minutes import KeptMinutes, MinutesKept
from services.governance.application.streams import meeting_stream
from services.governance.commands.meetings import (
    ApproveMinutes,
    CorrectMinutes,
    DraftMinutes,
    LockMinutes,
)
from services.governance.documents.invitation import MEDIA_TYPE as CALENDAR
from services.governance.documents.invitation import invitation
from services.governance.readmodels import cases, structure
from services.governance.readmodels.meeting import Item, Meeting
from shared.service.answers import Accepted
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.typesetting import MEDIA_TYPE, Language
from shared.web.conditions import ExpectedVersion, IdempotencyKey, NotFound

MINUTES = "/meetings/{meeting_id}/minutes"


class DraftBody(Body):
    """`signers` are the seats that the body has named to approve the minutes with the chair."""

    signers: list[UUID] = Field(default_factory=list, max_length=20)


class CorrectBody(Body):
    """`version` is the one that was read; without `item_id` it concerns the meeting."""

    version: int
    item_id: UUID | None = None
    text: str = ""
    reason: str = ""


class ApproveBody(Body):
    """`version` is the one that was read. `in_meeting` is the later meeting that has approved
    it; `on_behalf_of` who approves outside a meeting, where the secretariat enters it (P-5)."""

    version: int
    in_meeting: UUID | None = None
    on_behalf_of: UUID | None = None


class LockBody(Body):
    version: int


def router(governance: Governance, platform: Platform, minutes: MinutesKept) -> APIRouter:
    api = APIRouter()
    _reading(api, platform, minutes)

    @api.post(MINUTES)
    def draft(
        meeting_id: UUID,
        body: DraftBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Lager protokollen av det som er ført, på bokmål og nynorsk."""
        command = DraftMinutes(meeting_id, tuple(body.signers))
        return changed(governance, response, actor, command, key, expected)

    @api.post(f"{MINUTES}/correct")
    def correct(
        meeting_id: UUID,
        body: CorrectBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Retter protokollen i en ny versjon, med grunn; den forrige kan fortsatt leses."""
        command = CorrectMinutes(meeting_id, body.version, body.item_id, body.text, body.reason)
        return changed(governance, response, actor, command, key, expected)

    @api.post(f"{MINUTES}/approve")
    def approve(
        meeting_id: UUID,
        body: ApproveBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Godkjenner versjonen som er lest."""
        command = ApproveMinutes(meeting_id, body.version, body.in_meeting)
        return changed(governance, response, actor, command, key, expected, body.on_behalf_of)

    @api.post(f"{MINUTES}/lock")
    def lock(
        meeting_id: UUID,
        body: LockBody,
        key: IdempotencyKey,
        expected: ExpectedVersion,
        actor: Asking,
        response: Response,
    ) -> Accepted:
        """Låser protokollen når den er godkjent."""
        return changed(
            governance, response, actor, LockMinutes(meeting_id, body.version), key, expected
        )

    return api


def _reading(api: APIRouter, platform: Platform, minutes: MinutesKept) -> None:
    @api.get(
        MINUTES + "/{version}/{language}",
        response_class=Response,
        responses={200: {"content": {MEDIA_TYPE: {}}}},
    )
    def document(meeting_id: UUID, version: int, language: Language, actor: Asking) -> Response:
        """Protokollen som PDF/UA, byte for byte slik den ble laget."""
        shown(platform, meeting_stream(meeting_id))
        meeting = seen(platform, actor, meeting_id)
        return as_download(minutes.read(meeting, version, language))

    @api.get(
        "/meetings/{meeting_id}/calendar",
        response_class=Response,
        responses={200: {"content": {CALENDAR: {}}}},
    )
    def calendar(meeting_id: UUID, actor: Asking) -> Response:
        """Møtet for kalenderen."""
        shown(platform, meeting_stream(meeting_id))
        return as_calendar(platform, seen(platform, actor, meeting_id))


def as_download(kept: KeptMinutes) -> Response:
    """The exact bytes, with their SHA-256 (RFC 9530)."""
    digest = base64.b64encode(bytes.fromhex(kept.sha256)).decode("ascii")
    return Response(
        kept.content,
        media_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{kept.name}"',
            "Repr-Digest": f"sha-256=:{digest}:",
        },
    )


def as_calendar(platform: Platform, meeting: Meeting) -> Response:
    """The meeting as a calendar entry. Raises NotFound."""
    stored = platform.ledger.read_stream(meeting_stream(meeting.meeting_id))
    body = structure.body(platform.views, meeting.body)
    if not stored or body is None:
        raise NotFound
    named = [item.on_agenda.case_id for item in meeting.items if item.on_agenda.case_id]
    numbers = cases.numbers(platform.views, named)
    envelope, _ = platform.codec.decode(stored[-1].body)
    content = invitation(
        meeting_id=meeting.meeting_id,
        version=stored[-1].version,
        kind=meeting.kind,
        title=body.name,
        starts_at=meeting.starts_at,
        answer_by=meeting.answer_by,
        place=meeting.place,
        agenda=tuple(_line(item, numbers) for item in meeting.items),
        cancelled=meeting.state == "cancelled",
        said_at=envelope.recordedtime,
    )
    name = f"mote-{meeting.starts_at:%Y-%m-%d}.ics"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=CALENDAR, headers=disposition)


def _line(item: Item, numbers: dict[UUID, str]) -> str:
    on_agenda = item.on_agenda
    about = numbers.get(on_agenda.case_id, "") if on_agenda.case_id else ""
    return " ".join(filter(None, (on_agenda.number, on_agenda.title, about)))
