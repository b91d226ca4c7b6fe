"""A real HTTP server on a free loopback port, for as long as a test needs it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp


def free_socket() -> socket.socket:
    """Bound, so that the address is known before the application is made."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    return bound


def address(bound: socket.socket) -> str:
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


@contextmanager
def served(app: ASGIApp, bound: socket.socket) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < deadline, "the server did not start in time"
        time.sleep(0.01)
    try:
        yield address(bound)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        bound.close()
        assert not thread.is_alive()
