"""How events written in earlier versions are read today.

An event changes by a new version; the stored bytes of the old one never change. For each old
version stands here the one step that leads to the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Upcast:
    """One step: the type it leads `to`, and the pure `change` of the event's data.

    `change` is given the data as it was stored (JSON values) and returns new data; it never
    alters what it was given.
    """

    to: str
    change: Callable[[dict[str, Any]], dict[str, Any]]


def _with_language(data: dict[str, Any]) -> dict[str, Any]:
    """Before reports told their language they were all written in bokmål."""
    return {**data, "language": "nb"}


UPCASTERS: dict[str, Upcast] = {
    "intake.report-registered.v1": Upcast("intake.report-registered.v2", _with_language),
}
"""By the type that was stored. A chain of steps ends in a type of today's language."""
