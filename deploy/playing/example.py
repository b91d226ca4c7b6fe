"""The example register, read from deploy/examples: Helsefellesskapet i Telemark with synthetic
people. Everything has a stable id, so that loading it again changes nothing.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.record import NAMESPACE

FOLDER = Path(__file__).parents[1] / "examples"


def id_of(kind: str, key: str) -> UUID:
    """The id of something in the example data."""
    return uuid5(NAMESPACE, f"telemark:{kind}:{key}")


@dataclass(frozen=True, slots=True)
class Example:
    """The files of the example, as they are."""

    telemark: dict[str, Any]
    rates: dict[str, Any]
    wage_types: dict[str, Any]
    known_rules: dict[str, Any]

    @classmethod
    def read(cls, folder: Path = FOLDER) -> "Example":
        def file(name: str) -> dict[str, Any]:
            content: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
            return content

        return cls(
            file("telemark.json"),
            file("rates.json"),
            file("wage_types.json"),
            file("known_rules.json"),
        )

    @property
    def case(self) -> dict[str, Any]:
        case: dict[str, Any] = self.telemark["case"]
        return case

    def holder(self, seat: str) -> str:
        """Who holds a seat, by key."""
        holder: str = self._one("seats", seat)["holder"]
        return holder

    def agreement(self, key: str) -> dict[str, Any]:
        return self._one("agreements", key)

    def person(self, key: str) -> dict[str, Any]:
        return self._one("people", key)

    def body(self, key: str) -> dict[str, Any]:
        return self._one("bodies", key)

    def _one(self, kind: str, key: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.telemark[kind] if each["key"] == key)
        return found
