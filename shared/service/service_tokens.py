"""Services that ask each other, with short-lived tokens of their own keys."""

from fastapi import Request

from shared.clock import Clock
from shared.contracts.record import ServiceName
from shared.eventlog.signing import TokenRefused, Verifier, verify_service_token
from shared.identity.unauthenticated import Unauthenticated


def service_asking(
    request: Request, asked: ServiceName, verifier: Verifier, clock: Clock
) -> ServiceName:
    """Which service asks this one. Raises Unauthenticated."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthenticated("not-logged-in")
    try:
        return verify_service_token(token, verifier, asked, clock.now())
    except TokenRefused as refused:
        raise Unauthenticated("token-signature") from refused
