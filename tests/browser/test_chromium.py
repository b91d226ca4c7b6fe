"""Finding a browser: what is named, what is on the path, what Playwright has; never a guess."""

import stat
from pathlib import Path

import pytest

from tests.browser import chromium


def _program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_named_program_comes_first(tmp_path: Path) -> None:
    named = _program(tmp_path / "own" / "my-chromium")
    _program(tmp_path / "bin" / "chromium")
    environment = {chromium.SETTING: str(named), "PATH": str(tmp_path / "bin")}
    assert chromium.find(environment) == str(named)


def test_a_named_program_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=chromium.SETTING):
        chromium.find({chromium.SETTING: str(tmp_path / "nothing"), "PATH": ""})


def test_the_path_comes_before_what_playwright_fetched(tmp_path: Path) -> None:
    cached = _program(tmp_path / "cache" / "chromium-1200" / "chrome-linux64" / "chrome")
    environment = {
        "PATH": str(tmp_path / "bin"),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "cache"),
    }
    assert chromium.find(environment) == str(cached)
    installed = _program(tmp_path / "bin" / "google-chrome")
    assert chromium.find(environment) == str(installed)


def test_without_any_there_is_none(tmp_path: Path) -> None:
    assert chromium.find({"PATH": str(tmp_path), "HOME": str(tmp_path)}) is None


@pytest.mark.parametrize(("ci", "code"), [(None, 0), ("true", 1)])
def test_where_none_can_be_had_it_says_why_and_fails_only_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str | None, code: int
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:1")
    monkeypatch.delenv(chromium.SETTING, raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.delenv("CI", raising=False)
    if ci:
        monkeypatch.setenv("CI", ci)
    said: list[str] = []
    assert chromium.main(said.append) == code
    assert "Henter Chromium med Playwright" in said[0]
    assert "playwright install chromium ga 1" in said[1]
    assert "nettlesertestene hoppes over" in said[2]
