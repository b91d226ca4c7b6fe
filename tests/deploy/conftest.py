"""The command line in this process, on a home folder that is empty or prepared."""

import shutil
from pathlib import Path

import pytest

from deploy.migrating import migrate
from shared.service.settings import Settings
from tests.deploy.commands import Asking


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where nothing has been made yet."""
    return tmp_path / "home"


@pytest.fixture
def asking(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path
) -> Asking:
    return Asking(monkeypatch, capsys, home)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    migrate(Settings(home=folder))
    return folder


@pytest.fixture
def prepared(home: Path, migrated: Path) -> Path:
    """A home folder after `samhandling migrate`."""
    return Path(shutil.copytree(migrated, home))
