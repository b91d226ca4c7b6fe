"""How a command's one effect is told over HTTP."""

from fastapi import Response
from pydantic import BaseModel

from shared.eventlog.commands import Done
from shared.web.conditions import entity_tag


class Accepted(BaseModel):
    """Durable. `version` is the stream's, `position` the last event's in the service's ledger."""

    stream: str
    version: int
    position: int
    events: list[str]
    repeated: bool


def accepted(response: Response, done: Done) -> Accepted:
    """The answer, with the stream's new version as ETag."""
    tagged(response, done.version)
    return Accepted(
        stream=done.stream,
        version=done.version,
        position=done.position,
        events=[event.type for event in done.events],
        repeated=done.repeated,
    )


def tagged(response: Response, version: int) -> None:
    """Sets the ETag that the next change gives back in If-Match."""
    response.headers["ETag"] = entity_tag(version)
