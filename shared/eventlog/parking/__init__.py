"""Poison events are set aside with their case; other cases go on (architecture, "Parking").

An event whose handler fails for its own sake is tried a bounded number of times and parked;
later events of its case queue behind it in order. An operator tries the queue again or gives an
event up, with a reason and as an event.
"""

from shared.eventlog.parking.failures import (
    INFRASTRUCTURE,
    NotBuilt,
    WaitingFor,
    describe,
    is_infrastructure,
    is_poison,
)
from shared.eventlog.parking.lot import (
    Appends,
    NotParked,
    ParkingLot,
    ReasonMissing,
    is_bookkeeping,
    stream,
)
from shared.eventlog.parking.queues import Parked, Queues, evolve
from shared.eventlog.parking.retrying import OtherLog, Retried, TakesParked, retry

__all__ = [
    "INFRASTRUCTURE",
    "Appends",
    "NotBuilt",
    "NotParked",
    "OtherLog",
    "Parked",
    "ParkingLot",
    "Queues",
    "ReasonMissing",
    "Retried",
    "TakesParked",
    "WaitingFor",
    "describe",
    "evolve",
    "is_bookkeeping",
    "is_infrastructure",
    "is_poison",
    "retry",
    "stream",
]
