"""An export bundle, put together from what is proved; pure (R-4)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.audit.documents.checking import (
    FORMAT,
    KEYS,
    MANIFEST,
    NOTES,
    PROOFS,
    SIGNATURE,
    event_file,
    packed,
    signed_manifest,
)
from services.audit.documents.standalone import standalone
from shared.eventlog.checkpoints import Checkpoint
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.notes import signed

VERIFIER, README = "verify.py", "les-meg.txt"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An event and its way to the root; without `body` its content is withheld."""

    service: str
    epoch: UUID
    position: int
    leaf: bytes
    path: tuple[bytes, ...]
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Growth:
    """An earlier checkpoint, as its note, and by ledger the proof that the tree only grew."""

    name: str
    note: str
    paths: Mapping[tuple[str, UUID], Sequence[bytes]]


@dataclass(frozen=True, slots=True)
class Told:
    """What a bundle is made of. `extra` are the files made for reading, by name; `withheld` counts
    the events that whoever gets it may not see at all."""

    kind: str
    of: str
    made_at: datetime
    name: str
    note: str
    checkpoint: Checkpoint
    leaves: Sequence[Leaf]
    growth: Sequence[Growth]
    extra: Mapping[str, bytes]
    withheld: int


def bundled(told: Told, keys: NoteKeys, about: str) -> bytes:
    """The bundle, signed. `about` is what its readers are told first. Raises KeyMissing."""
    trusted = "".join(f"{key}\n" for key in keys.trusted())
    files: dict[str, bytes] = {
        README: about.encode(),
        **told.extra,
        **{
            event_file(leaf.service, leaf.epoch, leaf.position): leaf.body
            for leaf in told.leaves
            if leaf.body is not None
        },
        PROOFS: _json(_proofs(told)),
        **{f"{NOTES}{each.name}.note": each.note.encode() for each in told.growth},
        f"{NOTES}{told.name}.note": told.note.encode(),
        KEYS: trusted.encode(),
        VERIFIER: standalone().encode(),
    }
    manifest = _json(_manifest(told, files))
    note = signed(signed_manifest(told.checkpoint.origin, manifest), keys.signers())
    return packed([(MANIFEST, manifest), (SIGNATURE, note.encode()), *files.items()])


def _manifest(told: Told, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "kind": told.kind,
        "of": told.of,
        "made_at": told.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        "checkpoint": told.name,
        "events": len(told.leaves),
        "withheld": told.withheld,
        "files": [
            {"name": name, "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }


def _proofs(told: Told) -> dict[str, Any]:
    return {
        "events": [
            {
                "service": leaf.service,
                "epoch": str(leaf.epoch),
                "position": leaf.position,
                "leaf": leaf.leaf.hex(),
                "withheld": leaf.body is None,
                "path": [step.hex() for step in leaf.path],
            }
            for leaf in told.leaves
        ],
        "grown": [
            {
                "from": each.name,
                "trees": [
                    {"service": service, "epoch": str(epoch), "path": [step.hex() for step in path]}
                    for (service, epoch), path in each.paths.items()
                ],
            }
            for each in told.growth
        ],
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
