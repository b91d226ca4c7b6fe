"""The keys that sign notes, in a folder; a new one stands beside the old until that is taken away.

`<key id>.key` (private, PEM, mode 0600) and `<key id>.vkey` (public, as a line of text). Every
private key that is there signs, so during a change a note carries both signatures. A public key
stays for ever: what it signed must verify.
"""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from shared.eventlog.notes import NoteKey, NoteSigner
from shared.eventlog.signing import KeyMissing, private_pem, write_once


@dataclass(frozen=True, slots=True)
class NoteKeys:
    """The keys of a folder; a new one is made under this name, the first of them when it is needed
    where `made_at_need`."""

    folder: Path
    name: str
    made_at_need: bool = False

    def add(self) -> NoteKey:
        """A new key, which signs beside those that are there from now on."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        signer = NoteSigner(self.name, Ed25519PrivateKey.generate())
        made = self.folder / signer.key.id.hex()
        write_once(made.with_suffix(".vkey"), f"{signer.key}\n".encode(), 0o644)
        write_once(made.with_suffix(".key"), private_pem(signer.private), 0o600)
        return signer.key

    def signers(self) -> tuple[NoteSigner, ...]:
        """All that sign. Raises KeyMissing, OSError, and ValueError for a file that holds another
        key than the one beside it."""
        found = []
        for file in sorted(self.folder.glob("*.key")):
            private = load_pem_private_key(file.read_bytes(), password=None)
            if not isinstance(private, Ed25519PrivateKey):
                raise ValueError(f"{file} is not an Ed25519 key")
            key = NoteKey.from_text(file.with_suffix(".vkey").read_text())
            if key.public != private.public_key():
                raise ValueError(f"{file} does not belong to the public key beside it")
            # under the name it was made for, which may have been another
            found.append(NoteSigner(key.name, private))
        if not found and self.made_at_need and not self.trusted():
            self.add()
            return self.signers()
        if not found:
            raise KeyMissing(f"no key that signs checkpoints (<id>.key) in {self.folder}")
        return tuple(found)

    def trusted(self) -> tuple[NoteKey, ...]:
        """All public keys, of those too that sign no more. Raises ValueError."""
        return tuple(
            NoteKey.from_text(file.read_text()) for file in sorted(self.folder.glob("*.vkey"))
        )
