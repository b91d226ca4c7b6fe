"""The commands of docs/operations.md, as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.installation.program import REPOSITORY

PAGE = REPOSITORY / "docs" / "operations.md"
SECTION = re.compile(r"^#+ (.+)$", re.MULTILINE)
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks() -> dict[str, list[str]]:
    """The fenced commands, by the heading they stand under."""
    text = PAGE.read_text(encoding="utf-8")
    parts = SECTION.split(text)[1:]
    return {
        heading: found
        for heading, content in zip(parts[::2], parts[1::2], strict=True)
        if (found := BLOCK.findall(content))
    }


def make_keys(folder: Path) -> None:
    """Makes the keys there as an operator is told to."""
    (block,) = blocks()["Keys"]
    folder.mkdir(parents=True, exist_ok=True)
    (made,) = re.findall(r"^cd (\S+)\n", block)
    assert (REPOSITORY / made).is_dir()
    ran = subprocess.run(
        ["sh", "-eu", "-c", block.partition("\n")[2]],
        cwd=folder,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran
