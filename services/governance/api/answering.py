"""What all routes of governance share: bodies, new ids, changes, and reading what is newest."""

from uuid import UUID, uuid5

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from services.governance.application import Asked, Governance
from shared.eventlog.commands import Done
from shared.eventlog.parking import WaitingFor
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted, tagged
from shared.service.desk import command_id
from shared.service.platform import Platform
from shared.web.conditions import NotFound


class Body(BaseModel):
    """A request's body: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def new_id(actor: Actor, key: str, kind: str) -> UUID:
    """The id of something new: the same request again has made the same thing."""
    return uuid5(command_id(actor.person, "governance", key), kind)


def created(response: Response, done: Done) -> dict[str, object]:
    """The answer to what has made something new; 200 where it had been made before."""
    if done.repeated:
        response.status_code = 200
    return accepted(response, done).model_dump()


def changed(
    governance: Governance,
    response: Response,
    actor: Actor,
    command: Asked,
    key: str,
    expected: int,
    on_behalf_of: UUID | None = None,
) -> Accepted:
    """The answer to a change of what there is. Raises what `Governance.ask` raises."""
    done = governance.ask(
        actor, command, key=key, expected_version=expected, on_behalf_of=on_behalf_of
    )
    return accepted(response, done)


def newest(platform: Platform, response: Response, stream: str) -> None:
    """Waits, bounded, until the views show the stream as it is, and tags the answer with it: an
    ETag never stands on an older content. Raises NotFound, WaitingFor (503)."""
    tagged(response, shown(platform, stream))


def shown(platform: Platform, stream: str) -> int:
    """Waits, bounded, until the views show the stream as it is; the version it then has. Raises
    NotFound, WaitingFor (503)."""
    stored = platform.ledger.read_stream(stream)
    if not stored:
        raise NotFound
    seconds = platform.settings.view_wait_seconds
    if not platform.views.wait_for("governance", stored[-1].position, seconds):
        raise WaitingFor("governance")
    return stored[-1].version
