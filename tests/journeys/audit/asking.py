"""What somebody asks audit, until it has heard of it."""

import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from deploy.playing.client import Answered, Client
from tests.journeys.governance.path import SECRETARIAT, person

DIRECTORATE = "jon-helsedirektoratet"
PURPOSE = {"purpose": "Tilsyn med samhandlingen."}


def history(
    client: Client, case_id: UUID, so: str, by: str = SECRETARIAT, **asked: str
) -> dict[str, Any]:
    """The case's history once it has an event of this type (without its version)."""

    def heard() -> dict[str, Any] | None:
        found: dict[str, Any] = client.get(
            "audit", f"/cases/{case_id}/history", person(by), **asked
        )
        return found if any(so in each["type"] for each in found["events"]) else None

    return client.until(f"revisjon har hørt {so}", heard)


def content(client: Client, path: str, by: str = SECRETARIAT, **asked: str) -> bytes:
    """A file from audit, as bytes."""
    query = urlencode(asked)
    return client.content("audit", f"{path}?{query}" if query else path, person(by))


def answer(client: Client, path: str, by: str = SECRETARIAT, **asked: str) -> Any:
    """The same, read as JSON."""
    return json.loads(content(client, path, by, **asked))


def status_of(client: Client, path: str, by: str, **asked: str) -> int:
    """What the answer's status is: 200 where it may be read."""
    try:
        content(client, path, by, **asked)
    except Answered as no:
        return no.status
    return 200
