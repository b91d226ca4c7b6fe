"""Pseudonyms of those who log in (P-1): the same person or machine gets the same id each time.

The national number is read from the token, turned into a keyed hash and forgotten; it stands in
no event, row or log.
"""

import hashlib
import hmac
from uuid import UUID


class Pseudonyms:
    """Ids derived under a secret of the deployment; without it nobody can guess who is who."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < 32:
            raise ValueError("the secret of the pseudonyms must be at least 32 bytes")
        self._secret = secret

    def person(self, national_number: str) -> UUID:
        """The id of a person by fødselsnummer or D-nummer."""
        return self._id("person", national_number)

    def organisation(self, number: str) -> UUID:
        """The id a machine acts under: that of the organisation it belongs to (Maskinporten)."""
        return self._id("organisation", number)

    def _id(self, kind: str, key: str) -> UUID:
        digest = hmac.new(self._secret, f"{kind}\0{key}".encode(), hashlib.sha256).digest()
        octets = bytearray(digest[:16])
        octets[6] = octets[6] & 0x0F | 0x80  # version 8: made in our own way (RFC 9562, 5.8)
        octets[8] = octets[8] & 0x3F | 0x80
        return UUID(bytes=bytes(octets))
