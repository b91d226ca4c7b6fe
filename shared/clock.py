"""The one place that reads the clock and makes random ids; everything else is given them."""

from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import uuid_utils


class Clock(Protocol):
    """Tells the time, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def new_id() -> UUID:
    """A time-ordered id (UUID version 7, RFC 9562)."""
    return UUID(int=uuid_utils.uuid7().int)
