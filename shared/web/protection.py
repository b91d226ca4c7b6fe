"""What every response carries, and how large a request may be."""

from collections.abc import Mapping
from types import MappingProxyType

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.web.static_files import PREFIX

MAX_BODY_BYTES = 1_000_000

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
NO_STORE = "no-store"


def protect(headers: MutableHeaders, path: str) -> None:
    """Sets what is not set: nothing behind login is kept in a cache, only static files are."""
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if path != PREFIX and not path.startswith(f"{PREFIX}/"):
        headers["Cache-Control"] = NO_STORE


class SecurityHeaders:
    """Adds the headers of `protect` to every response, and HSTS where the request came by TLS."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                protect(headers, scope["path"])
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await self._app(scope, receive, send_protected)


class BodyTooLarge(HTTPException):
    """The request's body is larger than allowed (RFC 9110, 15.5.14)."""

    def __init__(self, limit: int) -> None:
        super().__init__(413, f"more than {limit} bytes")
        self.values = {"limit": limit}


class BodyLimit:
    """Stops reading a request at `limit` bytes, whether it says its length or not.

    `larger` gives other limits by the path's beginning (imports of files). The refusal is raised
    inside the application, so that it is answered as any other problem; the framework's own
    limit answers in plain English text.
    """

    def __init__(
        self,
        app: ASGIApp,
        limit: int = MAX_BODY_BYTES,
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger

    def limit(self, path: str) -> int:
        """The limit of a path: that of the longest beginning named, or the general one."""
        named = [begin for begin in self._larger if path == begin or path.startswith(begin + "/")]
        return self._larger[max(named, key=len)] if named else self._limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        limit = self.limit(scope["path"])
        read = 0

        async def receive_bounded() -> Message:
            nonlocal read
            if said.isdecimal() and int(said) > limit:
                raise BodyTooLarge(limit)
            message = await receive()
            if message["type"] == "http.request":
                read += len(message.get("body", b""))
                if read > limit:
                    raise BodyTooLarge(limit)
            return message

        await self._app(scope, receive_bounded, send)


def install_protection(app: FastAPI, *, larger_bodies: Mapping[str, int] | None = None) -> None:
    """Headers and body limit for the whole application; once, on the outermost one."""
    app.add_middleware(BodyLimit, larger=larger_bodies or {})
    app.add_middleware(SecurityHeaders)
