"""A process that leads when it can: `python -m tests.eventlog.readers.leading DATABASE SERVICE`.

Says `ready` when it tries, `leads` when it leads and `ended` when its work has ended.
"""

import asyncio
import signal
import sys

import structlog

from shared.eventlog.leader import Leadership


async def lead(database: str, service: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def work(ending: asyncio.Event) -> None:
        print("leads", flush=True)
        await ending.wait()
        print("ended", flush=True)

    print("ready", flush=True)
    await Leadership(database, service, every=0.2).hold(stop, work)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(lead(sys.argv[1], sys.argv[2]))
