"""Wakes those who wait for a ledger on PostgreSQL to grow: LISTEN on a connection of its own."""

import os
import select
import time
from threading import Condition, Thread
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from shared.eventlog.recorders.failures import StoreUnavailable
from shared.eventlog.recorders.postgres_datastore import connect

RECHECK_SECONDS = 5.0
"""How often the head is asked for even in silence: finds a connection that died unnoticed."""


class Listener:
    """One thread, started by the first who waits; it ends with its connection.

    Whoever waits then gets StoreUnavailable, and the next call starts a new one.
    """

    def __init__(self, parameters: dict[str, Any], channel: str, head: bytes) -> None:
        self._parameters = parameters
        self._channel = channel
        self._head = head
        self._changed = Condition()
        self._seen = 0
        self._failure: Exception | None = None
        self._thread: Thread | None = None
        self._closed = False
        self._bell = os.pipe()

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there is something after this position, at the latest when the time is up."""
        deadline = time.monotonic() + timeout
        with self._changed:
            if self._closed:
                raise StoreUnavailable("hendelsesloggen er lukket")
            if self._thread is None:
                self._failure = None
                self._thread = Thread(target=self._run, name=self._channel, daemon=True)
                self._thread.start()
            self._changed.wait_for(
                lambda: self._seen > after or self._failure or self._closed,
                deadline - time.monotonic(),
            )
            if self._seen <= after and self._failure:
                raise StoreUnavailable(
                    f"hendelsesloggen svarer ikke: {self._failure}"
                ) from self._failure
            return self._seen > after

    def close(self) -> None:
        """Lets everybody who waits go, and ends the thread."""
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
            thread = self._thread
        os.write(self._bell[1], b".")
        if thread:
            thread.join()
        for end in self._bell:
            os.close(end)

    def _run(self) -> None:
        failure: Exception | None = None
        try:
            with connect(self._parameters) as connection:
                self._listen(connection)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear it
            failure = error
        finally:
            with self._changed:
                self._failure = failure
                self._thread = None
                self._changed.notify_all()

    def _listen(self, connection: Connection[tuple[Any, ...]]) -> None:
        connection.execute(SQL("LISTEN {}").format(Identifier(self._channel)))
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN)
        waiting.register(self._bell[0], select.POLLIN)
        while True:
            # After LISTEN, so that nothing falls between the answer and the first notice.
            [head] = connection.execute(self._head).fetchone() or (0,)
            self._grow_to(head)
            while True:
                # Before waiting: a notice that came with the answer is not seen by the poll.
                for notice in connection.notifies(timeout=0):
                    self._grow_to(int(notice.payload))
                ready = waiting.poll(RECHECK_SECONDS * 1_000)
                if (self._bell[0], select.POLLIN) in ready:
                    return
                if not ready:
                    break

    def _grow_to(self, head: int) -> None:
        with self._changed:
            if head > self._seen:
                self._seen = head
                self._changed.notify_all()
