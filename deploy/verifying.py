"""`samhandling verify`: the ledgers against their trees and what was published of them (R-4)."""

import json
from collections import defaultdict
from uuid import UUID

from rich.table import Table

from deploy.advice import FAILED
from deploy.assembled import check_prepared
from deploy.consoles import out
from services.audit.app import note_keys, publishing
from services.audit.application.checkpointing import read
from services.audit.readmodels.verifying import Verdict, verify_ledger
from shared.contracts.record import SERVICES
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
