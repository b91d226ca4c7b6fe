"""What awaits the one who asks, over HTTP (G-10 to G-19)."""

from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from services.governance.application.awaiting import Awaiting, Kind
from shared.service.signing_in import Asking

PATH = "/api/governance/v1/awaiting"


class AwaitedOut(BaseModel):
    """`kind` tells what is to be done, the ids with what. `due_at` is None where there is no day;
    `now` where a meeting waits for it this minute, `until_meeting` where it is due at the body's
    next one."""

    kind: Kind
    case_id: UUID
    number: str
    body: UUID
    party: UUID | None
    due_at: datetime | None
    now: bool
    until_meeting: bool
    meeting_id: UUID | None
    item_id: UUID | None
    exit_id: UUID | None
    hearing_id: UUID | None


def router(awaiting: Awaiting) -> APIRouter:
    api = APIRouter()

    @api.get("/awaiting")
    def listed(
        actor: Asking,
        response: Response,
        after: Annotated[
            str | None, Query(max_length=300, description="Hvor du er i listen; fra `Link`.")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[AwaitedOut]:
        """Det som venter på deg: det et møte venter på, så det som er over tiden. `Link` fører til
        resten av listen."""
        found = [each for each in awaiting.of(actor) if after is None or each.place > after]
        if len(found) > limit:
            rest = urlencode({"after": found[limit - 1].place, "limit": limit})
            response.headers["Link"] = f'<{PATH}?{rest}>; rel="next"'
        return [AwaitedOut.model_validate(each, from_attributes=True) for each in found[:limit]]

    return api
