"""The client's side of the code flow (RFC 6749, 7636, 7523): addresses and the exchange."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

import httpx2
import structlog
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from shared.clock import new_id
from shared.identity.issuer_keys import IssuerUnavailable
from shared.identity.issuers import Issuer, is_protected
from shared.identity.tokens import Tokens
from shared.identity.unauthenticated import Unauthenticated

log = structlog.get_logger(__name__)

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_SECONDS = 60


@dataclass(frozen=True, slots=True)
class LoginClient:
    """We, as an issuer knows us.

    `key` signs our proof of who we are (private_key_jwt, demanded by HelseID); without it we are
    a public client with PKCE alone, which only the development issuer takes. `pushed`: the
    request goes to the issuer first, not through the browser (RFC 9126). `more` are further
    parameters (`acr_values`, `authorization_details`).
    """

    issuer: Issuer
    client_id: str
    scopes: tuple[str, ...] = ("openid",)
    key: RSAKey | ECKey | None = field(default=None, repr=False)
    algorithm: str = "RS256"
    pushed: bool = False
    more: Mapping[str, str] = field(default_factory=dict)


class CodeFlow:
    """Asks issuers to let people log in and come back to `redirect_uri`."""

    def __init__(self, redirect_uri: str, tokens: Tokens) -> None:
        self._redirect_uri = redirect_uri
        self._tokens = tokens

    def address(
        self, client: LoginClient, *, state: str, nonce: str, challenge: str, now: datetime
    ) -> str:
        """Where to send the browser. Raises IssuerUnavailable."""
        asked = {
            "response_type": "code",
            "client_id": client.client_id,
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(client.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **client.more,
        }
        endpoint = self._endpoint(client, "authorization_endpoint", now)
        if client.pushed:
            request_uri = self._pushed(client, asked, now)
            asked = {"client_id": client.client_id, "request_uri": request_uri}
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def exchange(self, client: LoginClient, *, code: str, verifier: str, now: datetime) -> str:
        """The ID token for a code. Raises Unauthenticated (refused), IssuerUnavailable."""
        answer = self._post(
            client,
            "token_endpoint",
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": self._redirect_uri,
                "client_id": client.client_id,
                "code_verifier": verifier,
            },
            now,
        )
        return _member(answer, "id_token")

    def _pushed(self, client: LoginClient, asked: Mapping[str, str], now: datetime) -> str:
        answer = self._post(client, "pushed_authorization_request_endpoint", asked, now)
        return _member(answer, "request_uri")

    def _post(
        self, client: LoginClient, name: str, form: Mapping[str, str], now: datetime
    ) -> Mapping[str, object]:
        endpoint = self._endpoint(client, name, now)
        try:
            response = httpx2.post(
                endpoint,
                data={**form, **_proof(client, now)},
                timeout=10.0,
                follow_redirects=False,
            )
            answer = response.json()
        except (httpx2.HTTPError, ValueError) as error:
            log.warning("issuer does not answer", endpoint=endpoint, error=type(error).__name__)
            raise IssuerUnavailable(client.issuer.issuer) from error
        if response.status_code >= 500:
            raise IssuerUnavailable(client.issuer.issuer)
        if not response.is_success or not isinstance(answer, dict):
            told = answer.get("error") if isinstance(answer, dict) else None
            log.warning("issuer refuses", endpoint=endpoint, error=str(told))
            raise Unauthenticated("login-refused")
        return answer

    def _endpoint(self, client: LoginClient, name: str, now: datetime) -> str:
        endpoint = self._tokens.metadata(client.issuer, now).get(name)
        if not isinstance(endpoint, str) or not is_protected(endpoint):
            log.error("issuer names no safe endpoint", issuer=client.issuer.issuer, endpoint=name)
            raise IssuerUnavailable(client.issuer.issuer)
        return endpoint


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636, 4.2)."""
    digest = hashlib.sha256(verifier.encode("utf-8")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _proof(client: LoginClient, now: datetime) -> dict[str, str]:
    """Who we are, signed for this issuer and this minute (RFC 7523, section 3)."""
    if client.key is None:
        return {}
    begins = int(now.timestamp())
    assertion = jwt.encode(
        {"alg": client.algorithm, "typ": "JWT", "kid": client.key.kid or ""},
        {
            "iss": client.client_id,
            "sub": client.client_id,
            "aud": client.issuer.issuer,
            "jti": str(new_id()),
            "iat": begins,
            "nbf": begins,
            "exp": begins + _ASSERTION_SECONDS,
        },
        client.key,
        algorithms=[client.algorithm],
    )
    return {"client_assertion_type": _ASSERTION, "client_assertion": assertion}


def _member(answer: Mapping[str, object], name: str) -> str:
    value = answer.get(name)
    if not isinstance(value, str):
        raise Unauthenticated("login-refused")
    return value
