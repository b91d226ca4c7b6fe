"""A small load balancer before the replicas of a service, on the loopback interface."""

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Sequence

from tests.installation.program import free_port

PIECE = 65_536


class Balancer:
    """Gives each new connection to the next replica that takes it; knows nothing of HTTP.

    A connection ends with its replica, as behind any balancer: the caller connects again.
    """

    def __init__(self, ports: Sequence[int]) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._turns = itertools.cycle(ports)
        self._replicas = len(ports)
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name="balancer", daemon=True)

    def start(self) -> None:
        self._thread.start()
        assert self._started.wait(10), "the balancer does not start"

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join(10)
        assert not self._thread.is_alive(), "the balancer does not stop"

    def _run(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self._started.set()
        await self._ended.wait()
        server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(
        self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            for port in itertools.islice(self._turns, self._replicas):
                with contextlib.suppress(ConnectionError):
                    from_replica, to_replica = await asyncio.open_connection("127.0.0.1", port)
                    break
            else:
                return
            async with contextlib.AsyncExitStack() as closing:
                closing.callback(to_replica.close)
                ways = {
                    asyncio.create_task(_pump(from_client, to_replica)),
                    asyncio.create_task(_pump(from_replica, to_client)),
                }
                for way in ways:
                    closing.callback(way.cancel)
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            to_client.close()
            self._open.discard(task)


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while piece := await source.read(PIECE):
            sink.write(piece)
            await sink.drain()
