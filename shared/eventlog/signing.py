"""Who said it: each service signs what it puts on the stream, and its calls to the others' feeds.

Whoever can write to Redis still can't invent an event: readers drop what is not signed by its
service and fetch the true event from the feed (architecture, section 4, Relay). Ed25519
(RFC 8032); tokens are JWTs with the same keys (RFC 7519, RFC 9864). An event's signature can
never pass for a token's or the other way round: an event's bytes begin with a context that is
no base64url.
"""

import base64
import binascii
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, OKPKey
from joserfc.jwt import JWTClaimsRegistry

from shared.contracts.record import SERVICES, ServiceName

CONTEXT = b"samhandling event v1\0"
TOKEN_SECONDS = 120
LEEWAY_SECONDS = 30
_ALGORITHM = "Ed25519"
_TYPE = "samhandling-service+jwt"


class Forged(Exception):  # noqa: N818 - named for what it says
    """Not said by who it claims to be from; the text tells what failed."""


class TokenRefused(Forged):
    """A service token that is wrong, expired or meant for somebody else (HTTP 401)."""


class KeyMissing(LookupError):  # noqa: N818
    """A key that is needed is not in the folder; the text names the file."""


def signed_bytes(service: ServiceName, epoch: UUID, position: int, body: bytes) -> bytes:
    """What a signature covers: context, length and name of the service, epoch, position, bytes.

    Every part before the last has a known length, so no two events share the same framing.
    """
    name = service.encode("ascii")
    place = len(name).to_bytes(1) + name + epoch.bytes + position.to_bytes(8)
    return CONTEXT + place + body


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for one service."""

    service: ServiceName
    private: Ed25519PrivateKey = field(repr=False)

    def sign(self, epoch: UUID, position: int, body: bytes) -> str:
        """The signature in base64url, 86 ASCII characters."""
        signature = self.private.sign(signed_bytes(self.service, epoch, position, body))
        return base64.urlsafe_b64encode(signature).rstrip(b"=").decode("ascii")

    def verifier(self) -> "Verifier":
        """Recognises what this service has signed itself."""
        return Verifier({self.service: self.private.public_key()})


@dataclass(frozen=True, slots=True)
class Verifier:
    """Knows the public keys of the services."""

    public: Mapping[ServiceName, Ed25519PublicKey]

    def key(self, service: ServiceName) -> Ed25519PublicKey:
        """Raises Forged where the service has no known key."""
        try:
            return self.public[service]
        except KeyError:
            raise Forged(f"no public key of {service!r} is known") from None

    def verify(
        self, service: ServiceName, epoch: UUID, position: int, body: bytes, signature: str
    ) -> None:
        """Raises Forged unless the service signed exactly this, at this place."""
        key = self.key(service)
        try:
            raw = base64.b64decode(signature + "==", altchars=b"-_", validate=True)
            key.verify(raw, signed_bytes(service, epoch, position, body))
        except (ValueError, OverflowError, binascii.Error) as error:
            raise Forged(f"the signature at {position} is not readable: {error}") from error
        except InvalidSignature as error:
            raise Forged(f"the signature at {position} is not made by {service}") from error


@dataclass(frozen=True, slots=True)
class StreamKeys:
    """The keys in a folder: `<service>.key` (private, PEM, mode 0600) and `<service>.pub`.

    A service needs its own private key and everybody's public ones, no more.
    """

    folder: Path

    @classmethod
    def generate(cls, folder: Path, services: Iterable[ServiceName] = SERVICES) -> "StreamKeys":
        """Makes the keys that are missing; safe when several processes do so at once.

        A service whose public key is here has its private key elsewhere: none is made for it.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys = cls(folder)
        for service in services:
            private, public = keys._private_file(service), keys._public_file(service)
            if not private.exists() and not public.exists():
                write_once(private, private_pem(Ed25519PrivateKey.generate()), 0o600)
            if private.exists() and not public.exists():
                write_once(public, _public_pem(keys._private(service).public_key()), 0o644)
        return keys

    def signer(self, service: ServiceName) -> Signer:
        """Raises KeyMissing, and ValueError where the two files are not a pair."""
        private = self._private(service)
        if self._public(service) != private.public_key():
            raise ValueError(f"{self._public_file(service)} does not belong to its private key")
        return Signer(service, private)

    def verifier(self) -> Verifier:
        """With all public keys that are in the folder. Raises KeyMissing where there are none."""
        public = {name: self._public(name) for name in SERVICES if self._public_file(name).exists()}
        if not public:
            raise KeyMissing(f"no public keys (<service>.pub) in {self.folder}")
        return Verifier(public)

    def _private_file(self, service: ServiceName) -> Path:
        return self.folder / f"{service}.key"

    def _public_file(self, service: ServiceName) -> Path:
        return self.folder / f"{service}.pub"

    def _private(self, service: ServiceName) -> Ed25519PrivateKey:
        key = load_pem_private_key(_read(self._private_file(service)), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError(f"{self._private_file(service)} is not an Ed25519 key")
        return key

    def _public(self, service: ServiceName) -> Ed25519PublicKey:
        key = load_pem_public_key(_read(self._public_file(service)))
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError(f"{self._public_file(service)} is not an Ed25519 key")
        return key


def issue_service_token(
    signer: Signer, audience: ServiceName, now: datetime, *, seconds: int = TOKEN_SECONDS
) -> str:
    """A short-lived token with which one service asks another for its feed."""
    issued = int(now.timestamp())
    claims = {
        "iss": signer.service,
        "aud": audience,
        "iat": issued,
        "exp": issued + seconds,
    }
    header = {"alg": _ALGORITHM, "typ": _TYPE, "kid": signer.service}
    key = OKPKey.import_key(private_pem(signer.private))
    return jwt.encode(header, claims, key, algorithms=[_ALGORITHM])


def verify_service_token(
    token: str, verifier: Verifier, audience: ServiceName, now: datetime
) -> ServiceName:
    """Which service asks. Raises TokenRefused with what is wrong."""
    checks = JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "values": [str(name) for name in SERVICES]},
        aud={"essential": True, "value": audience},
        iat={"essential": True},
        exp={"essential": True},
    )
    try:
        read = jwt.decode(token, lambda given: _named_key(given, verifier), [_ALGORITHM])
        checks.validate(read.claims)
    except (JoseError, ValueError) as error:
        raise TokenRefused(f"the service token is not valid: {error}") from error
    if read.header.get("typ") != _TYPE or read.header.get("kid") != read.claims["iss"]:
        raise TokenRefused("the service token is not made for this, or not by who it says")
    return cast(ServiceName, read.claims["iss"])


def _named_key(given: GuestProtocol, verifier: Verifier) -> OKPKey:
    name = given.headers().get("kid")
    if name not in SERVICES:
        raise TokenRefused("the service token names no service")
    try:
        return OKPKey.import_key(_public_pem(verifier.key(name)))
    except Forged as error:
        raise TokenRefused(str(error)) from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(f"the key file {file} is missing") from None


def write_once(file: Path, content: bytes, mode: int) -> None:
    """Durable and whole or not at all; leaves a file alone that somebody else made first."""
    handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            os.fchmod(temporary.fileno(), mode)
            temporary.write(content)
            temporary.flush()
            os.fsync(temporary.fileno())
        with suppress(FileExistsError):
            os.link(name, file)
    finally:
        Path(name).unlink()


def private_pem(key: Ed25519PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _public_pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
