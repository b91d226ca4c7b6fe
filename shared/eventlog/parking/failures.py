"""What went wrong when an event was dealt with: the world around, another service, or the event.

Only the last is poison and parks a case. What the world around does (a store that restarts, a
full queue) is tried again by whoever gave the event; a foreign fact that has not come yet is
waited for.
"""

import sqlite3
import traceback

import httpx2
import psycopg
import redis.exceptions
import sqlalchemy.exc

from shared.contracts.record import ServiceName
from shared.eventlog.appender import Overloaded
from shared.eventlog.commands import TooManyConflicts
from shared.eventlog.recorders import StoreUnavailable


class NotBuilt(Exception):  # noqa: N818 - named for what it says
    """A read model has no generation of this code's version yet (HTTP 503, try again).

    Nobody's fault: what needs it is tried again until it is built.
    """


INFRASTRUCTURE: tuple[type[BaseException], ...] = (
    NotBuilt,
    StoreUnavailable,
    Overloaded,
    TooManyConflicts,
    sqlalchemy.exc.OperationalError,
    sqlalchemy.exc.InterfaceError,
    sqlalchemy.exc.TimeoutError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    redis.exceptions.ConnectionError,
    redis.exceptions.TimeoutError,
    httpx2.TransportError,
    OSError,
    MemoryError,
)
"""Errors that say nothing about the event; never parked, always tried again."""


class WaitingFor(Exception):  # noqa: N818 - named for what it says
    """A fact of another service that this event builds on has not been heard yet.

    Raised by a handler. Not poison: the batch is tried again when that service has moved.
    """

    def __init__(self, service: ServiceName) -> None:
        super().__init__(f"waiting for {service}")
        self.service: ServiceName = service


def is_infrastructure(error: BaseException) -> bool:
    """Whether the same event may go well later, with nothing changed in code or log."""
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        if error.connection_invalidated:
            return True
        # SQLite says OperationalError for a faulty statement too: that is a fault of ours.
        code = getattr(error.orig, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_ERROR:
            return False
    return isinstance(error, INFRASTRUCTURE)


def is_poison(error: BaseException) -> bool:
    """Whether the event itself, or our code for it, is at fault."""
    return (
        isinstance(error, Exception)
        and not isinstance(error, WaitingFor)
        and not is_infrastructure(error)
    )


def describe(error: BaseException) -> str:
    """The error's kind and place. Never its message: that may quote personal data, and what is
    recorded is never changed (P-1).
    """
    kind = type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return kind
    last = frames[-1]
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or [last]
    where = ours[-1]
    name = where.filename.replace("\\", "/").rsplit("/", 1)[-1]
    return f"{kind} ({name}:{where.lineno} {where.name})"
