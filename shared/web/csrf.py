"""Forms are taken only from our own pages: a token bound to the session (OWASP, HMAC pattern).

Pure functions; the secret and the session's id arrive as arguments.
"""

import hashlib
import hmac

FIELD = "csrf"
"""The name of the hidden field that carries the token."""


class ForeignForm(Exception):  # noqa: N818 - named for what it says
    """The form carries no token of this session; it is answered with 403."""


def token(secret: bytes, session: str) -> str:
    """The token of a session, the same for all its forms.

    Raises ValueError without a secret or a session: such a token would protect nothing.
    """
    if not secret or not session:
        raise ValueError("a token needs a secret and a session")
    return hmac.new(secret, b"csrf\0" + session.encode(), hashlib.sha256).hexdigest()


def check(secret: bytes, session: str | None, given: str | None) -> None:
    """Raises ForeignForm unless the token is this session's; compared in constant time."""
    if not session or not given:
        raise ForeignForm("no session or no token")
    if not hmac.compare_digest(token(secret, session).encode(), given.encode("utf-8", "replace")):
        raise ForeignForm("the token belongs to another session")
