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
from tests.journeys.audit.asking import DIRECTORATE, PURPOSE, content, history, status_of
from tests.journeys.audit.conftest import Cases
from tests.journeys.governance.path import SECRETARIAT, person


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
    of = f"/proofs/{kind}?service={tree.service}&epoch={tree.epoch}"
    query = "".join(f"&{name}={value}" for name, value in asked.items())
    told: dict[str, Any] = client.get("audit", f"{of}{query}", person(DIRECTORATE))
    return told


@pytest.mark.usefixtures("cases")
def test_what_a_proof_is_asked_of_must_be_there(client: Client, five: Installation) -> None:
    epoch = five.ledger("intake").epoch
    unknown = "/proofs/consistency?service=intake&epoch=00000000-0000-0000-0000-000000000000"
    known = f"/proofs/consistency?service=intake&epoch={epoch}"
    assert status_of(client, f"{unknown}&first=0", DIRECTORATE) == 422
    assert status_of(client, f"{known}&first=0", DIRECTORATE) == 200
    assert status_of(client, f"{known}&first=1000000", DIRECTORATE) == 422
    assert status_of(client, f"{known}&first=0", "kari-fastlege") == 403
    assert status_of(client, "/checkpoints/none", SECRETARIAT) == 404
