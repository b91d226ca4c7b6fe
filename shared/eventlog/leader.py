"""One leader per service: relay, inbox, read models and timers run in it alone.

PostgreSQL keeps the leadership as a session's advisory lock, SQLite as a lock on a file; both
are let go by the system when the process dies, however it dies. (A connection pooler between us
and PostgreSQL must keep sessions.) A leader that is cut off from
its lock may work on for a moment; what it writes then is fenced by the places it compares.
"""

import asyncio
import fcntl
import hashlib
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import psycopg
import structlog

from shared.eventlog.parking import describe

CHECK_SECONDS = 1.0
ANSWER_SECONDS = 3.0
STOP_SECONDS = 10.0
LONGEST_PAUSE = 30.0

log = structlog.get_logger(__name__)


class Lock(Protocol):
    """What only one process can hold."""

    async def acquire(self) -> bool:
        """Tries once; False when another has it or the store is away."""
        ...

    async def is_held(self) -> bool:
        """Whether it is still ours."""
        ...

    async def release(self) -> None: ...


class NoLock:
    """In memory there is nobody to share with."""

    async def acquire(self) -> bool:
        return True

    async def is_held(self) -> bool:
        return True

    async def release(self) -> None:
        """Nothing to let go."""


class FileLock:
    """A lock on a file beside the SQLite databases."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    async def acquire(self) -> bool:
        return self._try()

    def _try(self) -> bool:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self._file = file
        return True

    async def is_held(self) -> bool:
        """A file that has been removed or replaced could be locked by somebody else."""
        if self._file is None:
            return False
        try:
            there = os.stat(self._path)  # noqa: PTH116 - compared with fstat
        except FileNotFoundError:
            return False
        ours = os.fstat(self._file)
        return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)

    async def release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


class PostgresLock:
    """An advisory lock of a session of its own; a server that loses us soon lets it go."""

    def __init__(self, url: str, service: str) -> None:
        self._url = url
        digest = hashlib.sha256(f"samhandling leader {service}".encode()).digest()
        self._key = int.from_bytes(digest[:8], "big", signed=True)
        self._connection: psycopg.AsyncConnection | None = None

    async def acquire(self) -> bool:
        connection = await self._connected()
        try:
            answer = await asyncio.wait_for(
                connection.execute("SELECT pg_try_advisory_lock(%s)", (self._key,)),
                ANSWER_SECONDS,
            )
            row = await answer.fetchone()
        except BaseException:
            await self.release()
            raise
        return row is not None and bool(row[0])

    async def _connected(self) -> psycopg.AsyncConnection:
        """One connection for all attempts."""
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                self._url,
                autocommit=True,
                connect_timeout=5,
                keepalives_idle=5,
                keepalives_interval=2,
                keepalives_count=3,
                tcp_user_timeout=10_000,
            )
            for name, value in SERVER_KEEPALIVES.items():
                await self._connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        return self._connection

    async def is_held(self) -> bool:
        if self._connection is None or self._connection.closed:
            return False
        try:
            await asyncio.wait_for(self._connection.execute("SELECT 1"), ANSWER_SECONDS)
        except (psycopg.Error, OSError, TimeoutError):
            return False
        return True

    async def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error, OSError, TimeoutError):  # gone is as good as released
                await asyncio.wait_for(connection.close(), ANSWER_SECONDS)


SERVER_KEEPALIVES = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
    "idle_session_timeout": "0",
}
"""So that the server notices within seconds that a leader's machine is gone."""


def _lock(database: str, service: str) -> Lock:
    if database == "memory:":
        return NoLock()
    if database.startswith("sqlite:///"):
        return FileLock(Path(database.removeprefix("sqlite:///")) / f"{service}.leader")
    if database.startswith(("postgresql://", "postgres://")):
        return PostgresLock(database, service)
    # Not the value itself: it may hold a password.
    raise ValueError("the database must be memory:, sqlite:///<folder> or postgresql://…")


class Leadership:
    """Who leads a service. `leads` and `last_error` are for health and metrics."""

    def __init__(self, database: str, service: str, *, every: float = CHECK_SECONDS) -> None:
        self._lock = _lock(database, service)
        self._service = service
        self._every = every
        self.leads = False
        self.last_error: str | None = None

    async def hold(
        self, stop: asyncio.Event, work: Callable[[asyncio.Event], Awaitable[None]]
    ) -> None:
        """Runs `work` whenever this process leads, until `stop` is set.

        `work` is given an event of its own, set when it must end: told to stop, or no longer
        leading; if it goes on for long all the same it is cancelled. Work that fails gives the
        leadership up, so that another process may try, and is begun again after a pause.
        """
        pause = self._every
        try:
            while not stop.is_set():
                try:
                    if await self._lock.acquire():
                        await self._lead(stop, work)
                    self.last_error = None
                    pause = self._every
                except Exception as error:  # noqa: BLE001 - shown, and tried again
                    self.last_error = describe(error)
                    log.error("leading failed", service=self._service, error=self.last_error)
                    pause = min(pause * 2, LONGEST_PAUSE)
                await rest(stop, pause)
        finally:
            await self._lock.release()

    async def _lead(
        self, stop: asyncio.Event, work: Callable[[asyncio.Event], Awaitable[None]]
    ) -> None:
        ending = asyncio.Event()
        task = asyncio.ensure_future(work(ending))
        stopping = asyncio.ensure_future(stop.wait())
        self.leads = True
        log.info("leads", service=self._service)
        try:
            while not task.done() and not stop.is_set():
                if not await self._lock.is_held():
                    log.error("leadership lost", service=self._service)
                    break
                ended, _ = await asyncio.wait(
                    {task, stopping}, timeout=self._every, return_when=asyncio.FIRST_COMPLETED
                )
                if not ended:
                    self.last_error = None
        finally:
            self.leads = False
            ending.set()
            stopping.cancel()
            await self._end(task)
            await self._lock.release()
            log.info("leads no longer", service=self._service)
        if not task.cancelled():
            task.result()

    async def _end(self, task: "asyncio.Future[None]") -> None:
        """Waits for the work to end by itself, and at last cancels it."""
        await asyncio.wait({task}, timeout=STOP_SECONDS)
        if not task.done():
            log.error("work went on, cancelled", service=self._service)
            task.cancel()
            await asyncio.wait({task}, timeout=STOP_SECONDS)


async def rest(stop: asyncio.Event, seconds: float) -> None:
    """Pauses, unless told to stop."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
