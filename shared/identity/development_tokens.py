"""The development issuer's key and its tokens, good ones and, for tests, bad ones (P-2)."""

import hmac
import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args
from uuid import UUID

from joserfc import jwt
from joserfc.jwk import ECKey

from shared.clock import new_id

LIFETIME = timedelta(minutes=10)
KEY_FILE = "development-issuer.jwk"

Fault: TypeAlias = Literal[
    "expired",
    "not-yet-valid",
    "wrong-audience",
    "second-audience",
    "wrong-issuer",
    "wrong-algorithm",
    "no-algorithm",
    "wrong-type",
    "wrong-key",
    "unknown-key",
    "no-scope",
    "no-subject",
    "no-expiry",
    "bound",
]
FAULTS: tuple[Fault, ...] = get_args(Fault)
"""What can be made wrong with a token, one thing at a time, so that it can be seen refused."""


def make_key() -> ECKey:
    """A fresh signing key with the thumbprint as its id (RFC 7638)."""
    return ECKey.generate_key("P-256", auto_kid=True)


def kept_key(folder: Path) -> ECKey:
    """The key of this folder, made where it is missing, so that a restart logs nobody out."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / KEY_FILE
    fresh = folder / f"{KEY_FILE}.{os.getpid()}"
    if not file.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            json.dump(make_key().as_dict(private=True), opened)
        try:
            os.link(fresh, file)  # of two that start at once, one makes the key of both
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    key = ECKey.import_key(json.loads(file.read_text(encoding="utf-8")))
    key.ensure_kid()
    return key


@dataclass(frozen=True, slots=True)
class DevelopmentTokens:
    """Makes tokens of one issuer for one API."""

    issuer: str
    audience: str
    key: ECKey

    def access_token(
        self,
        person: UUID,
        *,
        client: str,
        scopes: frozenset[str],
        now: datetime,
        fault: Fault | None = None,
    ) -> str:
        """An access token (RFC 9068) for one person or machine."""
        begins = int(now.timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "sub": str(person),
            "aud": self.audience,
            "client_id": client,
            "scope": " ".join(sorted(scopes)),
            "iat": begins,
            "nbf": begins,
            "exp": begins + int(LIFETIME.total_seconds()),
            "jti": str(new_id()),
        }
        header = {"alg": "ES256", "typ": "at+jwt", "kid": self.key.kid or ""}
        if fault is not None:
            return self._faulty(header, claims, fault)
        return jwt.encode(header, claims, self.key)

    def id_token(self, person: UUID, *, client: str, nonce: str, now: datetime) -> str:
        """The proof of a login, for the client that asked for it (OIDC Core 2)."""
        begins = int(now.timestamp())
        claims = {
            "iss": self.issuer,
            "sub": str(person),
            "aud": client,
            "nonce": nonce,
            "iat": begins,
            "exp": begins + int(LIFETIME.total_seconds()),
        }
        return jwt.encode(
            {"alg": "ES256", "typ": "JWT", "kid": self.key.kid or ""}, claims, self.key
        )

    def _faulty(self, header: dict[str, str], claims: dict[str, Any], fault: Fault) -> str:
        wrong_claims = self._wrong_claims(claims)
        if fault in wrong_claims:
            wrong = claims | wrong_claims[fault]
            said = {name: value for name, value in wrong.items() if value is not None}
            return jwt.encode(header, said, self.key)
        match fault:
            case "wrong-type":
                return jwt.encode(header | {"typ": "logout+jwt"}, claims, self.key)
            case "unknown-key":
                return jwt.encode(header | {"kid": "ukjent"}, claims, self.key)
            case "wrong-key":
                return jwt.encode(header, claims, make_key())
            case "no-algorithm":
                return _spelled(header | {"alg": "none"}, claims, b"")
            case "wrong-algorithm":
                # the old trick: the public key, which all may read, used as a shared secret
                return _spelled(header | {"alg": "HS256"}, claims, self.key.as_pem(private=False))
            case _:
                raise ValueError(fault)

    def _wrong_claims(self, claims: Mapping[str, Any]) -> Mapping[str, dict[str, Any]]:
        """What each fault changes in the claims; None takes one out."""
        hour, other = 3600, f"{self.audience}-annen"
        return {
            "expired": {name: claims[name] - hour for name in ("iat", "nbf", "exp")},
            "not-yet-valid": {name: claims[name] + hour for name in ("nbf", "exp")},
            "wrong-audience": {"aud": other},
            "second-audience": {"aud": [self.audience, other]},
            "wrong-issuer": {"iss": f"{self.issuer}/"},
            "no-scope": {"scope": "noe-annet"},
            "no-subject": {"sub": None},
            "no-expiry": {"exp": None},
            "bound": {"cnf": {"jkt": self.key.thumbprint()}},
        }


def _spelled(header: Mapping[str, Any], claims: Mapping[str, Any], secret: bytes) -> str:
    """A compact token by hand: what the library refuses to make, with an HMAC or unsigned."""
    content = ".".join(_base64(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.digest(secret, content.encode(), "sha256") if secret else b""
    return f"{content}.{_base64(signature)}"


def _base64(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()
