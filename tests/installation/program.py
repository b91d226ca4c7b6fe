"""One program of an installation, as a real process that can be killed and started again."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx2

from deploy.serving import NotReady, wait_until_ready
from tests.installation.waiting import eventually

REPOSITORY = Path(__file__).parents[2]
STOP_SECONDS = 40.0
READY_SECONDS = 60.0
SHOWN_LINES = 60

# PR_SET_PDEATHSIG is 1 (linux/prctl.h): whoever kills the tests kills what they have started.
# The parent may have died before it was set.
_LAUNCHER = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""

# Below the ports that the system gives to clients, so that none of those takes ours meanwhile.
_PORTS = range(20_000, 32_000)


def free_port() -> int:
    """A port on the loopback interface that nobody listens to."""
    for _ in range(1_000):
        port = random.choice(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


class Program:
    """`samhandling <arguments>` with this environment; answers at `url`.

    Its output goes to a file that grows over all its lives. It dies with the process of the
    tests, however that dies.
    """

    def __init__(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        folder: Path,
        port: int,
    ) -> None:
        self.name = name
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / f"{name}.log"
        self._arguments = list(arguments)
        self._environment = dict(environment)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._shown = 0

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self.running else None

    def start(self) -> None:
        """Starts it and returns at once; `wait_until_ready` waits. Nothing happens if it runs."""
        if self.running:
            return
        made = threading.Event()
        threading.Thread(target=self._keep, args=(made,), name=self.name, daemon=True).start()
        made.wait()

    def _keep(self, made: threading.Event) -> None:
        """In a thread of its own: the system ends what a thread has started when that ends."""
        command = [sys.executable, "-m", "deploy.cli", *self._arguments]
        launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(os.getpid())]
        try:
            with self.log.open("ab") as log:
                process = self._process = subprocess.Popen(
                    [*launcher, *command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self._folder,
                    env=self._whole_environment(),
                    start_new_session=True,
                )
        finally:
            made.set()
        process.wait()

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> None:
        """Raises AssertionError with the end of its log where `/readyz` is not well in time."""
        try:
            wait_until_ready(self.url, alive=lambda: self.running, seconds=seconds)
        except NotReady as error:
            raise AssertionError(f"{self.name} is not ready: {error}\n{self.tail()}") from error

    def wait_until_alive(self, seconds: float = READY_SECONDS) -> None:
        """Until it answers at all, ready or not. Raises AssertionError."""

        with httpx2.Client(timeout=5.0) as http:

            def answers() -> bool:
                assert self.running, f"{self.name} has ended\n{self.tail()}"
                try:
                    return http.get(f"{self.url}/livez").is_success
                except httpx2.TransportError:
                    return False

            eventually(f"{self.name} answers", answers, seconds)

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said. It is gone when this returns."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def terminate(self) -> None:
        """SIGTERM; returns at once."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)

    def stop(self) -> None:
        """SIGTERM: what is in hand is finished. Raises AssertionError where it does not end."""
        if self._process is None:
            return
        self.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} does not stop\n{self.tail()}") from None
        finally:
            self.kill()

    def tail(self) -> str:
        """The end of its log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join([f"--- {self.name}", *text.splitlines()[-SHOWN_LINES:]])

    def news(self) -> str:
        """What it has said since this was asked last, at most its end."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(self._shown)
            said = log.read()
        self._shown += len(said)
        lines = said.decode(errors="replace").splitlines()[-SHOWN_LINES:]
        return "\n".join([f"--- {self.name}", *lines]) if lines else ""

    def _whole_environment(self) -> dict[str, str]:
        ours = {
            name: value for name, value in os.environ.items() if not name.startswith("SAMHANDLING_")
        }
        return {
            **ours,
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONUNBUFFERED": "1",
            "PYTHONFAULTHANDLER": "1",
            "SAMHANDLING_PORT": str(self.port),
            **self._environment,
        }
