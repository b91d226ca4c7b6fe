"""The master key, which wraps the data keys and is kept outside the store."""

import base64
import binascii
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
"""AES-256."""

NONCE_BYTES = 12
"""The nonce of AES-GCM (NIST SP 800-38D, 5.2.1.1)."""


class BadMasterKey(ValueError):  # noqa: N818 - named for what it is
    """What was given as a master key is not 32 bytes in base64."""


class WrongMasterKey(Exception):  # noqa: N818 - named for what it is
    """The keys of this store are wrapped by another master key than the one given."""


class BrokenWrap(Exception):  # noqa: N818 - named for what it is
    """A wrapped key has been altered, or stands beside another key's id."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one subject and purpose, ready for use."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MasterKey:
    """Wraps data keys with AES-GCM; `id` tells master keys apart and gives nothing away."""

    id: str
    wrapping: bytes = field(repr=False)

    @classmethod
    def of(cls, secret: bytes) -> "MasterKey":
        """From 32 random bytes. Raises BadMasterKey."""
        if len(secret) != KEY_BYTES:
            raise BadMasterKey(f"a master key is {KEY_BYTES} bytes, not {len(secret)}")
        return cls(
            id=_derived(secret, b"samhandling master key id", 8).hex(),
            wrapping=_derived(secret, b"samhandling key wrap", KEY_BYTES),
        )

    @classmethod
    def from_text(cls, text: str) -> "MasterKey":
        """From base64 (either alphabet), as it stands in the environment. Raises BadMasterKey."""
        plain = text.strip().replace("-", "+").replace("_", "/").rstrip("=")
        try:
            secret = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise BadMasterKey("a master key is 32 bytes in base64") from None
        return cls.of(secret)

    @classmethod
    def from_file(cls, path: Path) -> "MasterKey":
        """From a file with the base64 text. Raises BadMasterKey, OSError."""
        try:
            return cls.from_text(path.read_text(encoding="ascii"))
        except UnicodeDecodeError:
            raise BadMasterKey(f"{path} is not base64 text") from None

    @classmethod
    def generate(cls, path: Path) -> "MasterKey":
        """From the file, which is made first where there is none.

        Of several processes that make it at once, all get the same key. The file is readable
        by its owner only and is durable before the key is used.
        """
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            _create_once(path, base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
        return cls.from_file(path)

    def wrap(self, key: DataKey) -> bytes:
        """The key encrypted, bound to its id: nonce and ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(self.wrapping).encrypt(nonce, key.secret, key.id.encode())

    def unwrap(self, key_id: str, wrapped: bytes) -> DataKey:
        """The key again. Raises BrokenWrap."""
        nonce, box = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return DataKey(key_id, AESGCM(self.wrapping).decrypt(nonce, box, key_id.encode()))
        except (InvalidTag, ValueError):
            raise BrokenWrap(f"key {key_id} can't be unwrapped by master key {self.id}") from None


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(secret)


def _create_once(path: Path, content: bytes) -> None:
    # A link either appears whole or fails because somebody was first: nobody reads half a key.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
