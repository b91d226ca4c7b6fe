"""Who has looked, over HTTP (R-6)."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from services.audit.readmodels import accesses
from shared.service.platform import Platform
from shared.service.signing_in import Asking


def router(platform: Platform) -> APIRouter:
    api = APIRouter()

    @api.get("/accesses")
    def listed(
        actor: Asking,
        mine: Annotated[bool, Query(description="Bare det som gjelder deg selv.")] = False,
        case: Annotated[UUID | None, Query(description="Bare denne saken.")] = None,
        after: Annotated[UUID | None, Query(description="Siste innsyn fra forrige side.")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> dict[str, Any]:
        """Hvem som har sett på hva, og hvorfor: det som gjelder deg, og for sekretariatet det som
        gjelder helsefellesskapet."""
        found = accesses.listed(
            platform.views, actor, mine=mine, case_id=case, after=after, limit=limit + 1
        )
        page = found[:limit]
        name_of = platform.register.person_name
        return {
            "accesses": [{**asdict(each), "name": name_of(each.person)} for each in page],
            "next": page[-1].id if len(found) > limit else None,
        }

    return api
