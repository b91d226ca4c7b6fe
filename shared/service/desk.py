"""Where a person's or a machine's command is received, with its context, and handled once."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from shared.clock import Clock
from shared.contracts.record import ServiceName, Who
from shared.eventlog.commands import Asked, Done
from shared.eventlog.handling import Handler
from shared.identity.actors import Actor


def command_id(person: UUID, service: ServiceName, key: str) -> UUID:
    """The same person's same Idempotency-Key at the same service is the same command."""
    return uuid5(person, f"{service}:{key}")


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
    ) -> Done:
        """One effect however often it is asked; access has been decided before.

        `seat` and `party` say what the actor acts as (R-1), `on_behalf_of` for whom (P-5).
        Raises what `Handler.handle` raises.
        """
        return self._handler.handle(
            Asked(
                command=command,
                id=command_id(actor.person, self._handler.service, key),
                by=Who(actor.person, seat, party, on_behalf_of),
                at=at or self._clock.now(),
                case=case,
                helsefellesskap=helsefellesskap,
                expected_version=expected_version,
            )
        )

    def earlier(self, actor: Actor, command: Any, *, key: str, case: str) -> Done | None:
        """What the same question was answered before; None where it was never asked.

        Asks nothing. Raises ReusedCommandId where something else was asked under the key.
        """
        handler = self._handler
        decider = handler.decider(command)
        stream = decider.stream(command)
        asked = Asked(
            command=command,
            id=command_id(actor.person, handler.service, key),
            by=Who(actor.person),
            at=self._clock.now(),
            case=case,
        )
        return handler.earlier(asked, handler.state(decider, stream), stream)
