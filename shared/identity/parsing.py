"""A token taken apart, before anything in it is believed (RFC 7515)."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.identity.unauthenticated import Unauthenticated

MAX_TOKEN_BYTES = 16_000


@dataclass(frozen=True, slots=True)
class Unsigned:
    """What the token says of itself; only good for choosing the key to check it by."""

    issuer: str
    algorithm: str
    type: str
    kid: str
    claims: Mapping[str, Any]


def parse_token(token: str) -> Unsigned:
    """Takes a signed compact token apart. Raises Unauthenticated for anything else."""
    parts = token.split(".")
    if len(token) > MAX_TOKEN_BYTES or len(parts) != 3 or not token.isascii():
        raise Unauthenticated("token-malformed")
    header, claims = _object(parts[0]), _object(parts[1])
    _octets(parts[2])
    media_type = _text(header, "typ", "").lower().removeprefix("application/")
    # extensions we don't know must be refused (RFC 7515, 4.1.11); we know none
    if "crit" in header:
        raise Unauthenticated("token-malformed")
    return Unsigned(
        issuer=_text(claims, "iss", None),
        algorithm=_text(header, "alg", None),
        type=media_type,
        kid=_text(header, "kid", ""),
        claims=claims,
    )


def _object(part: str) -> dict[str, Any]:
    try:
        value = json.loads(_octets(part), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Unauthenticated("token-malformed") from error
    if not isinstance(value, dict):
        raise Unauthenticated("token-malformed")
    return value


def _octets(part: str) -> bytes:
    """Decodes the one right spelling; others that decode to the same are refused."""
    try:
        octets = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise Unauthenticated("token-malformed") from error
    if base64.urlsafe_b64encode(octets).rstrip(b"=").decode() != part:
        raise Unauthenticated("token-malformed")
    return octets


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice is read differently by different programs (RFC 8259, section 4)."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _text(holder: Mapping[str, Any], name: str, without: str | None) -> str:
    value = holder.get(name, without)
    if not isinstance(value, str):
        raise Unauthenticated("token-malformed")
    return value
