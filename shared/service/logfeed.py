"""`GET /log`: the ledger's bytes in the ledger's order, for services with a token of their own."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from shared.clock import Clock
from shared.eventlog.feed import PAGE_EVENTS, encode_page, read_page
from shared.eventlog.signing import Verifier
from shared.service.platform import Platform
from shared.service.service_tokens import service_asking


def log_router(platform: Platform, verifier: Verifier, clock: Clock) -> APIRouter:
    """The replayable feed of one service (architecture, section 6)."""
    router = APIRouter(prefix=f"/api/{platform.name}/v1", tags=[platform.name])

    @router.get("/log", response_class=Response)
    def log(
        request: Request,
        after: Annotated[int, Query(ge=0)] = 0,
        limit: Annotated[int, Query(ge=1, le=PAGE_EVENTS)] = PAGE_EVENTS,
    ) -> Response:
        """Hendelsene etter en posisjon, som nøyaktige bytes."""
        service_asking(request, platform.name, verifier, clock)
        head, stored = read_page(platform.ledger, after, limit)
        return Response(
            encode_page(platform.ledger.epoch, head, stored), media_type="application/json"
        )

    return router
