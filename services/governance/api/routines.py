"""The register of routines in force over HTTP (G-21)."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.governance.readmodels import routines
from services.governance.readmodels.routines import Routine
from shared.identity.actors import Actor
from shared.identity.policy import require
from shared.service.platform import Platform
from shared.service.signing_in import Asking
from shared.web.conditions import NotFound


class RoutineTask(BaseModel):
    party: UUID
    what: str


class RoutineReservation(BaseModel):
    party: UUID
    text: str


class RoutineOut(BaseModel):
    """A measure that has been adopted; `replaced_by` where a later one has taken its place."""

    case_id: UUID
    number: str
    helsefellesskap: UUID
    version: int
    what: str
    reasons: str
    tasks: list[RoutineTask]
    bound: list[UUID]
    reservations: list[RoutineReservation]
    since: datetime
    review_on: date | None
    replaces: UUID | None
    replaced_by: UUID | None


def router(platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/routines")
    def listed(
        actor: Asking,
        q: Annotated[str, Query(max_length=200)] = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> list[RoutineOut]:
        """Rutinene som gjelder, med alle ordene i søket."""
        return [out(each) for each in routines.listed(platform.views, actor, words=q, limit=limit)]

    @api.get("/routines/{case_id}")
    def one(case_id: UUID, actor: Asking) -> RoutineOut:
        """Én rutine, også en som er avløst."""
        return out(seen(platform, actor, case_id))

    return api


def seen(platform: Platform, actor: Actor, case_id: UUID) -> Routine:
    """The routine, if the actor may see it. Raises NotFound, Forbidden."""
    found = routines.one(platform.views, case_id)
    if found is None:
        raise NotFound
    require(actor, "governance.read-routine", found.resource)
    return found


def out(found: Routine) -> RoutineOut:
    return RoutineOut(
        case_id=found.case_id,
        number=found.number,
        helsefellesskap=found.helsefellesskap,
        version=found.version,
        what=found.what,
        reasons=found.reasons,
        tasks=[RoutineTask(party=party, what=what) for party, what in found.tasks],
        bound=list(found.bound),
        reservations=[
            RoutineReservation(party=party, text=text) for party, text in found.reservations.items()
        ],
        since=found.since,
        review_on=found.review_on,
        replaces=found.replaces,
        replaced_by=found.replaced_by,
    )
