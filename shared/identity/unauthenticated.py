"""Nobody is let in: the one exception, and its reasons."""

from typing import Literal, TypeAlias

TokenFault: TypeAlias = Literal[
    "not-logged-in",
    "token-malformed",
    "token-issuer",
    "token-algorithm",
    "token-type",
    "token-key",
    "token-signature",
    "token-audience",
    "token-expired",
    "token-not-yet-valid",
    "token-bound",
    "token-scope",
    "token-assurance",
    "token-subject",
    "token-consumer",
    "login-unknown",
    "login-nonce",
    "login-refused",
]


class Unauthenticated(Exception):  # noqa: N818 - named for what it says
    """Nobody is logged in, or the token is not good (P-2); answered with 401.

    `denied.<reason>` is the Norwegian sentence. Nothing of the token stands in it.
    """

    rule = "P-2"

    def __init__(self, reason: TokenFault) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: dict[str, object] = {}
