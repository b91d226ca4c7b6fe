"""The cookies of a login (RFC 6265bis): opaque, out of reach of scripts, for this host only."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from shared.identity.issuers import is_protected


@dataclass(frozen=True, slots=True)
class Cookies:
    """The names and the protection that fit the address people use.

    `__Host-` names are for https: the browser then refuses any that another host has set.
    """

    session: str
    browser: str
    secure: bool

    @classmethod
    def for_address(cls, public_url: str) -> "Cookies":
        """Raises ValueError for plain HTTP to anywhere but this machine."""
        if not is_protected(public_url):
            raise ValueError(f"{public_url} is neither https nor on this machine")
        secure = urlsplit(public_url).scheme == "https"
        prefix = "__Host-" if secure else ""
        return cls(f"{prefix}samhandling", f"{prefix}samhandling-innlogging", secure)

    def read_session(self, request: Request) -> str | None:
        return request.cookies.get(self.session)

    def read_browser(self, request: Request) -> str | None:
        return request.cookies.get(self.browser)

    def set_session(self, response: Response, token: str) -> None:
        """Until the browser is closed; how long it opens anything is decided on the server."""
        self._set(response, self.session, token)

    def set_browser(self, response: Response, token: str) -> None:
        self._set(response, self.browser, token)

    def clear(self, response: Response) -> None:
        for name in (self.session, self.browser):
            response.delete_cookie(
                name, path="/", secure=self.secure, httponly=True, samesite="lax"
            )

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(
            name, value, path="/", secure=self.secure, httponly=True, samesite="lax"
        )
