"""Checks an export bundle with nothing but the bundle and keys that are trusted (R-4).

A bundle is a zip: `manifest.json` names its files with their hashes and its events in their order,
`manifest.note` signs that, `proofs.json` leads each event to the head of its tree in a signed
checkpoint, and earlier checkpoints to that one. Nothing here knows the platform: with the modules
it is made of it travels in every bundle as one file, `verify.py`.
"""

import argparse
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from shared.eventlog.checkpoints import Checkpoint, TreeAt
from shared.eventlog.merkle import leaf_hash, verify_consistency, verify_inclusion
from shared.eventlog.notes import NoteKey, NotSigned, opened

FORMAT = "samhandling-bundle/1"
MANIFEST, SIGNATURE, PROOFS, KEYS = "manifest.json", "manifest.note", "proofs.json", "keys.vkey"
SIGNED = "samhandling bundle v1"
EVENTS, NOTES = "events/", "checkpoints/"
_STAMP = (1980, 1, 1, 0, 0, 0)


class Faulty(Exception):  # noqa: N818 - named for what it says
    """The bundle is not what was signed: `place` is an event (`intake 12`) or a file in it."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place}: {what}")
        self.place = place
        self.what = what


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle that holds. `whose_keys` tells whether its own keys had to be believed; `repacked`
    that the zip around the files has been made anew."""

    kind: str
    of: str
    made_at: str
    events: int
    withheld: int
    checkpoint: Checkpoint
    keys: tuple[str, ...]
    own_keys: bool
    repacked: bool


def packed(files: Sequence[tuple[str, bytes]]) -> bytes:
    """The files as a zip: the same files in the same order give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            about = zipfile.ZipInfo(name, _STAMP)
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, content)
    return made.getvalue()


def event_file(service: str, epoch: UUID, position: int) -> str:
    """Where an event's bytes stand in a bundle."""
    return f"{EVENTS}{service}/{epoch}/{position:012}.json"


def signed_manifest(origin: str, manifest: bytes) -> str:
    """The text that is signed over a bundle."""
    return f"{SIGNED}\n{origin}\n{hashlib.sha256(manifest).hexdigest()}\n"


def check(bundle: bytes, trusted: Sequence[NoteKey] = (), expected: str | None = None) -> Checked:
    """What the bundle proves. `trusted` are keys that came another way than the bundle; without
    them its own are believed. `expected` is what it must be of, as `case:<id>`.

    Raises Faulty with the first that is wrong.
    """
    files = _files(bundle)
    try:
        return _Bundle(files, tuple(trusted)).checked(expected, bundle)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise Faulty(MANIFEST, f"er ikke slik en pakke skal være ({error!r})") from error


