"""One leader per service, and soon another when it dies (architecture, "Replicas")."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import psycopg
import pytest

from shared.eventlog.leader import Leadership
from tests.eventlog.readers.world import SERVICE
from tests.servers.postgres import PostgresServer

TAKES_OVER_WITHIN = 5.0


class Process:
    """A real process that tries to lead, and what it says."""

    def __init__(self, database: str, service: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.eventlog.readers.leading", database, service],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line.strip())

    def says(self, word: str, within: float = 60.0) -> None:
        assert self._said.get(timeout=within) == word

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing is said for this long."""
        try:
            self._said.get(timeout=seconds)
        except Empty:
            return True
        return False

    def send(self, number: signal.Signals) -> int:
        self._process.send_signal(number)
        return self._process.wait(30)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(30)
        self._reader.join(30)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def start() -> Iterator[Callable[[str], Process]]:
    """Starts processes that try to lead; they are gone after the test."""
    started: list[Process] = []

    def one(database: str) -> Process:
        started.append(Process(database, SERVICE))
        started[-1].says("ready")
        return started[-1]

    yield one
    for process in started:
        process.close()


def test_one_of_two_processes_leads_and_the_other_takes_over_when_it_is_killed(
    durable: str, start: Callable[[str], Process]
) -> None:
    first = start(durable)
    first.says("leads")
    second = start(durable)
    assert second.is_silent(1.0)
    assert first.send(signal.SIGKILL) == -signal.SIGKILL
    killed = time.monotonic()
    second.says("leads", within=TAKES_OVER_WITHIN)
    assert time.monotonic() - killed < TAKES_OVER_WITHIN


def test_a_leader_told_to_stop_ends_its_work_and_hands_over(
    durable: str, start: Callable[[str], Process]
) -> None:
    first = start(durable)
    first.says("leads")
    second = start(durable)
    assert first.send(signal.SIGTERM) == 0
    first.says("ended")
    second.says("leads", within=TAKES_OVER_WITHIN)


class Work:
    """What a leader does, as seen by a test."""

    def __init__(self) -> None:
        self.begun = 0
        self.ended = 0
        self.fails: list[Exception] = []

    async def __call__(self, ending: asyncio.Event) -> None:
        self.begun += 1
        if self.fails:
            raise self.fails.pop()
        await ending.wait()
        self.ended += 1


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - other tasks and processes bring it about
            await asyncio.sleep(0.01)


async def test_services_are_led_apart(durable: str) -> None:
    stop = asyncio.Event()
    works = [Work(), Work()]
    async with asyncio.TaskGroup() as group:
        for work, service in zip(works, ("governance", "intake"), strict=True):
            group.create_task(Leadership(durable, service, every=0.05).hold(stop, work))
        await until(lambda: all(work.begun == 1 for work in works))
        stop.set()
    assert [work.ended for work in works] == [1, 1]


async def test_in_memory_everybody_leads(tmp_path: Path) -> None:
    stop = asyncio.Event()
    work = Work()
    leadership = Leadership("memory:", SERVICE, every=0.05)
    holding = asyncio.create_task(leadership.hold(stop, work))
    await until(lambda: work.begun == 1)
    assert leadership.leads
    stop.set()
    await holding
    assert not leadership.leads


async def test_a_leader_that_loses_its_connection_stops_its_work_and_tries_again(
    postgres: str,
) -> None:
    stop = asyncio.Event()
    work = Work()
    holding = asyncio.create_task(Leadership(postgres, SERVICE, every=0.05).hold(stop, work))
    await until(lambda: work.begun == 1)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks"
            " WHERE locktype = 'advisory' AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    await until(lambda: work.begun == 2)
    assert work.ended == 1
    stop.set()
    await holding


async def test_leadership_survives_a_restart_of_the_server(
    postgres: str, postgres_server: PostgresServer
) -> None:
    stop = asyncio.Event()
    work = Work()
    leadership = Leadership(postgres, SERVICE, every=0.05)
    holding = asyncio.create_task(leadership.hold(stop, work))
    await until(lambda: work.begun == 1)
    await asyncio.to_thread(postgres_server.stop)
    await until(lambda: work.ended == 1 and leadership.last_error is not None)
    assert not leadership.leads
    await asyncio.to_thread(postgres_server.start)
    await until(lambda: work.begun == 2)
    stop.set()
    await holding
    assert leadership.last_error is None


async def test_a_lock_file_that_was_replaced_is_no_longer_ours(tmp_path: Path) -> None:
    stop = asyncio.Event()
    work = Work()
    leadership = Leadership(f"sqlite:///{tmp_path}", SERVICE, every=0.05)
    holding = asyncio.create_task(leadership.hold(stop, work))
    await until(lambda: work.begun == 1)
    (tmp_path / f"{SERVICE}.leader").unlink()
    await until(lambda: work.begun == 2)
    assert work.ended == 1
    stop.set()
    await holding


async def test_work_that_fails_gives_the_leadership_up_and_is_begun_again(durable: str) -> None:
    stop = asyncio.Event()
    work = Work()
    work.fails = [ValueError("x")]
    leadership = Leadership(durable, SERVICE, every=0.05)
    holding = asyncio.create_task(leadership.hold(stop, work))
    await until(lambda: leadership.last_error is not None)
    assert leadership.last_error is not None
    assert leadership.last_error.startswith("ValueError (")
    await until(lambda: work.begun == 2)
    stop.set()
    await holding


async def test_a_cancelled_leader_ends_its_work_and_lets_go(durable: str) -> None:
    work, stop = Work(), asyncio.Event()
    holding = asyncio.create_task(Leadership(durable, SERVICE, every=0.05).hold(stop, work))
    await until(lambda: work.begun == 1)
    holding.cancel()
    with pytest.raises(asyncio.CancelledError):
        await holding
    assert work.ended == 1
    other = Work()
    successor = asyncio.create_task(Leadership(durable, SERVICE, every=0.05).hold(stop, other))
    await until(lambda: other.begun == 1)
    stop.set()
    await successor


def test_the_lock_file_is_private(tmp_path: Path) -> None:
    async def once() -> None:
        stop = asyncio.Event()

        async def work(_ending: asyncio.Event) -> None:
            stop.set()

        await Leadership(f"sqlite:///{tmp_path}", SERVICE).hold(stop, work)

    asyncio.run(once())
    assert (tmp_path / f"{SERVICE}.leader").stat().st_mode & 0o777 == 0o600
