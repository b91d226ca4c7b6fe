"""A parked case tried again, in order, once its cause has been dealt with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from shared.contracts.record import ServiceName
from shared.eventlog.heard import Heard
from shared.eventlog.parking.failures import WaitingFor, describe, is_infrastructure
from shared.eventlog.parking.lot import ParkingLot
from shared.eventlog.parking.queues import Parked


class TakesParked(Protocol):
    """A consumer whose parked events can be tried again."""

    def take_parked(self, reader: str, heard: Heard) -> None:
        """Deals with one event for the reader that parked it, without moving its place.

        An event given twice has its effect once. Raises what the handler raises.
        """
        ...


class OtherLog(Exception):  # noqa: N818
    """What was fetched is not what was parked: the log has been replaced since."""


@dataclass(frozen=True, slots=True)
class Retried:
    """How far a case's queue came: `left` is what failed again, with the `error` it gave."""

    handled: int
    left: Parked | None = None
    error: str | None = None


def retry(
    lot: ParkingLot,
    consumer: TakesParked,
    reader: str,
    case: str,
    fetch: Callable[[ServiceName, int], Heard],
) -> Retried:
    """Runs the case's queue in order until it is empty, or until one fails again.

    `fetch` gets an event by source and position. Raises infrastructure errors (nothing is lost;
    try again) and OtherLog.
    """
    handled = 0
    while queue := lot.queues(reader).cases.get(case):
        first = queue[0]
        heard = fetch(first.source, first.position)
        if (heard.epoch, heard.envelope.id) != (first.epoch, first.event_id):
            raise OtherLog(f"{first.source} {first.position}")
        try:
            consumer.take_parked(reader, heard)
        except WaitingFor as waiting:
            return Retried(handled, first, str(waiting))
        except Exception as error:
            if is_infrastructure(error):
                raise
            return Retried(handled, first, describe(error))
        lot.handled(reader, first.event_id)
        handled += 1
    return Retried(handled)
