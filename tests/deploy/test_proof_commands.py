"""What is proved and explained on the command line (R-3, R-4)."""

import json
from pathlib import Path

import pytest

from shared.eventlog.notes import NoteKey
from shared.service.settings import Settings
from tests.audit.bundles import bundle, trusted
from tests.deploy.commands import Asking


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    file = tmp_path / "keys"
    file.write_text("".join(f"{key}\n" for key in trusted()))
    return file


@pytest.fixture
def taken_out(tmp_path: Path) -> Path:
    file = tmp_path / "case.zip"
    file.write_bytes(bundle())
    return file


def test_a_bundle_is_checked_where_nothing_is_installed(
    asking: Asking, home: Path, taken_out: Path, keys: Path
) -> None:
    ran = asking("verify", "--bundle", str(taken_out), "--keys", str(keys))
    assert (ran.code, ran.err) == (0, "")
    assert "Pakken stemmer" in ran.out
    assert not home.exists(), "nothing is made or opened"
    ran = asking("verify", "--bundle", str(taken_out), "--json")
    assert (json.loads(ran.out)["sound"], json.loads(ran.out)["own_keys"]) == (True, True)


def test_a_bundle_that_was_changed_names_the_place(
    asking: Asking, taken_out: Path, keys: Path
) -> None:
    changed = bundle().replace(b'"subjectversion": 9', b'"subjectversion": 8')
    taken_out.write_bytes(changed)
    ran = asking("verify", "--bundle", str(taken_out), "--keys", str(keys))
    assert ran.code == 1
    assert "AVVIK ved governance 9" in ran.err
    ran = asking("verify", "--bundle", str(taken_out), "--json")
    assert (ran.code, json.loads(ran.out)["first_bad"]) == (1, "governance 9")


def test_what_is_no_bundle_and_no_key_is_told(asking: Asking, taken_out: Path, keys: Path) -> None:
    assert asking("verify", "--bundle", "nowhere.zip").code == 1
    keys.write_text("no key\n")
    assert asking("verify", "--bundle", str(taken_out), "--keys", str(keys)).code == 2


def test_a_checkpoint_key_is_added_beside_the_old(asking: Asking, prepared: Path) -> None:
    assert asking("checkpoint-keys", "add").code == 0
    first = asking("checkpoint-keys", "list").out.split()
    assert asking("checkpoint-keys", "add").code == 0
    both = asking("checkpoint-keys", "list").out.split()
    assert (len(first), len(both)) == (1, 2)
    assert set(first) < set(both)
    origin = Settings(home=prepared).origin
    assert all(NoteKey.from_text(key).name.split(":")[0] == origin.split(":")[0] for key in both)


def test_an_event_that_nobody_has_heard_of_can_not_be_explained(
    asking: Asking, prepared: Path
) -> None:
    assert asking("explain", "no id").code == 2
    ran = asking("explain", "00000000-0000-0000-0000-000000000000")
    assert ran.code == 1
    assert "har ikke hørt" in ran.err
