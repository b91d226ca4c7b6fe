"""`samhandling verify`: the ledgers against their trees and what was published of them (R-4)."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import UUID

from rich.table import Table

from deploy.advice import FAILED, misused
from deploy.assembled import check_prepared
from deploy.consoles import out, told
from services.audit.app import note_keys, publishing
from services.audit.application.checkpointing import read
from services.audit.documents.checking import Checked, Faulty, check
from services.audit.documents.checking import told as sentences
from services.audit.readmodels.verifying import Verdict, verify_ledger
from shared.contracts.record import SERVICES
from shared.eventlog.note_keys import NoteKeys
from shared.eventlog.notes import NoteKey
from shared.eventlog.projections import open_views
from shared.eventlog.recorders import open_ledger
from shared.service.settings import Settings


def verify(settings: Settings, *, as_json: bool) -> int:
    """Every ledger against what audit has heard, and both against the checkpoints; exit code 1
    where they differ."""
    check_prepared(settings)
    engine = open_views(settings.database, "audit")
    published = _published(settings)
    verdicts = []
    try:
        for name in SERVICES:
            ledger = open_ledger(settings.database, name)
            try:
                roots = published[name, ledger.epoch]
                verdicts.append(verify_ledger(name, ledger, engine, roots))
            finally:
                ledger.close()
    finally:
        engine.dispose()
    if as_json:
        print(json.dumps([each.as_json() for each in verdicts], indent=1))
    else:
        _tell(verdicts)
    return 0 if all(each.sound for each in verdicts) else FAILED


def verify_bundle(settings: Settings, bundle: str, *, keys: str | None, as_json: bool) -> int:
    """An exported bundle, offline: no database is opened. It is held against the keys of this
    installation, or those in a file; exit code 1 where it does not hold."""
    trusted = note_keys_here(settings) if keys is None else _keys_in(Path(keys))
    content = Path(bundle).read_bytes()
    try:
        checked = check(content, trusted)
    except Faulty as wrong:
        if as_json:
            print(json.dumps({"sound": False, "first_bad": wrong.place, "what": wrong.what}))
        else:
            told.print(f"AVVIK ved {wrong.place}: {wrong.what}", soft_wrap=True)
        return FAILED
    if as_json:
        print(json.dumps(_as_json(checked), indent=1))
    else:
        out.print(sentences(checked), soft_wrap=True)
    return 0


def _keys_in(file: Path) -> tuple[NoteKey, ...]:
    try:
        return tuple(NoteKey.from_text(line) for line in file.read_text().splitlines() if line)
    except ValueError as error:
        raise misused(f"{file} er ikke en fil med nøkler, en på hver linje: {error}") from error


def _as_json(checked: Checked) -> dict[str, Any]:
    return {
        "sound": True,
        "kind": checked.kind,
        "of": checked.of,
        "made_at": checked.made_at,
        "events": checked.events,
        "withheld": checked.withheld,
        "checkpoint": checked.checkpoint.root.hex(),
        "keys": list(checked.keys),
        "own_keys": checked.own_keys,
        "repacked": checked.repacked,
    }


def list_keys(settings: Settings) -> int:
    """The public keys of the checkpoints, as they are handed on."""
    for key in note_keys_here(settings):
        print(key)
    return 0


def add_key(settings: Settings) -> int:
    """A new key, which signs beside the old from the next checkpoint on."""
    assert settings.checkpoint_keys is not None
    key = NoteKeys(settings.checkpoint_keys, settings.origin).add()
    out.print(
        f"{key}\nGi den offentlige nøkkelen videre. Ta bort den gamle .key-filen når alle har den"
        " nye; .vkey-filene blir liggende.",
        soft_wrap=True,
    )
    return 0


def note_keys_here(settings: Settings) -> tuple[NoteKey, ...]:
    """All keys that this installation has signed with; nothing is made."""
    assert settings.checkpoint_keys is not None
    return NoteKeys(settings.checkpoint_keys, settings.origin).trusted()


def _published(settings: Settings) -> dict[tuple[str, UUID], dict[int, bytes]]:
    """By ledger the roots of each size that was published."""
    roots: dict[tuple[str, UUID], dict[int, bytes]] = defaultdict(dict)
    published, keys = publishing(settings), note_keys(settings)
    for name in published.names():
        for tree in read(published, keys, name).checkpoint.trees:
            roots[tree.ledger][tree.size] = tree.root
    return roots


def _tell(verdicts: list[Verdict]) -> None:
    table = Table(title="Logg mot Merkle-tre")
    for heading in ("tjeneste", "hendelser", "i treet", "utfall", "rot"):
        table.add_column(heading)
    for each in verdicts:
        verdict = "stemmer" if each.sound else f"AVVIK ved {each.first_bad}: {each.what}"
        table.add_row(each.service, str(each.events), str(each.size), verdict, each.root[:16] + "…")
    out.print(table)
