"""Our own issuer with ready-made people, for development and tests (P-2).

Anybody who reaches it may be anybody: it refuses to start in production, and `tokens` refuses
what it issues there. It speaks the code flow with PKCE for people in a browser, and client
credentials for machines: there every ready-made person or machine is a client under its own id,
so that the command line and tests need no browser.
"""

import hmac
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from fastapi import FastAPI, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel
from starlette.responses import Response

from shared.clock import Clock
from shared.identity.actors import Login
from shared.identity.code_flow import challenge_of
from shared.identity.development_tokens import (
    FAULTS,
    LIFETIME,
    DevelopmentTokens,
    Fault,
    kept_key,
    make_key,
)
from shared.identity.issuers import Environment, UnsafeIssuer
from shared.identity.pages import STYLE, page

MACHINE_SECRET = "development"  # noqa: S105 - not a secret: whoever reaches the issuer may use it
CODE_LIFETIME = timedelta(minutes=1)

Logins: TypeAlias = Callable[[], Sequence[Login]]


@dataclass(frozen=True, slots=True)
class DevelopmentClient:
    """An application that people log in to, and where they may be sent back."""

    client_id: str
    redirect_uris: frozenset[str]


@dataclass(frozen=True, slots=True)
class DevelopmentSettings:
    """`issuer` is the address the application is served under; `audience` our API's name.

    Without a `key_folder` the key lives as long as the process.
    """

    issuer: str
    audience: str
    environment: Environment
    clients: Sequence[DevelopmentClient]
    scopes: frozenset[str] = frozenset({"samhandling"})
    key_folder: Path | None = None


class TokenRequest(BaseModel):
    """What the token endpoint is asked (RFC 6749, 4.1.3 and 4.4.2); `fault` is ours."""

    grant_type: str = ""
    client_id: str = ""
    client_secret: str = ""
    code: str = ""
    code_verifier: str = ""
    redirect_uri: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Granted:
    """What a code stands for until it is exchanged, once."""

    client_id: str
    redirect_uri: str
    person: UUID
    nonce: str
    challenge: str
    expires: datetime


