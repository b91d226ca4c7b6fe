"""Logging in and out in a browser: the code flow with PKCE, state and nonce (P-2, RFC 9700).

Routes: `/logg-inn`, `/logg-inn/tilbake` (where the issuer sends people back), `/logg-ut`.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeAlias
from urllib.parse import urlencode, urlsplit
from uuid import UUID

import structlog
from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, RedirectResponse
from starlette.responses import Response

from shared.clock import Clock
from shared.identity.actors import Actor
from shared.identity.code_flow import CodeFlow, LoginClient, challenge_of
from shared.identity.cookies import Cookies
from shared.identity.issuer_keys import IssuerUnavailable
from shared.identity.pages import STYLE, page
from shared.identity.policy import Forbidden
from shared.identity.sessions import Attempt, Sessions
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import Unauthenticated

log = structlog.get_logger(__name__)

LOGIN = "/logg-inn"
CALLBACK = "/logg-inn/tilbake"
LOGOUT = "/logg-ut"

ActorOf: TypeAlias = Callable[[UUID, datetime], Actor]
"""Who a person is in the register today. Raises Forbidden (P-2) for somebody it does not know."""
CheckForm: TypeAlias = Callable[[str | None, str | None], None]
"""Given the session's id and the form's token; raises where the form is not from our pages."""


@dataclass(frozen=True, slots=True)
class LoginSide:
    """What logging in needs. `public_url` is the address people use, without a path."""

    public_url: str
    clients: Sequence[LoginClient]
    tokens: Tokens
    sessions: Sessions
    actor_of: ActorOf
    check_form: CheckForm
    clock: Clock

    @property
    def cookies(self) -> Cookies:
        return Cookies.for_address(self.public_url)

    @property
    def flow(self) -> CodeFlow:
        return CodeFlow(f"{self.public_url.rstrip('/')}{CALLBACK}", self.tokens)


def login_router(side: LoginSide) -> APIRouter:
    """The routes of logging in and out.

    Raises ValueError for a public address that is neither https nor on this machine, and where
    there is nobody to log in with.
    """
    if not side.clients:
        raise ValueError("there must be at least one way to log in")
    routes = _Routes(side)
    router = APIRouter(include_in_schema=False)
    router.get(LOGIN)(routes.begin)
    router.get(CALLBACK)(routes.come_back)
    router.post(LOGOUT)(routes.log_out)
    router.get(f"{LOGIN}/style.css")(lambda: FileResponse(STYLE, media_type="text/css"))
    return router


class _Routes:
    def __init__(self, side: LoginSide) -> None:
        self._side = side
        self._cookies = side.cookies
        self._flow = side.flow
        self._clients = {client.issuer.kind: client for client in side.clients}

    def begin(self, request: Request) -> Response:
        """Sends the person to the issuer, or lets them choose one of several."""
        target = safe_next(request.query_params.get("next"))
        chosen = request.query_params.get("med", "")
        client = next(
            (client for kind, client in self._clients.items() if kind == chosen),
            self._side.clients[0] if len(self._side.clients) == 1 else None,
        )
        if client is None:
            return page("choose-login.html", choices=[*map(_choice(target), self._clients)])
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        browser = self._cookies.read_browser(request) or secrets.token_urlsafe(32)
        now = self._side.clock.now()
        try:
            address = self._flow.address(
                client, state=state, nonce=nonce, challenge=challenge_of(verifier), now=now
            )
        except IssuerUnavailable:
            return _told("login.unavailable", 503, target)
        self._side.sessions.begin_login(
            Attempt(client.issuer.kind, nonce, verifier, target),
            state=state,
            browser=browser,
            now=now,
        )
        response = RedirectResponse(address, 303)
        self._cookies.set_browser(response, browser)
        return response

    def come_back(self, request: Request) -> Response:
        """The issuer's answer: a session for a person we know, else a page that says why not."""
        now = self._side.clock.now()
        answer = request.query_params
        browser = self._cookies.read_browser(request)
        attempt = (
            self._side.sessions.take_login(state=answer.get("state", ""), browser=browser, now=now)
            if browser
            else None
        )
        client = next(
            (each for kind, each in self._clients.items() if attempt and kind == attempt.login),
            None,
        )
        if attempt is None or client is None:
            return _told("denied.login-unknown", 400, "/")
        try:
            person = self._person(client, attempt, answer.get("code"), answer.get("iss"), now)
            self._side.actor_of(person, now)
        except Unauthenticated as refused:
            log.info("login refused", reason=refused.reason, issuer=client.issuer.kind)
            return _told(f"denied.{refused.reason}", 401, attempt.next)
        except Forbidden as forbidden:
            return _told(f"denied.{forbidden.reason}", 403, attempt.next)
        except IssuerUnavailable:
            return _told("login.unavailable", 503, attempt.next)
        return self._let_in(request, person, attempt.next, now)

    def log_out(self, request: Request, csrf: Annotated[str, Form()] = "") -> Response:
        """Ends the session everywhere. Somebody who has none is simply sent on."""
        token = self._cookies.read_session(request)
        now = self._side.clock.now()
        session = self._side.sessions.find(token, now) if token else None
        if token is not None and session is not None:
            self._side.check_form(session.id, csrf)
            self._side.sessions.end(token)
        response = RedirectResponse("/", 303)
        self._cookies.clear(response)
        return response

    def _person(
        self,
        client: LoginClient,
        attempt: Attempt,
        code: str | None,
        answered_by: str | None,
        now: datetime,
    ) -> UUID:
        # an answer from another issuer than the one asked is an attack (RFC 9207)
        if not code or answered_by not in {None, client.issuer.issuer}:
            raise Unauthenticated("login-refused")
        id_token = self._flow.exchange(client, code=code, verifier=attempt.verifier, now=now)
        return self._side.tokens.identify_login(
            id_token,
            issuer=client.issuer,
            client_id=client.client_id,
            nonce=attempt.nonce,
            now=now,
        ).person

    def _let_in(self, request: Request, person: UUID, target: str, now: datetime) -> Response:
        # a login always gets a new session: one planted beforehand is worth nothing
        if before := self._cookies.read_session(request):
            self._side.sessions.end(before)
        token, _ = self._side.sessions.start(person, now)
        response = RedirectResponse(target, 303)
        self._cookies.set_session(response, token)
        return response


def login_address(target: str | None) -> str:
    """Where to log in, and come back to `target`."""
    return f"{LOGIN}?{urlencode({'next': safe_next(target)})}"


def safe_next(target: str | None) -> str:
    """`target` if it is a path on our own site, else the front page.

    Browsers read `\\` as `/` and leave out control characters, so neither is let through.
    """
    if not target or not target.startswith("/") or target.startswith(("//", LOGIN, LOGOUT)):
        return "/"
    if "\\" in target or any(ord(sign) < 33 or ord(sign) == 127 for sign in target):
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else target


def _choice(target: str) -> Callable[[str], dict[str, str]]:
    def choice(kind: str) -> dict[str, str]:
        query = urlencode({"med": kind, "next": target})
        return {"kind": kind, "address": f"{LOGIN}?{query}"}

    return choice


def _told(key: str, status: int, target: str) -> Response:
    return page("told.html", status=status, key=key, again=login_address(target))
