"""Makes sure that there is a Chromium for the browser tests: `python -m tests.browser.chromium`.

Looked for in this order: what SAMHANDLING_CHROMIUM names, Chromium or Chrome on the path, the
one Playwright has fetched. Where there is none it is installed: from the distribution when root
on Debian, otherwise by Playwright. Without one the browser tests are skipped with the reason;
where CI is set they fail, and so does this.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

SETTING = "SAMHANDLING_CHROMIUM"
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL_SECONDS = 900

Say: TypeAlias = Callable[[str], None]


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """The path of a Chromium that can be started, or None.

    A SAMHANDLING_CHROMIUM that names no program is an error (FileNotFoundError): who sets it
    wants that one and no other.
    """
    named = environment.get(SETTING)
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(f"{SETTING}={named} er ikke et program som kan startes")
        return found
    path = environment.get("PATH")
    for name in ON_PATH:
        found = shutil.which(name, path=path)
        if found is not None:
            return found
    return _fetched_by_playwright(environment)


def _fetched_by_playwright(environment: Mapping[str, str]) -> str | None:
    """Playwright's own cache; asked by its folder names, so that no driver has to be started."""
    home = Path(environment.get("HOME", "/nonexistent"))
    caches = (
        Path(environment.get("PLAYWRIGHT_BROWSERS_PATH", "") or home / ".cache/ms-playwright"),
        home / "Library/Caches/ms-playwright",
    )
    programs = (
        "chrome-linux*/chrome",
        "chrome-mac*/Chromium.app/Contents/MacOS/Chromium",
        "chrome-mac*/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing",
    )
    for cache in caches:
        for program in programs:
            for candidate in sorted(cache.glob(f"chromium-*/{program}"), reverse=True):
                if os.access(candidate, os.X_OK):
                    return str(candidate)
    return None


def install(say: Say) -> str | None:
    """Installs a Chromium by the first way that works; None with the reasons said."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installerer chromium med apt-get …")
        apt = ("apt-get", "-q", "-o", "DPkg::Lock::Timeout=120")
        steps = ((*apt, "update"), (*apt, "install", "-y", "--no-install-recommends", "chromium"))
        if all(_run(step, say) for step in steps):
            return find()
    say("Henter Chromium med Playwright …")
    if _run((sys.executable, "-m", "playwright", "install", "chromium"), say):
        return find()
    return None


def _run(command: tuple[str, ...], say: Say) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        say(f"  {' '.join(command)}: {failure}")
        return False
    if done.returncode != 0:
        last = "\n  ".join(done.stdout.strip().splitlines()[-5:])
        say(f"  {' '.join(command)} ga {done.returncode}:\n  {last}")
    return done.returncode == 0


def main(say: Say = print) -> int:
    """The exit code: 1 only where CI demands a browser and there can be none."""
    try:
        found = find() or install(say)
    except FileNotFoundError as wrong:
        say(str(wrong))
        return 1
    if found is not None:
        say(f"Chromium: {found}")
        return 0
    say(
        "Ingen Chromium: nettlesertestene hoppes over. Installer chromium, eller sett "
        f"{SETTING} til et program som finnes."
    )
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