class _Codes:
    """The codes given out; in memory, for a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._granted: dict[str, _Granted] = {}

    def give(self, granted: _Granted, now: datetime) -> str:
        code = secrets.token_urlsafe(24)
        with self._lock:
            live = {key: held for key, held in self._granted.items() if held.expires > now}
            self._granted = {**live, code: granted}
        return code

    def take(self, code: str, now: datetime) -> _Granted | None:
        with self._lock:
            granted = self._granted.pop(code, None)
        return granted if granted is not None and granted.expires > now else None


class DevelopmentIssuer:
    """The issuer: `app` is mounted or served at `settings.issuer`, `tokens` makes its tokens.

    Raises UnsafeIssuer in production.
    """

    def __init__(self, settings: DevelopmentSettings, logins: Logins, clock: Clock) -> None:
        if settings.environment == "production":
            raise UnsafeIssuer("the development issuer can't run in production (P-2)")
        self.settings = settings
        self._logins = logins
        self._clock = clock
        self._codes = _Codes()
        key = make_key() if settings.key_folder is None else kept_key(settings.key_folder)
        self.tokens = DevelopmentTokens(settings.issuer, settings.audience, key)
        self.app = self._application()

    def _application(self) -> FastAPI:
        app = FastAPI(openapi_url=None)
        app.get("/.well-known/openid-configuration")(self._metadata)
        app.get("/jwks")(self._jwks)
        app.get("/authorize")(self._choose)
        app.post("/authorize")(self._chosen)
        app.post("/token")(self._token)
        app.get("/style.css")(lambda: FileResponse(STYLE, media_type="text/css"))
        return app

    def _metadata(self) -> dict[str, Any]:
        issuer = self.settings.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
        }

    def _jwks(self) -> dict[str, Any]:
        key = self.tokens.key
        return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": "ES256"}]}

    def _choose(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if (client := self._client(asked)) is None:
            return _told("issuer.unknown-client", 400)
        if error := _wrong_request(asked):
            return _back(asked, {"error": error, "iss": self.settings.issuer})
        return page(
            "choose-person.html",
            headers={"Content-Security-Policy": _policy(client)},
            logins=self._logins(),
            asked=asked,
        )

    async def _chosen(self, request: Request) -> Response:
        form = await request.form()
        asked = {name: value for name, value in form.items() if isinstance(value, str)}
        if self._client(asked) is None:
            return _told("issuer.unknown-client", 400)
        person = _uuid(asked.get("person_id", ""))
        if person is None:
            return _back(asked, {"error": "access_denied", "iss": self.settings.issuer})
        if error := _wrong_request(asked):
            return _back(asked, {"error": error, "iss": self.settings.issuer})
        now = self._clock.now()
        granted = _Granted(
            asked["client_id"],
            asked["redirect_uri"],
            person,
            asked.get("nonce", ""),
            asked["code_challenge"],
            now + CODE_LIFETIME,
        )
        return _back(asked, {"code": self._codes.give(granted, now), "iss": self.settings.issuer})

    def _token(self, asked: Annotated[TokenRequest, Form()]) -> Response:
        fault = next((each for each in FAULTS if each == asked.fault), None)
        if asked.fault and fault is None:
            return _refused("invalid_request")
        if asked.grant_type == "client_credentials":
            return self._for_machine(asked.client_id, asked.client_secret, fault)
        if asked.grant_type != "authorization_code":
            return _refused("unsupported_grant_type")
        now = self._clock.now()
        granted = self._codes.take(asked.code, now)
        if (
            granted is None
            or (granted.client_id, granted.redirect_uri) != (asked.client_id, asked.redirect_uri)
            or not hmac.compare_digest(granted.challenge, challenge_of(asked.code_verifier))
        ):
            return _refused("invalid_grant")
        id_token = self.tokens.id_token(
            granted.person, client=asked.client_id, nonce=granted.nonce, now=now
        )
        return self._issued(granted.person, asked.client_id, fault, id_token=id_token)

    def _for_machine(self, client_id: str, secret: str, fault: Fault | None) -> Response:
        known = {str(login.person_id): login.person_id for login in self._logins()}
        if client_id not in known or secret != MACHINE_SECRET:
            return _refused("invalid_client", 401)
        return self._issued(known[client_id], client_id, fault)

    def _issued(
        self, person: UUID, client_id: str, fault: Fault | None, **more: str
    ) -> JSONResponse:
        access_token = self.tokens.access_token(
            person,
            client=client_id,
            scopes=self.settings.scopes,
            now=self._clock.now(),
            fault=fault,
        )
        return JSONResponse(
            {
                "access_token": access_token,
                "token_type": "Bearer",
                "expires_in": int(LIFETIME.total_seconds()),
                "scope": " ".join(sorted(self.settings.scopes)),
                **more,
            },
            headers={"Cache-Control": "no-store"},
        )

    def _client(self, asked: dict[str, str]) -> DevelopmentClient | None:
        return next(
            (
                client
                for client in self.settings.clients
                if client.client_id == asked.get("client_id")
                and asked.get("redirect_uri") in client.redirect_uris
            ),
            None,
        )


def _wrong_request(asked: dict[str, str]) -> str | None:
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    if asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != 43:
        return "invalid_request"
    return None if asked.get("state") else "invalid_request"


def _back(asked: dict[str, str], answer: dict[str, str]) -> RedirectResponse:
    """To the client; its address has been checked against those it is registered with."""
    query = urlencode({**answer, "state": asked.get("state", "")})
    joiner = "&" if "?" in asked["redirect_uri"] else "?"
    return RedirectResponse(f"{asked['redirect_uri']}{joiner}{query}", 303)


def _policy(client: DevelopmentClient) -> str:
    """The form's answer leads to the client, which browsers count as where the form is sent."""
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(uri)) for uri in client.redirect_uris}
    return (
        "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        f"form-action 'self' {' '.join(sorted(origins))}"
    )


def _told(key: str, status: int) -> HTMLResponse:
    return page("told.html", status=status, key=key, again=None)


def _refused(error: str, status: int = 400) -> JSONResponse:
    """An error of the token endpoint (RFC 6749, 5.2)."""
    return JSONResponse({"error": error}, status, headers={"Cache-Control": "no-store"})


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
