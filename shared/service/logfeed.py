"""`GET /log`: the ledger's bytes in the ledger's order, for services with a token of their own."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from shared.clock import Clock
from shared.eventlog.feed import PAGE_EVENTS, encode_page, read_page
from shared.eventlog.signing import TokenRefused, Verifier, verify_service_token
from shared.identity.unauthenticated import Unauthenticated
from shared.service.platform import Platform


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
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthenticated("not-logged-in")
        try:
            verify_service_token(token, verifier, platform.name, clock.now())
        except TokenRefused as refused:
            raise Unauthenticated("token-signature") from refused
        head, stored = read_page(platform.ledger, after, limit)
        return Response(
            encode_page(platform.ledger.epoch, head, stored), media_type="application/json"
        )

    return router
