"""Where things are published for good, outside every database: written once, read by anybody."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from shared.eventlog.signing import write_once


class Published(Protocol):
    """A place that only grows; a folder here, an object store behind the same three calls."""

    def put(self, name: str, content: bytes) -> None:
        """Whole and durable, or not at all. What has the name already stays as it is."""
        ...

    def names(self) -> Sequence[str]:
        """What is there, in the order of the names."""
        ...

    def get(self, name: str) -> bytes:
        """Raises LookupError where it is not there."""
        ...


class PublishingFolder:
    """A folder, for instance on storage that can only be added to."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder = folder
        self._suffix = suffix

    def put(self, name: str, content: bytes) -> None:
        """As Published says. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_once(self._file(name), content, 0o444)

    def names(self) -> Sequence[str]:
        return sorted(file.stem for file in self._folder.glob(f"*{self._suffix}"))

    def get(self, name: str) -> bytes:
        """As Published says. Raises OSError too."""
        if name not in self.names():
            raise LookupError(name)
        return self._file(name).read_bytes()

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}{self._suffix}"
