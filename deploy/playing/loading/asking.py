"""How the example is asked for: by whom, of which service, under which key."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from deploy.playing.client import Client
from deploy.playing.example import id_of
from shared.contracts.record import ServiceName
from shared.service.settings import FIRST_OPERATOR

T = TypeVar("T")
AT_ONCE = 8
"""Few enough for one process on a small machine."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Commands of the example: the same key each time, so that loading again changes nothing."""

    client: Client

    def governance(
        self, path: str, body: dict[str, Any], key: str, *, of: str | None = None
    ) -> None:
        self.client.ask("governance", path, body, FIRST_OPERATOR, key=f"example:{key}", of=of)

    def compensation(
        self, path: str, body: dict[str, Any], person: UUID, key: str, *, of: str | None = None
    ) -> None:
        """Compensation may not have heard yet who the person is."""
        self.heard("compensation", path, body, person, key, of=of)

    def heard(
        self,
        service: ServiceName,
        path: str,
        body: dict[str, Any],
        person: UUID,
        key: str,
        *,
        of: str | None = None,
    ) -> None:
        """A command that another service's word must have reached first."""
        self.client.until(
            key,
            lambda: self.client.ask(service, path, body, person, key=f"example:{key}", of=of),
        )


def maybe(kind: str, key: str | None) -> str | None:
    return None if key is None else str(id_of(kind, key))


def at_once(work: Callable[[T], None], of: Iterable[T]) -> None:
    """All of it, a few at a time. Raises what the first that failed has raised."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(work, of):
            pass
