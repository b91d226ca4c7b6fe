"""A change to a case over HTTP: who asks, on which version, with which key."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from services.governance.application import Asked, Governance
from shared.identity.actors import Actor
from shared.service.answers import Accepted, accepted
from shared.service.signing_in import Asking
from shared.web.conditions import ExpectedVersion, IdempotencyKey


@dataclass(frozen=True, slots=True)
class Change:
    """What every change carries beside its body."""

    key: str
    expected: int
    actor: Actor
    response: Response

    def ask(
        self, governance: Governance, command: Asked, on_behalf_of: UUID | None = None
    ) -> Accepted:
        """Raises what `Governance.ask` raises."""
        done = governance.ask(
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
"""A parameter of a route that changes a case."""
