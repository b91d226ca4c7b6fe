"""Who makes a request: a bearer token for the API, a session for pages (P-2).

Both end in the same Actor, looked up in the register as it is now: a role that is withdrawn or a
seat that is vacated opens nothing from the next request on.
"""

from datetime import datetime
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from shared.clock import Clock
from shared.identity.actors import Actor
from shared.identity.cookies import Cookies
from shared.identity.login import ActorOf, login_address
from shared.identity.pages import page
from shared.identity.sessions import Session, Sessions
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import Unauthenticated

_BEARER = "bearer"


class LoginNeeded(Exception):  # noqa: N818 - named for what it says
    """Somebody without a session asks for a page: they are sent to log in, and back to `next`.

    `sent`: they sent a form. It is not sent again by itself, so they are told.
    """

    def __init__(self, target: str, *, sent: bool = False) -> None:
        super().__init__(target)
        self.next = target
        self.sent = sent


class Authentication:
    """Tells who makes a request; `actor` is the dependency of routes.

    Cookies count for pages only: under `/api` a bearer token is asked for, so that no foreign
    page can use a browser's login there.
    """

    def __init__(
        self,
        tokens: Tokens,
        sessions: Sessions,
        cookies: Cookies,
        actor_of: ActorOf,
        clock: Clock,
    ) -> None:
        self._tokens = tokens
        self._sessions = sessions
        self._cookies = cookies
        self._actor_of = actor_of
        self._clock = clock

    def actor(self, request: Request) -> Actor:
        """Who asks. Blocks on the store, so it is run in a thread, as FastAPI does by itself.

        Raises Unauthenticated, LoginNeeded (pages), Forbidden (not in the register),
        IssuerUnavailable.
        """
        now = self._clock.now()
        if "authorization" in request.headers:
            identity = self._tokens.identify(_bearer_token(request), now)
            return self._actor_of(identity.person, now)
        if _for_programs(request):
            raise Unauthenticated("not-logged-in")
        session = self._session(request, now)
        if session is None:
            sent = request.method not in {"GET", "HEAD"}
            raise LoginNeeded(_came_from(request) if sent else _came_for(request), sent=sent)
        return self._actor_of(session.person, now)

    def session(self, request: Request) -> Session | None:
        """The session behind the request's cookie, which form tokens are bound to."""
        return self._session(request, self._clock.now())

    def _session(self, request: Request, now: datetime) -> Session | None:
        token = self._cookies.read_session(request)
        return self._sessions.find(token, now) if token else None


def install_login_redirect(app: FastAPI) -> None:
    """Answers LoginNeeded by sending the person to log in.

    Who sent a form is told first that nothing was taken, and gets back what they had written.
    """

    async def to_login(request: Request, raised: Exception) -> Response:
        assert isinstance(raised, LoginNeeded)
        again = login_address(raised.next)
        if not raised.sent:
            return RedirectResponse(again, 303)
        written = await _written(request)
        return page("not-sent.html", status=401, again=again, written=written)

    app.add_exception_handler(LoginNeeded, to_login)


def _bearer_token(request: Request) -> str:
    """The token of the one Authorization header (RFC 6750, 2.1)."""
    given = request.headers.getlist("authorization")
    scheme, _, token = given[0].partition(" ")
    if len(given) != 1 or scheme.lower() != _BEARER or not token.strip():
        raise Unauthenticated("token-malformed")
    return token.strip()


def _for_programs(request: Request) -> bool:
    path = request.url.path
    return path == "/api" or path.startswith("/api/")


def _came_for(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def _came_from(request: Request) -> str:
    """The page of ours that the form stood on, else the front page."""
    given = urlsplit(request.headers.get("referer", ""))
    if given.netloc != request.url.netloc:
        return "/"
    return f"{given.path}?{given.query}" if given.query else given.path


async def _written(request: Request) -> list[str]:
    """The sentences among the fields of the form: what it would hurt to write anew.

    Only of a form on our own pages: another site is not to put words on ours (Fetch Metadata).
    """
    if request.headers.get("sec-fetch-site") != "same-origin":
        return []
    try:
        sent = await request.form()
    except HTTPException:  # too large, or no form at all: nothing that can be given back
        return []
    texts = [text.strip() for text in sent.values() if isinstance(text, str)]
    return [text for text in texts if " " in text]
