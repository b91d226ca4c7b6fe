"""The repository's own files: what the architecture's tests read."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

CODE = ("shared", "services", "deploy")
"""The folders that are installed; `tests` stands beside them."""

TEXT = {
    "",
    ".cfg",
    ".css",
    ".csv",
    ".example",
    ".html",
    ".ini",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".mmd",
    ".po",
    ".py",
    ".sh",
    ".sql",
    ".svg",
    ".toml",
    ".txt",
    ".typ",
    ".yaml",
    ".yml",
}
"""Endings of files that people read."""

NOT_OURS = {".git", ".venv", "__pycache__", "node_modules", "var", "dist", "vendor"}
"""Folders with other people's files, or with what is made when the code runs."""


def is_ours(folder: str) -> bool:
    """Whether a folder of this name holds files of the repository."""
    made = folder.endswith(("_cache", ".egg-info")) or folder == ".hypothesis"
    return folder not in NOT_OURS and not made


@cache
def files() -> tuple[Path, ...]:
    """All text files of the repository, in order."""
    return tuple(sorted(_walk(ROOT)))


def _walk(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if is_ours(name)]
        yield from (Path(folder, name) for name in names if Path(name).suffix in TEXT)


def python_files(folders: Iterable[str] = (*CODE, "tests")) -> list[Path]:
    """The Python files under these folders."""
    roots = tuple(ROOT / folder for folder in folders)
    return [
        path
        for path in files()
        if path.suffix == ".py" and any(path.is_relative_to(root) for root in roots)
    ]


def documents() -> list[Path]:
    """All documents, wherever they stand."""
    return [path for path in files() if path.suffix == ".md"]


def relative(path: Path) -> str:
    """As it is named in messages and lists."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")
