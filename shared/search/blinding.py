"""Terms as keyed hashes: an index of plain words would tell what is sealed (P-1, R-7)."""

import hmac
from functools import lru_cache

REMEMBERED = 20_000
BYTES = 8


class Blinding:
    """Makes terms into numbers that only who holds the secret can make again.

    HMAC-SHA256, cut to 64 bits with sign, as databases keep whole numbers: among a million
    different terms, two are taken for one in one of forty million installations.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.of = lru_cache(maxsize=REMEMBERED)(self._of)

    def _of(self, term: str) -> int:
        digest = hmac.digest(self._secret, term.encode(), "sha256")
        return int.from_bytes(digest[:BYTES], "big", signed=True)
