"""What may be delivered now: pure, so that it can be tried with every disorder there is."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.eventlog.inbox.frame import Arrival


@dataclass(frozen=True, slots=True)
class Sorted:
    """`ready` follows the reader's position without a hole; `beyond` waits behind a gap."""

    ready: tuple[Arrival, ...]
    beyond: tuple[Arrival, ...]


def in_order(position: int, arrivals: Iterable[Arrival]) -> Sorted:
    """Sorts arrivals after the reader's position: what is passed or double is left out."""
    ready: list[Arrival] = []
    beyond: list[Arrival] = []
    for arrival in sorted(arrivals, key=lambda one: one.position):
        if beyond and arrival.position == beyond[-1].position:
            continue
        if arrival.position == position + 1 and not beyond:
            ready.append(arrival)
            position = arrival.position
        elif arrival.position > position:
            beyond.append(arrival)
    return Sorted(tuple(ready), tuple(beyond))
