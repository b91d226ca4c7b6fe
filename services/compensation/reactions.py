"""Events heard become commands: a corrected register sends unlocked claims back (C-13)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from services.compensation.commands.claims import RecalculateClaim
from shared.contracts.governance import MeetingClosed
from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard

REACTS_TO: frozenset[ServiceName] = frozenset({"governance"})


def reacting(
    claims_of: Callable[[UUID], Sequence[UUID]],
) -> Callable[[Heard], Sequence[RecalculateClaim]]:
    """`claims_of` are the claims for a meeting that have been sent in: none when it is closed
    the first time, unless somebody has asked about an attendance that was not recorded (C-5)."""

    def react(heard: Heard) -> Sequence[RecalculateClaim]:
        event = heard.event
        if not isinstance(event, MeetingClosed):
            return ()
        return tuple(
            RecalculateClaim(claim_id, "attendance") for claim_id in claims_of(event.meeting_id)
        )

    return react
