"""Where a person's or a machine's command is received, with its context, and handled once."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from shared.clock import Clock
from shared.contracts.record import ServiceName, Who
from shared.eventlog.commands import Asked, Done
from shared.eventlog.handling import Handler
from shared.identity.actors import Actor


def command_id(owner: UUID, service: ServiceName, key: str) -> UUID:
    """The same owner's same Idempotency-Key at the same service is the same command: a person's,
    or an organisation's whose reference it stands for (I-10)."""
    return uuid5(owner, f"{service}:{key}")


class Desk:
    """The one way in for commands that somebody asks; reactions and timers have their own."""

    def __init__(self, handler: Handler, clock: Clock) -> None:
        self._handler = handler
        self._clock = clock

    def ask(
        self,
        actor: Actor,
        command: Any,
        *,
        key: str,
        case: str,
        helsefellesskap: UUID | None = None,
        seat: UUID | None = None,
        party: UUID | None = None,
        on_behalf_of: UUID | None = None,
        expected_version: int | None = None,
        at: datetime | None = None,
        owner: UUID | None = None,
    ) -> Done:
        """One effect however often it is asked; access has been decided before.

        `seat` and `party` say what the actor acts as (R-1), `on_behalf_of` for whom (P-5). `owner`
        is whose the key is, where all who act for the same may ask under it (I-10).
        Raises what `Handler.handle` raises.
        """
        return self._handler.handle(
            Asked(
                command=command,
                id=command_id(owner or actor.person, self._handler.service, key),
                by=Who(actor.person, seat, party, on_behalf_of),
                at=at or self._clock.now(),
                case=case,
                helsefellesskap=helsefellesskap,
                expected_version=expected_version,
            )
        )

    def earlier(
        self, actor: Actor, command: Any, *, key: str, case: str, owner: UUID
    ) -> Done | None:
        """What the same question was answered before, whoever asked it under the `owner`'s key;
        None where it was never asked.

        Asks nothing. Raises ReusedCommandId where something else was asked under the key.
        """
        handler = self._handler
        decider = handler.decider(command)
        stream = decider.stream(command)
        asked = Asked(
            command=command,
            id=command_id(owner, handler.service, key),
            by=Who(actor.person),
            at=self._clock.now(),
            case=case,
        )
        return handler.earlier(asked, handler.state(decider, stream), stream)
