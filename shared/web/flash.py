"""A message shown once, on the page after a redirect (POST-redirect-GET).

It travels in a signed cookie as a key of the catalogue and its values, bound to the session, so
that nobody else can put words on our pages. Pure functions; the secret arrives as an argument.
"""

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

COOKIE = "samhandling-melding"
MAX_BYTES = 2_000

Tone: TypeAlias = Literal["info", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Flash:
    """What to say: `key` in the catalogue with `values` that are text or whole numbers."""

    tone: Tone
    key: str
    values: dict[str, str | int] = field(default_factory=dict)


def pack(secret: bytes, session: str, flash: Flash) -> str:
    """The cookie's value. ValueError where it would be too large for a cookie."""
    body = json.dumps([flash.tone, flash.key, flash.values]).encode()
    packed = base64.urlsafe_b64encode(body).decode() + "." + _signature(secret, session, body)
    if len(packed) > MAX_BYTES:
        raise ValueError(f"the message {flash.key} is too long to be carried over a redirect")
    return packed


def unpack(secret: bytes, session: str, cookie: str) -> Flash | None:
    """The message, or None where the cookie was not made here for this session."""
    encoded, _, signature = cookie.partition(".")
    try:
        body = base64.urlsafe_b64decode(encoded)
    except (binascii.Error, ValueError):
        return None
    if not hmac.compare_digest(_signature(secret, session, body).encode(), signature.encode()):
        return None
    tone, key, values = json.loads(body)
    return Flash(tone, key, values) if tone in get_args(Tone) else None


def _signature(secret: bytes, session: str, body: bytes) -> str:
    return hmac.new(
        secret, b"flash\0" + session.encode() + b"\0" + body, hashlib.sha256
    ).hexdigest()
