"""A ledger put back from a copy without `samhandling restore`: stopped and told, never silent."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shared.contracts.record import SERVICES
from tests.installation.checking import assert_all_holds
from tests.installation.installation import Installation, one_process
from tests.installation.playing import establish
from tests.installation.waiting import eventually

LEDGER = "governance-ledger.sqlite"


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    with one_process(tmp_path) as started:
        yield started
        print(started.news())


def put_back(installation: Installation, copy: Path) -> None:
    """The file of the ledger as it was, without what SQLite keeps beside it."""
    installation.forget_ledgers()
    home = installation.settings.home
    for old in home.glob(f"{LEDGER}*"):
        old.unlink()
    shutil.copy(copy / LEDGER, home / LEDGER)


def copied(installation: Installation, to: Path) -> Path:
    """What the ledger is now, as an operator may copy it while it is written to."""
    to.mkdir()
    source = sqlite3.connect(installation.settings.home / LEDGER)
    target = sqlite3.connect(to / LEDGER)
    with closing(source), closing(target):
        source.backup(target)
    return to


def test_a_ledger_put_back_behind_its_readers_stops_them_with_an_alarm(
    installation: Installation, tmp_path: Path
) -> None:
    """Architecture, section 4, Position: a mismatch stops the reader, and `/readyz` names it."""
    program = installation.programs["everything"]
    with installation.client() as client:
        establish(client, "Nord")
        older = copied(installation, tmp_path / "older")
        establish(client, "Vest", "Midt")
    assert_all_holds(installation)
    newer = copied(installation, tmp_path / "newer")
    program.stop()
    put_back(installation, older)
    program.start()

    def alarmed() -> bool:
        status, failing = installation.readiness("everything") if program.running else (0, {})
        return status == 503 and {f"{name}.governance" for name in SERVICES} <= failing.keys()

    program.wait_until_alive()
    eventually("the readers of governance have stopped", alarmed)
    _, failing = installation.readiness("everything")
    assert "its ledger ends at 1" in failing["audit.governance"]
    # Nothing has been taken back quietly: what was heard is still there to compare with.
    program.stop()
    put_back(installation, newer)
    installation.start()
    assert_all_holds(installation)
