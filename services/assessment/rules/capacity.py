"""The capacity frame: what the measure demands of each party, and what it has (A-9). Pure."""

from collections.abc import Iterable
from uuid import UUID

from services.assessment.rules.inputs import Inputs
from services.assessment.rules.open_text import is_open_table, is_written
from shared.contracts.assessment import PartyStanding, Priority
from shared.contracts.record import Who
from shared.values.refusal import Refused


def beyond(standing: PartyStanding) -> bool:
    """Whether the figures of hours or of money say that more is demanded than there is."""
    short = any(each.demanded > each.available for each in standing.demands)
    demanded, available = standing.ore_demanded, standing.ore_available
    return short or (demanded is not None and available is not None and demanded > available)


def over(capacity: Iterable[PartyStanding]) -> tuple[UUID, ...]:
    """The parties whose capacity is exceeded, in an order of their own."""
    return tuple(sorted((each.party for each in capacity if each.standing == "over"), key=str))


def stopping(inputs: Inputs) -> tuple[UUID, ...]:
    """A-9: the parties over their frame where nobody has decided what gives way."""
    prioritised = {each.party for each in inputs.priorities}
    return tuple(party for party in over(inputs.capacity) if party not in prioritised)


def that_count(
    priorities: Iterable[Priority], capacity: Iterable[PartyStanding]
) -> tuple[Priority, ...]:
    """Those of parties that are over; a demand that has become less needs none."""
    exceeded = over(capacity)
    return tuple(each for each in priorities if each.party in exceeded)


def priority_is_the_owners(priority: Priority, capacity: Iterable[PartyStanding], by: Who) -> None:
    """A-9: of a capacity that is exceeded, by the one who owns it, who says what gives way.

    The secretariat enters what a party has decided; a member speaks for their own party only.
    """
    if priority.party not in over(capacity):
        raise Refused("A-9", "assessment.nothing-to-prioritise", field="party")
    if by.party is not None and by.party != priority.party:
        raise Refused("A-9", "assessment.not-your-capacity", field="party")
    is_written("A-9", "gives_way", priority.gives_way)
    is_written("A-9", "decided_by", priority.decided_by)
    is_open_table("A-9", "gives_way", priority)
