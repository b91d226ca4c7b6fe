"""A change over HTTP: who asks, on which version, with which key."""

from dataclasses import dataclass
from typing import Annotated, Protocol, TypeVar
from uuid import UUID

from fastapi import Depends, Response

from shared.eventlog.commands import Done
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey

Command = TypeVar("Command")
Command_contra = TypeVar("Command_contra", contravariant=True)


class Asked(Protocol[Command_contra]):
    """What a service may be asked, as its application offers it."""

    def ask(
        self,
        actor: Actor,
        command: Command_contra,
        *,
        key: str,
        expected_version: int | None = None,
        on_behalf_of: UUID | None = None,
    ) -> Done: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What every change carries beside its body."""

    key: str
    expected: int
    actor: Actor
    response: Response

    def ask(
        self, service: Asked[Command], command: Command, on_behalf_of: UUID | None = None
    ) -> Accepted:
        """Raises what the service raises."""
        done = service.ask(
            self.actor,
            command,
            key=self.key,
            expected_version=self.expected,
            on_behalf_of=on_behalf_of,
        )
        return accepted(self.response, done)


def _change(
    key: IdempotencyKey, expected: ExpectedVersion, actor: Asking, response: Response
) -> Change:
    return Change(key, expected, actor, response)


Changing = Annotated[Change, Depends(_change)]
"""A parameter of a route that changes something there is."""