def _files(bundle: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            names = archive.namelist()
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise Faulty(_place(twice), "står to ganger i pakken")
            return {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        named = _named_in(bundle, error)
        raise Faulty(named or "pakken", f"kan ikke pakkes ut ({error})") from error
    except (UnicodeError, ValueError, LookupError) as error:
        raise Faulty("pakken", f"kan ikke pakkes ut ({error})") from error


def _named_in(bundle: bytes, error: Exception) -> str | None:
    """The event whose bytes don't fit the zip's own checksum."""
    said = str(error)
    at = said.find(EVENTS)
    return _place(said[at:].strip("'\"")) if at >= 0 and bundle else None


def _place(file: str) -> str:
    """An event by service and position; other files by their names."""
    parts = file.removeprefix(EVENTS).split("/")
    if file.startswith(EVENTS) and len(parts) == 3 and parts[2][:12].isdigit():
        return f"{parts[0]} {int(parts[2][:12])}"
    return file


class _Bundle:
    def __init__(self, files: dict[str, bytes], trusted: tuple[NoteKey, ...]) -> None:
        self._files = files
        self._own_keys = not trusted
        self._trusted = trusted or tuple(self._keys())

    def checked(self, expected: str | None, bundle: bytes) -> Checked:
        """Events first: what is wrong with one is named by its position, whatever else is."""
        manifest = self._manifest()
        checkpoint = self._checkpoint(manifest["checkpoint"])
        proofs = self._proofs()
        entries = proofs["events"]
        for entry in entries:
            self._check_event(entry, checkpoint)
        self._check_files(manifest)
        self._check_order(manifest, entries)
        self._check_grown(proofs["grown"], checkpoint)
        signers = self._check_signature(checkpoint.origin)
        if manifest["format"] != FORMAT:
            raise Faulty(MANIFEST, f"har formatet {manifest['format']}, ikke {FORMAT}")
        if expected not in (None, f"{manifest['kind']}:{manifest['of']}"):
            raise Faulty(MANIFEST, f"er av {manifest['kind']}:{manifest['of']}, ikke {expected}")
        names = [MANIFEST, SIGNATURE, *(each["name"] for each in manifest["files"])]
        return Checked(
            kind=manifest["kind"],
            of=manifest["of"],
            made_at=manifest["made_at"],
            events=len(entries),
            withheld=manifest["withheld"],
            checkpoint=checkpoint,
            keys=tuple(f"{key.name}+{key.id.hex()}" for key in signers),
            own_keys=self._own_keys,
            repacked=packed([(name, self._files[name]) for name in names]) != bundle,
        )

    def _file(self, name: str) -> bytes:
        if name not in self._files:
            raise Faulty(_place(name), "mangler")
        return self._files[name]

    def _keys(self) -> Iterator[NoteKey]:
        try:
            for line in self._file(KEYS).decode().splitlines():
                yield NoteKey.from_text(line)
        except ValueError as error:
            raise Faulty(KEYS, "er ikke nøkler") from error

    def _manifest(self) -> dict[str, Any]:
        manifest: dict[str, Any] = json.loads(self._file(MANIFEST))
        return manifest

    def _proofs(self) -> dict[str, Any]:
        try:
            proofs: dict[str, Any] = json.loads(self._file(PROOFS))
        except ValueError as error:
            raise Faulty(PROOFS, "kan ikke leses") from error
        return proofs

    def _checkpoint(self, name: str) -> Checkpoint:
        file = f"{NOTES}{name}.note"
        try:
            text, _ = opened(self._file(file).decode(), self._trusted)
            return Checkpoint.from_text(text)
        except NotSigned as error:
            raise Faulty(file, f"er ikke signert av en nøkkel du stoler på ({error})") from error
        except ValueError as error:
            raise Faulty(file, f"er ikke et sjekkpunkt ({error})") from error

    def _check_event(self, entry: dict[str, Any], checkpoint: Checkpoint) -> None:
        service, epoch, position = entry["service"], UUID(entry["epoch"]), entry["position"]
        place = f"{service} {position}"
        leaf = bytes.fromhex(entry["leaf"])
        if not entry["withheld"]:
            body = self._file(event_file(service, epoch, position))
            if leaf_hash(body) != leaf:
                raise Faulty(place, "er ikke den hendelsen som ble hørt")
        tree = checkpoint.by_ledger.get((service, epoch))
        path = [bytes.fromhex(step) for step in entry["path"]]
        if tree is None or not verify_inclusion(leaf, position - 1, tree.size, path, tree.root):
            raise Faulty(place, "står ikke i treet som sjekkpunktet er signert over")

    def _check_files(self, manifest: dict[str, Any]) -> None:
        told = {each["name"]: each["sha256"] for each in manifest["files"]}
        for name, digest in told.items():
            if hashlib.sha256(self._file(name)).hexdigest() != digest:
                raise Faulty(_place(name), "er ikke slik den var da pakken ble laget")
        for name in self._files:
            if name not in told and name not in (MANIFEST, SIGNATURE):
                raise Faulty(_place(name), "er lagt til etterpå")

    def _check_order(self, manifest: dict[str, Any], entries: list[dict[str, Any]]) -> None:
        proved = [
            event_file(each["service"], UUID(each["epoch"]), each["position"])
            for each in entries
            if not each["withheld"]
        ]
        there = [name for name in self._files if name.startswith(EVENTS)]
        for wanted, found in zip(proved, there, strict=False):
            if wanted != found:
                raise Faulty(_place(found), f"står der {_place(wanted)} skulle stått")
        if len(proved) != len(there) or len(entries) != manifest["events"]:
            raise Faulty(PROOFS, "gjelder ikke de samme hendelsene som pakken")

    def _check_grown(self, growth: list[dict[str, Any]], checkpoint: Checkpoint) -> None:
        for grown in growth:
            earlier = self._checkpoint(grown["from"])
            paths = {(each["service"], UUID(each["epoch"])): each for each in grown["trees"]}
            for tree in earlier.trees:
                self._check_growth(grown["from"], tree, checkpoint, paths[tree.ledger]["path"])

    def _check_growth(
        self, name: str, tree: TreeAt, checkpoint: Checkpoint, path: list[str]
    ) -> None:
        now = checkpoint.by_ledger.get(tree.ledger)
        steps = [bytes.fromhex(step) for step in path]
        if now is None or not verify_consistency(tree.size, now.size, steps, tree.root, now.root):
            raise Faulty(f"{NOTES}{name}.note", f"{tree.service} har ikke bare vokst siden da")

    def _check_signature(self, origin: str) -> tuple[NoteKey, ...]:
        try:
            text, signers = opened(self._file(SIGNATURE).decode(), self._trusted)
        except (NotSigned, UnicodeDecodeError) as error:
            raise Faulty(
                SIGNATURE, f"er ikke signert av en nøkkel du stoler på ({error})"
            ) from error
        if text != signed_manifest(origin, self._file(MANIFEST)):
            raise Faulty(MANIFEST, "er ikke den som er signert")
        return signers


def told(checked: Checked) -> str:
    """What the bundle proves, for a person."""
    lines = [
        f"Pakken stemmer: {checked.kind} {checked.of}, laget {checked.made_at}.",
        f"{checked.events} hendelser er bevist mot sjekkpunktet fra"
        f" {checked.checkpoint.origin} {checked.checkpoint.at:%Y-%m-%d %H:%M:%S} UTC.",
        f"Signert med {', '.join(checked.keys)}.",
    ]
    if checked.withheld:
        lines.append(f"{checked.withheld} hendelser er holdt tilbake for den som fikk pakken.")
    if checked.own_keys:
        lines.append(
            "Nøklene kom med pakken: sammenlign dem med nøkler du har fått på annen vei (--keys)."
        )
    if checked.repacked:
        lines.append("Arkivet er pakket på nytt; filene i det er de samme.")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """`verify.py BUNDLE`: 0 where it holds, 1 where it does not, 2 where it can't be read."""
    parser = argparse.ArgumentParser(description="Kontrollerer en pakke fra Samhandling.")
    parser.add_argument("bundle", help="zip-filen")
    parser.add_argument("--keys", help="fil med nøkler du stoler på, en på hver linje")
    parser.add_argument("--of", help="det pakken skal gjelde, som case:<id>")
    given = parser.parse_args(arguments)
    try:
        bundle = Path(given.bundle).read_bytes()
        lines = Path(given.keys).read_text().splitlines() if given.keys else []
        trusted = [NoteKey.from_text(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        print(f"Kan ikke leses: {error}", file=sys.stderr)
        return 2
    try:
        print(told(check(bundle, trusted, given.of)))
    except Faulty as wrong:
        print(f"AVVIK ved {wrong.place}: {wrong.what}", file=sys.stderr)
        return 1
    return 0
