"""Signed notes (C2SP signed-note): a text, and who stands behind it with which key (R-4).

    the text, any number of lines
                                      ← an empty line
    — samhandling.example/audit AbCd…  ← a signature: key name, and base64 of key id and Ed25519

The key's id stands in the signature, so that keys can be changed: a note may be signed by the old
key and the new one, and what an old key has signed verifies for as long as it is known. Nothing
here reads a store or knows the platform, so that the offline verifier uses it as it is.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519 = b"\x01"
"""The signature type of a key and its id (C2SP signed-note)."""

KEY_ID_BYTES = 4
LONGEST_NOTE = 1_000_000
_DASH = "\u2014"
"""Begins the line of a signature."""


class NotSigned(Exception):  # noqa: N818 - named for what it is
    """No note, or none that a trusted key has signed as it stands; the text says why."""


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key by its name: `<name>+<key id>+<base64>` as text, to be handed on."""

    name: str
    public: Ed25519PublicKey

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        told = self.name.encode() + b"\n" + ED25519 + self._raw()
        return hashlib.sha256(told).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        key = base64.b64encode(ED25519 + self._raw()).decode("ascii")
        return f"{self.name}+{self.id.hex()}+{key}"

    @classmethod
    def from_text(cls, text: str) -> "NoteKey":
        """Raises ValueError where it is no key, or its id belongs to another."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        raw = base64.b64decode(encoded, validate=True)
        if not _is_name(name) or raw[:1] != ED25519:
            raise ValueError("not an Ed25519 key of a signed note")
        key = cls(name, Ed25519PublicKey.from_public_bytes(raw[1:]))
        if key.id.hex() != key_id:
            raise ValueError(f"the key of {name} has the id {key.id.hex()}, not {key_id}")
        return key

    def _raw(self) -> bytes:
        return self.public.public_bytes(Encoding.Raw, PublicFormat.Raw)


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """Signs notes under a name. Raises ValueError for a name that a note can't carry."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    def __post_init__(self) -> None:
        if not _is_name(self.name):
            raise ValueError(f"{self.name!r} can't be the name of a key")

    @property
    def key(self) -> NoteKey:
        return NoteKey(self.name, self.private.public_key())

    def line(self, text: str) -> str:
        """The line of this signature."""
        signature = self.private.sign(text.encode())
        told = base64.b64encode(self.key.id + signature).decode("ascii")
        return f"{_DASH} {self.name} {told}\n"


def signed(text: str, signers: Sequence[NoteSigner]) -> str:
    """The note with one signature for each signer. Raises ValueError for no text of lines, or
    where nobody signs."""
    if not signers or not text.endswith("\n") or not _is_plain(text):
        raise ValueError("a note is lines of text, signed by somebody")
    return f"{text}\n{''.join(signer.line(text) for signer in signers)}"


def opened(note: str, trusted: Iterable[NoteKey]) -> tuple[str, tuple[NoteKey, ...]]:
    """The text, and the trusted keys that have signed it.

    Signatures by unknown keys are passed by; a wrong one by a trusted key is not. Raises
    NotSigned.
    """
    text, cut, tail = note.rpartition("\n\n")
    text += "\n"
    if not cut or len(note) > LONGEST_NOTE or not tail.endswith("\n") or not _is_plain(note):
        raise NotSigned("this is no signed note")
    keys = {(key.name, key.id): key for key in trusted}
    found: list[NoteKey] = []
    for line in tail.removesuffix("\n").split("\n"):
        name, key_id, signature = _signature(line)
        key = keys.get((name, key_id))
        if key is None or key in found:
            continue
        try:
            key.public.verify(signature, text.encode())
        except InvalidSignature:
            raise NotSigned(f"the signature of {name}+{key_id.hex()} does not hold") from None
        found.append(key)
    if not found:
        raise NotSigned("no trusted key has signed it")
    return text, tuple(found)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if mark != _DASH or not _is_name(name) or len(raw) <= KEY_ID_BYTES:
        raise NotSigned("a line that should be a signature is none")
    if base64.b64encode(raw).decode("ascii") != encoded:
        # another way to write the same signature would be another note that says the same
        raise NotSigned("a signature is not written as it is to be written")
    return name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:]


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(each.isspace() for each in name)


def _is_plain(text: str) -> bool:
    return all(each == "\n" or (each >= " " and each != "\x7f") for each in text)
