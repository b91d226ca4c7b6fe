"""Who gets a bundle can check it without us; each gets what they may see (R-4, R-8, P-4)."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from deploy.playing.client import Client
from services.audit.documents.checking import check
from shared.eventlog.checkpoints import Checkpoint, TreeAt
from shared.eventlog.merkle import verify_consistency, verify_inclusion
from shared.eventlog.notes import NoteKey, opened
from tests.installation.installation import Installation
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, answer, content, history, status_of
from tests.journeys.audit.conftest import LONGEST_SETUP, Cases
from tests.journeys.governance.path import PARTNERSHIP, SECRETARIAT, ident, person

pytestmark = pytest.mark.timeout(LONGEST_SETUP)


def keys_of(client: Client) -> list[NoteKey]:
    told = client.get("audit", "/checkpoint-keys", person(SECRETARIAT))
    return [NoteKey.from_text(key) for key in told["keys"]]


def test_a_case_is_taken_out_and_checked_on_a_machine_without_the_platform(
    client: Client, cases: Cases, tmp_path: Path
) -> None:
    shown = history(client, cases.decided, "governance.case-implemented")
    bundle = content(client, f"/cases/{cases.decided}/bundle")
    checked = check(bundle, keys_of(client), f"case:{cases.decided}")
    assert (checked.events, checked.withheld) == (len(shown["events"]), shown["hidden"])
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert archive.read("historikk.pdf").startswith(b"%PDF-")
        (tmp_path / "verify.py").write_bytes(archive.read("verify.py"))
    (tmp_path / "case.zip").write_bytes(bundle)
    command = [sys.executable, "-I", "verify.py", "case.zip", "--of", f"case:{cases.decided}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_each_takes_out_what_they_may_see(client: Client, cases: Cases) -> None:
    """P-4: Helsedirektoratet gets a decision that is locked, with a purpose, without the report:
    that it came in is proved by its hash alone."""
    whole = check(content(client, f"/cases/{cases.decided}/bundle"))
    path = f"/cases/{cases.decided}/bundle"
    assert status_of(client, path, DIRECTORATE) == 422
    theirs = content(client, path, DIRECTORATE, **PURPOSE)
    checked = check(theirs)
    assert checked.events + checked.withheld == whole.events + whole.withheld
    with zipfile.ZipFile(io.BytesIO(theirs)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("events/intake/")]
    assert status_of(client, f"/cases/{cases.open}/bundle", DIRECTORATE, **PURPOSE) == 403


def test_a_published_checkpoint_covers_all_services_and_the_trees_grow_from_it(
    client: Client, cases: Cases, five: Installation
) -> None:
    content(client, f"/cases/{cases.open}/bundle")
    note = content(client, "/checkpoints/newest").decode()
    checkpoint = Checkpoint.from_text(opened(note, keys_of(client))[0])
    assert {tree.service for tree in checkpoint.trees} >= {"intake", "assessment", "governance"}
    names = client.get("audit", "/checkpoints", person(SECRETARIAT))["checkpoints"]
    folder = five.settings.checkpoints
    assert folder is not None
    assert {file.stem for file in folder.iterdir()} >= set(names)
    for tree in checkpoint.trees:
        grown = proof(client, "consistency", tree, first=tree.size)
        assert grown["first_root"] == tree.root.hex()
        path = [bytes.fromhex(step) for step in grown["path"]]
        root = bytes.fromhex(grown["second_root"])
        assert verify_consistency(tree.size, grown["second"], path, tree.root, root)
        proved = proof(client, "inclusion", tree, position=1, size=tree.size)
        path = [bytes.fromhex(step) for step in proved["path"]]
        assert verify_inclusion(bytes.fromhex(proved["leaf"]), 0, tree.size, path, tree.root)


def proof(client: Client, kind: str, tree: TreeAt, **asked: int) -> dict[str, Any]:
    """A proof from one tree, as Helsedirektoratet gets it."""
    given = {"service": tree.service, "epoch": str(tree.epoch)}
    given |= {name: str(value) for name, value in asked.items()}
    told: dict[str, Any] = answer(client, f"/proofs/{kind}", DIRECTORATE, **given)
    return told


@pytest.mark.usefixtures("cases")
def test_what_a_proof_is_asked_of_must_be_there(client: Client, five: Installation) -> None:
    path = "/proofs/consistency"
    known = {"service": "intake", "epoch": str(five.ledger("intake").epoch)}
    unknown = known | {"epoch": "00000000-0000-0000-0000-000000000000"}
    assert status_of(client, path, DIRECTORATE, **unknown, first="0") == 422
    assert status_of(client, path, DIRECTORATE, **known, first="0") == 200
    assert status_of(client, path, DIRECTORATE, **known, first="1000000") == 422
    assert status_of(client, path, "kari-fastlege", **known, first="0") == 403
    assert status_of(client, "/checkpoints/none", SECRETARIAT) == 404


def test_a_body_and_a_period_are_taken_out_too(client: Client, cases: Cases) -> None:
    """R-4, P-4: Helsedirektoratet gets what is locked of it, and hears of nothing else."""
    history(client, cases.stopped, "governance.case-closed")
    body = f"/bodies/{ident('body', PARTNERSHIP)}/bundle"
    ours, theirs = (
        check(content(client, body)),
        check(content(client, body, DIRECTORATE, **PURPOSE)),
    )
    assert (ours.kind, theirs.of) == ("body", ident("body", PARTNERSHIP))
    assert 0 < theirs.events < ours.events
    period = {"since": "2026-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}
    everything = check(content(client, "/periods/bundle", **period))
    assert everything.kind == "period"
    assert everything.events > ours.events
    before = {"since": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"}
    assert check(content(client, "/periods/bundle", **before)).events == 0
    assert status_of(client, body, DIRECTORATE) == 422
    assert status_of(client, body, "kari-fastlege") == 403
