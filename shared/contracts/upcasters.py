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


UPCASTERS: dict[str, Upcast] = {}
"""By the type that was stored. A chain of steps ends in a type of today's language."""
