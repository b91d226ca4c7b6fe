"""`samhandling …` as an operator runs it, and what it leaves behind."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.cli import main
from tests.installation.program import REPOSITORY, free_port

SECONDS = 120
OF_A_MOMENT = ("-wal", "-shm", ".lock")
"""Files that SQLite and locks leave while a database is open; they hold nothing of their own."""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def environment(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the machine's own settings; a port that nobody listens to."""
    ours = {name: of for name, of in os.environ.items() if not name.startswith("SAMHANDLING_")}
    return {
        **ours,
        "PYTHONPATH": str(REPOSITORY),
        "SAMHANDLING_HOME": str(home),
        "SAMHANDLING_PORT": str(free_port()),
        **more,
    }


def samhandling(*words: str, home: Path, before: Sequence[str] = (), **more: str) -> Ran:
    """In a process of its own, behind the words `before` it."""
    ran = subprocess.run(
        [*before, sys.executable, "-m", "deploy.cli", *words],
        env=environment(home, more),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


class Asking:
    """The same command line in this process, for tables of what can be asked wrongly."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.home = home

    def __call__(self, *words: str, **more: str) -> Ran:
        for name in [name for name in os.environ if name.startswith("SAMHANDLING_")]:
            self._monkeypatch.delenv(name)
        for name, value in environment(self.home, more).items():
            self._monkeypatch.setenv(name, value)
        self._monkeypatch.setattr(sys, "argv", ["samhandling", *words])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, said.out, said.err)


def contents(folder: Path) -> dict[str, str]:
    """Every file by what is in it; empty where there is no folder."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith(OF_A_MOMENT)
    }


def as_it_is_allowed() -> list[str]:
    """Words before a command by which root too must have the permissions of a folder."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root without setpriv may write everywhere")
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search"]
