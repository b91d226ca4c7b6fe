"""What a reporter has begun to write, kept on the server; only its author sees it (I-1, I-3)."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from services.intake.api.answering import Body
from shared.service.drafts import MOST, Draft, Drafts, TooManyDrafts
from shared.service.signing_in import Asking
from shared.values.open_text import names_no_patient
from shared.values.refusal import Refused
from shared.web.conditions import NotFound

LONGEST = 40_000
"""Characters of a whole draft: the texts of a report, and room for the rest."""


class DraftBody(Body):
    """The fields of the form as they stand, finished or not."""

    fields: dict[str, str | bool | list[str] | None] = Field(default_factory=dict, max_length=30)


class DraftOut(BaseModel):
    draft_id: UUID
    fields: dict[str, Any]
    saved: datetime
    kept_until: datetime


def router(drafts: Drafts) -> APIRouter:
    api = APIRouter()

    @api.get("/drafts")
    def listed(actor: Asking) -> list[DraftOut]:
        """Det du har begynt på, nyeste først."""
        return [out(each) for each in drafts.of(actor.person)]

    @api.get("/drafts/{draft_id}")
    def one(draft_id: UUID, actor: Asking) -> DraftOut:
        """Ett av dine utkast."""
        found = drafts.one(actor.person, draft_id)
        if found is None:
            raise NotFound
        return out(found)

    @api.put("/drafts/{draft_id}")
    def keep(draft_id: UUID, body: DraftBody, actor: Asking) -> DraftOut:
        """Tar vare på utkastet i tretti dager."""
        return out(kept(drafts, actor.person, draft_id, body.fields))

    @api.delete("/drafts/{draft_id}", status_code=204)
    def drop(draft_id: UUID, actor: Asking) -> Response:
        """Sletter utkastet."""
        drafts.drop(actor.person, draft_id)
        return Response(status_code=204)

    return api


def kept(drafts: Drafts, author: UUID, draft_id: UUID, fields: dict[str, Any]) -> Draft:
    """A draft names no patient either (I-4). Raises Refused."""
    names_no_patient(
        (field, text)
        for field, told in fields.items()
        for text in (told if isinstance(told, list) else [told])
        if isinstance(text, str)
    )
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > LONGEST:
        raise Refused("I-1", "intake.text-too-long", field="fields", longest=LONGEST)
    try:
        return drafts.keep(author, draft_id, text)
    except TooManyDrafts:
        raise Refused("I-1", "intake.too-many-drafts", most=MOST) from None


def out(draft: Draft) -> DraftOut:
    return DraftOut(
        draft_id=draft.draft_id,
        fields=json.loads(draft.text),
        saved=draft.saved,
        kept_until=draft.kept_until,
    )
